using System.Globalization;

namespace SmartBeats.Geography.Projection;

/// <summary>Which coordinate systems are admitted, and as what.</summary>
internal static class ReferenceSystemRules
{
    private const double Radian = 0.017453292519943295;

    /// <summary>Names of datums within 2 m of WGS 84, letters and digits only, without the leading D of Esri's.</summary>
    private static readonly HashSet<string> NearWgs84 =
    [
        "wgs84", "wgs1984", "wgs1984ensemble", "worldgeodeticsystem1984", "worldgeodeticsystem1984ensemble",
        "etrs89", "etrs1989", "europeanterrestrialreferencesystem1989", "europeanterrestrialreferencesystem1989ensemble", "sweref99", "rgf1993",
        "reseaugeodesiquefrancais1993", "rgf93",
        "gda94", "gda1994", "geocentricdatumofaustralia1994", "gda2020", "geocentricdatumofaustralia2020", "nzgd2000", "newzealandgeodeticdatum2000",
        "sirgas2000", "sirgas", "sistemadereferenciageocentricoparalasamericas2000", "sistemadereferenciageocentricoparaamericadelsur1995",
        "magna", "marcogeocentriconacionaldereferencia", "hartebeesthoek94", "hartebeesthoek1994", "jgd2000", "japanesegeodeticdatum2000", "jgd2011",
        "japanesegeodeticdatum2011", "korea2000", "koreageodeticdatum2000", "geocentricdatumofkorea", "cgcs2000", "china2000",
    ];

    /// <summary>NAD83 goes by many realisations (HARN, CORS96, NSRS2007, 2011, CSRS, ...), and so does the ITRF.</summary>
    private static readonly string[] NearWgs84Families = ["northamerican1983", "northamericandatum1983", "northamericandatumof1983", "nad1983", "nad83", "itrf"];

    private static readonly Dictionary<string, string> Methods = new()
    {
        ["transversemercator"] = "Transverse_Mercator",
        ["gausskruger"] = "Transverse_Mercator",
        ["lambertconformalconic"] = "Lambert_Conformal_Conic_2SP",
        ["lambertconformalconic2sp"] = "Lambert_Conformal_Conic_2SP",
        ["albers"] = "Albers",
        ["albersconicequalarea"] = "Albers",
    };

    /// <summary>Web Mercator by its EPSG and Esri numbers.</summary>
    private static readonly string[] WebMercatorCodes = ["3857", "3785", "900913", "102100", "102113"];

    public static ReferenceSystem Judge(ProjectionText text) => text.Keyword switch
    {
        "GEOGCS" => JudgeGeographic(text, text.Name) ?? ReferenceSystem.Degrees(text.Name, ShiftOf(text)),
        "PROJCS" => JudgeProjected(text),
        "COMPD_CS" when text.Child("PROJCS") is { } horizontal => JudgeProjected(horizontal),
        "COMPD_CS" when text.Child("GEOGCS") is { } horizontal => Judge(horizontal),
        "GEOGCRS" or "GEODCRS" or "PROJCRS" or "COMPOUNDCRS" or "BOUNDCRS" or "GEODETICCRS" or "PROJECTEDCRS" =>
            JudgeNewer(text),
        _ => ReferenceSystem.Refused(text.Name.Length > 0 ? text.Name : text.Keyword, "is no coordinate system on the earth's surface that is read here"),
    };

    /// <summary>WKT 2 is read by the number it gives itself; other programs stumble over it too, and are told the number.</summary>
    private static ReferenceSystem JudgeNewer(ProjectionText text)
    {
        const string Fault = "is written in the newer notation WKT 2, which is not read here";
        if (text.Child("ID") is not { Name: "EPSG" } id || id.Number(1) is not { } code)
        {
            return ReferenceSystem.Refused(text.Name, Fault) with { ToBeNamed = ReferenceSystem.AskedOfOwner };
        }

        var number = (int)code;
        return EpsgSystems.Find(number) ?? ReferenceSystem.Refused(text.Name, Fault) with { ToBeNamed = FormattableString.Invariant($"EPSG:{number}") };
    }

    private static ReferenceSystem JudgeProjected(ProjectionText text)
    {
        var projection = Plain(text.Child("PROJECTION")?.Name ?? "");
        if (IsWebMercator(text, projection))
        {
            return Metres(text) && Parameter(text, "false_easting", 0) == 0 && Parameter(text, "false_northing", 0) == 0 && Parameter(text, "central_meridian", 0) == 0
                && Parameter(text, "standard_parallel_1", 0) == 0 && Parameter(text, "auxiliary_sphere_type", 0) == 0
                ? ReferenceSystem.WebMercator(text.Name)
                : ReferenceSystem.Refused(text.Name, "is a variant of Web Mercator with parameters of its own, which is not read here");
        }

        if (text.Child("GEOGCS") is not { } geographic)
        {
            return ReferenceSystem.Refused(text.Name, "does not say which datum it is on");
        }

        if (JudgeGeographic(geographic, text.Name) is { } refused)
        {
            return refused;
        }

        if (!Methods.TryGetValue(projection, out var method) || text.Child("EXTENSION") is not null)
        {
            return ReferenceSystem.Refused(text.Name, $"uses the projection \"{text.Child("PROJECTION")?.Name}\", which is not read here");
        }

        return Projected(text, geographic.Child("DATUM")!.Child("SPHEROID")!, method) is { } projected
            ? projected with { Shift = ShiftOf(geographic) }
            : ReferenceSystem.Refused(text.Name, "lacks a parameter of its projection, or has one that is no number");
    }

