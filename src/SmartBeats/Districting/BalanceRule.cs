namespace SmartBeats.Districting;

/// <summary>What balance is asked of a plan, in fractions of the mean load.</summary>
/// <param name="Mean">Fair share, above 0 unless there is no weight at all.</param>
/// <param name="Limit">Largest accepted |load - mean| / mean. Once within it, only the borders count.</param>
/// <param name="Grain">Typical area / mean: the step in which balance can be changed on this graph.</param>
internal sealed record BalanceRule(double Mean, double Limit, double Grain)
{
    private readonly double _perMean = Mean > 0 ? 1 / Mean : 0;

    public static BalanceRule For(FlatGraph graph, int beats, double limit)
    {
        var total = 0L;
        foreach (var weight in graph.Weight)
        {
            total += weight;
        }

        return new BalanceRule(total / (double)beats, limit, beats / (double)graph.Count);
    }

    public double Deviation(long load) => Math.Abs(load - Mean) * _perMean;

    public double Worst(long[] loads)
    {
        var worst = 0.0;
        foreach (var load in loads)
        {
            worst = Math.Max(worst, Deviation(load));
        }

        return worst;
    }
}
