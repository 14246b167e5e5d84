using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace SmartBeats.Geography;

/// <summary>
/// One way to write an area, whatever file it came from: outlines counter-clockwise and holes clockwise (RFC 7946), each
/// ring beginning at its lowest corner (x, then y), rings and polygons ascending by their first corners, one polygon never
/// wrapped as a multipolygon.
/// </summary>
internal static class CanonicalShape
{
    /// <summary>Tagged EPSG:4326: its lengths are degrees.</summary>
    public static readonly GeometryFactory Factory = new(new PrecisionModel(), 4326);

    /// <param name="polygons">At least one; rings closed. The arrays are kept and changed.</param>
    public static Geometry Of(IReadOnlyList<PolygonRings> polygons)
    {
        var built = polygons.Select(PolygonOf).OrderBy(polygon => polygon.Shell, RingOrder).ToArray();
        return built.Length == 1 ? built[0] : Factory.CreateMultiPolygon(built);
    }

    /// <param name="geometry">Polygons, or a collection with some; the rest of it is dropped.</param>
    /// <returns>Null when it has no polygon.</returns>
    public static Geometry? Of(Geometry geometry)
    {
        var polygons = Enumerable.Range(0, geometry.NumGeometries).Select(geometry.GetGeometryN).OfType<Polygon>().Where(polygon => !polygon.IsEmpty)
            .Select(polygon => new PolygonRings(polygon.Shell.Coordinates, [.. polygon.Holes.Select(hole => hole.Coordinates)])).ToList();
        return polygons.Count == 0 ? null : Of(polygons);
    }

    private static readonly Comparer<LinearRing> RingOrder = Comparer<LinearRing>.Create(Compare);

    private static Polygon PolygonOf(PolygonRings rings)
    {
        var shell = Ring(rings.Shell, counterClockwise: true);
        return rings.Holes.Count == 0
            ? Factory.CreatePolygon(shell)
            : Factory.CreatePolygon(shell, [.. rings.Holes.Select(hole => Ring(hole, counterClockwise: false)).Order(RingOrder)]);
    }

    private static LinearRing Ring(Coordinate[] closed, bool counterClockwise)
    {
        var corners = closed.Length - 1;
        var lowest = 0;
        for (var i = 1; i < corners; i++)
        {
            if (closed[i].CompareTo(closed[lowest]) < 0)
            {
                lowest = i;
            }
        }

        // A ring that meets its lowest corner twice has no single first corner; where it matters it is repaired anyway.
        var turn = Orientation.IsCCW(closed) == counterClockwise ? 1 : corners - 1;
        var ring = closed;
        if (lowest != 0 || turn != 1)
        {
            ring = new Coordinate[closed.Length];
            for (var i = 0; i < corners; i++)
            {
                ring[i] = closed[(int)((lowest + ((long)i * turn)) % corners)];
            }
        }

        ring[corners] = ring[0].Copy();
        return Factory.CreateLinearRing(ring);
    }

    private static int Compare(LinearRing? a, LinearRing? b)
    {
        var (left, right) = (a!.CoordinateSequence, b!.CoordinateSequence);
        for (var i = 0; i < left.Count && i < right.Count; i++)
        {
            var order = left.GetX(i).CompareTo(right.GetX(i));
            order = order != 0 ? order : left.GetY(i).CompareTo(right.GetY(i));
            if (order != 0)
            {
                return order;
            }
        }

        return left.Count.CompareTo(right.Count);
    }
}
