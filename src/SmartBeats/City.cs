using NodaTime.TimeZones;

namespace SmartBeats;

/// <summary>One tenant: the city whose beats are designed.</summary>
/// <param name="Id">Lower-case letters, digits and hyphens, 1 to 40 of them (<c>glendale</c>).</param>
/// <param name="Name">As printed on maps.</param>
/// <param name="TimeZone">IANA name (<c>America/Phoenix</c>); times without an offset are this zone's local times.</param>
public sealed record City(string Id, string Name, string TimeZone)
{
    private static readonly Lazy<HashSet<string>> _zonesOfUs = new(FindZonesOfUs);

    /// <summary>In what lengths and ground are printed: miles where the time zone lies in the United States, unless the city says otherwise.</summary>
    public LengthSystem Lengths { get; init; } = OfZone(TimeZone);

    /// <summary>Whether the city prints in other measures than its time zone would have it.</summary>
    public bool HasOwnLengths => Lengths != OfZone(TimeZone);

    /// <summary>What is usual where a time zone lies.</summary>
    /// <param name="timeZone">IANA name; any other text is metric.</param>
    public static LengthSystem OfZone(string timeZone) =>
        TzdbDateTimeZoneSource.Default.CanonicalIdMap.TryGetValue(timeZone, out var zone) && _zonesOfUs.Value.Contains(zone) ? LengthSystem.Us : LengthSystem.Metric;

    private static HashSet<string> FindZonesOfUs()
    {
        var source = TzdbDateTimeZoneSource.Default;
        return [.. (source.ZoneLocations ?? []).Where(zone => zone.CountryCode == "US").Select(zone => source.CanonicalIdMap[zone.ZoneId])];
    }
}

/// <summary>In what a reader measures lengths and ground. Files have kilometres and metres in named columns, whatever the reader prefers.</summary>
public enum LengthSystem
{
    /// <summary>Metres, kilometres, square kilometres.</summary>
    Metric,

    /// <summary>Miles and square miles.</summary>
    Us,
}
