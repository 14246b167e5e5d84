using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Stages;

/// <summary>An uploaded map becomes the city's current one. A bad map never replaces a good one.</summary>
public static class IngestMap
{
    /// <exception cref="InputException">The file is no usable map; nothing was changed.</exception>
    public static async Task<CityMap> RunAsync(IObjectStore store, City city, string fileName, Stream content, CityMapOptions options, CancellationToken cancellation = default)
    {
        var map = CityMapReader.Read(fileName, content, options);
        await CityFiles.SaveMapAsync(store, city.Id, fileName, map, cancellation);
        return map;
    }
}
