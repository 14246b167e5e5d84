namespace SmartBeats.Districting;

/// <summary>Where separate parts of a map are no whole number of fair shares, weights on which every beat is balanced about the mean of its own part.</summary>
/// <remarks>
/// The part farthest from the mean would else be the least deviation of any plan, and every other beat might drift as far for shorter borders. Each part
/// counts as many shares as it has beats, whatever is in it: the same trick as with heavy areas (<see cref="ForcedAreas"/>), and no move needs to know.
/// </remarks>
internal static class PartShares
{
    /// <summary>A share in whole units, at least: enough for a thousandth of the smallest tolerance that anybody asks for.</summary>
    private const double LeastShare = 1_000_000;

    /// <returns>The graph with other weights; null where beats can be within the tolerance of the mean of all, or there are fewer of them than parts.</returns>
    public static FlatGraph? Scale(FlatGraph given, int beats, double tolerance)
    {
        var parts = Components.Find(With(given, ForcedAreas.SetAside(given.Weight, beats, tolerance).Weights));
        if (parts.Count == 1 || parts.Count > beats)
        {
            return null;
        }

        var (share, deviation) = Apportionment.Share(parts, beats);
        if (deviation <= tolerance)
        {
            return null;
        }

        var weights = new long[given.Count];
        var mean = Math.Max(LeastShare, given.Weight.Sum() / (double)beats);
        foreach (var part in Enumerable.Range(0, given.Count).GroupBy(area => parts.Of[area]))
        {
            int[] areas = [.. part];
            var own = ForcedAreas.SetAside([.. areas.Select(area => given.Weight[area])], share[part.Key], tolerance).Weights;
            var factor = share[part.Key] * mean / own.Sum();
            for (var i = 0; i < areas.Length; i++)
            {
                weights[areas[i]] = (long)Math.Round(own[i] * factor);
            }
        }

        return With(given, weights);
    }

    private static FlatGraph With(FlatGraph graph, long[] weights) => new(graph.First, graph.Neighbour, graph.Cost, weights);
}
