using System.Globalization;
using SmartBeats.Comparison;
using SmartBeats.Publishing;
using Spectre.Console;

namespace SmartBeats.Cli;

/// <summary>Two plans' figures beside each other, as a table for a terminal.</summary>
internal static class ComparisonTable
{
    public static Table Of(PlanComparison comparison)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("");
        var drawn = comparison.Second.Plan.Drawn;
        table.AddColumn(comparison.First.Plan.Name, c => c.RightAligned().NoWrap()).AddColumn(comparison.Second.Plan.Name, c => c.RightAligned().NoWrap());
        if (drawn is not null)
        {
            table.AddColumn("as drawn", c => c.RightAligned().NoWrap());
        }

        foreach (var (name, value, asDrawn) in Rows(comparison.Workload.Unit, drawn, new LengthWords(comparison.Lengths)))
        {
            string[] cells = [name, value(comparison.First), value(comparison.Second)];
            table.AddRow(drawn is null ? cells : [.. cells, asDrawn]);
        }

        return table;
    }

    private static IEnumerable<(string Name, Func<ScoredPlan, string> Value, string AsDrawn)> Rows(
        string unit, DrawnLoads? drawn, LengthWords lengths)
    {
        yield return ("Beats", s => Text($"{s.Measures.Beats.Count(beat => !beat.Apart):N0}"), drawn is null ? "" : Text($"{drawn.Loads.Count:N0}"));
        yield return ($"Mean load ({unit})", s => Text($"{s.Measures.MeanWorkload:N1}"), drawn is null ? "" : Text($"{drawn.Loads.Average():N1}"));
        yield return ("Heaviest / mean", s => Text($"{s.MaxToMean:0.00}"), drawn is null ? "" : Text($"{drawn.MaxToMean:0.00}"));
        yield return ("Largest deviation", s => Text($"{s.Measures.MaxDeviation * 100:0.00}%"), drawn is null ? "" : Text($"{drawn.MaxDeviation * 100:0.00}%"));
        yield return ("Apart from heavy areas", s => Text($"{s.Measures.MaxDeviationOfRest * 100:0.00}%"), "");
        yield return ("Spread (std / mean)", s => Text($"{s.Measures.CoefficientOfVariation:0.000}"), drawn is null ? "" : Text($"{drawn.CoefficientOfVariation:0.000}"));
        yield return ("Travel to the centre", s => lengths.Way(s.Measures.MeanDistanceMetres), "");
        yield return ("Compactness, mean", s => Text($"{s.Measures.PolsbyPopperMean:0.00}"), "");
        yield return ("Compactness, worst", s => Text($"{s.Measures.PolsbyPopperWorst:0.00}"), "");
        yield return ("Borders", s => lengths.Border(s.Measures.BoundaryKm), "");
        yield return ("In one piece", s => s.Measures.Contiguous ? "every beat" : "NOT every beat", "");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
