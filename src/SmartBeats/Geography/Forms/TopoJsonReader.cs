using System.Globalization;
using System.Text.Json;
using NetTopologySuite.Geometries;
using SmartBeats.Geography.Projection;

namespace SmartBeats.Geography.Forms;

/// <summary>Reads polygons from TopoJSON: objects whose rings are lists of arcs that areas share.</summary>
/// <remarks>The TopoJSON specification 1.0. A quantised file's places are whole steps, each after the first relative to the one before.</remarks>
internal sealed class TopoJsonReader(string where, string conversion)
{
    private const string Export = "Export or download the file again.";

    /// <summary>Deepest collection of collections that is followed.</summary>
    private const int Deepest = 32;

    /// <summary>Areas along an arc, on average over a file: two in a map, and some more where areas lie over each other.</summary>
    private const int MostUses = 20;

    private readonly List<MapShape> _shapes = [];
    private readonly TextAttributes _attributes = new();
    private Coordinate[][] _arcs = [];
    private long _pointsLeft;

    /// <param name="layer">The object wanted, by name; null for the only one with areas.</param>
    /// <exception cref="InputException">Broken, of something else than areas, or with several layers of areas and none named.</exception>
    public MapLayer Read(ReadOnlyMemory<byte> utf8, string? layer) => JsonMap.Read(utf8, where, root => Read(root, layer));

    private MapLayer Read(JsonElement root, string? layer)
    {
        if (!root.TryGetProperty("objects", out var objects) || objects.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("arcs", out var arcs) || arcs.ValueKind != JsonValueKind.Array)
        {
            throw new InputException(where, "is TopoJSON without \"objects\" or \"arcs\"", Export);
        }

        _arcs = Arcs(root, arcs);
        _pointsLeft = MostUses * _arcs.Sum(arc => (long)arc.Length);
        var chosen = Choose(objects, layer);
        ReadGeometry(chosen, 0);
        return new MapLayer(where, "feature", conversion, _shapes, _attributes, ReferenceSystem.Degrees("WGS 84"), []);
    }

    private JsonElement Choose(JsonElement objects, string? layer)
    {
        var named = objects.EnumerateObject().Where(entry => layer is null ? HasAreas(entry.Value, 0) : entry.Name.Equals(layer, StringComparison.OrdinalIgnoreCase)).ToList();
        string[] all = [.. objects.EnumerateObject().Select(entry => entry.Name)];
        return named.Count switch
        {
            1 => named[0].Value,
            0 when layer is not null => throw new InputException(where, $"holds no layer \"{layer}\"", $"Its layers are {Wording.Some([.. all])}."),
            0 => throw new InputException(where, "holds no layer of areas", "Give the layer whose shapes are the city's areas (Polygon, MultiPolygon)."),
            _ => throw new InputException(
                where, $"holds {named.Count} layers of areas: {Wording.Some([.. named.Select(entry => entry.Name)])}", $"Say which one is the city's map: --layer {named[0].Name}."),
        };
    }

    private static bool HasAreas(JsonElement geometry, int depth) => depth < Deepest && TypeOf(geometry) switch
    {
        "Polygon" or "MultiPolygon" => true,
        "GeometryCollection" => geometry.TryGetProperty("geometries", out var members) && members.ValueKind == JsonValueKind.Array && members.EnumerateArray().Any(member => HasAreas(member, depth + 1)),
        _ => false,
    };

    private static string? TypeOf(JsonElement geometry) =>
        geometry.ValueKind == JsonValueKind.Object && geometry.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;

