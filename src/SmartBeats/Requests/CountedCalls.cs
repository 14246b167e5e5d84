namespace SmartBeats.Requests;

/// <summary>The fields of a request that say which calls count and what each weighs; all others say what is built of them.</summary>
public static class CountedCalls
{
    /// <summary>Names of the fields of <see cref="PlanRequest"/> that filter calls or weigh them.</summary>
    internal static readonly string[] FilterAndWeigh =
    [
        nameof(PlanRequest.Data), nameof(PlanRequest.Priorities), nameof(PlanRequest.Dispositions),
        nameof(PlanRequest.Natures), nameof(PlanRequest.Sources), nameof(PlanRequest.WithoutPlaces), nameof(PlanRequest.Diversion),
        nameof(PlanRequest.From), nameof(PlanRequest.To), nameof(PlanRequest.Weekdays), nameof(PlanRequest.Hours),
        nameof(PlanRequest.Workload), nameof(PlanRequest.PriorityWeights),
        nameof(PlanRequest.WeighPeriods), nameof(PlanRequest.HalfLifeDays), nameof(PlanRequest.For),
    ];

    /// <summary>Names of the fields that change nothing about what is counted.</summary>
    internal static readonly string[] Build =
    [
        nameof(PlanRequest.City), nameof(PlanRequest.Beats), nameof(PlanRequest.WorkloadPerBeat),
        nameof(PlanRequest.Tolerance), nameof(PlanRequest.Goal), nameof(PlanRequest.Seed), nameof(PlanRequest.Effort),
        nameof(PlanRequest.Bridges), nameof(PlanRequest.Response), nameof(PlanRequest.Shifts), nameof(PlanRequest.ShiftBudget),
        nameof(PlanRequest.Rank), nameof(PlanRequest.Sectors), nameof(PlanRequest.Backtest), nameof(PlanRequest.Balance), nameof(PlanRequest.EqualArea), nameof(PlanRequest.ChangeBudget),
        nameof(PlanRequest.LockBeats), nameof(PlanRequest.WithoutBeats), nameof(PlanRequest.StationWeight),
        nameof(PlanRequest.Weigh), nameof(PlanRequest.BalanceSignals), nameof(PlanRequest.KeepWhole), nameof(PlanRequest.Label),
        nameof(PlanRequest.Also), nameof(PlanRequest.LifeDays), nameof(PlanRequest.Anew), nameof(PlanRequest.AutoTolerance),
    ];

    /// <summary>Whether two requests count the same calls and weigh them alike, whatever they build of them.</summary>
    /// <param name="one">A valid request.</param>
    /// <param name="other">Another valid request.</param>
    public static bool AreAlike(PlanRequest one, PlanRequest other) => Describe(one) == Describe(other);

    private static string Describe(PlanRequest request) => PlanRequestJson.Canonical(new PlanRequest
    {
        Beats = 1,
        Data = request.Data,
        Priorities = request.Priorities,
        Dispositions = request.Dispositions,
        Natures = request.Natures,
        Sources = request.Sources,
        WithoutPlaces = request.WithoutPlaces,
        Diversion = request.Diversion,
        From = request.From,
        To = request.To,
        Weekdays = request.Weekdays,
        Hours = request.Hours,
        Workload = request.Workload,
        PriorityWeights = request.PriorityWeights,
        WeighPeriods = request.WeighPeriods,
        HalfLifeDays = request.HalfLifeDays,
        For = request.For,
    });
}
