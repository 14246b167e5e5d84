using System.Globalization;

namespace SmartBeats.Benchmarks.House;

/// <summary>The table of the house: one column a project, one line a rule, with what is aimed at.</summary>
internal static class HouseTable
{
    private static readonly (string Name, string Aim, Func<HouseTally, string> Value)[] _rows =
    [
        ("files; code lines", "", tally => Text($"{tally.FileSizes.Count}; {tally.CodeLines}")),
        ("file size, median / p90 / over 250", "≤ 150 / / 3", tally => Text($"{Quantile(tally, 0.5)} / {Quantile(tally, 0.9)} / {tally.Count(Rules.LongFile)}")),
        ("method names of one word", "≤ 30 %", tally => Percent(tally.Count(Rules.OneWordName), tally.Methods)),
        ("methods called exactly Of", "0", tally => Text($"{tally.Count(Rules.NameOf)}")),
        ("conditional expressions per 1,000 code lines", "≤ 15", tally => PerCodeLines(tally, tally.Count(Rules.Conditional), 1000)),
        ("conditionals inside conditionals", "0", tally => Text($"{tally.Count(Rules.NestedConditional)}")),
        ("lines over 120 columns", "≤ 2 %", tally => Percent(tally.Count(Rules.Over120), tally.Lines)),
        ("lines over 140 columns (longest)", "0", tally => Text($"{tally.Count(Rules.Over140)} ({tally.LongestLine})")),
        ("// lines per 100 code lines", "2-4", tally => PerCodeLines(tally, tally.CommentLines, 100)),
        ("public parameters documented", "100 % (library)", tally => Percent(tally.PublicParameters - tally.Count(Rules.Undocumented), tally.PublicParameters)),
        ("signatures of more than 7 parameters", "≤ 5", tally => Text($"{tally.Count(Rules.ManyParameters)}")),
        ("files in the fullest folder", "≤ 20", Fullest),
        ("statements without braces", "0", tally => Text($"{tally.Count(Rules.Unbraced)}")),
        ("private fields by form of name", "one form", tally => string.Join(", ", tally.FieldNames.OrderByDescending(form => form.Value).Select(form => Text($"{form.Value} {form.Key}")))),
        ("#pragma, #region, TODO", "0", tally => Text($"{tally.Count(Rules.Marker)}")),
    ];

    /// <summary>The table in Markdown.</summary>
    /// <param name="tallies">Columns from left to right.</param>
    public static IEnumerable<string> WriteLines(IReadOnlyList<(string Name, HouseTally Tally)> tallies)
    {
        yield return $"| | {string.Join(" | ", tallies.Select(column => column.Name))} | aim |";
        yield return $"|{string.Concat(Enumerable.Repeat("---|", tallies.Count + 2))}";
        foreach (var (name, aim, value) in _rows)
        {
            yield return $"| {name} | {string.Join(" | ", tallies.Select(column => value(column.Tally)))} | {aim} |";
        }
    }

    private static string Fullest(HouseTally tally) =>
        tally.Folders.Count == 0 ? "-" : tally.Folders.OrderByDescending(folder => folder.Value).Select(folder => Text($"{folder.Value} ({folder.Key})")).First();

    private static int Quantile(HouseTally tally, double share)
    {
        var sizes = tally.FileSizes.Order().ToArray();
        return sizes.Length == 0 ? 0 : sizes[Math.Min(sizes.Length - 1, (int)(share * sizes.Length))];
    }

    private static string Percent(int part, int whole) => whole == 0 ? "-" : Text($"{100.0 * part / whole:F1} % ({part} of {whole})");

    private static string PerCodeLines(HouseTally tally, int count, int lines) =>
        tally.CodeLines == 0 ? "-" : Text($"{(double)count * lines / tally.CodeLines:F1} ({count})");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
