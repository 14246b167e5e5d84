using SmartBeats.Metrics;

namespace SmartBeats.Comparison;

/// <summary>A figure of two plans beside each other.</summary>
/// <param name="Unit"><c>count</c>, <c>load</c> (in the workload's unit), <c>ratio</c>, <c>share</c> (a fraction), <c>m</c>, <c>km</c>, <c>score</c> or <c>flag</c> (1 for yes).</param>
/// <param name="Drawn">Of the second plan's beats as drawn, whatever areas they cut; null where they were not counted so.</param>
/// <param name="Better">1 where the first plan's is better, -1 where the second's is, 0 where neither is or neither can be.</param>
public sealed record ComparisonFigure(string Name, string Unit, double First, double Second, double? Drawn, int Better);

/// <summary>What a comparison shows side by side: on screen and on a page alike.</summary>
public static class ComparisonFigures
{
    /// <summary>The figures in the order they are shown in.</summary>
    public static IEnumerable<ComparisonFigure> List(PlanComparison comparison)
    {
        var drawn = comparison.Second.Plan.Drawn;
        yield return Neither("Beats", "count", measures => measures.Beats.Count(beat => !beat.Apart), drawn?.Loads.Count);
        yield return Neither($"Mean load ({comparison.Workload.Unit})", "load", measures => measures.MeanWorkload, drawn?.Loads.Average());
        yield return Create("Heaviest / mean", "ratio", comparison.First.MaxToMean, comparison.Second.MaxToMean, drawn?.MaxToMean, lessIsBetter: true);
        yield return Less("Largest deviation", "share", measures => measures.MaxDeviation, drawn?.MaxDeviation);
        yield return Less("Apart from heavy areas", "share", measures => measures.MaxDeviationOfRest);
        yield return Less("Spread (std / mean)", "ratio", measures => measures.CoefficientOfVariation, drawn?.CoefficientOfVariation);
        yield return Less("Travel to the centre", "m", measures => measures.MeanDistanceMetres);
        yield return More("Compactness, mean", "score", measures => measures.PolsbyPopperMean);
        yield return More("Compactness, worst", "score", measures => measures.PolsbyPopperWorst);
        yield return Less("Borders", "km", measures => measures.BoundaryKm);
        yield return More("In one piece", "flag", measures => measures.Contiguous ? 1 : 0);

        ComparisonFigure Neither(string name, string unit, Func<PlanMeasures, double> value, double? asDrawn) =>
            new(name, unit, value(comparison.First.Measures), value(comparison.Second.Measures), asDrawn, 0);

        ComparisonFigure Less(string name, string unit, Func<PlanMeasures, double> value, double? asDrawn = null) =>
            Create(name, unit, value(comparison.First.Measures), value(comparison.Second.Measures), asDrawn, lessIsBetter: true);

        ComparisonFigure More(string name, string unit, Func<PlanMeasures, double> value) =>
            Create(name, unit, value(comparison.First.Measures), value(comparison.Second.Measures), null, lessIsBetter: false);
    }

    private static ComparisonFigure Create(string name, string unit, double first, double second, double? drawn, bool lessIsBetter) =>
        new(name, unit, first, second, drawn, lessIsBetter ? second.CompareTo(first) : first.CompareTo(second));
}
