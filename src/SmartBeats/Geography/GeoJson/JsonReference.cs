using System.Globalization;
using System.Text.Json;
using SmartBeats.Geography.Projection;

namespace SmartBeats.Geography.GeoJson;

/// <summary>The <c>crs</c> member: gone from the standard since 2016, alive in the portals.</summary>
internal static class JsonReference
{
    private const int Harn = 4152;
    private const int Csrs = 4617;

    /// <summary>Geographic systems within 2 m of WGS 84 by EPSG number: WGS 84, NAD83 and realisations, ETRS89, GDA94, GDA2020, NZGD2000, SIRGAS 2000.</summary>
    private static readonly int[] Degrees = [4326, 4269, Harn, Csrs, 4759, 6318, 4258, 4283, 7844, 4167, 4674];

    private static readonly int[] WebMercator = [3857, 3785, 900913, 102100, 102113];

    /// <returns>Null for a crs that is null; a name that is not known is refused by it.</returns>
    public static ReferenceSystem? Read(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        using var member = JsonDocument.ParseValue(ref json);
        return member.RootElement.ValueKind == JsonValueKind.Object
            && member.RootElement.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
            && (properties.TryGetProperty("name", out var name) || properties.TryGetProperty("code", out name))
            ? Judge(name.ToString())
            : ReferenceSystem.Refused("the \"crs\" of the file", "does not name a coordinate system");
    }

    /// <param name="name">Such as <c>EPSG:2868</c>; what stands before the last colon is not looked at.</param>
    public static ReferenceSystem FromCode(string name) => Judge(name);

    private static ReferenceSystem Judge(string name)
    {
        var shown = name.Length <= 80 ? name : name[..80] + "...";
        if (name.EndsWith("CRS84", StringComparison.OrdinalIgnoreCase) || name.EndsWith("CRS83", StringComparison.OrdinalIgnoreCase))
        {
            return ReferenceSystem.Degrees(shown);
        }

        if (!int.TryParse(name.AsSpan(name.LastIndexOf(':') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            return ReferenceSystem.Refused(shown, "is not a coordinate system that is read here");
        }

        if (Degrees.Contains(code))
        {
            return ReferenceSystem.Degrees(shown, code switch { Harn => DatumShift.Harn, Csrs => DatumShift.Csrs, _ => null });
        }

        return WebMercator.Contains(code)
            ? ReferenceSystem.WebMercator(shown)
            : Utm(code, shown) ?? ReferenceSystem.Refused(shown, "is not a coordinate system that is read here by its number");
    }

    /// <summary>The UTM zones of WGS 84 (326zz north, 327zz south), NAD83 (269zz) and ETRS89 (258zz).</summary>
    private static ReferenceSystem? Utm(int code, string name)
    {
        var (family, zone) = (code / 100, code % 100);
        var isZone = family switch
        {
            326 or 327 => zone is >= 1 and <= 60,
            269 => zone is >= 1 and <= 23,
            258 => zone is >= 28 and <= 38,
            _ => false,
        };
        return !isZone ? null : new ReferenceSystem(name, ReferenceKind.Projected, new ProjectionParameters(
            "Transverse_Mercator",
            6_378_137,
            family is 326 or 327 ? 298.257223563 : 298.257222101,
            1,
            [
                new("central_meridian", (6 * zone) - 183),
                new("latitude_of_origin", 0),
                new("scale_factor", 0.9996),
                new("false_easting", 500_000),
                new("false_northing", family == 327 ? 10_000_000 : 0),
            ]));
    }
}
