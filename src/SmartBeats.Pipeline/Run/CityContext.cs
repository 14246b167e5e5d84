using SmartBeats.Context;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Run;

/// <summary>What lies under a city's beats: roads, water, places; and how a layer gets there, the same from every home.</summary>
public static class CityContext
{
    /// <summary>Keeps a layer of a file, in the place of the one of its kind; of roads with address ranges the streets, too.</summary>
    /// <param name="open">Opens the file from its beginning; asked twice for roads.</param>
    /// <param name="map">The city's; what lies far outside is left out. Null while it has none.</param>
    /// <param name="isDry">Whether the file is only read.</param>
    /// <returns>The layer, and how many streets with address ranges are kept of it.</returns>
    /// <exception cref="InputException">The file is no such layer; nothing was changed.</exception>
    public static async Task<(ContextLayer Layer, int Streets)> TakeAsync(
        IObjectStore store, string city, ContextKind kind, string fileName, Func<Stream> open, CityMap? map, bool isDry = false,
        CancellationToken cancellation = default)
    {
        ContextLayer layer;
        await using (var content = open())
        {
            layer = ContextReader.Read(fileName, content, kind, map);
        }

        if (isDry)
        {
            return (layer, 0);
        }

        await SaveAsync(store, city, layer, cancellation);
        if (kind != ContextKind.Roads)
        {
            return (layer, 0);
        }

        await using var roads = open();
        return (layer, await CityStreets.KeepAsync(store, city, fileName, roads, map, cancellation));
    }

    /// <summary>The layers that the city has, in the order of <see cref="ContextLayer.KindWords"/>.</summary>
    public static async Task<IReadOnlyList<ContextLayer>> ReadAsync(IObjectStore store, string city, CancellationToken cancellation = default)
    {
        var layers = new List<ContextLayer>();
        foreach (var kind in ContextLayer.KindWords)
        {
            var key = Keys.Context.For(city, kind);
            if (await store.FindBytesAsync(key, cancellation) is { } bytes)
            {
                layers.Add(ContextJson.Read(key, bytes));
            }
        }

        return layers;
    }

    /// <summary>Keeps a layer that was read already.</summary>
    public static Task SaveAsync(IObjectStore store, string city, ContextLayer layer, CancellationToken cancellation = default) =>
        store.PutAsync(Keys.Context.For(city, layer.KindWord), ContextJson.Write(layer), cancellation);
}
