namespace SmartBeats.Districting;

/// <summary>Maps whose workload sits in few areas, as calls do: several of them heavier than a fair share.</summary>
internal static class HeavyMaps
{
    /// <summary>The map with each weight times a draw of lognormal(0, <paramref name="sigma"/>).</summary>
    public static AreaGraph Lognormal(AreaGraph map, SeededRandom random, double sigma = 1.5) =>
        new([.. map.Weights.Select(weight => Math.Max(1, (long)((1 + weight) * Math.Exp(sigma * Normal(random)))))], map.Edges);

    /// <summary>Standard normal, by twelve uniform draws.</summary>
    private static double Normal(SeededRandom random) => Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6;
}
