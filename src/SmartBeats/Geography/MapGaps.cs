using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace SmartBeats.Geography;

/// <summary>Ground that areas enclose and that belongs to none: a lake, a base, a village of its own, or a polygon forgotten.</summary>
/// <param name="Shape">The gap, EPSG:4326.</param>
/// <param name="Beside">The lowest index of an area that borders on it.</param>
public sealed record MapGap(Geometry Shape, int Beside, double SquareMetres)
{
    /// <summary>The gaps of a map, largest first. Holes no wider than the tolerance of 1 m are slivers and no gaps. Cost: one dissolving of the whole map.</summary>
    public static IReadOnlyList<MapGap> Find(CityMap map)
    {
        var whole = BeatOutlines.Dissolve(map, new int[map.Areas.Count], 1)[0];
        var index = AreaIndex.Build(map);
        var gaps = new List<MapGap>();
        for (var part = 0; part < whole.NumGeometries; part++)
        {
            var polygon = (Polygon)whole.GetGeometryN(part);
            foreach (var hole in polygon.Holes)
            {
                var shape = WithoutParts(polygon.Factory.CreatePolygon(hole), whole, part);
                var beside = hole.Coordinates.Select(corner => index.Find(corner.X, corner.Y)).Where(area => area >= 0).DefaultIfEmpty(-1).Min();
                gaps.Add(new MapGap(shape, beside, LocalMetres.Area(shape)));
            }
        }

        return [.. gaps.OrderByDescending(gap => gap.SquareMetres).ThenBy(gap => gap.Beside)];
    }

    /// <summary>An area may lie in the gap without touching its rim.</summary>
    private static Geometry WithoutParts(Polygon gap, Geometry whole, int around)
    {
        Geometry left = gap;
        for (var part = 0; part < whole.NumGeometries; part++)
        {
            var inner = whole.GetGeometryN(part);
            if (part != around && gap.EnvelopeInternal.Contains(inner.EnvelopeInternal))
            {
                left = OverlayNGRobust.Overlay(left, inner, SpatialFunction.Difference);
            }
        }

        return left;
    }
}
