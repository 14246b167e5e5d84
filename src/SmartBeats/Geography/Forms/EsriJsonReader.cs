using System.Globalization;
using System.Text.Json;
using NetTopologySuite.Geometries;
using SmartBeats.Geography.GeoJson;
using SmartBeats.Geography.Projection;

namespace SmartBeats.Geography.Forms;

/// <summary>Reads polygons from Esri's own JSON, what an ArcGIS server answers to <c>f=json</c>.</summary>
internal sealed class EsriJsonReader(string where, string conversion)
{
    private const string Export = "Export or download the file again.";

    private readonly List<MapShape> _shapes = [];
    private readonly TextAttributes _attributes = new();
    private int _openRings;

    /// <exception cref="InputException">Broken, cut short by the server, or of something else than areas.</exception>
    public MapLayer Read(ReadOnlyMemory<byte> utf8) => JsonMap.Read(utf8, where, Read);

    private MapLayer Read(JsonElement root)
    {
        if (root.TryGetProperty("exceededTransferLimit", out var exceeded) && exceeded.ValueKind == JsonValueKind.True)
        {
            throw new InputException(
                where, "holds only a part of its layer: the server stopped at its limit (exceededTransferLimit)", "Export the whole layer as GeoJSON or a shapefile, or ask the server page by page (resultOffset).");
        }

        if (root.TryGetProperty("geometryType", out var kind) && kind.GetString() is { } type && type != "esriGeometryPolygon")
        {
            throw new InputException(where, $"is a layer of {Named(type)}; areas are needed", "Give the layer whose shapes are the city's areas (esriGeometryPolygon).");
        }

        if (!root.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array)
        {
            throw new InputException(where, "is Esri JSON without \"features\"", Export);
        }

        foreach (var feature in features.EnumerateArray())
        {
            ReadFeature(feature);
        }

        var notes = new List<string>();
        if (_openRings > 0)
        {
            notes.Add(RingAssembly.DescribeOpenRings(_openRings));
        }

        return new MapLayer(where, "feature", conversion, _shapes, _attributes, Reference(root), notes);
    }

    private void ReadFeature(JsonElement feature)
    {
        var row = _shapes.Count;
        var name = string.Create(CultureInfo.InvariantCulture, $"{where} feature {row + 1}");
        if (feature.ValueKind != JsonValueKind.Object)
        {
            throw new InputException(name, "is no object", Export);
        }

        if (feature.TryGetProperty("attributes", out var attributes) && attributes.ValueKind == JsonValueKind.Object)
        {
            JsonMap.AddAttributes(attributes, _attributes, row);
        }

        var rings = new List<Coordinate[]>();
        if (feature.TryGetProperty("geometry", out var geometry) && geometry.ValueKind == JsonValueKind.Object)
        {
            if (geometry.TryGetProperty("curveRings", out _))
            {
                throw new InputException(name, "has curves for its outline (curveRings)", $"Ask the server without returnTrueCurves, or convert the layer: {conversion}");
            }

            if (!geometry.TryGetProperty("rings", out var lists) || lists.ValueKind != JsonValueKind.Array)
            {
                throw new InputException(name, geometry.TryGetProperty("x", out _) ? "is a point; areas are needed" : "has a shape without \"rings\"; areas are needed", "Give the layer whose shapes are the city's areas (esriGeometryPolygon).");
            }

            foreach (var ring in lists.EnumerateArray())
            {
                var points = JsonMap.Points(ring, name);
                _openRings += points.Length > 2 && !points[0].Equals2D(points[^1]) ? 1 : 0;
                if (RingAssembly.Close(points) is { } closed)
                {
                    rings.Add(closed);
                }
            }
        }

        _shapes.Add(new MapShape(row + 1, row, RingAssembly.ByNesting(rings, name)));
        _attributes.RowCount = row + 1;
    }

    private static ReferenceSystem Reference(JsonElement root)
    {
        if (!root.TryGetProperty("spatialReference", out var reference) || reference.ValueKind != JsonValueKind.Object)
        {
            return ReferenceSystem.Unknown;
        }

        foreach (var member in (string[])["latestWkid", "wkid"])
        {
            if (reference.TryGetProperty(member, out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var code))
            {
                return JsonReference.FromCode(string.Create(CultureInfo.InvariantCulture, $"EPSG:{code}"));
            }
        }

        return reference.TryGetProperty("wkt", out var wkt) && wkt.ValueKind == JsonValueKind.String ? ReferenceSystem.FromPrj(wkt.GetString()) : ReferenceSystem.Unknown;
    }

    private static string Named(string type) => type switch
    {
        "esriGeometryPoint" or "esriGeometryMultipoint" => "points",
        "esriGeometryPolyline" => "lines",
        _ => $"\"{(type.Length <= 40 ? type : type[..40])}\"",
    };
}
