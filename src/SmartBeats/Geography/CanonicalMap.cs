using System.Text.Json;
using SmartBeats.Geography.GeoJson;

namespace SmartBeats.Geography;

/// <summary>The form a checked map is stored in: GeoJSON that any program opens, with every bit of every coordinate.</summary>
/// <remarks>Reading it back gives the same map, notes and version, without checking the shapes again: that the version still fits proves they are the ones that were checked.</remarks>
public static class CanonicalMap
{
    private const string Member = "smartbeats";

    /// <summary>Same map, same bytes.</summary>
    /// <param name="stream">Not closed.</param>
    public static void Write(Stream stream, CityMap map)
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartObject(Member);
        json.WriteNumber("schema", 1);
        json.WriteString("version", map.Version);
        json.WriteString("idField", map.IdField);
        json.WriteStartArray("notes");
        foreach (var note in map.Notes)
        {
            json.WriteStringValue(note);
        }

        json.WriteEndArray();
        json.WritePropertyName("findings");
        JsonSerializer.Serialize(json, map.Findings, MapReportJson.Default.IReadOnlyListMapFinding);
        json.WriteEndObject();
        json.WriteStartArray("features");
        foreach (var area in map.Areas)
        {
            GeoJsonWriter.WriteFeature(json, new GeoJsonFeature(area.Shape, [new("id", area.Id)]), decimals: null);
            if (json.BytesPending > 1 << 16)
            {
                json.Flush();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <exception cref="InputException">Not written by <see cref="Write"/>, or changed since.</exception>
    public static CityMap Read(string fileName, Stream stream)
    {
        using var all = new MemoryStream();
        stream.CopyTo(all);
        var bytes = all.GetBuffer().AsSpan(0, (int)all.Length);
        var (version, idField, notes, findings) = ReadHead(fileName, bytes);
        var layer = GeoJsonReader.Read(bytes, fileName, "");
        var ids = layer.Attributes.Fields is [{ Name: "id" }] ? layer.Attributes.Column(0) : [];
        var areas = new List<Area>(layer.Shapes.Count);
        foreach (var shape in layer.Shapes)
        {
            if (shape.Polygons.Count > 0 && shape.Row < ids.Length && ids[shape.Row] is { } id)
            {
                areas.Add(new Area(areas.Count, id, CanonicalShape.Of(shape.Polygons)));
            }
        }

        return areas.Count > 0 && MapVersion.Of(areas) == version
            ? new CityMap(areas, idField, version, notes) { Findings = findings }
            : throw new InputException(fileName, "was changed since it was stored: its content does not have the version it names", "Load the city's map again.");
    }

    private static (string Version, string? IdField, IReadOnlyList<string> Notes, IReadOnlyList<MapFinding> Findings) ReadHead(string fileName, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var json = new Utf8JsonReader(bytes);
            json.Read();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var isHead = json.ValueTextEquals(Member);
                json.Read();
                if (!isHead)
                {
                    json.Skip();
                    continue;
                }

                using var head = JsonDocument.ParseValue(ref json);
                var root = head.RootElement;
                return (
                    root.GetProperty("version").GetString()!,
                    root.GetProperty("idField").GetString(),
                    [.. root.GetProperty("notes").EnumerateArray().Select(note => note.GetString()!)],
                    // Maps stored by the first version have none.
                    root.TryGetProperty("findings", out var findings) ? findings.Deserialize(MapReportJson.Default.IReadOnlyListMapFinding)! : []);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw NotStored(fileName, exception);
        }

        throw NotStored(fileName, null);
    }

    private static InputException NotStored(string fileName, Exception? inner) => new(fileName, "is not a stored map", "Load the city's map again.", inner);
}
