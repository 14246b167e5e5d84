namespace SmartBeats.Calls;

/// <summary>One call for service as it is loaded. The address is read past and never kept.</summary>
/// <param name="EventNumber">Unique in a city.</param>
/// <param name="Priority">1 (highest) to 9.</param>
/// <param name="IsIncident">Whether the call was registered as an incident.</param>
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
    bool IsIncident,
    double Longitude,
    double Latitude,
    long UtcSeconds,
    long LocalSeconds,
    string Disposition,
    int? ServiceMinuteHundredths,
    int? Units);
