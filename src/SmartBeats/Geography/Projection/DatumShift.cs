namespace SmartBeats.Geography.Projection;

/// <summary>The one shift between datums that is done: from the newer realisations of NAD83 to WGS 84, 1 to 1.5 m in North America.</summary>
/// <remarks>
/// EPSG:1901 (NAD83(HARN), the contiguous United States) and EPSG:1946 (NAD83(CSRS), Canada), which have the same seven
/// parameters, accurate to 1 m. Small as it is, PROJ does it, and two layers of one city should not part by a metre for
/// having been converted by different programs. EPSG has no shift for the original NAD83 and the other realisations.
/// </remarks>
/// <param name="WestLon">The box of degrees in which it holds; elsewhere coordinates stay as they are.</param>
internal sealed record DatumShift(double WestLon, double SouthLat, double EastLon, double NorthLat)
{
    private const double SemiMajorMetres = 6_378_137;
    private const double Grs80Flattening = 1 / 298.257222101;
    private const double Wgs84Flattening = 1 / 298.257223563;
    private const double Radian = Math.PI / 180;

    // Metres, and radians in the coordinate frame convention.
    private const double ShiftX = -0.991;
    private const double ShiftY = 1.9072;
    private const double ShiftZ = 0.5129;
    private const double TurnX = -0.0257899075194932 / 3600 * Radian;
    private const double TurnY = -0.0096500989602704 / 3600 * Radian;
    private const double TurnZ = -0.0116599432323421 / 3600 * Radian;

    /// <summary>NAD83(HARN) where EPSG:1901 is for.</summary>
    public static readonly DatumShift Harn = new(-124.79, 24.41, -66.91, 49.38);

    /// <summary>NAD83(CSRS) where EPSG:1946 is for.</summary>
    public static readonly DatumShift Csrs = new(-141.01, 40.04, -47.74, 86.46);

    /// <summary>Longitude and latitude in degrees on the ellipsoid, height 0 before and dropped after.</summary>
    public (double Lon, double Lat) Apply(double lon, double lat)
    {
        if (!(lon >= WestLon && lon <= EastLon && lat >= SouthLat && lat <= NorthLat))
        {
            return (lon, lat);
        }

        var (sinLat, cosLat) = (Math.Sin(lat * Radian), Math.Cos(lat * Radian));
        var squared = Grs80Flattening * (2 - Grs80Flattening);
        var radius = SemiMajorMetres / Math.Sqrt(1 - (squared * sinLat * sinLat));
        var (x, y, z) = (radius * cosLat * Math.Cos(lon * Radian), radius * cosLat * Math.Sin(lon * Radian), radius * (1 - squared) * sinLat);
        return ToDegrees(
            ShiftX + x + (TurnZ * y) - (TurnY * z),
            ShiftY - (TurnZ * x) + y + (TurnX * z),
            ShiftZ + (TurnY * x) - (TurnX * y) + z);
    }

    /// <summary>Bowring's formula: exact to a micrometre near the ground.</summary>
    private static (double Lon, double Lat) ToDegrees(double x, double y, double z)
    {
        var squared = Wgs84Flattening * (2 - Wgs84Flattening);
        var semiMinor = SemiMajorMetres * (1 - Wgs84Flattening);
        var axisDistance = Math.Sqrt((x * x) + (y * y));
        var angle = Math.Atan2(z * SemiMajorMetres, axisDistance * semiMinor);
        var (sin, cos) = (Math.Sin(angle), Math.Cos(angle));
        var lat = Math.Atan2(
            z + (squared / (1 - squared) * semiMinor * sin * sin * sin),
            axisDistance - (squared * SemiMajorMetres * cos * cos * cos));
        return (Math.Atan2(y, x) / Radian, lat / Radian);
    }
}
