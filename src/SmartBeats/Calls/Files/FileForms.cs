using System.IO.Compression;
using System.Text;
using SmartBeats.Calls.Files.Workbooks;
using SmartBeats.Files;

namespace SmartBeats.Calls.Files;

/// <summary>
/// Unpacks what calls come in: gzip, a zip of one or several tables, a sheet of an Excel workbook, Parquet, UTF-16, Windows-1252; what comes
/// out is UTF-8 text.
/// </summary>
/// <remarks>Nothing is unpacked as a whole: each reading streams. Forms may lie within each other, a UTF-16 file in a gzip.</remarks>
internal static class FileForms
{
    /// <summary>Archives within archives, at most: more is no export.</summary>
    private const int MostLayers = 3;
    private const int MostTables = 2_000;

    private static readonly string[] _tableEndings = [".csv", ".tsv", ".txt", ".parquet"];

    /// <summary>The tables of a file, in the order of their names where there are several.</summary>
    /// <param name="source">One that cannot be opened again is taken as it is.</param>
    /// <exception cref="InputException">An archive is damaged or holds no table.</exception>
    /// <param name="sheet">Of a workbook; null for its first.</param>
    public static IReadOnlyList<CallSource> Expand(CallSource source, string? sheet) => Expand(source, sheet, MostLayers);

    private static IReadOnlyList<CallSource> Expand(CallSource source, string? sheet, int layers)
    {
        if (!source.CanReopen)
        {
            return [source];
        }

        var head = ReadHead(source);
        var form = FileKind.Recognise(source.Name, head).Form;
        if (layers > 0 && form == FileForm.Gzip)
        {
            return Expand(source.Through(stream => new WholeGzipStream(stream)), sheet, layers - 1);
        }

        if (layers > 0 && form == FileForm.Parquet && PackagedForms.Parquet is { } open)
        {
            return [open(source)];
        }

        if (layers > 0 && form is (FileForm.Zip or FileForm.ZippedTable or FileForm.Workbook))
        {
            var names = ListEntries(source);
            return names.Contains("xl/workbook.xml", StringComparer.Ordinal)
                ? [SheetText.Open(source, sheet)]
                : [.. ListTables(source, names).SelectMany(table => Expand(table, sheet, layers - 1))];
        }

        return FindEncoding(source, head) is { } encoding
            ? [source.Through(stream => Encoding.CreateTranscodingStream(stream, encoding, new UTF8Encoding(false)))]
            : [source];
    }

    private static byte[] ReadHead(CallSource source)
    {
        using var stream = source.Open();
        var head = new byte[FileKind.HeadBytes];
        try
        {
            return head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException broken)
        {
            throw Damaged(source, broken);
        }
    }

    private static string[] ListEntries(CallSource source)
    {
        try
        {
            using var stream = source.Open();
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            return [.. zip.Entries.Select(entry => entry.FullName).Distinct().Order(StringComparer.Ordinal)];
        }
        catch (Exception broken) when (broken is InvalidDataException or NotSupportedException)
        {
            throw Damaged(source, broken);
        }
    }

    private static List<CallSource> ListTables(CallSource source, string[] entries)
    {
        string[] names = [.. entries.Where(IsTable).Take(MostTables)];
        if (names.Length == 0)
        {
            throw new InputException(
                source.Name,
                "is a zip without a CSV in it",
                "Zip the calls as CSV, or give the CSV itself. A city's map does go in a zip, but is not the calls.");
        }

        return [.. names.Select(name => new CallSource(
            names.Length == 1 ? source.Name : $"{source.Name}/{Path.GetFileName(name)}",
            () => OpenEntry(source, name)))];
    }

    /// <summary>Folders, and the copies that a Mac puts beside each file, are none.</summary>
    private static bool IsTable(string entry) =>
        Array.Exists(_tableEndings, ending => entry.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        && !Path.GetFileName(entry).StartsWith('.')
        && !entry.StartsWith("__MACOSX/", StringComparison.Ordinal);

    private static ArchiveEntryStream OpenEntry(CallSource source, string name)
    {
        var stream = source.Open();
        try
        {
            var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            return new ArchiveEntryStream(zip.GetEntry(name)!.Open(), zip, stream);
        }
        catch (Exception broken) when (broken is InvalidDataException or NotSupportedException)
        {
            stream.Dispose();
            throw Damaged(source, broken);
        }
    }

    internal static InputException Damaged(CallSource source, Exception broken) =>
        new(
            source.Name,
            "is packed, and damaged or packed in a way that is not read here",
            "Export or download it again, or unpack it and give the CSV inside.",
            broken);

    /// <summary>What the text has to be turned from; null for UTF-8.</summary>
    private static Encoding? FindEncoding(CallSource source, byte[] head)
    {
        if (head.AsSpan().StartsWith(Encoding.Unicode.Preamble))
        {
            return Encoding.Unicode;
        }

        if (head.AsSpan().StartsWith(Encoding.BigEndianUnicode.Preamble))
        {
            return Encoding.BigEndianUnicode;
        }

        return TextEncodings.IsWindows1252(source) ? TextEncodings.Windows1252 : null;
    }
}
