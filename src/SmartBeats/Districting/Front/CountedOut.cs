namespace SmartBeats.Districting;

/// <summary>A graph on which the beats that nothing has mended no longer hold up the others.</summary>
/// <remarks>
/// Balance is the worst beat first, then the next. While one beat is stuck far from the mean, any other may drift as far without being worse, and
/// does, for shorter borders. So its heaviest area is given the weight with which the beat counts as just within the level that the others
/// shall keep: nothing can be added to a beat that is too heavy, or taken from one that is too light, and no move needs to know. As with
/// <see cref="ForcedAreas"/> the others are balanced about their own mean.
/// </remarks>
internal static class CountedOut
{
    /// <summary>Beats as far from the mean as the worst, but for this share of it, are stuck with it.</summary>
    private const double Alike = 0.98;

    /// <param name="plan">Its worst beats are counted out.</param>
    /// <param name="level">Deviation that the other beats shall keep.</param>
    /// <returns>The graph itself where no beat is beyond the level, where several loads are balanced or a budget keeps most beats from it, or where areas are too light to stand for their beat.</returns>
    public static FlatGraph From(FlatGraph graph, int beats, int[] plan, double level)
    {
        var state = new PlanState(graph, beats, plan);
        var rule = BalanceRule.For(graph, beats, level);
        var worst = rule.Worst(state.Load);
        if (worst <= level || graph.Wishes is { Criteria.Length: > 0 } or { Budget: < long.MaxValue })
        {
            return graph;
        }

        return From(graph, beats, plan, [.. Enumerable.Range(0, beats).Where(beat => rule.Deviation(state.Load[beat]) >= worst * Alike)], level);
    }

    /// <summary>Counts out the given beats of a plan.</summary>
    public static FlatGraph From(FlatGraph graph, int beats, int[] plan, int[] stuck, double level)
    {
        var state = new PlanState(graph, beats, plan);
        var mean = (state.Load.Sum() - stuck.Sum(beat => state.Load[beat])) / (double)(beats - stuck.Length);
        if (stuck.Length >= beats || mean <= 0)
        {
            return graph;
        }

        var weights = (long[])graph.Weight.Clone();
        foreach (var beat in stuck)
        {
            var heaviest = Enumerable.Range(0, graph.Count).Where(v => plan[v] == beat).MaxBy(v => graph.Weight[v]);
            var counted = state.Load[beat] > mean ? Math.Floor(mean * (1 + level)) : Math.Ceiling(mean * (1 - level));
            weights[heaviest] += (long)counted - state.Load[beat];
            if (weights[heaviest] < 0)
            {
                return graph;
            }
        }

        return new FlatGraph(graph.First, graph.Neighbour, graph.Cost, weights).With(graph.Wishes);
    }
}
