using SmartBeats.Calls.Streets;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Run;

/// <summary>The streets of a city on which calls are placed that have an address and no coordinates: kept of the roads it loaded, where these have address ranges.</summary>
public static class CityStreets
{
    /// <summary>Streets this far outside the map's box are kept: an address at the edge may be across the line.</summary>
    private const double MarginDegrees = 0.02;

    /// <summary>Keeps the streets of a road layer, in the place of those before.</summary>
    /// <param name="map">What lies outside it is left out; null keeps all.</param>
    /// <returns>How many segments are kept; 0 where the layer has no address ranges, and what was kept stays.</returns>
    public static async Task<int> KeepAsync(
        IObjectStore store, string city, string fileName, Stream roads, CityMap? map, CancellationToken cancellation = default)
    {
        if (StreetLayer.FindSegments(fileName, roads) is not { } segments)
        {
            return 0;
        }

        if (map?.Box() is { } box)
        {
            segments = [.. segments.Where(segment => segment.Line.Any(point =>
                point.Longitude >= box.MinLongitude - MarginDegrees && point.Longitude <= box.MaxLongitude + MarginDegrees
                && point.Latitude >= box.MinLatitude - MarginDegrees && point.Latitude <= box.MaxLatitude + MarginDegrees))];
        }

        await store.PutAsync(Keys.Streets.For(city), StreetJson.Write(segments), cancellation);
        return segments.Count;
    }

    /// <summary>The city's streets; null where it has none. They are made ready when the first address is looked for.</summary>
    public static async Task<Lazy<StreetIndex>?> FindAsync(IObjectStore store, string city, CancellationToken cancellation = default)
    {
        var key = Keys.Streets.For(city);
        return await store.FindBytesAsync(key, cancellation) is { } bytes
            ? new Lazy<StreetIndex>(() => new StreetIndex(StreetJson.Read(key, bytes)))
            : null;
    }
}
