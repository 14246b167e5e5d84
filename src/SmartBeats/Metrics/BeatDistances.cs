namespace SmartBeats.Metrics;

/// <summary>How far the work of a plan lies from where its beats have their centres.</summary>
internal static class BeatDistances
{
    /// <summary>Workload-weighted mean distance from an area's centre of mass to the workload-weighted centre of its beat, in metres.</summary>
    /// <param name="centres">Per area its centre of mass on a plane of metres.</param>
    /// <remarks>A beat without workload has its centre in the middle of its areas' centres and weighs nothing, unless no beat has any.</remarks>
    public static double MeanDistanceMetres((double East, double North)[] centres, long[] weights, int[] beatOfArea, int beats)
    {
        var loaded = new bool[beats];
        for (var area = 0; area < weights.Length; area++)
        {
            loaded[beatOfArea[area] - 1] |= weights[area] > 0;
        }

        var sums = new (double East, double North, double Weight)[beats];
        for (var area = 0; area < weights.Length; area++)
        {
            var beat = beatOfArea[area] - 1;
            var weight = loaded[beat] ? weights[area] : 1.0;
            var (east, north, sum) = sums[beat];
            sums[beat] = (east + weight * centres[area].East, north + weight * centres[area].North, sum + weight);
        }

        var anyLoad = loaded.Contains(true);
        var distance = 0.0;
        var total = 0.0;
        for (var area = 0; area < weights.Length; area++)
        {
            var (east, north, sum) = sums[beatOfArea[area] - 1];
            var (dx, dy) = (centres[area].East - east / sum, centres[area].North - north / sum);
            var weight = anyLoad ? weights[area] : 1.0;
            distance += weight * Math.Sqrt(dx * dx + dy * dy);
            total += weight;
        }

        return total > 0 ? distance / total : 0;
    }
}
