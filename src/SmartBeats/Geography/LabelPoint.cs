using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace SmartBeats.Geography;

/// <summary>Two points that stand for a shape: one to write its number at, one to measure from.</summary>
public static class LabelPoint
{
    /// <summary>A point inside the shape, in the middle of its widest stretch near half its height; degrees.</summary>
    public static (double Longitude, double Latitude) Inside(Geometry shape)
    {
        var point = InteriorPointArea.GetInteriorPoint(shape);
        return (point.X, point.Y);
    }

    /// <summary>The centre of gravity of a Polygon or MultiPolygon, in degrees; it may lie outside a bent shape.</summary>
    /// <remarks>Taken in the plane round the shape's middle, in metres. A shape without area gives the middle of its box.</remarks>
    public static (double Longitude, double Latitude) Centre(Geometry shape)
    {
        var middle = shape.EnvelopeInternal.Centre;
        var plane = new LocalMetres(middle.X, middle.Y);
        var (area, east, north) = (0.0, 0.0, 0.0);
        for (var part = 0; part < shape.NumGeometries; part++)
        {
            if (shape.GetGeometryN(part) is not Polygon polygon) continue;
            Add(polygon.ExteriorRing, 1);
            for (var hole = 0; hole < polygon.NumInteriorRings; hole++) Add(polygon.GetInteriorRingN(hole), -1);
        }

        return area == 0 ? (middle.X, middle.Y) : plane.ToDegrees(east / (3 * area), north / (3 * area));

        void Add(LineString ring, int sign)
        {
            var points = ring.CoordinateSequence;
            sign = Orientation.IsCCW(points) ? sign : -sign;
            var previous = plane.ToPlane(points.GetX(0), points.GetY(0));
            for (var i = 1; i < points.Count; i++)
            {
                var next = plane.ToPlane(points.GetX(i), points.GetY(i));
                var cross = sign * (previous.East * next.North - next.East * previous.North);
                area += cross;
                east += cross * (previous.East + next.East);
                north += cross * (previous.North + next.North);
                previous = next;
            }
        }
    }
}
