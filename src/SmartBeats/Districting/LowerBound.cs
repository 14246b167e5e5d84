namespace SmartBeats.Districting;

/// <summary>What no contiguous plan can beat: a deviation and the argument for it.</summary>
internal sealed record LowerBound(double Deviation, string Reason)
{
    /// <summary>The strongest of the elementary bounds of METHODS 4.2: whole weights, the heaviest area, disconnected parts, dead ends; and the best beat around each area.</summary>
    public static LowerBound Of(FlatGraph graph, int beats)
    {
        var total = graph.Weight.Sum();
        if (total == 0)
        {
            return new LowerBound(0, "there is no workload to balance");
        }

        var mean = (double)total / beats;
        var best = Rounding(total, beats, mean);
        var heaviest = graph.Weight.Max();
        if (heaviest > mean)
        {
            best = Stronger(best, new LowerBound((heaviest - mean) / mean, "one area alone is heavier than a fair share"));
        }

        var parts = Components.Find(graph);
        if (parts.Count > 1)
        {
            best = Stronger(best, new LowerBound(Apportionment.Share(parts, beats).Deviation, "the map falls into parts that are no whole number of fair shares"));
        }

        if (beats > 1)
        {
            best = Stronger(best, DeadEnds.Bound(graph, parts, beats, mean, best.Deviation));
            best = Stronger(best, BeatsAround.Bound(graph, beats, mean, best.Deviation));
        }

        // A hair lower, so that rounding in the last bit never puts the bound above a plan that attains it.
        return best with { Deviation = Math.Max(0, best.Deviation - 1e-12) };
    }

    private static LowerBound Stronger(LowerBound a, LowerBound b) => b.Deviation > a.Deviation ? b : a;

    private static LowerBound Rounding(long total, int beats, double mean)
    {
        var (floor, rest) = Math.DivRem(total, beats);
        return rest == 0
            ? new LowerBound(0, "an even split is not ruled out")
            : new LowerBound(Math.Max(mean - floor, floor + 1 - mean) / mean, "weights are whole numbers and the total does not divide evenly");
    }
}
