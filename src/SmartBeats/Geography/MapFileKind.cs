using System.Text;
using SmartBeats.Geography.Forms;

namespace SmartBeats.Geography;

/// <summary>What a file is, by its content: names lie.</summary>
internal enum MapFileKind
{
    Zip,
    Json,
    Shp,
    Kml,
    WktTable,
    Other,
}

/// <summary>Tells map files from the other files people send, and names those.</summary>
internal static class MapFileSniffer
{
    private const byte RecordSeparator = 0x1E;
    private const string GiveMap = "Give the city's areas as a zip with a shapefile (.shp, .shx, .dbf, .prj), or as GeoJSON.";

    public static MapFileKind Sniff(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("PK\u0003\u0004"u8) || content.StartsWith("PK\u0005\u0006"u8))
        {
            return MapFileKind.Zip;
        }

        if (content.Length >= 4 && content[..4].SequenceEqual((ReadOnlySpan<byte>)[0, 0, 0x27, 0x0A]))
        {
            return MapFileKind.Shp;
        }

        var text = Beginning(content);
        return text switch
        {
            [(byte)'{' or (byte)'[' or RecordSeparator, ..] => MapFileKind.Json,
            [(byte)'<', ..] when text[..Math.Min(text.Length, 4096)].IndexOf("<kml"u8) >= 0 => MapFileKind.Kml,
            _ when WktTableReader.Looks(text) => MapFileKind.WktTable,
            _ => MapFileKind.Other,
        };
    }

    /// <summary>The refusal of a file that is no map: what it is, and what to give instead.</summary>
    public static InputException Refusal(string where, ReadOnlySpan<byte> content)
    {
        var (what, remedy) = Describe(where, content);
        return new InputException(where, what, remedy);
    }

    private static (string What, string Remedy) Describe(string where, ReadOnlySpan<byte> content)
    {
        var text = Beginning(content);
        var start = Encoding.Latin1.GetString(text[..Math.Min(text.Length, 512)]);
        return start switch
        {
            "" => ("is empty", "Export or download the map again."),
            _ when start.StartsWith("version https://git-lfs", StringComparison.Ordinal) =>
                ("is a Git LFS pointer: the note that stands for a large file, not the file", "Fetch the file itself (git lfs pull, or the download button of its page)."),
            _ when start.StartsWith("%PDF", StringComparison.Ordinal) => ("is a PDF: a picture of a map, not its data", GiveMap),
            _ when start.StartsWith("\u00D0\u00CF\u0011\u00E0", StringComparison.Ordinal) => ("is an old Excel or Word document", GiveMap),
            _ when start.StartsWith("SQLite format 3", StringComparison.Ordinal) => ("is a SQLite database, perhaps a GeoPackage", "Export its layer as GeoJSON: ogr2ogr -t_srs EPSG:4326 areas.geojson FILE LAYER"),
            _ when start.StartsWith("\u001F\u008B", StringComparison.Ordinal) => ("is packed with gzip", "Unpack it and give the map inside, or a zip with it."),
            _ when start.StartsWith("7z\u00BC\u00AF", StringComparison.Ordinal) => ("is a 7-Zip archive", "Unpack it and zip the shapefile inside (ordinary .zip)."),
            _ when start.StartsWith("Rar!", StringComparison.Ordinal) => ("is a RAR archive", "Unpack it and zip the shapefile inside (ordinary .zip)."),
            _ when start.StartsWith("\u00FF\u00FE", StringComparison.Ordinal) || start.StartsWith("\u00FE\u00FF", StringComparison.Ordinal) =>
                ("is text saved as UTF-16", "Save it as UTF-8 and give it again."),
            _ when IsHtml(start) => ("is a web page (HTML), perhaps the page the map is downloaded from, or a login page", GiveMap),
            _ when start.StartsWith('<') => ("is XML (GML, or a description of a map)", GiveMap),
            _ when IsPart(where) is { } part => ($"is only one file of a shapefile ({part})", "Zip it together with the files of the same name (.shp, .shx, .dbf, .prj) and give the zip."),
            _ when IsText(start) && start.Split('\n')[0].Split([',', ';', '\t']).Length > 2 => ("is a table (CSV), not a map", GiveMap),
            _ when IsText(start) => ("is text, not a map", GiveMap),
            _ => ("is no map file that is read here", GiveMap),
        };
    }

    private static bool IsHtml(string start) =>
        start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
        || (start.StartsWith('<') && start.Contains("<html", StringComparison.OrdinalIgnoreCase));

    private static string? IsPart(string where) =>
        Path.GetExtension(where).ToUpperInvariant() switch
        {
            ".SHP" => ".shp",
            ".SHX" => ".shx",
            ".DBF" => ".dbf",
            ".PRJ" => ".prj",
            _ => null,
        };

    private static bool IsText(string start) => start.All(character => character is >= ' ' or '\r' or '\n' or '\t');

    private static ReadOnlySpan<byte> Beginning(ReadOnlySpan<byte> content)
    {
        content = content.StartsWith("\uFEFF"u8) ? content[3..] : content;
        return content.TrimStart(" \t\r\n"u8);
    }
}
