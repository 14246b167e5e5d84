using NetTopologySuite.Geometries;
using ProjNet.CoordinateSystems;
using ProjNet.CoordinateSystems.Transformations;

namespace SmartBeats.Geography.Projection;

/// <summary>Turns projected coordinates into degrees, in place.</summary>
/// <remarks>
/// Results are rounded to 1e-9 degrees (0.1 mm), so that the last bits of a platform's trigonometry do not decide a map's
/// version. Equal corners stay equal. Agrees with PROJ to 1 mm within 6 degrees of the central meridian (tested to 1 cm).
/// </remarks>
internal static class Reprojection
{
    private const double WebMercatorRadiusMetres = 6_378_137;
    private const int Decimals = 9;

    /// <returns>What turns easting and northing into longitude and latitude in degrees; null when they are that already.</returns>
    public static Func<double, double, (double Lon, double Lat)>? Of(ReferenceSystem reference)
    {
        Func<double, double, (double Lon, double Lat)>? undone = reference.Kind switch
        {
            ReferenceKind.WebMercator => WebMercator,
            ReferenceKind.Projected => ByProjNet(reference.Parameters!),
            _ => null,
        };
        if (reference.Shift is not { } shift)
        {
            return undone;
        }

        return undone is null ? shift.Apply : (x, y) =>
        {
            var (lon, lat) = undone(x, y);
            return shift.Apply(lon, lat);
        };
    }

    public static void Apply(Func<double, double, (double Lon, double Lat)> toDegrees, IEnumerable<Coordinate> coordinates)
    {
        foreach (var coordinate in coordinates)
        {
            var (lon, lat) = toDegrees(coordinate.X, coordinate.Y);
            coordinate.X = Math.Round(lon, Decimals) + 0.0;
            coordinate.Y = Math.Round(lat, Decimals) + 0.0;
        }
    }

    private static (double Lon, double Lat) WebMercator(double x, double y) =>
        (x / WebMercatorRadiusMetres * (180 / Math.PI), ((2 * Math.Atan(Math.Exp(y / WebMercatorRadiusMetres))) - (Math.PI / 2)) * (180 / Math.PI));

    private static Func<double, double, (double Lon, double Lat)> ByProjNet(ProjectionParameters parameters)
    {
        var factory = new CoordinateSystemFactory();
        var ellipsoid = factory.CreateFlattenedSphere("ellipsoid", parameters.SemiMajorMetres, parameters.InverseFlattening, LinearUnit.Metre);
        var datum = factory.CreateHorizontalDatum("datum", DatumType.HD_Geocentric, ellipsoid, new Wgs84ConversionInfo());
        var degrees = factory.CreateGeographicCoordinateSystem(
            "degrees",
            AngularUnit.Degrees,
            datum,
            PrimeMeridian.Greenwich,
            new AxisInfo("Lon", AxisOrientationEnum.East),
            new AxisInfo("Lat", AxisOrientationEnum.North));
        var projection = factory.CreateProjection(
            "projection",
            parameters.Method,
            [.. parameters.Values.Select(value => new ProjectionParameter(value.Key, value.Value))]);
        var projected = factory.CreateProjectedCoordinateSystem(
            "projected",
            degrees,
            projection,
            new LinearUnit(parameters.UnitMetres, "unit", "", 0, "", "", ""),
            new AxisInfo("E", AxisOrientationEnum.East),
            new AxisInfo("N", AxisOrientationEnum.North));
        var transform = new CoordinateTransformationFactory().CreateFromCoordinateSystems(projected, degrees).MathTransform;
        return (x, y) => transform.Transform(x, y);
    }
}
