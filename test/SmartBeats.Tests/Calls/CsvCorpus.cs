using SmartBeats.Calls;

namespace SmartBeats.Tests.Calls;

/// <summary>Reads any CSV to plain records through the parts the calls reader is made of.</summary>
internal static class CsvCorpus
{
    public sealed record PlainRecord(long Line, string[] Cells, string? Fault);

    public static List<PlainRecord> Read(byte[] csv, int blockBytes = 128 * 1024)
    {
        var scanner = new RecordScanner(new MemoryStream(csv), blockBytes: blockBytes);
        var block = new RecordBlock();
        var records = new CsvRecords();
        var found = new List<PlainRecord>();
        while (scanner.TryNext(block))
        {
            // An empty line is one empty field; the calls reader passes over it.
            var rows = block.Records.Select(record => new PlainRecord(record.Line, [""], null)).ToArray();
            records.Read(
                block,
                (i, row) => rows[i] = rows[i] with { Cells = row.Record! },
                (i, fault) => rows[i] = rows[i] with { Cells = [], Fault = fault });
            found.AddRange(rows);
        }

        return found;
    }
}
