using System.Globalization;
using System.Text;
using SmartBeats.Calls.Mapping;

namespace SmartBeats.Calls.Files;

/// <summary>Where a file's header stands and what separates its fields.</summary>
/// <param name="Dialect">Of the whole file.</param>
/// <param name="HeaderLine">From 1; lines before it are titles, blank, or <c>sep=;</c>.</param>
internal readonly record struct CsvLayout(CsvDialect Dialect, long HeaderLine)
{
    /// <summary>Commas, and the header in the first line that is not blank.</summary>
    public static CsvLayout Plain { get; } = new(CsvDialect.Comma, 1);
}

/// <summary>Finds a file's layout from its first lines.</summary>
/// <remarks>
/// The header is the line that names the most columns without holding a value (a number, a time, a point), and whose next
/// line has as many fields. Titles above it have fewer, rows below it hold values.
/// </remarks>
internal static class DialectSniffer
{
    private const int MostLines = 60;
    private static readonly byte[] _separators = [(byte)',', (byte)';', (byte)'\t', (byte)'|'];

    /// <summary>Finds the layout.</summary>
    /// <param name="head">The file's beginning, UTF-8.</param>
    /// <param name="isWhole">Whether the file ends there; else its last line may be cut and is left out.</param>
    /// <returns>The plain layout where no line is clearly a header.</returns>
    public static CsvLayout Find(ReadOnlySpan<byte> head, bool isWhole)
    {
        var lines = SplitLines(head, isWhole);
        var first = lines.FindIndex(line => line.Trim().Length > 0);
        if (first < 0)
        {
            return CsvLayout.Plain;
        }

        if (ReadSeparatorLine(lines[first]) is { } told)
        {
            return new CsvLayout(WithBlanks(told, lines.ElementAtOrDefault(first + 1) ?? ""), first + 2);
        }

        if (CallColumns.IsPlain(Cut(lines[first], CsvDialect.Comma)))
        {
            return CsvLayout.Plain;
        }

        var best = CsvLayout.Plain;
        var most = 1;
        for (var i = first; i < lines.Count; i++)
        {
            foreach (var separator in _separators)
            {
                var dialect = WithBlanks(separator, lines[i]);
                var fields = Cut(lines[i], dialect);
                if (fields.Length > most && IsHeader(fields) && GoesOn(lines, i, fields.Length, dialect))
                {
                    (best, most) = (new CsvLayout(dialect, i + 1), fields.Length);
                }
            }
        }

        return best;
    }

    private static List<string> SplitLines(ReadOnlySpan<byte> head, bool isWhole)
    {
        var text = Encoding.UTF8.GetString(head.StartsWith("\uFEFF"u8) ? head[3..] : head);
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n').ToList();
        if (!isWhole)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return lines.Count > MostLines ? lines[..MostLines] : lines;
    }

    /// <summary>The line a spreadsheet reads the separator from: <c>sep=;</c>.</summary>
    private static byte? ReadSeparatorLine(string line)
    {
        var text = line.Trim(' ', '"');
        return text.Length == 5
            && text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase)
            && Array.IndexOf(_separators, (byte)text[4]) >= 0
            ? (byte)text[4]
            : null;
    }

    private static CsvDialect WithBlanks(byte separator, string header) =>
        new(separator, header.Contains($"{(char)separator} \"", StringComparison.Ordinal));

    private static string[] Cut(string line, CsvDialect dialect)
    {
        var fields = new DelimitedFields(dialect);
        fields.Cut(line.ToCharArray(), 0, line.Length);
        return fields.ToArray();
    }

    private static bool IsHeader(string[] fields) =>
        fields.Count(field => field.Trim().Length > 0) * 2 > fields.Length && !Array.Exists(fields, IsValue);

    private static bool IsValue(string field) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        || TimeText.TryRead(field, out _)
        || PlaceText.TryReadWkt(field, out _, out _, out _);

    /// <summary>Whether the next line that is not blank has as many fields; also true where there is none.</summary>
    private static bool GoesOn(List<string> lines, int header, int fields, CsvDialect dialect)
    {
        var next = lines.FindIndex(header + 1, line => line.Trim().Length > 0);
        return next < 0 || Cut(lines[next], dialect).Length == fields || lines[next].Count(letter => letter == '"') % 2 == 1;
    }
}
