namespace SmartBeats.Districting;

/// <summary>What wishes put out of reach: lower bounds on the deviation that hold only because of them.</summary>
internal static class WishBounds
{
    /// <summary>On the first criterion's own deviation, beats that are locked included.</summary>
    public static LowerBound Of(LowerBound plain, DistrictingProblem problem, long[] weights)
    {
        var bound = plain;
        if (problem.Wishes?.Current is not { } current)
        {
            return bound;
        }

        var loads = Loads(weights, current, problem.Beats);
        var mean = weights.Sum() / (double)problem.Beats;
        foreach (var beat in mean > 0 ? current.LockedBeats : [])
        {
            bound = Stronger(bound, Math.Abs(loads[beat] - mean) / mean - 1e-12, "a locked beat stays as far from the mean as it is");
        }

        return Budget(bound, problem, weights);
    }

    /// <summary>
    /// A plan of deviation D takes from every beat what exceeds mean (1 + D) and gives to every beat what lacks to mean (1 - D); each
    /// unit of either leaves its home, and the budget is the most that may. Holds for weights in which heavy areas and locked beats are
    /// set aside too, as long as nothing that can move weighs more there than it takes from the budget.
    /// </summary>
    public static LowerBound Budget(LowerBound plain, DistrictingProblem problem, long[] weights)
    {
        if (problem.Wishes?.Current is not { ChangeBudget: not null, BudgetWeights: null } current || weights.Sum() == 0)
        {
            return plain;
        }

        var lockedBeats = current.LockedBeats.ToHashSet();
        for (var v = 0; v < weights.Length; v++)
        {
            if (weights[v] > problem.Graph.Weights[v] && !lockedBeats.Contains(current.BeatOfArea[v]))
            {
                return plain;
            }
        }

        var loads = Loads(weights, current, problem.Beats);
        var mean = weights.Sum() / (double)problem.Beats;
        double budget = current.BudgetOf(problem.Graph.Weights.Sum());
        var (low, high) = (0.0, loads.Max(load => Math.Abs(load - mean)) / mean);
        for (var i = 0; i < 50; i++)
        {
            var middle = (low + high) / 2;
            var over = loads.Sum(load => Math.Max(0, load - mean * (1 + middle)));
            var under = loads.Sum(load => Math.Max(0, mean * (1 - middle) - load));
            (low, high) = Math.Max(over, under) > budget ? (middle, high) : (low, middle);
        }

        return Stronger(plain, low - 1e-9, "the change budget lets no more workload move");
    }

    /// <summary>On the worst weighted deviation over all criteria, for weights as the engine balances them.</summary>
    public static LowerBound Criteria(LowerBound first, DistrictingProblem problem, FlatGraph graph)
    {
        var bound = first;
        var wishes = graph.Wishes!;
        for (var c = 0; c < wishes.Criteria.Length; c++)
        {
            var own = LowerBound.Of(new FlatGraph(graph.First, graph.Neighbour, graph.Cost, wishes.Criteria[c]), problem.Beats);
            bound = Stronger(bound, own.Deviation * wishes.CriterionWeight[c], own.Reason);
        }

        return bound;
    }

    private static LowerBound Stronger(LowerBound bound, double deviation, string reason) =>
        deviation > bound.Deviation ? new LowerBound(deviation, reason) : bound;

    private static long[] Loads(long[] weights, CurrentPlan current, int beats)
    {
        var loads = new long[beats];
        for (var v = 0; v < weights.Length; v++)
        {
            loads[current.BeatOfArea[v]] += weights[v];
        }

        return loads;
    }
}
