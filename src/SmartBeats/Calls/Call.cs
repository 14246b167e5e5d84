namespace SmartBeats.Calls;

/// <summary>One call for service as it is loaded. The address is read past and never kept.</summary>
/// <param name="EventNumber">Unique in a city.</param>
/// <param name="Priority">1 (highest) to 9; 0 where the file has none.</param>
/// <param name="IsIncident">Whether the call was registered as an incident; null where the file does not say.</param>
/// <param name="Longitude">Degrees east, EPSG:4326, in [-180, 180].</param>
/// <param name="Latitude">Degrees north, EPSG:4326, in [-90, 90].</param>
/// <param name="UtcSeconds">The instant: whole seconds since 1970-01-01T00:00:00Z, fractions cut.</param>
/// <param name="LocalSeconds">The city's wall clock at that instant: seconds since 1970-01-01T00:00:00 local. Filters read this one.</param>
/// <param name="Disposition">Code as text, maybe empty.</param>
/// <param name="ServiceMinuteHundredths">Officer-minutes spent, in hundredths of a minute; null where the file has none.</param>
/// <param name="Units">Officers sent; null where the file has none.</param>
public readonly record struct Call(
    string EventNumber,
    byte Priority,
    bool? IsIncident,
    double Longitude,
    double Latitude,
    long UtcSeconds,
    long LocalSeconds,
    string Disposition,
    int? ServiceMinuteHundredths,
    int? Units)
{
    /// <summary>What the file tells beside; null where it tells nothing more.</summary>
    public CallDetails? Details { get; init; }

    /// <summary>When the call came in: its own time, unless the file tells another.</summary>
    public long ReceivedUtc => Details?.ReceivedUtc ?? UtcSeconds;

    /// <summary>Who began the call, as stores and hashes write it: 1 an officer, 0 a citizen, or <see cref="Unknown"/>.</summary>
    public int SourceCode => WriteFlag(Details?.IsOfficerInitiated);

    /// <summary>A flag that is not known, as stores and the version's hash write it beside 1 and 0.</summary>
    public const int Unknown = 2;

    /// <summary><see cref="IsIncident"/> as stores and hashes write it: 1, 0 or <see cref="Unknown"/>.</summary>
    public int IncidentCode => WriteFlag(IsIncident);

    /// <summary>A flag from what a store wrote.</summary>
    /// <param name="code">1, 0 or <see cref="Unknown"/>.</param>
    public static bool? ReadFlag(int code) => code == Unknown ? null : code == 1;

    private static int WriteFlag(bool? flag) => flag switch
    {
        true => 1,
        false => 0,
        null => Unknown,
    };
}
