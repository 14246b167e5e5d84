namespace SmartBeats.Response;

/// <summary>One shift as maps are made for it.</summary>
/// <param name="Demand">Of the shift's hours.</param>
public sealed record ShiftDemand(WeekSlice Hours, DemandSlice Demand);

/// <summary>A shift's own map.</summary>
/// <param name="BeatOfArea">Per area, its beat, 0-based; a beat keeps its number from shift to shift.</param>
/// <param name="ChangedShare">Share of the workload in areas that have another beat than in the common map.</param>
/// <param name="Before">The common map on this shift.</param>
/// <param name="After">The shift's own map on this shift.</param>
public sealed record ShiftMap(WeekSlice Hours, int[] BeatOfArea, double ChangedShare, ResponseMeasures Before, ResponseMeasures After);

/// <summary>A map per shift, all near one common map, so that officers and residents know their beat round the clock.</summary>
/// <remarks>
/// Each shift's map may differ from the common one by half the budget, so two shifts never differ by more than the whole of it: the bound
/// holds by construction, at every step of the search. Deterministic at any number of threads, unless cancelled.
/// </remarks>
public static class ShiftMaps
{
    /// <param name="common">The problem the common map was made for; its effort is spent on each shift again.</param>
    /// <param name="commonPlan">Valid, 0-based.</param>
    /// <param name="budget">Largest share of the workload that may change beat between any two shifts, in [0, 1].</param>
    /// <exception cref="InputException">A budget outside [0, 1], or a shift whose calls outrun the units; says which.</exception>
    public static IReadOnlyList<ShiftMap> Design(
        ResponseDesignProblem common, int[] commonPlan, IReadOnlyList<ShiftDemand> shifts, double budget, int threads, CancellationToken cancellation = default)
    {
        if (!(budget is >= 0 and <= 1))
        {
            throw new InputException("shift budget", FormattableString.Invariant($"{budget} is no share of the workload"), "Give a fraction from 0 to 1: 0.1 lets a tenth of the work change beat between shifts.");
        }

        var weights = common.Graph.Weights;
        double total = Math.Max(1, weights.Sum());
        var maps = new ShiftMap[shifts.Count];
        for (var at = 0; at < maps.Length; at++)
        {
            var shift = common with { Demand = shifts[at].Demand, Seed = common.Seed + (ulong)at + 1, Anchor = new ChangeBudget(commonPlan, budget / 2) };
            var designed = Improve(shift, shifts[at].Hours, threads, cancellation);
            var changed = Enumerable.Range(0, commonPlan.Length).Where(area => designed.BeatOfArea[area] != commonPlan[area]).Sum(area => weights[area]);
            maps[at] = new ShiftMap(shifts[at].Hours, designed.BeatOfArea, changed / total, designed.Before, designed.After);
        }

        return maps;
    }

    private static ResponseDesignResult Improve(ResponseDesignProblem shift, WeekSlice hours, int threads, CancellationToken cancellation)
    {
        try
        {
            return ResponseDesign.Improve(shift, [shift.Anchor!.Plan], threads, cancellation);
        }
        catch (InputException fault)
        {
            throw new InputException($"shift {hours.Name}", fault.Message, "Ask for more beats, or for other shifts.", fault);
        }
    }
}
