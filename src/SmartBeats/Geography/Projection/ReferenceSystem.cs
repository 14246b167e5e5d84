namespace SmartBeats.Geography.Projection;

/// <summary>What a map's coordinates refer to, as far as it matters here: degrees on WGS 84, or how to get there.</summary>
/// <remarks>
/// Datums within 2 m of WGS 84 are taken as it: a call's place is not known better than that (<see cref="DatumShift"/> takes
/// out a metre of it where that is a matter of seven numbers). Others are refused: their shift needs grids, and one left
/// out is an error of up to hundreds of metres that no one sees.
/// </remarks>
/// <param name="Name">As the file writes it; null when it says nothing.</param>
/// <param name="Kind">What to do with the coordinates.</param>
/// <param name="Parameters">Of a projection to undo.</param>
/// <param name="Fault">Why it is refused, to follow the name.</param>
/// <param name="Shift">To WGS 84, after the projection is undone.</param>
internal sealed record ReferenceSystem(string? Name, ReferenceKind Kind, ProjectionParameters? Parameters = null, string? Fault = null, DatumShift? Shift = null)
{
    public static ReferenceSystem Unknown { get; } = new(null, ReferenceKind.Unstated);

    public static ReferenceSystem Degrees(string name, DatumShift? shift = null) => new(name, ReferenceKind.Degrees, Shift: shift);

    public static ReferenceSystem WebMercator(string name) => new(name, ReferenceKind.WebMercator);

    public static ReferenceSystem Refused(string name, string fault) => new(name, ReferenceKind.Refused, Fault: fault);

    /// <summary>What a conversion has to be told the system is, such as <c>EPSG:2056</c>; null where other programs read it from the file.</summary>
    public string? ToBeNamed { get; init; }

    /// <summary>Stands for a number that only the map's owner knows.</summary>
    public const string AskedOfOwner = "EPSG:CODE";

    /// <summary>Judges the text of a .prj file; null or blank is <see cref="Unknown"/>.</summary>
    public static ReferenceSystem FromPrj(string? prj)
    {
        if (string.IsNullOrWhiteSpace(prj?.Trim('\uFEFF', '\0')))
        {
            return Unknown;
        }

        return ProjectionText.Parse(prj) is { } text
            ? ReferenceSystemRules.Judge(text)
            : Refused("the content of its .prj", "is not a coordinate system in the notation of shapefiles (WKT 1)") with { ToBeNamed = AskedOfOwner };
    }
}

/// <summary>What to do with a map's coordinates.</summary>
internal enum ReferenceKind
{
    Unstated,
    Degrees,
    WebMercator,
    Projected,
    Refused,
}

/// <summary>A projection ProjNET undoes to the millimetre.</summary>
/// <param name="Method">ProjNET's name of it.</param>
/// <param name="SemiMajorMetres">Of the ellipsoid.</param>
/// <param name="UnitMetres">Length of the unit the coordinates and false origin are in.</param>
/// <param name="Values">By the names of WKT 1, in degrees and units.</param>
internal sealed record ProjectionParameters(string Method, double SemiMajorMetres, double InverseFlattening, double UnitMetres, IReadOnlyList<KeyValuePair<string, double>> Values);