    private void ReadGeometry(JsonElement geometry, int depth)
    {
        if (TypeOf(geometry) == "GeometryCollection" && depth < Deepest)
        {
            foreach (var member in Member(geometry, "geometries").EnumerateArray())
            {
                ReadGeometry(member, depth + 1);
            }

            return;
        }

        var row = _shapes.Count;
        var name = string.Create(CultureInfo.InvariantCulture, $"{where} feature {row + 1}");
        IReadOnlyList<PolygonRings> polygons = TypeOf(geometry) switch
        {
            "Polygon" => Polygon(Member(geometry, "arcs"), name),
            "MultiPolygon" => [.. Member(geometry, "arcs").EnumerateArray().SelectMany(polygon => Polygon(polygon, name))],
            null => [],
            var type => throw new InputException(name, $"is a {(type.Length <= 40 ? type : type[..40])}; areas are needed", "Give the layer whose shapes are the city's areas (Polygon, MultiPolygon)."),
        };
        if (geometry.ValueKind == JsonValueKind.Object)
        {
            if (geometry.TryGetProperty("id", out var id))
            {
                _attributes.Set(row, "id", JsonMap.Text(id));
            }

            if (geometry.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
            {
                JsonMap.AddAttributes(properties, _attributes, row);
            }
        }

        _shapes.Add(new MapShape(row + 1, row, polygons));
        _attributes.RowCount = row + 1;
    }

    private JsonElement Member(JsonElement geometry, string name) =>
        geometry.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Array ? member : throw new InputException(where, $"has a shape without \"{name}\"", Export);

    private PolygonRings[] Polygon(JsonElement rings, string name)
    {
        if (rings.ValueKind != JsonValueKind.Array)
        {
            throw new InputException(name, "has rings that are no list", Export);
        }

        Coordinate[][] closed = [.. rings.EnumerateArray().Select(ring => RingAssembly.Close(Ring(ring, name))).OfType<Coordinate[]>()];
        return closed.Length == 0 ? [] : [new PolygonRings(closed[0], closed[1..])];
    }

    /// <summary>Arcs one after the other; a negative number means the arc ~n backwards. Where two meet, their common place is kept once.</summary>
    private Coordinate[] Ring(JsonElement ring, string name)
    {
        var points = new List<Coordinate>();
        if (ring.ValueKind != JsonValueKind.Array)
        {
            throw new InputException(name, "has a ring that is no list of arcs", Export);
        }

        foreach (var entry in ring.EnumerateArray())
        {
            if (entry.ValueKind != JsonValueKind.Number || !entry.TryGetInt32(out var number) || (number < 0 ? ~number : number) >= _arcs.Length)
            {
                throw new InputException(name, "names an arc that is not there", Export);
            }

            _pointsLeft -= _arcs[number < 0 ? ~number : number].Length;
            if (_pointsLeft < 0)
            {
                throw new InputException(name, "uses the file's arcs again and again, as no map does", Export);
            }

            var arc = number < 0 ? _arcs[~number].Reverse() : _arcs[number];
            points.AddRange(arc.Skip(points.Count > 0 ? 1 : 0).Select(place => place.Copy()));
        }

        return [.. points];
    }

    private Coordinate[][] Arcs(JsonElement root, JsonElement arcs)
    {
        var (scaleX, scaleY, moveX, moveY) = (1.0, 1.0, 0.0, 0.0);
        var isQuantised = root.TryGetProperty("transform", out var transform) && transform.ValueKind == JsonValueKind.Object;
        if (isQuantised)
        {
            if (!transform.TryGetProperty("scale", out var scale) || !transform.TryGetProperty("translate", out var translate))
            {
                throw new InputException(where, "has a \"transform\" without \"scale\" or \"translate\"", Export);
            }

            (scaleX, scaleY) = (JsonMap.Number(scale, 0, where), JsonMap.Number(scale, 1, where));
            (moveX, moveY) = (JsonMap.Number(translate, 0, where), JsonMap.Number(translate, 1, where));
        }

        return [.. arcs.EnumerateArray().Select(arc =>
        {
            var points = JsonMap.Points(arc, where);
            var (x, y) = (0.0, 0.0);
            foreach (var point in isQuantised ? points : [])
            {
                (x, y) = (x + point.X, y + point.Y);
                (point.X, point.Y) = ((x * scaleX) + moveX, (y * scaleY) + moveY);
            }

            return points;
        })];
    }
}
