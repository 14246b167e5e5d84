using System.Text.Json;
using NetTopologySuite.Geometries;
using SmartBeats.Geography;

namespace SmartBeats.Signals;

/// <summary>What the shapes of a signal are.</summary>
public enum SignalShape
{
    Points,
    Lines,
    Polygons,
}

/// <summary>One shape of a signal.</summary>
/// <param name="Shape">A point, a line or polygons, degrees of EPSG:4326.</param>
/// <param name="Amount">What it adds up to, 0 to 10^12; null for one (points) or for its length in km (lines).</param>
/// <param name="LocalSeconds">When it happened, by the city's clock, in seconds since 1970-01-01; null where the layer has no times.</param>
public sealed record SignalFeature(Geometry Shape, double? Amount, long? LocalSeconds);

/// <summary>A layer of points, lines or polygons that can have a share of the workload.</summary>
/// <param name="Name">As requests name it.</param>
/// <param name="Unit">What one is, in print.</param>
/// <param name="Features">In the order of the file.</param>
public sealed record SignalLayer(string Name, SignalShape Kind, string Unit, IReadOnlyList<SignalFeature> Features)
{
    private const int KeptBytes = 16;
    private static readonly GeometryFactory _factory = new(new PrecisionModel(), 4326);

    /// <summary>What was met on reading, a sentence each; empty for one that comes from a store.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What it adds up to, inside the city and outside.</summary>
    public double Total => Math.Round(Features.Sum(feature => feature.Amount ?? (Kind == SignalShape.Lines ? LocalMetres.Length(feature.Shape) / 1000 : 1)), 3);

    /// <summary>The name of its content: equal layers have equal names.</summary>
    /// <param name="content">As <see cref="Write"/> wrote it.</param>
    public static string FindHash(ReadOnlySpan<byte> content)
    {
        var hash = new Sha256();
        hash.Append(content);
        return Convert.ToHexStringLower(hash.Finish().AsSpan(0, KeptBytes));
    }

    /// <summary>The form it is kept in: a JSON array, its head first. Same layer, same bytes.</summary>
    public byte[] Write()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            json.WriteStartObject();
            json.WriteString("kind", Kind.ToString());
            json.WriteString("unit", Unit);
            json.WriteEndObject();
            foreach (var feature in Features)
            {
                json.WriteStartArray();
                WriteOrNull(json, feature.Amount);
                WriteOrNull(json, feature.LocalSeconds);
                WriteShape(json, feature.Shape);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        return stream.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="name">As requests name it.</param>
    /// <param name="content">The file.</param>
    public static SignalLayer Read(string name, ReadOnlyMemory<byte> content)
    {
        using var document = JsonDocument.Parse(content);
        var (head, features) = (document.RootElement[0], new List<SignalFeature>());
        var kind = Enum.Parse<SignalShape>(head.GetProperty("kind").GetString()!);
        foreach (var feature in document.RootElement.EnumerateArray().Skip(1))
        {
            features.Add(new SignalFeature(
                ReadShape(kind, feature[2]),
                feature[0].ValueKind == JsonValueKind.Null ? null : feature[0].GetDouble(),
                feature[1].ValueKind == JsonValueKind.Null ? null : feature[1].GetInt64()));
        }

        return new SignalLayer(name, kind, head.GetProperty("unit").GetString()!, features);
    }

    private static void WriteOrNull(Utf8JsonWriter json, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void WriteShape(Utf8JsonWriter json, Geometry shape)
    {
        switch (shape)
        {
            case Point point:
                WritePlace(json, point.Coordinate);
                break;
            case LineString line:
                json.WriteStartArray();
                foreach (var corner in line.Coordinates)
                {
                    WritePlace(json, corner);
                }

                json.WriteEndArray();
                break;
            case Polygon polygon:
                json.WriteStartArray();
                WriteShape(json, polygon.Shell);
                foreach (var hole in polygon.Holes)
                {
                    WriteShape(json, hole);
                }

                json.WriteEndArray();
                break;
            default:
                json.WriteStartArray();
                for (var part = 0; part < shape.NumGeometries; part++)
                {
                    WriteShape(json, shape.GetGeometryN(part));
                }

                json.WriteEndArray();
                break;
        }
    }

    private static void WritePlace(Utf8JsonWriter json, Coordinate place)
    {
        json.WriteStartArray();
        json.WriteNumberValue(place.X);
        json.WriteNumberValue(place.Y);
        json.WriteEndArray();
    }

    private static Geometry ReadShape(SignalShape kind, JsonElement json) => kind switch
    {
        SignalShape.Points => _factory.CreatePoint(ReadPlace(json)),
        SignalShape.Lines => _factory.CreateMultiLineString([.. json.EnumerateArray().Select(line => _factory.CreateLineString(ReadPath(line)))]),
        _ => _factory.CreateMultiPolygon([.. json.EnumerateArray().Select(ReadPolygon)]),
    };

    private static Polygon ReadPolygon(JsonElement rings)
    {
        LinearRing[] all = [.. rings.EnumerateArray().Select(ring => _factory.CreateLinearRing(ReadPath(ring)))];
        return _factory.CreatePolygon(all[0], all[1..]);
    }

    private static Coordinate[] ReadPath(JsonElement path) => [.. path.EnumerateArray().Select(ReadPlace)];

    private static Coordinate ReadPlace(JsonElement place) => new(place[0].GetDouble(), place[1].GetDouble());
}
