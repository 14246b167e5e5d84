namespace SmartBeats.Metrics;

/// <summary>The one place where measures are rounded, so that every file and screen shows the same figure.</summary>
/// <remarks>
/// Fractions to six decimals (a ten-thousandth of a percent), workload to three, kilometres and square kilometres and fair shares to
/// three (a metre, 1,000 m²), Polsby-Popper to three, distances to a decimetre. Halves go to the even digit. Rounding
/// also drops the last bits in which two machines' cosines may differ.
/// </remarks>
public static class PublishedPrecision
{
    /// <summary>The measures as published. Rounding twice changes nothing.</summary>
    public static PlanMeasures ToPublishedPrecision(this PlanMeasures measures) => measures with
    {
        Beats = [.. measures.Beats.Select(beat => beat with
        {
            Workload = Math.Round(beat.Workload, 3),
            Deviation = Fraction(beat.Deviation),
            AreaKm2 = Math.Round(beat.AreaKm2, 3),
            PerimeterKm = Math.Round(beat.PerimeterKm, 3),
            PolsbyPopper = Math.Round(beat.PolsbyPopper, 3),
        })],
        TotalWorkload = Math.Round(measures.TotalWorkload, 3),
        MeanWorkload = Math.Round(measures.MeanWorkload, 3),
        MaxDeviation = Fraction(measures.MaxDeviation),
        CoefficientOfVariation = Fraction(measures.CoefficientOfVariation),
        LowerBound = Fraction(measures.LowerBound),
        Gap = Fraction(measures.Gap),
        MaxDeviationOfRest = Fraction(measures.MaxDeviationOfRest),
        ForcedShares = [.. measures.ForcedShares.Select(share => Math.Round(share, 3))],
        BoundaryKm = Math.Round(measures.BoundaryKm, 3),
        PolsbyPopperMean = Math.Round(measures.PolsbyPopperMean, 3),
        PolsbyPopperWorst = Math.Round(measures.PolsbyPopperWorst, 3),
        MeanDistanceMetres = Math.Round(measures.MeanDistanceMetres, 1),
    };

    // A rounded -0.0000001 must not print as "-0".
    internal static double Fraction(double value) => Math.Round(value, 6) + 0.0;
}
