namespace SmartBeats.Districting;

/// <summary>Measures plans of one task, from the loads that a search on one of its graphs keeps. Not for two threads.</summary>
/// <remarks>Searches work on weights in which heavy areas are set aside; the areas whose weights differ are few, so a measure costs a look at each beat.</remarks>
internal sealed class PlanScale
{
    private readonly DistrictingTask _task;
    private readonly BalanceRule _own;
    private readonly BalanceRule _even;
    private readonly (int Area, long More)[] _toOwn;
    private readonly (int Area, long More)[] _toEven;
    private readonly long[] _loads;
    private readonly long[] _evenLoads;

    /// <param name="graph">What the states measured are on: the task's areas, maybe with other weights.</param>
    public PlanScale(DistrictingTask task, FlatGraph graph)
    {
        _task = task;
        (_own, _even) = (BalanceRule.For(task.Given, task.Beats, 0), BalanceRule.For(task.Graph, task.Beats, 0));
        (_toOwn, _toEven) = (Differences(graph, task.Given), Differences(graph, task.Graph));
        (_loads, _evenLoads) = (new long[task.Beats], new long[task.Beats]);
    }

    public DistrictingTask Task => _task;

    /// <summary>More beats beyond the tolerance than one in ten are not counted: on a map of so large areas one more or less is not worth a longer border.</summary>
    public int Many => Math.Max(1, (_task.Beats + 9) / 10) + 1;

    public PlanWorth Measure(PlanState state)
    {
        var own = Loads(state, _toOwn, _loads);
        var even = ReferenceEquals(_task.Given, _task.Graph) ? own : Loads(state, _toEven, _evenLoads);
        var (largest, worst, beyond) = (0.0, 0.0, 0);
        for (var beat = 0; beat < own.Length; beat++)
        {
            var wish = state.Wishes?.Deviation(beat) ?? 0;
            var deviation = Math.Max(_even.Deviation(even[beat]), wish);
            largest = Math.Max(largest, Math.Max(_own.Deviation(own[beat]), wish));
            worst = Math.Max(worst, deviation);
            beyond += deviation > _task.Problem.Tolerance ? 1 : 0;
        }

        return new PlanWorth(largest, worst, Math.Min(beyond, Many), state.Score);
    }

    /// <summary>Measures a plan from its assignment.</summary>
    public static KeptPlan Keep(DistrictingTask task, int[] plan) => new(plan, new PlanScale(task, task.Graph).Measure(new PlanState(task.Graph, task.Beats, plan)));

    private static long[] Loads(PlanState state, (int Area, long More)[] differences, long[] loads)
    {
        state.Load.CopyTo(loads, 0);
        foreach (var (area, more) in differences)
        {
            loads[state.BeatOf[area]] += more;
        }

        return loads;
    }

    private static (int Area, long More)[] Differences(FlatGraph from, FlatGraph to)
    {
        var differences = new List<(int Area, long More)>();
        for (var v = 0; v < from.Count; v++)
        {
            if (from.Weight[v] != to.Weight[v])
            {
                differences.Add((v, to.Weight[v] - from.Weight[v]));
            }
        }

        return [.. differences];
    }
}
