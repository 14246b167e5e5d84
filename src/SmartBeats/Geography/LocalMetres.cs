using NetTopologySuite.Geometries;

namespace SmartBeats.Geography;

/// <summary>Degrees of EPSG:4326 to metres on WGS 84: lengths and areas anywhere, and a plane round an origin.</summary>
/// <remarks>
/// Only <c>+ - * / sqrt</c> are used, so the same degrees give the same metres on every platform. Against the geodesics of
/// PROJ: lengths within 1e-6 for segments up to 10 km below 70° of latitude, areas within 1e-5 for areas of city size. The
/// plane is the transverse Mercator of the origin's meridian, cut after the cubic term: within 100 km of the origin its
/// distances are right to 2e-4.
/// </remarks>
/// <param name="originLongitude">Degrees, -180 to 180; east and north are 0 here.</param>
/// <param name="originLatitude">Degrees, -90 to 90.</param>
public sealed class LocalMetres(double originLongitude, double originLatitude)
{
    private const double SemiMajorAxis = 6378137.0;
    private const double Flattening = 1 / 298.257223563;
    private const double EccentricitySquared = Flattening * (2 - Flattening);
    private const double RadiansPerDegree = Math.PI / 180;

    /// <summary>A plane whose origin is the middle of the map's box.</summary>
    public static LocalMetres For(CityMap map)
    {
        var box = new Envelope();
        foreach (var area in map.Areas)
        {
            box.ExpandToInclude(area.Shape.EnvelopeInternal);
        }

        return box.IsNull ? new LocalMetres(0, 0) : new LocalMetres(box.Centre.X, box.Centre.Y);
    }

    /// <summary>Metres east and north of the origin. Continuous; meant for points within 200 km of it.</summary>
    public (double East, double North) ToPlane(double longitude, double latitude)
    {
        var sin = DegreeTrigonometry.Sin(latitude);
        var cos = DegreeTrigonometry.Cos(latitude);
        var normal = NormalRadius(sin);
        var turn = (longitude - originLongitude) * RadiansPerDegree;
        var cosTurn = cos * turn;
        var bend = 1 - 2 * sin * sin + EccentricitySquared / (1 - EccentricitySquared) * cos * cos * cos * cos;
        var east = normal * cosTurn * (1 + turn * turn * bend / 6);
        var north = Meridian(originLatitude, latitude) + normal * sin * cosTurn * turn / 2;
        return (east, north);
    }

    /// <summary>The degrees of a point of the plane, to 1e-9 of a degree. Undoes <see cref="ToPlane"/>.</summary>
    public (double Longitude, double Latitude) ToDegrees(double east, double north)
    {
        var longitude = originLongitude;
        var latitude = originLatitude;
        // Each round divides the error by the square of (distance / earth's radius) or better: 200 km need four.
        for (var round = 0; round < 6; round++)
        {
            var (x, y) = ToPlane(longitude, latitude);
            var sin = DegreeTrigonometry.Sin(latitude);
            longitude += (east - x) / (NormalRadius(sin) * DegreeTrigonometry.Cos(latitude) * RadiansPerDegree);
            latitude += (north - y) / (MeridianRadius(sin) * RadiansPerDegree);
        }

        return (longitude, latitude);
    }

    /// <summary>Length of the straight segment between two points, in metres, from the radii of the middle latitude.</summary>
    public static double Length(double longitudeA, double latitudeA, double longitudeB, double latitudeB)
    {
        var middle = (latitudeA + latitudeB) / 2;
        var sin = DegreeTrigonometry.Sin(middle);
        var east = (longitudeB - longitudeA) * RadiansPerDegree * NormalRadius(sin) * DegreeTrigonometry.Cos(middle);
        var north = (latitudeB - latitudeA) * RadiansPerDegree * MeridianRadius(sin);
        return Math.Sqrt(east * east + north * north);
    }

    /// <summary>Length of a line, or of all rings of a polygon (holes count), in metres. 0 for points.</summary>
    public static double Length(Geometry shape)
    {
        var sum = 0.0;
        foreach (var line in Lines(shape))
        {
            for (var i = 1; i < line.Count; i++)
            {
                sum += Length(line.GetX(i - 1), line.GetY(i - 1), line.GetX(i), line.GetY(i));
            }
        }

        return sum;
    }

    /// <summary>Area of a Polygon or MultiPolygon on the ellipsoid, holes taken off, in square metres. 0 for lines and points.</summary>
    public static double Area(Geometry shape)
    {
        var sum = 0.0;
        for (var part = 0; part < shape.NumGeometries; part++)
        {
            if (shape.GetGeometryN(part) is not Polygon polygon) continue;
            sum += Math.Abs(RingArea(polygon.ExteriorRing.CoordinateSequence));
            for (var hole = 0; hole < polygon.NumInteriorRings; hole++)
            {
                sum -= Math.Abs(RingArea(polygon.GetInteriorRingN(hole).CoordinateSequence));
            }
        }

        return sum;
    }

    private static double RingArea(CoordinateSequence ring)
    {
        // Green's theorem on the equal-area cylinder; Simpson's rule along each edge, which is straight in degrees.
        var sum = 0.0;
        for (var i = 1; i < ring.Count; i++)
        {
            var (from, to) = (ring.GetY(i - 1), ring.GetY(i));
            var turn = (ring.GetX(i) - ring.GetX(i - 1)) * RadiansPerDegree;
            sum -= turn * (Zone(from) + 4 * Zone((from + to) / 2) + Zone(to)) / 6;
        }

        return sum;
    }

    /// <summary>Area between the equator and a latitude per radian of longitude, in square metres (Snyder 1987, eq. 3-12, as a series).</summary>
    private static double Zone(double latitude)
    {
        var sin = DegreeTrigonometry.Sin(latitude);
        var term = EccentricitySquared * sin * sin;
        var series = 1 + term * (2.0 / 3 + term * (3.0 / 5 + term * (4.0 / 7 + term * (5.0 / 9 + term * (6.0 / 11)))));
        return SemiMajorAxis * SemiMajorAxis * (1 - EccentricitySquared) * sin * series;
    }

    /// <summary>Length of the meridian between two latitudes in metres (Simpson's rule: below 1 mm for 2° apart).</summary>
    private static double Meridian(double from, double to) =>
        (to - from) * RadiansPerDegree / 6
        * (MeridianRadius(DegreeTrigonometry.Sin(from))
            + 4 * MeridianRadius(DegreeTrigonometry.Sin((from + to) / 2))
            + MeridianRadius(DegreeTrigonometry.Sin(to)));

    private static double NormalRadius(double sin) => SemiMajorAxis / Math.Sqrt(1 - EccentricitySquared * sin * sin);

    private static double MeridianRadius(double sin)
    {
        var root = 1 - EccentricitySquared * sin * sin;
        return SemiMajorAxis * (1 - EccentricitySquared) / (root * Math.Sqrt(root));
    }

    private static IEnumerable<CoordinateSequence> Lines(Geometry shape) =>
        from line in NetTopologySuite.Geometries.Utilities.LinearComponentExtracter.GetLines(shape).Cast<LineString>()
        select line.CoordinateSequence;
}
