namespace SmartBeats.Geography;

/// <summary>Where calls lie of which a file tells only the area: at a point inside it. Safe for several threads.</summary>
/// <remarks>Counts by area are exact so; distances within an area are not, and whoever reads the calls is told.</remarks>
public sealed class AreaPlaces
{
    private readonly Lazy<Dictionary<string, (double Longitude, double Latitude)>> _places;

    /// <summary>Of a city's map.</summary>
    /// <param name="map">Its ids are looked up as they are written: leading zeros matter.</param>
    public AreaPlaces(CityMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        Ids = map.Areas.Select(area => area.Id).ToHashSet(StringComparer.Ordinal);
        _places = new(() => map.Areas.ToDictionary(area => area.Id, area => LabelPoint.Inside(area.Shape), StringComparer.Ordinal));
    }

    /// <summary>Ids of all areas.</summary>
    public IReadOnlySet<string> Ids { get; }

    /// <summary>Finds the point that stands for an area, in degrees.</summary>
    /// <param name="id">Without blanks around it.</param>
    /// <param name="longitude">NaN where the map has no such area.</param>
    /// <param name="latitude">Likewise.</param>
    public bool TryFind(ReadOnlySpan<char> id, out double longitude, out double latitude)
    {
        var isKnown = _places.Value.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(id, out var place);
        (longitude, latitude) = isKnown ? place : (double.NaN, double.NaN);
        return isKnown;
    }
}
