using System.Text.Json;
using NetTopologySuite.Geometries;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Answers;

/// <summary>A city's map as a page reads it with typed arrays and no parsing: shapes, neighbours, lengths and sizes.</summary>
/// <remarks>The layout is written down in src/SmartBeats.Api/README.md. Little-endian; every part begins at a multiple of 8 bytes.</remarks>
public static class PackedMap
{
    /// <summary>Steps in a degree: a coordinate is right to half a centimetre.</summary>
    public const double StepsPerDegree = 1e7;

    /// <summary>What the bytes are, for a list of media types.</summary>
    public const string MediaType = "application/octet-stream";

    private const int Alignment = 8;

    /// <summary>One version of a city's map, packed once and kept beside its areas.</summary>
    /// <exception cref="InvalidOperationException">There is no such version.</exception>
    public static async Task<byte[]> ReadAsync(AnswerSources sources, string city, string version)
    {
        var key = Keys.PackedMap.For(city, version);
        if (await sources.Files.FindBytesAsync(key) is { } kept)
        {
            return kept;
        }

        var map = await sources.ReadMapAsync(city, version);
        var packed = Pack(map, AreaAdjacencyBuilder.Build(map, new AdjacencyOptions()));
        await sources.Files.PutAsync(key, packed);
        return packed;
    }

    /// <summary>Packs a map.</summary>
    /// <param name="map">At least one area.</param>
    /// <param name="adjacency">Of this map, with bridges and without anybody's barriers and links.</param>
    /// <returns>The same bytes for the same map. Cost: linear in vertices and boundaries.</returns>
    public static byte[] Pack(CityMap map, AreaAdjacency adjacency)
    {
        var rings = new List<(LinearRing Line, bool IsHole)>();
        var ringOfArea = new uint[map.Areas.Count + 1];
        foreach (var area in map.Areas)
        {
            AddRings(area.Shape, rings);
            ringOfArea[area.Index + 1] = (uint)rings.Count;
        }

        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write("SBMAP001"u8);
        var header = WriteHeader(map, adjacency, rings);
        // The length counts the spaces that fill up the last 8 bytes; the 4 bytes of the length itself are among those filled.
        var padding = (Alignment - ((4 + header.Length) % Alignment)) % Alignment;
        writer.Write((uint)(header.Length + padding));
        writer.Write(header);
        writer.Write("       "u8[..padding]);
        WriteRings(writer, ringOfArea, rings);
        WriteNeighbours(writer, adjacency);
        foreach (var area in map.Areas)
        {
            writer.Write(LocalMetres.Area(area.Shape));
        }

        foreach (var area in map.Areas)
        {
            writer.Write(LocalMetres.Length(area.Shape));
        }

        writer.Flush();
        return bytes.ToArray();
    }

    private static void AddRings(Geometry shape, List<(LinearRing Line, bool IsHole)> rings)
    {
        for (var part = 0; part < shape.NumGeometries; part++)
        {
            var polygon = (Polygon)shape.GetGeometryN(part);
            rings.Add((polygon.Shell, false));
            rings.AddRange(polygon.Holes.Select(hole => (hole, true)));
        }
    }

    private static byte[] WriteHeader(CityMap map, AreaAdjacency adjacency, List<(LinearRing Line, bool IsHole)> rings)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("version", map.Version);
            json.WriteNumber("areas", map.Areas.Count);
            json.WriteNumber("rings", rings.Count);
            json.WriteNumber("vertices", rings.Sum(ring => ring.Line.NumPoints));
            json.WriteNumber("neighbours", 2 * adjacency.Boundaries.Count);
            var box = map.Box();
            WriteNumbers(json, "bbox", box.MinLongitude, box.MinLatitude, box.MaxLongitude, box.MaxLatitude);
            json.WriteStartArray("bridges");
            foreach (var (a, b, metres) in adjacency.Bridges)
            {
                WriteNumbers(json, null, a, b, Math.Round(metres, 1));
            }

            json.WriteEndArray();
            json.WriteStartArray("ids");
            foreach (var area in map.Areas)
            {
                json.WriteStringValue(area.Id);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string? name, params ReadOnlySpan<double> numbers)
    {
        if (name is not null)
        {
            json.WritePropertyName(name);
        }

        json.WriteStartArray();
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private static void WriteRings(BinaryWriter writer, uint[] ringOfArea, List<(LinearRing Line, bool IsHole)> rings)
    {
        WriteStarts(writer, ringOfArea);
        var vertexOfRing = new uint[rings.Count + 1];
        for (var ring = 0; ring < rings.Count; ring++)
        {
            vertexOfRing[ring + 1] = vertexOfRing[ring] + (uint)rings[ring].Line.NumPoints;
        }

        WriteStarts(writer, vertexOfRing);
        foreach (var (_, isHole) in rings)
        {
            writer.Write(isHole);
        }

        Align(writer);
        foreach (var (line, _) in rings)
        {
            var corners = line.CoordinateSequence;
            for (var corner = 0; corner < corners.Count; corner++)
            {
                writer.Write((int)Math.Round(corners.GetX(corner) * StepsPerDegree));
                writer.Write((int)Math.Round(corners.GetY(corner) * StepsPerDegree));
            }
        }
    }

    /// <summary>Each shared edge from both its sides, the neighbours of an area ascending.</summary>
    private static void WriteNeighbours(BinaryWriter writer, AreaAdjacency adjacency)
    {
        var sides = adjacency.Boundaries.Select(edge => (From: edge.A, To: edge.B, edge.LengthMetres))
            .Concat(adjacency.Boundaries.Select(edge => (From: edge.B, To: edge.A, edge.LengthMetres)))
            .OrderBy(side => side.From).ThenBy(side => side.To)
            .ToArray();
        var starts = new uint[adjacency.AreaCount + 1];
        foreach (var (from, _, _) in sides)
        {
            starts[from + 1]++;
        }

        for (var area = 0; area < adjacency.AreaCount; area++)
        {
            starts[area + 1] += starts[area];
        }

        WriteStarts(writer, starts);
        WriteStarts(writer, [.. sides.Select(side => (uint)side.To)]);
        foreach (var (_, _, metres) in sides)
        {
            writer.Write(metres);
        }
    }

    private static void WriteStarts(BinaryWriter writer, uint[] numbers)
    {
        foreach (var number in numbers)
        {
            writer.Write(number);
        }

        Align(writer);
    }

    private static void Align(BinaryWriter writer)
    {
        while (writer.BaseStream.Position % Alignment != 0)
        {
            writer.Write((byte)0);
        }
    }
}
