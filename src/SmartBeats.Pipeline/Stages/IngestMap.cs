using SmartBeats.Geography;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Stages;

/// <summary>An uploaded map becomes the city's current one. A bad map never replaces a good one.</summary>
public static class IngestMap
{
    /// <exception cref="InputException">The file is no usable map; nothing was changed.</exception>
    public static async Task<CityMap> RunAsync(IObjectStore store, City city, string fileName, Stream content, CityMapOptions options, CancellationToken cancellation = default)
    {
        var map = CityMapReader.Read(fileName, content, options);
        await PutAsync(store, city, fileName, map, cancellation);
        return map;
    }

    /// <summary>Makes a map that was read the city's current one.</summary>
    public static async Task PutAsync(IObjectStore store, City city, string fileName, CityMap map, CancellationToken cancellation = default)
    {
        using var canonical = new MemoryStream();
        CanonicalMap.Write(canonical, map);
        await store.PutAsync(Keys.Areas(city.Id, map.Version), canonical.GetBuffer().AsMemory(0, (int)canonical.Length), cancellation);
        await store.PutAsync(Keys.CurrentMap(city.Id), new CurrentMap(map.Version, fileName, map.Areas.Count), cancellation);
    }

    internal static async Task<CityMap> LoadAsync(IObjectStore store, string city, string mapVersion, CancellationToken cancellation)
    {
        var key = Keys.Areas(city, mapVersion);
        await using var stream = await store.OpenAsync(key, cancellation)
            ?? throw new InvalidOperationException($"{key} is missing: the map was removed while a run was using it.");
        return CanonicalMap.Read(key, stream);
    }
}
