namespace SmartBeats.Metrics;

/// <summary>How evenly loads are spread, in whole workload units.</summary>
/// <param name="Total">Sum of the loads.</param>
/// <param name="Mean">Total / number of loads; 0 for none.</param>
/// <param name="MaxDeviation">max |load - mean| / mean; 0 where the mean is.</param>
/// <param name="CoefficientOfVariation">Population standard deviation / mean; 0 where the mean is.</param>
internal sealed record Balance(long Total, double Mean, double MaxDeviation, double CoefficientOfVariation)
{
    public static Balance Of(IReadOnlyList<long> loads)
    {
        var total = loads.Sum();
        if (total == 0)
        {
            return new Balance(0, 0, 0, 0);
        }

        var mean = (double)total / loads.Count;
        var worst = 0.0;
        var squares = 0.0;
        foreach (var load in loads)
        {
            var off = load - mean;
            worst = Math.Max(worst, Math.Abs(off));
            squares += off * off;
        }

        return new Balance(total, mean, worst / mean, Math.Sqrt(squares / loads.Count) / mean);
    }

    /// <summary>(load - mean) / mean, signed; 0 where there is no load at all.</summary>
    public double Deviation(long load) => Mean == 0 ? 0 : (load - Mean) / Mean;
}
