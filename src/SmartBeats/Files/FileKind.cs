using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace SmartBeats.Files;

/// <summary>What a file is, however it is called.</summary>
public enum FileForm
{
    Empty,
    Table,
    Text,
    Json,
    Plan,
    Request,
    CitySettings,
    Zip,
    ZippedTable,
    Workbook,
    OldOffice,
    ShapefilePart,
    Kml,

    /// <summary>A table whose one column holds polygons in WKT: a map.</summary>
    WktTable,
    GeoPackage,
    Sqlite,
    Parquet,
    Gzip,
    Bzip2,
    Xz,
    Zstd,
    SevenZip,
    Rar,
    Pdf,
    Image,
    Utf16Text,
    WebPage,
    Xml,
    GitLfsPointer,
    Binary,
}

/// <summary>What a file is meant as: which reader gets it. Whether it is good, that reader says.</summary>
public enum FileUse
{
    /// <summary>A city's areas.</summary>
    Map,

    /// <summary>Calls for service.</summary>
    Calls,

    /// <summary>A published plan.</summary>
    Plan,

    /// <summary>A request for a plan.</summary>
    Request,

    /// <summary>A city's settings.</summary>
    City,
}

/// <summary>The one judge of what a file is, for every way in: by its first bytes; by its name only where these do not say.</summary>
public sealed record FileKind(FileForm Form, FileUse Use)
{
    /// <summary>So many of a file's first bytes are looked at; more do no harm.</summary>
    public const int HeadBytes = 4096;

    private static readonly string[] _mapEndings = [".zip", ".geojson", ".json", ".shp", ".shx", ".dbf", ".prj", ".cpg", ".gpkg", ".kml", ".kmz"];
    private static readonly string[] _shapefileEndings = [".shp", ".shx", ".dbf", ".prj", ".cpg"];
    private static readonly string[] _requestFields = ["beats", "workloadPerBeat", "number_of_beats", "cfs_per_beat", "beat_creation_method"];