    /// <returns>Null when the datum is admitted, in degrees from Greenwich.</returns>
    private static ReferenceSystem? JudgeGeographic(ProjectionText geographic, string name)
    {
        var datum = geographic.Child("DATUM")?.Name ?? "";
        var plain = Plain(datum);
        plain = datum.StartsWith("D_", StringComparison.OrdinalIgnoreCase) ? plain[1..] : plain;
        var spheroid = geographic.Child("DATUM")?.Child("SPHEROID") ?? geographic.Child("DATUM")?.Child("ELLIPSOID");
        var isAdmitted = NearWgs84.Contains(plain) || NearWgs84Families.Any(family => plain.StartsWith(family, StringComparison.Ordinal));
        if (!isAdmitted)
        {
            return ReferenceSystem.Refused(name, $"is on the datum \"{datum}\", which is not within 2 m of WGS 84");
        }

        if (spheroid?.Keyword != "SPHEROID" || spheroid.Number(1) is not { } axis || Math.Abs(axis - 6_378_137) > 0.001 || spheroid.Number(2) is not { } flattening || Math.Abs(flattening - 298.2572) > 0.0005)
        {
            return ReferenceSystem.Refused(name, $"names the datum \"{datum}\" with an ellipsoid that is not its own");
        }

        if (geographic.Child("DATUM")!.Child("TOWGS84") is { } shift && Enumerable.Range(0, 7).Any(i => (shift.Number(i) ?? 0) != 0))
        {
            return ReferenceSystem.Refused(name, "asks for a datum shift (TOWGS84), which is not done here");
        }

        if (geographic.Child("PRIMEM")?.Number(1) is not (null or 0))
        {
            return ReferenceSystem.Refused(name, "does not count longitudes from Greenwich");
        }

        return geographic.Child("UNIT")?.Number(1) is { } unit && Math.Abs(unit - Radian) > 1e-9
            ? ReferenceSystem.Refused(name, $"counts angles in the unit \"{geographic.Child("UNIT")!.Name}\"; degrees are needed")
            : null;
    }

    private static DatumShift? ShiftOf(ProjectionText geographic)
    {
        var datum = Plain(geographic.Child("DATUM")!.Name);
        return datum.EndsWith("harn", StringComparison.Ordinal) || datum.Contains("highaccuracyreferencenetwork", StringComparison.Ordinal) ? DatumShift.Harn
            : datum.EndsWith("csrs", StringComparison.Ordinal) || datum.Contains("canadianspatialreferencesystem", StringComparison.Ordinal) ? DatumShift.Csrs
            : null;
    }

    private static bool IsWebMercator(ProjectionText text, string projection)
    {
        var plain = Plain(text.Name);
        var sphere = (text.Child("EXTENSION")?.Value(1) ?? "").Split(' ');
        return projection is "mercatorauxiliarysphere" or "popularvisualisationpseudomercator"
            || (projection.StartsWith("mercator", StringComparison.Ordinal)
                && (WebMercatorCodes.Contains(text.Child("AUTHORITY")?.Value(1)) || plain.Contains("pseudomercator", StringComparison.Ordinal) || plain.StartsWith("wgs1984webmercator", StringComparison.Ordinal)
                    || (sphere.Contains("+a=6378137") && sphere.Contains("+b=6378137"))));
    }

    private static ReferenceSystem? Projected(ProjectionText text, ProjectionText spheroid, string method)
    {
        string[] needed = method == "Transverse_Mercator"
            ? ["central_meridian", "latitude_of_origin", "scale_factor", "false_easting", "false_northing"]
            : ["central_meridian", "latitude_of_origin", "standard_parallel_1", "standard_parallel_2", "false_easting", "false_northing"];
        var values = new List<KeyValuePair<string, double>>();
        foreach (var name in needed)
        {
            // Albers calls its origin a centre in EPSG's dialect.
            var alternative = name switch { "central_meridian" => "longitude_of_center", "latitude_of_origin" => "latitude_of_center", _ => name };
            if ((Parameter(text, name, null) ?? Parameter(text, alternative, null)) is not { } value)
            {
                return null;
            }

            values.Add(new(name, value));
        }

        // A second scale on top of two standard parallels (Esri allows it) is not undone by ProjNET.
        var isScaledTwice = method != "Transverse_Mercator" && Parameter(text, "scale_factor", 1) != 1;
        return isScaledTwice || text.Child("UNIT")?.Number(1) is not { } unit || unit <= 0
            ? null
            : new ReferenceSystem(text.Name, ReferenceKind.Projected, new ProjectionParameters(method, spheroid.Number(1)!.Value, spheroid.Number(2)!.Value, unit, values));
    }

    private static bool Metres(ProjectionText text) => text.Child("UNIT")?.Number(1) is null or 1;

    private static double? Parameter(ProjectionText text, string name, double? otherwise) =>
        text.Children("PARAMETER").FirstOrDefault(parameter => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase)) is { } found ? found.Number(1) : otherwise;

    private static string Plain(string name) =>
        string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLower(CultureInfo.InvariantCulture);
}
