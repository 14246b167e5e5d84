using System.Globalization;
using SmartBeats.Calls.Files;

namespace SmartBeats.Calls;

/// <summary>Writes <c>rejected.csv</c>, the one file that repeats what a row holds, and counts the reasons.</summary>
internal sealed class RejectedRows(TextWriter? csv)
{
    private readonly Dictionary<string, (long Count, long FirstLine, string? File)> _reasons = new(StringComparer.Ordinal);
    private string[] _header = [];
    private string? _file;
    private CsvDialect _dialect = CsvDialect.Comma;

    public long Count { get; private set; }

    /// <summary>Whether the rows are written anywhere: a file that is only looked at leaves none.</summary>
    public bool IsWritten => csv is not null;

    /// <summary>Most frequent first.</summary>
    public IReadOnlyList<RejectReason> Reasons =>
        [.. _reasons.Select(r => new RejectReason(r.Key, r.Value.Count, r.Value.FirstLine) { File = r.Value.File }).OrderByDescending(r => r.Rows).ThenBy(r => r.Reason, StringComparer.Ordinal)];

    /// <summary>Begins with the rows of a file.</summary>
    /// <param name="header">Its columns; written where they differ from those of the file before.</param>
    /// <param name="file">Its name where there are several; null for the only one.</param>
    public void BeginFile(string[] header, string? file, CsvDialect dialect)
    {
        if (!_header.SequenceEqual(header))
        {
            Write(["line", "column", "reason", .. header]);
        }

        (_header, _file, _dialect) = (header, file, dialect);
    }

    public void Add(in RowFault fault, RecordBlock block)
    {
        var record = block.Records[fault.Record];
        CountRow(fault.Reason, record.Line);
        if (csv is not null)
        {
            var line = record.Line.ToString(CultureInfo.InvariantCulture);
            Write([_file is null ? line : $"{_file}:{line}", fault.Column, fault.Reason, .. CsvRecords.Cells(block, record, _dialect)]);
        }
    }

    /// <summary>Counts a row that is written nowhere.</summary>
    /// <param name="reason">As <see cref="RowFaults"/> has them.</param>
    /// <param name="line">On which it begins, from 1.</param>
    public void CountRow(string reason, long line)
    {
        Count++;
        var (count, firstLine, file) = _reasons.GetValueOrDefault(reason, (0, line, _file));
        _reasons[reason] = (count + 1, firstLine, file);
    }

    /// <summary>The refusal of a file that holds too many such rows; null where they are few enough.</summary>
    /// <param name="fileName">As messages name it.</param>
    /// <param name="rows">All there are.</param>
    /// <param name="mostShare">Of them that may be rejected, in [0, 1].</param>
    public InputException? Refuse(string fileName, long rows, double mostShare)
    {
        if (Count <= mostShare * rows)
        {
            return null;
        }

        var most = Reasons[0];
        return new InputException(
            string.Create(CultureInfo.InvariantCulture, $"{most.File ?? fileName}:{most.FirstLine}"),
            string.Create(CultureInfo.InvariantCulture, $"{Count:N0} of {rows:N0} rows cannot be read, above the ")
            + string.Create(CultureInfo.InvariantCulture, $"{mostShare:0.##%} allowed; most often ({most.Rows:N0} rows, first in this line): {most.Reason}"),
            $"Nothing was loaded. {FindRemedy(most.Reason)}{(IsWritten ? " Every rejected row is in rejected.csv." : "")}");
    }

    private static string FindRemedy(string reason) => reason switch
    {
        RowFaults.NotUtf8 => "Save the file as CSV UTF-8.",
        RowFaults.Swapped => "Some rows write longitude first and others latitude: write POINT(lon lat) in all.",
        RowFaults.Latitude => "If latitude was written first, write POINT(lon lat).",
        _ => "Correct the export and send the file again.",
    };

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
