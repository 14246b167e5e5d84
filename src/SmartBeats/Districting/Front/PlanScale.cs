namespace SmartBeats.Districting;

/// <summary>Measures plans of one task, from the loads that a search on one of its graphs keeps. Not for two threads.</summary>
/// <remarks>Searches work on weights in which heavy areas are set aside; the areas whose weights differ are few, so a measure costs a look at each beat.</remarks>
internal sealed class PlanScale
{
    private const double Rounding = 1e-9;

    private readonly DistrictingTask _task;
    private readonly BalanceRule _own;
    private readonly BalanceRule _even;
    private readonly (int Area, long More)[] _toOwn;
    private readonly (int Area, long More)[] _toEven;
    private readonly (int Area, long More, double Least)[] _stuck;
    private readonly long[] _loads;
    private readonly long[] _evenLoads;
    private readonly long[] _ownLoads;
    private readonly FlatGraph _graph;

    /// <param name="graph">What the states measured are on: the task's areas, maybe with other weights.</param>
    public PlanScale(DistrictingTask task, FlatGraph graph)
    {
        (_task, _graph, _ownLoads) = (task, graph, new long[task.Beats]);
        (_own, _even) = (BalanceRule.For(task.Given, task.Beats, 0), BalanceRule.For(task.Graph, task.Beats, 0));
        (_toOwn, _toEven) = (Differences(graph, task.Given), Differences(graph, task.Graph));
        (_loads, _evenLoads) = (new long[task.Beats], new long[task.Beats]);
        _stuck = [.. task.Stuck.Select(one => (one.Area, task.Given.Weight[one.Area] - task.Graph.Weight[one.Area], _even.Deviation(one.Beat.Sum(v => task.Given.Weight[v]))))];
    }

    public DistrictingTask Task => _task;

    /// <summary>More beats beyond the tolerance than one in ten are not counted: on a map of so large areas one more or less is not worth a longer border.</summary>
    public int Many => Few(_task.Beats) + 1;

    /// <summary>One in ten beats.</summary>
    public static int Few(int beats) => (beats + 9) / 10;

    public PlanWorth Measure(PlanState state)
    {
        state.Load.CopyTo(_loads, 0);
        return Measure(state.BeatOf, state.Wishes, state.Score);
    }

    /// <summary>Measures a plan of a task without wishes.</summary>
    public PlanWorth Measure(int[] plan)
    {
        Array.Clear(_loads);
        var border = 0L;
        for (var v = 0; v < plan.Length; v++)
        {
            _loads[plan[v]] += _graph.Weight[v];
            for (var e = _graph.First[v]; e < _graph.First[v + 1]; e++)
            {
                border += plan[_graph.Neighbour[e]] != plan[v] ? _graph.Cost[e] : 0;
            }
        }

        return Measure(plan, null, border / 2);
    }

    private PlanWorth Measure(int[] plan, WishBook? wishes, long border)
    {
        var even = Loads(plan, _toEven, _evenLoads);
        var own = Loads(plan, _toOwn, _ownLoads);
        var (largest, worst, beyond) = (0.0, 0.0, 0);
        for (var beat = 0; beat < own.Length; beat++)
        {
            var wish = wishes?.Deviation(beat) ?? 0;
            var deviation = Math.Max(_even.Deviation(even[beat]), wish);
            largest = Math.Max(largest, Math.Max(_own.Deviation(own[beat]), wish));
            worst = Math.Max(worst, deviation);
            beyond += deviation > _task.Problem.Tolerance ? 1 : 0;
        }

        // A stuck area counts out the best beat it can be in. Another beat around it is as far off as it is.
        foreach (var (area, more, least) in _stuck)
        {
            var deviation = _even.Deviation(even[plan[area]] + more);
            if (deviation > least + Rounding)
            {
                worst = Math.Max(worst, deviation);
                beyond++;
            }
        }

        return new PlanWorth(largest, worst, Math.Min(beyond, Many), border);
    }

    /// <summary>Measures a plan from its assignment.</summary>
    public static KeptPlan Keep(DistrictingTask task, int[] plan) => new(plan, new PlanScale(task, task.Graph).Measure(new PlanState(task.Graph, task.Beats, plan)));

    private long[] Loads(int[] plan, (int Area, long More)[] differences, long[] loads)
    {
        if (differences.Length == 0)
        {
            return _loads;
        }

        _loads.CopyTo(loads, 0);
        foreach (var (area, more) in differences)
        {
            loads[plan[area]] += more;
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
