using SmartBeats.Requests;

namespace SmartBeats.Demand;

/// <summary>How current beats are drawn anew for newer calls, and when that is worth it.</summary>
public static class RedrawRules
{
    /// <summary>Largest share of the workload that may change beat where nobody says another.</summary>
    public const double DefaultBudget = 0.15;

    /// <summary>Days that beats drawn anew are for where nobody says another: seventeen weeks, then they are looked at again.</summary>
    public const int DefaultLifeDays = 119;

    /// <summary>Points of later spread that a point of workload must bring when it changes beat: a twentieth.</summary>
    public const double Price = 0.05;

    /// <summary>Says what a request to draw anew leaves open: the change budget, the life, and that the last month counts more.</summary>
    /// <param name="request">With <see cref="PlanRequest.Anew"/>; what it says stays.</param>
    /// <param name="days">The days that the calls cover, in days since 1970-01-01.</param>
    public static PlanRequest FillIn(PlanRequest request, IReadOnlyCollection<int> days)
    {
        var filled = request with
        {
            ChangeBudget = request.ChangeBudget ?? DefaultBudget,
            LifeDays = request.For is null ? request.LifeDays ?? DefaultLifeDays : request.LifeDays,
        };
        var isWeighed = request.For is not null || request.HalfLifeDays is not null || request.WeighPeriods.Count > 0;
        return isWeighed ? filled : filled with { WeighPeriods = PeriodWeights.WeighLastMonth(days, filled.LifeDays ?? 0) };
    }

    /// <summary>Points of later spread that drawing anew takes off; below 0 where it adds some. A fraction.</summary>
    /// <param name="outlook">Of a plan drawn anew.</param>
    public static double? FindGain(PlanOutlook outlook) =>
        outlook is { Later: { } later, AsToday: { } today } ? today - later.Spread.Value : null;

    /// <summary>What is left of the gain once the change is paid for, a fraction; above 0 where drawing anew is worth it. Null without a forecast.</summary>
    /// <param name="outlook">Of a plan drawn anew.</param>
    /// <param name="changedShare">Share of the workload that has another beat.</param>
    public static double? FindNet(PlanOutlook outlook, double changedShare) => FindGain(outlook) - Price * changedShare;
}
