using System.Globalization;
using System.Text.Json.Nodes;
using SmartBeats.Demand;
using Spectre.Console.Rendering;

namespace SmartBeats.Cli;

/// <summary>A back-test as a table for a terminal: a row a split, means over its seeds, percent.</summary>
internal static class BacktestTable
{
    /// <param name="width">Columns of the terminal.</param>
    public static IRenderable Create(BacktestResult result, int width)
    {
        var hasToday = result.Cases.All(one => one.TodaysSpread is not null);
        var table = new FigureTable(["Drawn on", "Judged on", "Past", "Later", "Chance", "Foretold (90 %)", "Worst", .. hasToday ? ["Today's"] : Array.Empty<string>()], names: 2);
        foreach (var split in result.Cases.GroupBy(one => one.Split))
        {
            List<string> cells =
            [
                Print(split.Key.Past),
                Print(split.Key.Life),
                Mean(split, one => one.PastSpread),
                Mean(split, one => one.LaterSpread),
                Mean(split, one => one.Chance),
                $"{Mean(split, one => one.Foretold.Value)} ({Mean(split, one => one.Foretold.Low)} to {Mean(split, one => one.Foretold.High)})",
                Mean(split, one => one.LaterWorst),
            ];
            if (hasToday)
            {
                cells.Add(Mean(split, one => one.TodaysSpread!.Value));
            }

            table.AddRow(cells);
        }

        return table.Fit(width);
    }

    /// <summary>The second year is left out where it is the first.</summary>
    private static string Print(DayRange days)
    {
        var text = days.ToString();
        var end = text.IndexOf("..", StringComparison.Ordinal) + 2;
        return text[..4] == text[end..(end + 4)] ? text[..end] + text[(end + 5)..] : text;
    }

    /// <summary>What the back-test beside a plan came to, under its heading.</summary>
    /// <param name="folder">Of the plan's files.</param>
    public static List<string> ReadSentences(string folder)
    {
        var sentences = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, BacktestResult.FileName)))!["sentences"]!.AsArray();
        return [$"How such plans have held ({BacktestResult.FileName}):", .. sentences.Select(sentence => $"- {sentence}")];
    }

    private static string Mean(IEnumerable<BacktestCase> cases, Func<BacktestCase, double> figure) =>
        (cases.Average(figure) * 100).ToString("0.0", CultureInfo.InvariantCulture);
}
