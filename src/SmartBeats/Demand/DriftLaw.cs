namespace SmartBeats.Demand;

/// <summary>How alike an area's demand is at two times: the one curve all forecasts here rest on.</summary>
/// <remarks>
/// Where a share of the city's calls stands above or below its own mean, a part of that dies away with a time constant of ten
/// weeks, and three tenths come back after a year and are turned round after half a year. Fitted on Seattle 2015 and Chicago
/// 2017-18 (the README says how well); only the size of drift is left to be measured on the plan's own past. The covariance of
/// two averages over stretches of time follows by adding up, as in geostatistics (Matheron 1963, block kriging).
/// </remarks>
internal static class DriftLaw
{
    /// <summary>Weeks after which a deviation that does not come back has fallen to 37 %.</summary>
    public const double WeeksKept = 10;

    /// <summary>Share of the variance that comes back every year.</summary>
    public const double SeasonShare = 0.3;

    private const double WeeksPerYear = 365.25 / 7;

    /// <summary>Correlation of one area's deviation at two weeks, from -<see cref="SeasonShare"/> to 1.</summary>
    /// <param name="weeks">Between the two, 0 or more.</param>
    public static double Correlate(double weeks) =>
        (1 - SeasonShare) * Math.Exp(-weeks / WeeksKept) + SeasonShare * Math.Cos(2 * Math.PI * weeks / WeeksPerYear);

    /// <summary>Covariance of two weighted averages, in units of one week's variance.</summary>
    /// <param name="one">The weeks of the first and what each counts; weights add up to 1.</param>
    /// <param name="other">Likewise.</param>
    public static double Covary(IReadOnlyList<(int Week, double Weight)> one, IReadOnlyList<(int Week, double Weight)> other)
    {
        var sum = 0.0;
        foreach (var (week, weight) in one)
        {
            foreach (var (otherWeek, otherWeight) in other)
            {
                sum += weight * otherWeight * Correlate(Math.Abs(week - otherWeek));
            }
        }

        return sum;
    }

    /// <summary>Variance of the difference of two weighted averages, in units of one week's variance; at least 0.</summary>
    /// <inheritdoc cref="Covary"/>
    public static double DifferenceVariance(IReadOnlyList<(int Week, double Weight)> one, IReadOnlyList<(int Week, double Weight)> other) =>
        Math.Max(0, Covary(one, one) + Covary(other, other) - 2 * Covary(one, other));
}
