using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using SmartBeats.Geography;

namespace SmartBeats.Publishing;

/// <summary>What is marked on the map beside the beats: bridges, links, barriers, heavy areas, and the map's own faults.</summary>
internal static class MapMarks
{
    public static void Write(Utf8JsonWriter json, MapScene scene, MapGrid grid)
    {
        var (map, adjacency) = (scene.Map, scene.Adjacency);
        (int X, int Y) Middle(int area)
        {
            var point = map.Areas[area].Shape.InteriorPoint;
            return grid.Place(point.X, point.Y);
        }

        void Lines(string name, IEnumerable<AreaPair> pairs)
        {
            json.WriteStartArray(name);
            foreach (var pair in pairs)
            {
                var (from, to) = (Middle(pair.A), Middle(pair.B));
                MapData.WriteNumbers(json, null, [from.X, from.Y, to.X, to.Y], json.WriteNumberValue);
            }

            json.WriteEndArray();
        }

        Lines("bridges", adjacency.Bridges.Select(bridge => new AreaPair(bridge.A, bridge.B)));
        Lines("links", adjacency.Links);
        json.WriteStartArray("barriers");
        foreach (var line in adjacency.Barriers.SelectMany(pair => CommonEdge(map, grid, pair)))
        {
            MapData.WriteNumbers(json, null, line, json.WriteNumberValue);
        }

        json.WriteEndArray();
        json.WriteStartArray("forced");
        foreach (var area in scene.ForcedAreas)
        {
            var (x, y) = Middle(area);
            MapData.WriteNumbers(json, null, [area, x, y], json.WriteNumberValue);
        }

        json.WriteEndArray();
        MapData.WriteNumbers(json, "islands", adjacency.Islands(), json.WriteNumberValue);
        json.WriteString("overlaps", PackedShapes.Pack(adjacency.Overlaps.Select(overlap => grid.Rings(Common(map, overlap)))));
        json.WriteString("gaps", PackedShapes.Pack(MapGap.Find(map).Select(gap => grid.Rings(gap.Shape))));
        MapData.WriteNumbers(json, "moved", scene.Moved, json.WriteNumberValue);
    }

    private static Geometry Common(CityMap map, AreaOverlap overlap) =>
        OverlayNGRobust.Overlay(map.Areas[overlap.A].Shape, map.Areas[overlap.B].Shape, SpatialFunction.Intersection);

    /// <summary>The edge two areas share, as polylines x, y, x, y, ...; where they do not match to the digit, a bar half way between them.</summary>
    private static IEnumerable<int[]> CommonEdge(CityMap map, MapGrid grid, AreaPair pair)
    {
        var (a, b) = (map.Areas[pair.A].Shape, map.Areas[pair.B].Shape);
        var lines = LinearComponentExtracter.GetLines(OverlayNGRobust.Overlay(a.Boundary, b.Boundary, SpatialFunction.Intersection)).Cast<LineString>().ToList();
        foreach (var line in lines)
        {
            yield return [.. line.Coordinates.Select(corner => grid.Place(corner.X, corner.Y)).SelectMany(place => new[] { place.X, place.Y })];
        }

        if (lines.Count == 0)
        {
            var (p, q) = (a.InteriorPoint, b.InteriorPoint);
            var ((fromX, fromY), (toX, toY)) = (grid.Place(p.X, p.Y), grid.Place(q.X, q.Y));
            var (x, y, dx, dy) = ((fromX + toX) / 2, (fromY + toY) / 2, (toX - fromX) / 5, (toY - fromY) / 5);
            yield return [x - dy, y + dx, x + dy, y - dx];
        }
    }
}
