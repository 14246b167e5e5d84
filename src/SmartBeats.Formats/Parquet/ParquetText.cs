using Parquet.Schema;
using SmartBeats.Calls.Files;
using SmartBeats.Geography;

namespace SmartBeats.Formats.Parquet;

/// <summary>Calls in an Apache Parquet file as CSV: what comes of it is read as any other text.</summary>
internal static class ParquetText
{
    private const long LargestPackedBytes = 512L << 20;

    /// <inheritdoc cref="SmartBeats.Files.TableReader"/>
    /// <exception cref="InputException">Damaged, or without a column of single values.</exception>
    public static CallSource Open(CallSource source)
    {
        using var rows = new ParquetRows(source.Name, OpenSeekable(source));
        return new CallSource(source.Name, () => Show(source)) { Notes = DescribeColumns(source.Name, rows) };
    }

    private static RowText Show(CallSource source)
    {
        var rows = new ParquetRows(source.Name, OpenSeekable(source));
        return new RowText(rows, rows.Fields.Count);
    }

    private static string[] DescribeColumns(string name, ParquetRows rows)
    {
        var notes = new List<string>();
        if (rows.LeftOut.Count > 0)
        {
            notes.Add($"{name}: columns of lists or bytes are left out: {Wording.Some(rows.LeftOut)}.");
        }

        var times = rows.Fields.OfType<DateTimeDataField>();
        string[] old = [.. times.Where(field => field.DateTimeFormat == DateTimeFormat.Impala).Select(field => field.Name)];
        if (old.Length > 0)
        {
            notes.Add($"{name}: times of the old kind INT96 do not say whose they are, and are taken as written: {Wording.Some(old)}.");
        }

        return [.. notes];
    }

    /// <summary>A Parquet file is read from its end; out of a packed one it is unpacked first.</summary>
    private static Stream OpenSeekable(CallSource source)
    {
        var stream = source.Open();
        if (stream.CanSeek)
        {
            return stream;
        }

        using (stream)
        {
            return new MemoryStream(CityMapReader.ReadAll(source.Name, stream, LargestPackedBytes), writable: false);
        }
    }
}
