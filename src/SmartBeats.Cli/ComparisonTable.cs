using System.Globalization;
using SmartBeats.Comparison;
using Spectre.Console.Rendering;

namespace SmartBeats.Cli;

/// <summary>Two plans' figures beside each other, as a table for a terminal.</summary>
internal static class ComparisonTable
{
    /// <param name="width">Columns of the terminal.</param>
    public static IRenderable Create(PlanComparison comparison, int width)
    {
        var lengths = new LengthWords(comparison.Lengths);
        var hasDrawn = comparison.Second.Plan.Drawn is not null;
        var table = new FigureTable(["", comparison.First.Plan.Name, comparison.Second.Plan.Name, .. hasDrawn ? ["as drawn"] : Array.Empty<string>()]);
        foreach (var figure in ComparisonFigures.List(comparison))
        {
            string[] cells = [figure.Name, Print(figure, figure.First, lengths), Print(figure, figure.Second, lengths)];
            table.AddRow(hasDrawn ? [.. cells, figure.Drawn is { } drawn ? Print(figure, drawn, lengths) : ""] : cells);
        }

        return table.Fit(width);
    }

    private static string Print(ComparisonFigure figure, double value, LengthWords lengths) => figure.Unit switch
    {
        "count" => Text($"{value:N0}"),
        "load" => Text($"{value:N1}"),
        "ratio" when figure.Name.StartsWith("Spread", StringComparison.Ordinal) => Text($"{value:0.000}"),
        "share" => Text($"{value * 100:0.00}%"),
        "m" => lengths.Way(value),
        "km" => lengths.Border(value),
        "flag" => value > 0 ? "every beat" : "NOT every beat",
        _ => Text($"{value:0.00}"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
