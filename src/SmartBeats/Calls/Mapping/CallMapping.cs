namespace SmartBeats.Calls.Mapping;

/// <summary>How a place is written.</summary>
public enum PlaceForm
{
    /// <summary>One column of <c>POINT(x y)</c>, also EWKT and with Z.</summary>
    Wkt,

    /// <summary>Two columns: x (longitude, easting), then y.</summary>
    TwoColumns,

    /// <summary>One column of "(latitude, longitude)".</summary>
    LatitudeLongitude,

    /// <summary>One column of "(longitude, latitude)".</summary>
    LongitudeLatitude,

    /// <summary>One column with the id of an area of the map.</summary>
    AreaId,

    /// <summary>Columns that make an address or a crossing, joined by blanks; needs a street layer.</summary>
    Address,
}

/// <summary>Where the place of a call comes from.</summary>
/// <param name="Form">How it is written.</param>
/// <param name="Columns">Names of the columns, as the header writes them, in the order of the form.</param>
/// <param name="System">Of the coordinates: <c>EPSG:2223</c>; null for degrees (EPSG:4326).</param>
/// <param name="DecimalComma">Whether numbers have a comma for the point.</param>
public sealed record PlaceMapping(PlaceForm Form, IReadOnlyList<string> Columns, string? System = null, bool DecimalComma = false);

/// <summary>Where a time comes from.</summary>
/// <param name="Columns">One column, or a date's and a time of day's.</param>
/// <param name="Format">Of all of its values.</param>
public sealed record TimeMapping(IReadOnlyList<string> Columns, TimeFormat Format);

/// <summary>Where a coded value comes from, and what each code means.</summary>
/// <param name="Column">Name of the column.</param>
/// <param name="Codes">
/// What a code stands for: a priority <c>1</c> to <c>9</c>, <c>true</c> or <c>false</c>, <c>citizen</c> or <c>officer</c>. Case
/// and blanks around a code are no difference. A code that is not in the table has no meaning and leaves the field empty.
/// </param>
public sealed record CodeMapping(string Column, IReadOnlyDictionary<string, string> Codes);

/// <summary>What the minutes of a row are.</summary>
public enum MinutesMeaning
{
    /// <summary>Of all officers together.</summary>
    Total,

    /// <summary>Of each officer: times <c>units</c>.</summary>
    Each,
}

/// <summary>Which columns of a file the fields of a call come from, and how they are read.</summary>
public sealed record CallMapping
{
    /// <summary>Of the header it is for (<see cref="HeaderFingerprint"/>).</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Column of the numbers that tell calls apart; null to make one of the row's content.</summary>
    public string? EventNumber { get; init; }

    /// <summary>Required before the mapping can be applied.</summary>
    public PlaceMapping? Place { get; init; }

    /// <summary>When the call was received. Required before the mapping can be applied.</summary>
    public TimeMapping? Time { get; init; }

    /// <summary>Codes to 1 (highest) to 9.</summary>
    public CodeMapping? Priority { get; init; }

    /// <summary>Codes to true and false.</summary>
    public CodeMapping? Incident { get; init; }

    /// <summary>Codes to citizen and officer.</summary>
    public CodeMapping? Source { get; init; }

    /// <summary>Column of the outcome's code.</summary>
    public string? Disposition { get; init; }

    /// <summary>Column of what the call was about.</summary>
    public string? Nature { get; init; }

    /// <summary>Column of the unit that answered.</summary>
    public string? Unit { get; init; }

    /// <summary>Column of the beat the call fell in.</summary>
    public string? Beat { get; init; }

    /// <summary>Column of the minutes spent.</summary>
    public string? ServiceMinutes { get; init; }

    /// <summary>Whose minutes they are.</summary>
    public MinutesMeaning Minutes { get; init; }

    /// <summary>Column of how many officers were sent.</summary>
    public string? Units { get; init; }

    /// <summary>When the call came in, where that is another time than <see cref="Time"/>.</summary>
    public TimeMapping? Received { get; init; }

    /// <summary>When a unit was sent.</summary>
    public TimeMapping? Dispatched { get; init; }

    /// <summary>When the first unit arrived.</summary>
    public TimeMapping? Arrived { get; init; }

    /// <summary>When the call was closed.</summary>
    public TimeMapping? Cleared { get; init; }
}