    private static readonly (byte[] Start, FileForm Form)[] _starts =
    [
        ("version https://git-lfs"u8.ToArray(), FileForm.GitLfsPointer),
        ([0xD0, 0xCF, 0x11, 0xE0], FileForm.OldOffice),
        ([0x1F, 0x8B], FileForm.Gzip),
        ("BZh"u8.ToArray(), FileForm.Bzip2),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0], FileForm.Xz),
        ([0x28, 0xB5, 0x2F, 0xFD], FileForm.Zstd),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF], FileForm.SevenZip),
        ("Rar!"u8.ToArray(), FileForm.Rar),
        ("%PDF"u8.ToArray(), FileForm.Pdf),
        ([0xFF, 0xFE], FileForm.Utf16Text),
        ([0xFE, 0xFF], FileForm.Utf16Text),
        ("PAR1"u8.ToArray(), FileForm.Parquet),
        ([0x00, 0x00, 0x27, 0x0A], FileForm.ShapefilePart),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], FileForm.Image),
        ([0xFF, 0xD8, 0xFF], FileForm.Image),
    ];

    /// <summary>Recognises a file by its first bytes.</summary>
    /// <param name="name">With its ending; a folder before it does no harm.</param>
    /// <param name="firstBytes">The first <see cref="HeadBytes"/>, or all where it has fewer.</param>
    public static FileKind Recognise(string name, ReadOnlySpan<byte> firstBytes)
    {
        return Create(name, FindForm(name, firstBytes));
    }

    private static FileKind Create(string name, FileForm form)
    {
        return new FileKind(form, form switch
        {
            FileForm.Table or FileForm.ZippedTable or FileForm.Workbook or FileForm.Parquet => FileUse.Calls,
            FileForm.Zip or FileForm.Json or FileForm.ShapefilePart or FileForm.Kml or FileForm.WktTable or FileForm.GeoPackage => FileUse.Map,
            FileForm.Plan => FileUse.Plan,
            FileForm.Request => FileUse.Request,
            FileForm.CitySettings => FileUse.City,
            _ => HasEnding(name, _mapEndings) ? FileUse.Map : FileUse.Calls,
        });
    }

    /// <summary>Recognises a file that can be gone back in.</summary>
    /// <param name="content">Read from its beginning and put back there.</param>
    public static FileKind Recognise(string name, Stream content)
    {
        var head = new byte[HeadBytes];
        content.Position = 0;
        var length = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        content.Position = 0;
        var kind = Recognise(name, head.AsSpan(0, length));
        if (kind.Form is FileForm.Zip or FileForm.ZippedTable && ListEntries(content) is { } entries)
        {
            kind = Create(name, FindZipForm(entries));
        }

        return kind;
    }

    /// <summary>All entries of a zip, where its first bytes show only the first; null where its directory is damaged: its reader says so.</summary>
    private static List<string>? ListEntries(Stream content)
    {
        try
        {
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            return [.. zip.Entries.Select(entry => entry.FullName)];
        }
        catch (Exception broken) when (broken is InvalidDataException or NotSupportedException or IOException or ArgumentException)
        {
            return null;
        }
        finally
        {
            content.Position = 0;
        }
    }

    private static FileForm FindForm(string name, ReadOnlySpan<byte> bytes)
    {
        foreach (var (start, form) in _starts)
        {
            if (bytes.StartsWith(start))
            {
                return form;
            }
        }

        if (bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8))
        {
            return FindZipForm(bytes);
        }

        if (bytes.StartsWith("SQLite format 3"u8))
        {
            // A GeoPackage says so as the application that wrote it.
            var application = bytes.Length >= 72 ? bytes[68..72] : [];
            var isGeoPackage = application.SequenceEqual("GPKG"u8) || application.SequenceEqual("GP10"u8) || application.SequenceEqual("GP11"u8);
            return isGeoPackage ? FileForm.GeoPackage : FileForm.Sqlite;
        }

        if (IsBinary(bytes))
        {
            return LooksLikeUtf16(bytes) ? FileForm.Utf16Text : HasEnding(name, _shapefileEndings) ? FileForm.ShapefilePart : FileForm.Binary;
        }

        var text = (bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes).TrimStart(" \t\r\n\u001E"u8);
        return text.IsEmpty ? FileForm.Empty : FindTextForm(name, text);
    }

    /// <summary>A few zero bytes in the rows of a text are those rows' fault, and their reader says so.</summary>
    private static bool IsBinary(ReadOnlySpan<byte> head)
    {
        var lineEnd = head.IndexOfAny((byte)'\n', (byte)'\r');
        return head.Count((byte)0) * 20 > head.Length || head[..Math.Max(0, lineEnd)].Contains((byte)0);
    }

    private static FileForm FindTextForm(string name, ReadOnlySpan<byte> text)
    {
        switch (text[0])
        {
            case (byte)'{':
                return FindJsonForm(text);
            case (byte)'[':
                return FileForm.Json;
            case (byte)'<':
                var start = Encoding.Latin1.GetString(text);
                var isPage = start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || start.Contains("<html", StringComparison.OrdinalIgnoreCase);
                return start.Contains("<kml", StringComparison.OrdinalIgnoreCase) ? FileForm.Kml : isPage ? FileForm.WebPage : FileForm.Xml;
            default:
                var line = text.IndexOf((byte)'\n') is > 0 and var end ? text[..end] : text;
                var isProjection = line.StartsWith("GEOGCS["u8) || line.StartsWith("PROJCS["u8);
                if (isProjection || HasEnding(name, _shapefileEndings))
                {
                    return FileForm.ShapefilePart;
                }

                if (Geography.Forms.WktTableReader.Looks(text))
                {
                    return FileForm.WktTable;
                }

                return line.Count((byte)',') + line.Count((byte)';') + line.Count((byte)'\t') >= 2 ? FileForm.Table : FileForm.Text;
        }
    }

    /// <summary>By the names of its outermost members, as far as they are seen.</summary>
    private static FileForm FindJsonForm(ReadOnlySpan<byte> text)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        try
        {
            var reader = new Utf8JsonReader(text, isFinalBlock: false, default);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                names.Add(reader.GetString()!);
                if (!reader.Read() || !reader.TrySkip())
                {
                    break;
                }
            }
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // Its reader says where.
        }

        return names.Contains("planId") || (names.Contains("schemaVersion") && names.Contains("assignment")) ? FileForm.Plan
            : names.Contains("timeZone") ? FileForm.CitySettings
            : names.Contains("type") || names.Contains("features") ? FileForm.Json
            : names.Overlaps(_requestFields) ? FileForm.Request
            : FileForm.Json;
    }

    /// <summary>By the names of its first entries, as far as they are seen.</summary>
    private static FileForm FindZipForm(ReadOnlySpan<byte> bytes)
    {
        // A workbook's first names may lie further on than its parts.
        if (bytes.IndexOf("[Content_Types].xml"u8) >= 0 || bytes.IndexOf("xl/"u8) >= 0)
        {
            return FileForm.Workbook;
        }

        var names = new List<string>();
        for (var at = 0; bytes[at..].IndexOf("PK\u0003\u0004"u8) is >= 0 and var next; at += next + 4)
        {
            var entry = bytes[(at + next)..];
            if (entry.Length < 30 || entry.Length < 30 + entry[26] + (entry[27] << 8))
            {
                break;
            }

            names.Add(Encoding.UTF8.GetString(entry.Slice(30, entry[26] + (entry[27] << 8))));
        }

        return FindZipForm(names);
    }

    /// <summary>A workbook is a zip, too; whoever sends one means a table. A map counts before tables beside it.</summary>
    private static FileForm FindZipForm(List<string> names)
    {
        if (names.Exists(name => name == "[Content_Types].xml" || name.StartsWith("xl/", StringComparison.Ordinal)))
        {
            return FileForm.Workbook;
        }

        // Tables often come with a description in JSON: that alone is no map.
        var isMap = names.Exists(name => HasEnding(name, _mapEndings.Except([".json", ".zip"])) || name.Contains(".gdb", StringComparison.OrdinalIgnoreCase));
        return !isMap && names.Exists(name => HasEnding(name, [".csv", ".tsv"])) ? FileForm.ZippedTable : FileForm.Zip;
    }

    /// <summary>Latin text in UTF-16 without a mark: every other byte is 0.</summary>
    private static bool LooksLikeUtf16(ReadOnlySpan<byte> head)
    {
        int even = 0, odd = 0;
        for (var i = 0; i + 1 < head.Length; i += 2)
        {
            even += head[i] == 0 ? 1 : 0;
            odd += head[i + 1] == 0 ? 1 : 0;
        }

        return Math.Max(even, odd) > head.Length * 0.4 && Math.Min(even, odd) < head.Length * 0.05;
    }

    internal static bool HasEnding(string name, IEnumerable<string> endings) =>
        endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
