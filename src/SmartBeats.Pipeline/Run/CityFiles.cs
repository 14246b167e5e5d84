using System.Text.Json;
using SmartBeats.Geography;
using SmartBeats.Geography.Columns;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Run;

/// <summary>What a store holds of a city beside its runs and plans: its settings and its maps.</summary>
public static class CityFiles
{
    /// <summary>The settings of a city; null where there is none of that id.</summary>
    public static async Task<CitySettings?> FindSettingsAsync(IObjectStore store, string city, CancellationToken cancellation = default)
    {
        // Nothing but an id becomes part of a key.
        if (!CityJson.IsId(city))
        {
            return null;
        }

        var key = Keys.City.For(city);
        await using var stream = await store.OpenAsync(key, cancellation);
        if (stream is null)
        {
            return null;
        }

        using var json = new MemoryStream();
        await stream.CopyToAsync(json, cancellation);
        return CityJson.Read(key, json.ToArray());
    }

    public static Task SaveSettingsAsync(IObjectStore store, CitySettings settings, CancellationToken cancellation = default) =>
        store.PutAsync(Keys.City.For(settings.City.Id), System.Text.Encoding.UTF8.GetBytes(CityJson.Write(settings)), cancellation);

    /// <summary>What the city's settings call the codes of one field of its calls; null where they say nothing.</summary>
    /// <param name="field">Such as <c>disposition</c>.</param>
    public static async Task<IReadOnlyDictionary<string, string>?> FindLabelsAsync(
        IObjectStore store, string city, string field, CancellationToken cancellation = default)
    {
        await using var stream = await store.OpenAsync(Keys.Preferences.For(city), cancellation);
        if (stream is null)
        {
            return null;
        }

        using var settings = await JsonDocument.ParseAsync(stream, cancellationToken: cancellation);
        return settings.RootElement.TryGetProperty("labels", out var labels) && labels.ValueKind == JsonValueKind.Object
            && labels.TryGetProperty(field, out var codes) && codes.ValueKind == JsonValueKind.Object
            ? codes.EnumerateObject().ToDictionary(code => code.Name, code => code.Value.ToString(), StringComparer.Ordinal)
            : null;
    }

    /// <summary>Which map is the city's current one.</summary>
    /// <exception cref="InputException">The city has no map yet.</exception>
    public static async Task<CurrentMap> ReadCurrentMapAsync(IObjectStore store, string city, CancellationToken cancellation = default) =>
        await FindCurrentMapAsync(store, city, cancellation)
            ?? throw new InputException(city, "the city has no map yet", "Load its areas first: a zip with a polygon shapefile, GeoJSON or a GeoPackage.");

    /// <summary>Which map is the city's current one; null while there is none.</summary>
    public static Task<CurrentMap?> FindCurrentMapAsync(IObjectStore store, string city, CancellationToken cancellation = default) =>
        store.FindAsync<CurrentMap>(Keys.CurrentMap.For(city), cancellation);

    /// <summary>The areas of the city's current map.</summary>
    /// <exception cref="InputException">The city has no map yet.</exception>
    public static async Task<CityMap> ReadMapAsync(IObjectStore store, string city, CancellationToken cancellation = default) =>
        await LoadMapAsync(store, city, await ReadCurrentMapAsync(store, city, cancellation), cancellation);

    /// <summary>The areas of the city's current map; null while there is none.</summary>
    public static async Task<CityMap?> FindMapAsync(IObjectStore store, string city, CancellationToken cancellation = default) =>
        await FindCurrentMapAsync(store, city, cancellation) is { } current ? await LoadMapAsync(store, city, current, cancellation) : null;

    /// <summary>The areas of the city's map with their attributes.</summary>
    private static async Task<CityMap> LoadMapAsync(IObjectStore store, string city, CurrentMap current, CancellationToken cancellation)
    {
        var map = await LoadMapAsync(store, city, current.Version, cancellation);
        return map with { Columns = await LoadColumnsAsync(store, city, current.Version, current.Columns, map.Areas.Count, cancellation) };
    }

    /// <summary>The attributes of the areas of one version of the city's map.</summary>
    /// <param name="hash">Of the attributes; null for none.</param>
    /// <param name="areas">How many areas the map has.</param>
    /// <exception cref="InvalidOperationException">There are no such attributes: they were removed.</exception>
    public static async Task<MapColumns> LoadColumnsAsync(
        IObjectStore store, string city, string mapVersion, string? hash, int areas, CancellationToken cancellation = default)
    {
        if (hash is null)
        {
            return MapColumns.None;
        }

        var key = Keys.MapColumns.For(city, mapVersion, hash);
        var json = await store.FindBytesAsync(key, cancellation)
            ?? throw new InvalidOperationException($"{key} is missing: the map was removed while a run was using it.");
        return MapColumnsJson.Read(key, json, areas);
    }

    /// <summary>The areas of one version of the city's map.</summary>
    /// <exception cref="InvalidOperationException">There is no such version: it was removed.</exception>
    public static async Task<CityMap> LoadMapAsync(IObjectStore store, string city, string mapVersion, CancellationToken cancellation = default)
    {
        var key = Keys.Areas.For(city, mapVersion);
        await using var stream = await store.OpenAsync(key, cancellation)
            ?? throw new InvalidOperationException($"{key} is missing: the map was removed while a run was using it.");
        return CanonicalMap.Read(key, stream);
    }

    /// <summary>Makes a map the city's current one: its areas first, so that nobody is pointed to a map that is not there.</summary>
    public static async Task SaveMapAsync(IObjectStore store, string city, string fileName, CityMap map, CancellationToken cancellation = default)
    {
        using var canonical = new MemoryStream();
        CanonicalMap.Write(canonical, map);
        await store.PutAsync(Keys.Areas.For(city, map.Version), canonical.GetBuffer().AsMemory(0, (int)canonical.Length), cancellation);
        if (map.Columns.Hash is { } hash)
        {
            await store.PutAsync(Keys.MapColumns.For(city, map.Version, hash), MapColumnsJson.Write(map.Columns), cancellation);
        }

        await store.PutAsync(Keys.CurrentMap.For(city), CurrentMap.Create(fileName, map), cancellation);
    }

    /// <summary>Keeps what is known of one version of a map, current or not.</summary>
    internal static Task RecordMapAsync(IObjectStore store, string city, CurrentMap map, CancellationToken cancellation) =>
        store.PutAsync(Keys.MapRecord.For(city, map.Version), map, cancellation);
}
