using SmartBeats.Districting;

namespace SmartBeats.Response;

/// <summary>One shift as maps are made for it.</summary>
/// <param name="Hours">Which hours of which days.</param>
/// <param name="Demand">Of the shift's hours.</param>
/// <param name="Weights">Per area, the workload of the shift's calls in whole units: what the shift's map balances.</param>
public sealed record ShiftDemand(WeekSlice Hours, DemandSlice Demand, long[] Weights);

/// <summary>A shift's own map.</summary>
/// <param name="Hours">Which hours of which days.</param>
/// <param name="BeatOfArea">Per area, its beat, 0-based; a beat keeps its number from shift to shift.</param>
/// <param name="ChangedShare">
/// Share of the common map's workload in areas that have another beat than there, in [0, budget / 2].
/// </param>
/// <param name="LowerBound">No map of the shift has a smaller largest deviation on the shift's own workload. A fraction.</param>
/// <param name="ForcedAreas">Areas heavier than a fair share of the shift's workload. Ascending.</param>
/// <param name="Before">The common map on this shift.</param>
/// <param name="After">The shift's own map on this shift.</param>
public sealed record ShiftMap(
    WeekSlice Hours,
    int[] BeatOfArea,
    double ChangedShare,
    double LowerBound,
    IReadOnlyList<int> ForcedAreas,
    ResponseMeasures Before,
    ResponseMeasures After);

/// <summary>A map per shift, all near one common map, so that officers and residents know their beat round the clock.</summary>
/// <remarks>
/// A shift's map is balanced on the shift's own calls first, and then improved on response as far as that balance allows. Each may differ
/// from the common one by half the budget, so two shifts never differ by more than the whole of it: the bound holds by construction, at
/// every step of both searches. Deterministic at any number of threads, unless cancelled.
/// </remarks>
public static class ShiftMaps
{
    /// <summary>Designs one map a shift.</summary>
    /// <param name="common">The problem the common map was made for; its effort is spent on each shift again.</param>
    /// <param name="commonPlan">Per area its beat, 0-based; valid: every beat connected, none empty.</param>
    /// <param name="shifts">In any order; the maps come in the same.</param>
    /// <param name="budget">Largest share of the workload that may change beat between any two shifts, in [0, 1].</param>
    /// <param name="threads">At least 1.</param>
    /// <param name="cancellation">Ends the searches early; the maps are valid all the same.</param>
    /// <exception cref="InputException">A budget outside [0, 1], or a shift whose calls outrun the units; says which.</exception>
    public static IReadOnlyList<ShiftMap> Design(
        ResponseDesignProblem common,
        int[] commonPlan,
        IReadOnlyList<ShiftDemand> shifts,
        double budget,
        int threads,
        CancellationToken cancellation = default)
    {
        if (!(budget is >= 0 and <= 1))
        {
            throw new InputException(
                "shift budget",
                FormattableString.Invariant($"{budget} is no share of the workload"),
                "Give a fraction from 0 to 1: 0.1 lets a tenth of the work change beat between shifts.");
        }

        return [.. shifts.Select((shift, at) => DesignShift(common, commonPlan, shift, budget, at, threads, cancellation))];
    }

    private static ShiftMap DesignShift(
        ResponseDesignProblem common,
        int[] commonPlan,
        ShiftDemand shift,
        double budget,
        int at,
        int threads,
        CancellationToken cancellation)
    {
        var before = Measure(common, commonPlan, shift);
        var graph = new AreaGraph(shift.Weights, common.Graph.Edges);
        var seed = common.Seed + (ulong)at + 1;

        // Balanced on the shift's own workload; what changes is counted in the common one, so that shifts can be held against each other.
        var balanced = BeatEngine.Design(
            new DistrictingProblem(graph, common.Beats, common.Goal, common.Tolerance, seed, common.Effort)
            {
                Wishes = new PlanWishes
                {
                    Current = new CurrentPlan(commonPlan, budget / 2, common.Locks?.LockedAreas ?? [], common.Locks?.LockedBeats ?? [])
                    {
                        BudgetWeights = [.. common.Graph.Weights],
                    },
                },
            },
            threads,
            null,
            cancellation);

        // A search on response keeps every beat within the tolerance, and lets one beyond it only come closer.
        var onResponse = common with
        {
            Graph = graph,
            Demand = shift.Demand,
            Seed = seed,
            Anchor = new ChangeBudget(commonPlan, budget / 2) { Weights = common.Graph.Weights },
        };
        var designed = common.Goal == Goal.Compact
            ? ResponseDesign.Improve(onResponse, [balanced.Chosen.BeatOfArea], threads, cancellation)
            : null;
        var own = designed?.BeatOfArea ?? balanced.Chosen.BeatOfArea;
        return new ShiftMap(
            shift.Hours,
            own,
            ShareChanged(common.Graph.Weights, commonPlan, own),
            balanced.LowerBound,
            balanced.ForcedAreas,
            before,
            designed?.After ?? Measure(common, own, shift));
    }

    private static double ShareChanged(IReadOnlyList<long> weights, int[] from, int[] to)
    {
        var changed = Enumerable.Range(0, from.Length).Where(area => from[area] != to[area]).Sum(area => weights[area]);
        return changed / (double)Math.Max(1, weights.Sum());
    }

    private static ResponseMeasures Measure(ResponseDesignProblem common, int[] plan, ShiftDemand shift)
    {
        try
        {
            return new ResponseObjective(common.Beats, shift.Demand, common.Travel, plan).Current;
        }
        catch (InputException fault)
        {
            throw new InputException($"shift {shift.Hours.Name}", fault.Message, "Ask for more beats, or for other shifts.", fault);
        }
    }
}
