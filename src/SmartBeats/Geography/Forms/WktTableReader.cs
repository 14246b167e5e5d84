using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SmartBeats.Geography.GeoJson;
using SmartBeats.Geography.Projection;

namespace SmartBeats.Geography.Forms;

/// <summary>Reads a CSV whose one column holds polygons in WKT, as databases and portals export tables of areas.</summary>
internal sealed class WktTableReader(string where, string conversion)
{
    private const string Export = "Export the table again, or give the areas as GeoJSON.";

    private static readonly string[] Shapes = ["POLYGON", "MULTIPOLYGON"];

    private readonly List<MapShape> _shapes = [];
    private readonly TextAttributes _attributes = new();

    /// <summary>Whether text begins like such a table: a header line, and polygons in WKT behind it.</summary>
    public static bool Looks(ReadOnlySpan<byte> beginning)
    {
        var text = Encoding.UTF8.GetString(beginning[..Math.Min(beginning.Length, 65_536)]);
        var line = text.IndexOf('\n', StringComparison.Ordinal);
        return line > 0 && !text.AsSpan(0, line).Contains("POLYGON", StringComparison.OrdinalIgnoreCase)
            && text.IndexOf("POLYGON", line, StringComparison.OrdinalIgnoreCase) is > 0 and var at
            && text.AsSpan(at + "POLYGON".Length).TrimStart(" ZMzm") is ['(', ..];
    }

    /// <exception cref="InputException">A row without a readable polygon, or another number of fields than the header has; says which line.</exception>
    public MapLayer Read(ReadOnlySpan<byte> utf8)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { DetectDelimiter = true, BadDataFound = null, CountBytes = false };
        using var text = new StringReader(Encoding.UTF8.GetString(utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8));
        using var csv = new CsvParser(text, configuration);
        csv.Read();
        string[] header = [.. csv.Record!];
        var shapeColumn = -1;
        ReferenceSystem? reference = null;
        while (csv.Read())
        {
            var record = csv.Record!;
            var line = string.Create(CultureInfo.InvariantCulture, $"{where}:{csv.RawRow}");
            if (record.Length != header.Length)
            {
                throw new InputException(line, string.Create(CultureInfo.InvariantCulture, $"has {record.Length} fields where the header has {header.Length}"), Export);
            }

            shapeColumn = shapeColumn < 0 ? Array.FindIndex(record, field => IsPolygon(WithoutSrid(field, out _))) : shapeColumn;
            if (shapeColumn < 0)
            {
                throw new InputException(line, "has no field with a polygon in WKT", Export);
            }

            reference ??= Reference(record[shapeColumn]);
            Add(record, header, shapeColumn, line);
        }

        return new MapLayer(where, "row", conversion, _shapes, _attributes, reference ?? ReferenceSystem.Degrees("WGS 84"), []);
    }

    private void Add(string[] record, string[] header, int shapeColumn, string line)
    {
        var row = _shapes.Count;
        _shapes.Add(new MapShape(row + 1, row, Polygons(WithoutSrid(record[shapeColumn], out _), line)));
        for (var i = 0; i < header.Length; i++)
        {
            if (i != shapeColumn)
            {
                _attributes.Set(row, header[i].Trim(), record[i]);
            }
        }

        _attributes.RowCount = row + 1;
    }

    private static IReadOnlyList<PolygonRings> Polygons(string wkt, string line)
    {
        if (wkt.Length == 0)
        {
            return [];
        }

        // Only these are handed on: collections within collections would be read as deep as they are written.
        if (!IsPolygon(wkt))
        {
            throw new InputException(
                line,
                $"has a shape that is no polygon: it begins \"{wkt[..Math.Min(wkt.Length, 20)]}\"",
                "Give the table whose shapes are the city's areas (POLYGON, MULTIPOLYGON).");
        }

        Geometry? shape;
        try
        {
            shape = new WKTReader { IsOldNtsCoordinateSyntaxAllowed = false }.Read(wkt);
        }
        catch (Exception fault) when (fault is NetTopologySuite.IO.ParseException or ArgumentException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw new InputException(line, "has a shape that is no readable WKT", Export, fault);
        }

        return shape switch
        {
            Polygon polygon => [.. Rings(polygon)],
            MultiPolygon parts => [.. parts.Geometries.Cast<Polygon>().SelectMany(Rings)],
            _ => throw new InputException(line, "has a shape that is no readable WKT", Export),
        };
    }

    private static bool IsPolygon(string wkt) => Array.Exists(Shapes, kind => wkt.StartsWith(kind, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<PolygonRings> Rings(Polygon polygon)
    {
        if (!polygon.IsEmpty && RingAssembly.Close(polygon.Shell.Coordinates) is { } shell)
        {
            yield return new PolygonRings(shell, [.. polygon.Holes.Select(hole => RingAssembly.Close(hole.Coordinates)).OfType<Coordinate[]>()]);
        }
    }

    private static ReferenceSystem Reference(string field)
    {
        _ = WithoutSrid(field, out var srid);
        return srid is null or "0" ? ReferenceSystem.Degrees("WGS 84") : JsonReference.FromCode("EPSG:" + srid);
    }

    /// <summary>PostGIS writes <c>SRID=4326;POLYGON(...)</c>.</summary>
    private static string WithoutSrid(string field, out string? srid)
    {
        var text = field.Trim();
        srid = null;
        if (!text.StartsWith("SRID=", StringComparison.OrdinalIgnoreCase) || text.IndexOf(';', StringComparison.Ordinal) is not (> 5 and var end))
        {
            return text;
        }

        srid = text[5..end];
        return text[(end + 1)..].TrimStart();
    }
}
