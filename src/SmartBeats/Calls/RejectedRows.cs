using System.Globalization;

namespace SmartBeats.Calls;

/// <summary>Writes <c>rejected.csv</c>, the one file that repeats what a row holds, and counts the reasons.</summary>
internal sealed class RejectedRows(TextWriter? csv)
{
    private readonly Dictionary<string, (long Count, long FirstLine)> _reasons = new(StringComparer.Ordinal);

    public long Count { get; private set; }

    /// <summary>Whether the rows are written anywhere: a file that is only looked at leaves none.</summary>
    public bool IsWritten => csv is not null;

    /// <summary>Most frequent first.</summary>
    public IReadOnlyList<RejectReason> Reasons =>
        [.. _reasons.Select(r => new RejectReason(r.Key, r.Value.Count, r.Value.FirstLine)).OrderByDescending(r => r.Rows).ThenBy(r => r.Reason, StringComparer.Ordinal)];

    public void WriteHeader(IEnumerable<string> header) => Write(["line", "column", "reason", .. header]);

    public void Add(in RowFault fault, RecordBlock block)
    {
        var record = block.Records[fault.Record];
        Count++;
        var (count, firstLine) = _reasons.GetValueOrDefault(fault.Reason, (0, record.Line));
        _reasons[fault.Reason] = (count + 1, firstLine);
        if (csv is not null)
        {
            Write([record.Line.ToString(CultureInfo.InvariantCulture), fault.Column, fault.Reason, .. CsvRecords.Cells(block, record)]);
        }
    }

    private void Write(IEnumerable<string> cells)
    {
        csv?.Write(string.Join(',', cells.Select(cell => Quoted(Harmless(cell)))));
        csv?.Write('\n');
    }

    /// <summary>Puts an apostrophe before what a spreadsheet would run as a formula. Plain numbers stay, a minus before them or not.</summary>
    internal static string Harmless(string cell)
    {
        var text = cell.AsSpan().TrimStart(' ');
        var runs = !text.IsEmpty && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';
        return runs && !double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) ? "'" + cell : cell;
    }

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n;") < 0 && cell.Trim().Length == cell.Length ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
