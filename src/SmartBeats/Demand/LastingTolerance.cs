namespace SmartBeats.Demand;

/// <summary>What a wider tolerance does to how even beats stay.</summary>
/// <remarks>
/// Later spread² = (later spread of exactly equal beats)² + (0.6 × tolerance)²: a tolerance that is used to its full adds so much,
/// seen in Seattle (3 % costs 3 % of the spread and saves 5 % of the borders, 5 % costs 7 % and saves 8 %).
/// </remarks>
public static class LastingTolerance
{
    /// <summary>Share of a tolerance that is left in the standard deviation of beats that use it to its full.</summary>
    private const double Used = 0.6;

    /// <summary>A twentieth: seeds of one plan differ by as much.</summary>
    private const double MostRise = 0.05;

    /// <summary>Tolerances are told to half a percent.</summary>
    private const double Step = 0.005;

    /// <summary>The widest tolerance that raises the later spread by no more than a twentieth, rounded down to half a percent; at least half a percent.</summary>
    /// <param name="ifEqual">Later spread of beats that are exactly equal on their past: a fraction.</param>
    public static double FindWidest(double ifEqual)
    {
        var widest = ifEqual * Math.Sqrt((1 + MostRise) * (1 + MostRise) - 1) / Used;
        return Math.Round(Math.Max(1, Math.Floor(widest / Step)) * Step, 3);
    }

    /// <summary>Later spread under a tolerance, a fraction.</summary>
    /// <param name="ifEqual">As in <see cref="FindWidest"/>.</param>
    /// <param name="tolerance">Largest deviation of a beat on its past, a fraction.</param>
    public static double Expect(double ifEqual, double tolerance) => Math.Sqrt(ifEqual * ifEqual + Used * Used * tolerance * tolerance);

    /// <summary>The later spread that a forecast would have if the beats were exactly equal on their past.</summary>
    public static double FindIfEqual(LaterSpread later) =>
        Math.Sqrt(Math.Max(0, later.Spread.Value * later.Spread.Value - later.PastSpread * later.PastSpread));
}
