using System.Globalization;
using SmartBeats.Files;

namespace SmartBeats.Calls.Files;

/// <summary>A file whose header has been read, and whose rows come next.</summary>
/// <param name="Header">Names of the columns as the file writes them.</param>
/// <param name="Where">The header's file and line, as messages begin.</param>
/// <param name="FirstRows">The rows that were read with the header.</param>
/// <param name="Scanner">Gives the rows after these.</param>
internal sealed record OpenedCsv(string[] Header, string Where, CsvDialect Dialect, RecordBlock FirstRows, RecordScanner Scanner)
{
    /// <summary>Reads a file's first block, and takes the header out of it.</summary>
    /// <param name="stream">From its beginning; UTF-8.</param>
    /// <param name="looksForHeader">Whether titles above the header and other separators than commas are looked for.</param>
    /// <exception cref="InputException">It is empty, no text, or has no readable header.</exception>
    public static OpenedCsv Open(Stream stream, string fileName, bool looksForHeader)
    {
        var head = new byte[FileKind.HeadBytes];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var kind = FileKind.Recognise(fileName, head.AsSpan(0, length));
        if (kind.Form is not (FileForm.Table or FileForm.Text))
        {
            throw FileRefusal.Create(kind, fileName, FileUse.Calls);
        }

        var isWhole = length < head.Length;
        var layout = looksForHeader ? DialectSniffer.Find(head.AsSpan(0, length), isWhole) : CsvLayout.Plain;
        // A file that is all head (a test, a sample) does without the large buffers.
        var scanner = isWhole
            ? new RecordScanner(stream, head.AsSpan(0, length), head.Length, layout.Dialect)
            : new RecordScanner(stream, head.AsSpan(0, length), dialect: layout.Dialect);
        var rows = new RecordBlock();
        scanner.TryNext(rows);
        var first = rows.Records.FindIndex(record => record.Length > 0 && record.Line >= layout.HeaderLine);
        if (first < 0)
        {
            throw new InputException(fileName, "is empty", "Export the calls again.");
        }

        var record = rows.Records[first];
        var where = string.Create(CultureInfo.InvariantCulture, $"{fileName}:{record.Line}");
        if (record.Fault != RecordFault.None)
        {
            var needed = looksForHeader ? "name the columns" : $"name {string.Join(", ", CallColumns.Required)}";
            throw new InputException(
                where,
                $"the header cannot be read: {CsvRecords.Fault(record.Fault)}",
                $"The first line must {needed}.");
        }

        var header = CsvRecords.Cells(rows, record, layout.Dialect);
        rows.Records.RemoveRange(0, first + 1);
        return new OpenedCsv(header, where, layout.Dialect, rows, scanner);
    }
}
