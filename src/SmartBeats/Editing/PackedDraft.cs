using System.Text.Json;
using System.Text.Json.Serialization;
using NetTopologySuite.Geometries;
using SmartBeats.Calls;
using SmartBeats.Districting;
using SmartBeats.Geography;

namespace SmartBeats.Editing;

/// <summary>A plan made ready to be measured elsewhere: every number its figures come from, in one file without loss.</summary>
/// <remarks>
/// Eight bytes that say what it is, the length of the head, the head in JSON, then arrays one after another, each begun by its
/// length; little-endian. The same plan gives the same bytes. README.md of this folder says who reads it.
/// </remarks>
public static class PackedDraft
{
    /// <summary>What the bytes are, for a list of media types.</summary>
    public const string MediaType = "application/octet-stream";

    private static readonly byte[] _magic = "SBDRAFT3"u8.ToArray();

    /// <summary>Writes a plan.</summary>
    /// <param name="start">The plan as a draft without strokes.</param>
    /// <param name="before">Its published figures.</param>
    public static byte[] Write(PlanDraft start, EditFigures before)
    {
        var ground = start.Ground;
        var (map, adjacency, problem) = (ground.Map.Map, ground.Map.Adjacency, ground.Problem);
        var (bound, forced) = ground.FindBounds(start.Names.Count);
        var head = new Head(
            map.Version,
            [.. map.Areas.Select(area => area.Id)],
            [.. start.Names],
            ground.Workload.Unit,
            ground.Workload.UnitsPerOne,
            [.. ground.BeatsApart.Order(StringComparer.Ordinal)],
            [.. ground.LockedBeats.Order(StringComparer.Ordinal)],
            [.. ground.LockedAreas.Order()],
            problem.Goal,
            problem.Tolerance,
            problem.Seed,
            bound,
            [.. forced],
            before,
            ground.Today is { } today ? [.. today] : null,
            ground.Wishes is var (wishes, names) ? PackedWishes.From(wishes, names) : null);
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(_magic);
        var text = JsonSerializer.SerializeToUtf8Bytes(head, PackedDraftJson.Default.Head);
        PackedArrays.WriteText(writer, text);
        WriteShapes(writer, map);
        PackedArrays.Write<int>(writer, [.. adjacency.Boundaries.SelectMany(boundary => new[] { boundary.A, boundary.B })]);
        PackedArrays.Write<double>(writer, [.. adjacency.Boundaries.Select(boundary => boundary.LengthMetres)]);
        PackedArrays.Write<int>(writer, [.. adjacency.Bridges.SelectMany(bridge => new[] { bridge.A, bridge.B })]);
        PackedArrays.Write<double>(writer, [.. adjacency.Bridges.Select(bridge => bridge.DistanceMetres)]);
        PackedArrays.Write<int>(writer, [.. problem.Graph.Edges.SelectMany(edge => new[] { edge.A, edge.B, edge.Cost })]);
        PackedArrays.Write<long>(writer, ground.Workload.Calls);
        PackedArrays.Write<long>(writer, ground.Workload.Weights);
        PackedArrays.Write<int>(writer, [.. start.BeatOfArea]);
        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>Reads a plan.</summary>
    /// <returns>A draft that is measured to the last digit as the written one is, and the plan's published figures.</returns>
    /// <exception cref="InvalidDataException">Other bytes, or cut short.</exception>
    public static (PlanDraft Start, EditFigures Before) Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new PackedReader(bytes);
            reader.Skip(_magic);
            var head = JsonSerializer.Deserialize(reader.TakeText(), PackedDraftJson.Default.Head) ?? throw new JsonException();
            var map = new CityMap(ReadShapes(ref reader, head.Areas), null, head.MapVersion, []);
            var (sides, metres) = (reader.Take<int>(), reader.Take<double>());
            var (banks, distances) = (reader.Take<int>(), reader.Take<double>());
            var edges = reader.Take<int>();
            var adjacency = new AreaAdjacency(
                map.Areas.Count,
                [.. metres.Select((length, at) => new SharedBoundary(sides[2 * at], sides[(2 * at) + 1], length))],
                [],
                [.. distances.Select((distance, at) => new Bridge(banks[2 * at], banks[(2 * at) + 1], distance))],
                [],
                []);
            var workload = new AreaWorkload(reader.Take<long>(), reader.Take<long>(), head.UnitsPerOne, head.Unit, 0);
            var touching = edges.Chunk(3).Select(edge => new GraphEdge(edge[0], edge[1], edge[2]));
            var graph = new AreaGraph(workload.Weights, [.. touching]);
            var problem = new DistrictingProblem(graph, head.Beats.Length, head.Goal, head.Tolerance, head.Seed, Effort: 0);
            if (head.Today is { } today && today.Length != map.Areas.Count)
            {
                throw new JsonException();
            }

            var ground = new DraftGround(map, adjacency, workload, problem)
            {
                BeatsApart = head.BeatsApart,
                LockedBeats = head.LockedBeats,
                LockedAreas = head.LockedAreas,
                Today = head.Today,
                Wishes = head.Wishes?.On(map),
            };
            ground.KnowBounds(head.Beats.Length, head.LowerBound, head.ForcedAreas);
            return (new PlanDraft(ground, head.Beats, reader.Take<int>()), head.Before);
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("These bytes are no plan to edit, or not all of it.", fault);
        }
    }

    private static void WriteShapes(BinaryWriter writer, CityMap map)
    {
        var polygonsOfArea = new List<int>();
        var ringsOfPolygon = new List<int>();
        var verticesOfRing = new List<int>();
        var corners = new List<double>();
        foreach (var area in map.Areas)
        {
            polygonsOfArea.Add(area.Shape.NumGeometries);
            foreach (var polygon in Enumerable.Range(0, area.Shape.NumGeometries).Select(part => (Polygon)area.Shape.GetGeometryN(part)))
            {
                ringsOfPolygon.Add(1 + polygon.NumInteriorRings);
                foreach (var ring in polygon.Holes.Prepend(polygon.Shell).Select(ring => ring.CoordinateSequence))
                {
                    verticesOfRing.Add(ring.Count);
                    for (var corner = 0; corner < ring.Count; corner++)
                    {
                        corners.Add(ring.GetX(corner));
                        corners.Add(ring.GetY(corner));
                    }
                }
            }
        }

        PackedArrays.Write<int>(writer, [.. polygonsOfArea]);
        PackedArrays.Write<int>(writer, [.. ringsOfPolygon]);
        PackedArrays.Write<int>(writer, [.. verticesOfRing]);
        PackedArrays.Write<double>(writer, [.. corners]);
    }

    private static List<Area> ReadShapes(ref PackedReader reader, string[] ids)
    {
        var (polygonsOfArea, ringsOfPolygon) = (reader.Take<int>(), reader.Take<int>());
        var (verticesOfRing, corners) = (reader.Take<int>(), reader.Take<double>());
        var (polygon, ring, at) = (0, 0, 0);
        LinearRing ReadRing()
        {
            var coordinates = new Coordinate[verticesOfRing[ring++]];
            for (var corner = 0; corner < coordinates.Length; corner++, at += 2)
            {
                coordinates[corner] = new Coordinate(corners[at], corners[at + 1]);
            }

            return CanonicalShape.Factory.CreateLinearRing(coordinates);
        }

        var areas = new List<Area>(ids.Length);
        foreach (var id in ids)
        {
            var polygons = new Polygon[polygonsOfArea[areas.Count]];
            for (var part = 0; part < polygons.Length; part++)
            {
                var holes = new LinearRing[ringsOfPolygon[polygon++] - 1];
                var shell = ReadRing();
                for (var hole = 0; hole < holes.Length; hole++)
                {
                    holes[hole] = ReadRing();
                }

                polygons[part] = CanonicalShape.Factory.CreatePolygon(shell, holes);
            }

            areas.Add(new Area(areas.Count, id, polygons is [var only] ? only : CanonicalShape.Factory.CreateMultiPolygon(polygons)));
        }

        return areas;
    }

    /// <summary>What is not an array of numbers.</summary>
    internal sealed record Head(
        string MapVersion,
        string[] Areas,
        string[] Beats,
        string Unit,
        int UnitsPerOne,
        string[] BeatsApart,
        string[] LockedBeats,
        int[] LockedAreas,
        Goal Goal,
        double Tolerance,
        ulong Seed,
        double LowerBound,
        int[] ForcedAreas,
        EditFigures Before,
        string?[]? Today,
        PackedWishes? Wishes);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PackedDraft.Head))]
internal sealed partial class PackedDraftJson : JsonSerializerContext;
