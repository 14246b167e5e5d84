using System.Text.Json;
using SmartBeats.Api;
using SmartBeats.Api.Access;
using SmartBeats.Lambda.Database;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Lambda;

/// <summary>Cities that are no longer among the stack's settings: cleaned where <c>-c removed=CITY</c> says so, else the deployment is refused.</summary>
/// <remarks>The topic goes with the template. Old versions of the files stay as long as the bucket's rules say, and so does who did what.</remarks>
internal static class RemovedCities
{
    /// <summary>Rows that one statement removes: it has 45 s.</summary>
    internal const int RowsAtATime = 50_000;

    /// <summary>At a time; S3 takes thousands.</summary>
    private const int FilesAtATime = 8;

    private static readonly FileKey[] _folders =
        [Keys.Upload, Keys.UploadRecord, Keys.Waiting, Keys.Report, Keys.Side, Keys.Counter, Keys.PlanFile, Keys.City];

    /// <summary>What a city's row is found by in each table; staged rows by their load, which goes last.</summary>
    private static readonly (string Table, string Where)[] _tables =
    [
        ("staged_calls", "load_id IN (SELECT load_id FROM loads WHERE city = :city)"),
        ("staged_chunks", "load_id IN (SELECT load_id FROM loads WHERE city = :city)"),
        ("loads", "city = :city"), ("calls", "city = :city"), ("former_calls", "city = :city"), ("kept_calls", "city = :city"),
        ("call_loads", "city = :city"), ("call_sets", "city = :city"), ("uploads", "city = :city"),
    ];

    /// <exception cref="InputException">A city with data is no longer listed, and nobody said that it is removed.</exception>
    public static async Task RefuseUnsaidAsync(IObjectStore store, JsonElement? before, JsonElement? now)
    {
        // Where a deployment is rolled back, what it had added is missing: a city with nothing but its settings has nothing to lose.
        foreach (var city in CitiesIn(before).Except([.. CitiesIn(now), .. RemovedIn(now)]))
        {
            var folder = FolderOf(Keys.City, city);
            if ((await store.ListAsync(folder)).Any(key => key != Keys.City.For(city)))
            {
                throw new InputException(
                    "the stack's cities",
                    $"{city} is no longer listed, and has data",
                    $"Deploy with -c removed={city} to delete its files, calls, links and tokens for good, or list it again.");
            }
        }
    }

    public static async Task CleanAsync(Cloud cloud, JsonElement? now)
    {
        foreach (var city in RemovedIn(now).Except(CitiesIn(now)).Where(CityJson.IsId))
        {
            await TakeTokensAsync(cloud.Store, city);
            await DeleteAsync(cloud.Store, await LinksOfAsync(cloud.Store, city));
            foreach (var record in (await cloud.Store.ListAsync(Keys.PlanRecord.Begin(city))).Where(Keys.PlanRecord.Matches))
            {
                var runs = $"{Keys.RunFile.Begin()}{States.ExecutionPrefix}{Path.GetFileNameWithoutExtension(record)}-";
                await DeleteAsync(cloud.Store, await cloud.Store.ListAsync(runs));
            }

            foreach (var kind in _folders)
            {
                await DeleteAsync(cloud.Store, await cloud.Store.ListAsync(FolderOf(kind, city)));
            }

            Log.CityRemoved(city, await DeleteRowsAsync(cloud.Data(Patience.OfStages), city));
        }
    }

    /// <summary>Tokens of this city alone go; of several cities they keep the others.</summary>
    private static async Task TakeTokensAsync(IObjectStore store, string city)
    {
        foreach (var key in await store.ListAsync(Keys.Caller.Begin()))
        {
            if (await CallerFiles.FindAsync(store, key, Log.Damaged) is not { Cities: { } cities } caller || !cities.Contains(city))
            {
                continue;
            }

            string[] left = [.. cities.Where(other => other != city)];
            if (left.Length > 0)
            {
                await store.PutAsync(key, caller with { Cities = left }, ApiJson.Default.CallerFile);
                continue;
            }

            await store.DeleteAsync(key);
            await store.DeleteAsync(Keys.CallerUse.For(Path.GetFileNameWithoutExtension(key)));
        }
    }

    private static async Task<IReadOnlyList<string>> LinksOfAsync(IObjectStore store, string city)
    {
        var found = new List<string>();
        foreach (var key in await store.ListAsync(Keys.Link.Begin()))
        {
            // Read as any JSON: one that is damaged opens nothing, and is nobody's.
            await using var stream = await store.OpenAsync(key);
            if (stream is not null && await CityInAsync(stream) == city)
            {
                found.Add(key);
            }
        }

        return found;
    }

    private static async Task<string?> CityInAsync(Stream stream)
    {
        try
        {
            using var link = await JsonDocument.ParseAsync(stream);
            return link.RootElement.ValueKind == JsonValueKind.Object && link.RootElement.TryGetProperty("city", out var city) ? city.ToString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task DeleteAsync(IObjectStore store, IReadOnlyList<string> keys) => Parallel.ForEachAsync(
        keys, new ParallelOptions { MaxDegreeOfParallelism = FilesAtATime }, async (key, cancellation) => await store.DeleteAsync(key, cancellation));

    /// <returns>How many rows went.</returns>
    internal static async Task<long> DeleteRowsAsync(DataApi database, string city)
    {
        var gone = 0L;
        foreach (var (table, where) in _tables)
        {
            long slice;
            do
            {
                var sql = $"WITH gone AS (DELETE FROM {table} WHERE ctid IN (SELECT ctid FROM {table} WHERE {where} LIMIT {RowsAtATime}) RETURNING 1) SELECT count(*) FROM gone";
                var rows = await database.QueryAsync("removing a city", sql, new() { { "city", city } });
                slice = rows.Count == 0 ? 0 : rows[0].Long(0);
                gone += slice;
            }
            while (slice == RowsAtATime);
        }

        return gone;
    }

    private static string FolderOf(FileKey kind, string city) => $"{kind.Folder.TrimEnd('*')}{city}/";

    private static IEnumerable<string> CitiesIn(JsonElement? properties) =>
        ListIn(properties, "Cities").Where(city => city.ValueKind == JsonValueKind.Object && city.TryGetProperty("id", out _)).Select(city => city.GetProperty("id").ToString());

    private static IEnumerable<string> RemovedIn(JsonElement? properties) => ListIn(properties, "Removed").Select(city => city.ToString());

    private static JsonElement[] ListIn(JsonElement? properties, string name) =>
        properties is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];
}
