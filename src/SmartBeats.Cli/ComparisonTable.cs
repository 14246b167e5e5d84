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
        var lengths = new LengthWords(comparison.Lengths);
        var hasDrawn = comparison.Second.Plan.Drawn is not null;
        table.AddColumn(comparison.First.Plan.Name, c => c.RightAligned().NoWrap()).AddColumn(comparison.Second.Plan.Name, c => c.RightAligned().NoWrap());
        if (hasDrawn)
        {
            table.AddColumn("as drawn", c => c.RightAligned().NoWrap());
        }

        foreach (var figure in ComparisonFigures.List(comparison))
        {
            string[] cells = [figure.Name, Print(figure, figure.First, lengths), Print(figure, figure.Second, lengths)];
            table.AddRow(hasDrawn ? [.. cells, figure.Drawn is { } drawn ? Print(figure, drawn, lengths) : ""] : cells);
        }

        return table;
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
