using System.Text;
using System.Text.RegularExpressions;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace SmartBeats.Tests.Geography;

/// <summary>A layer as GDAL reads it.</summary>
internal sealed record GdalLayer(IReadOnlyList<string> Fields, List<(Geometry? Shape, string?[] Values)> Rows);

/// <summary>All shapefiles of a folder as GDAL reads them, bit for bit: in one run, as a PostgreSQL dump, whose geometries are hexadecimal WKB.</summary>
internal static partial class GdalDump
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    /// <returns>By the files' names; those that GDAL does not open, or only as a table, are missing.</returns>
    /// <param name="makeIndices">Write the missing .shx files instead of refusing the shapefiles without; existing ones are overwritten too.</param>
    public static Dictionary<string, GdalLayer> Read(string folder, bool makeIndices)
    {
        var (_, output, _) = Gdal.Run("ogr2ogr", ["--config", "SHAPE_RESTORE_SHX", makeIndices ? "YES" : "NO", "--config", "PG_USE_COPY", "YES", "-skipfailures", "-lco", "LAUNDER=NO", "-lco", "SRID=0", "-lco", "PRECISION=NO", "-nlt", "PROMOTE_TO_MULTI", "-f", "PGDump", "/vsistdout/", folder]);
        var layers = new Dictionary<string, GdalLayer>();
        GdalLayer? open = null;
        string[] columns = [];
        foreach (var line in output.Split('\n'))
        {
            if (GeometryColumn().Match(line) is { Success: true } create)
            {
                layers[create.Groups[1].Value] = new GdalLayer([], []);
            }
            else if (Copy().Match(line) is { Success: true } copy)
            {
                columns = [.. Quoted().Matches(copy.Groups[2].Value).Select(match => Text(match.Groups[1].Value))];
                open = new GdalLayer([.. columns.Where(column => column != "wkb_geometry")], []);
                if (layers.ContainsKey(copy.Groups[1].Value))
                {
                    layers[copy.Groups[1].Value] = open;
                }
            }
            else if (line == "\\.")
            {
                open = null;
            }
            else if (open is not null)
            {
                var cells = line.Split('\t').Select(cell => cell == "\\N" ? null : Text(Unescape(cell))).ToArray();
                var place = Array.IndexOf(columns, "wkb_geometry");
                var shape = place >= 0 && cells[place] is { } wkb ? Shape(wkb) : null;
                open.Rows.Add((shape, [.. cells.Where((_, i) => i != place)]));
            }
        }

        return layers;
    }

    /// <summary>Null for a surface of patches, which NetTopologySuite does not know.</summary>
    private static Geometry? Shape(string wkb)
    {
        try
        {
            return new WKBReader().Read(WKBReader.HexToBytes(wkb));
        }
        catch (ParseException)
        {
            return null;
        }
    }

    private static string Unescape(string cell) => Escape().Replace(cell, match => match.Groups[1].Value switch { "t" => "\t", "n" => "\n", "r" => "\r", var other => other });

    /// <summary>Where nothing names an encoding GDAL hands on the bytes: as UTF-8 if they are that, otherwise as Windows-1252.</summary>
    private static string Text(string latin1)
    {
        var bytes = Encoding.Latin1.GetBytes(latin1);
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
        }
    }

    [GeneratedRegex("^SELECT AddGeometryColumn\\('public','([^']+)'")]
    private static partial Regex GeometryColumn();

    [GeneratedRegex("^COPY \"public\"\\.\"([^\"]+)\" \\((.*)\\) FROM STDIN;$")]
    private static partial Regex Copy();

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escape();
}
