using System.IO.Compression;
using System.Text;

namespace SmartBeats.Pipeline.Workspaces;

/// <summary>What an uploaded file is meant as.</summary>
public enum UploadKind
{
    /// <summary>A city's areas: a zip, GeoJSON, or part of a shapefile; whether it is one, its reader says.</summary>
    Map,

    /// <summary>Calls: anything else; whether it is CSV, its reader says.</summary>
    Calls,
}

/// <summary>Tells maps from calls by what the file holds, so that nobody has to say it.</summary>
public static class UploadSniffer
{
    private const int HeadBytes = 4096;
    private static readonly byte[] _shapeCode = [0, 0, 0x27, 0x0A];
    private static readonly string[] _mapEndings = [".shp", ".geojson", ".json", ".kml", ".zip"];
    private static readonly string[] _tableEndings = [".csv", ".tsv", ".txt"];
    private static readonly string[] _shapefileParts = [".shp", ".shx", ".dbf", ".prj", ".cpg"];

    /// <param name="content">Seekable; read from its beginning and put back there.</param>
    public static UploadKind Sniff(string fileName, Stream content)
    {
        var head = new byte[HeadBytes];
        content.Position = 0;
        var bytes = head.AsSpan(0, content.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false));
        content.Position = 0;
        var isOffice = bytes.IndexOf("[Content_Types].xml"u8) >= 0 || bytes.IndexOf("xl/"u8) >= 0;
        if (bytes.StartsWith("PK"u8) && !isOffice)
        {
            return HoldsOnlyTables(content) ? UploadKind.Calls : UploadKind.Map;
        }

        var text = (bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes).TrimStart(" \t\r\n"u8);
        var isJson = text.StartsWith("{"u8) || text.StartsWith("["u8);
        var isShape = bytes.StartsWith(_shapeCode) || _shapefileParts.Any(ending => fileName.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
        return isJson || isShape || text.StartsWith("<kml"u8) ? UploadKind.Map : UploadKind.Calls;
    }

    /// <summary>Whether a zip holds a table and no map: then it is calls, packed.</summary>
    /// <param name="content">Seekable; put back to its beginning.</param>
    public static bool HoldsOnlyTables(Stream content)
    {
        string[] names;
        try
        {
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            names = [.. zip.Entries.Select(entry => entry.Name)];
        }
        catch (InvalidDataException)
        {
            // The map's reader says what is broken.
            return false;
        }
        finally
        {
            content.Position = 0;
        }

        return names.Any(name => _tableEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            && !names.Any(name => _mapEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)));
    }
}
