using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;

namespace SmartBeats.Pipeline.Answers;

/// <summary>What answers are made from: the files of a store, the calls, and what was read before.</summary>
/// <param name="files">Of a workspace or a bucket.</param>
/// <param name="calls">Of the same cities.</param>
/// <param name="shelves">One for a process.</param>
public sealed class AnswerSources(IObjectStore files, ICallSource calls, AnswerShelves shelves)
{
    /// <summary>Where maps and plans lie.</summary>
    public IObjectStore Files => files;

    /// <summary>Where calls are counted.</summary>
    public ICallSource Calls => calls;

    internal AnswerShelves Shelves => shelves;

    /// <summary>A plan; null where none of that id is published.</summary>
    /// <exception cref="InputException">Its file cannot be read.</exception>
    public async Task<PlanFile?> FindPlanAsync(string city, string planId)
    {
        if (!SideFiles.IsPlanId(planId))
        {
            return null;
        }

        var key = Keys.PlanJson.For(city, planId);
        // A plan may be purged: whether it is still there is asked every time.
        await using var stream = await files.OpenAsync(key);
        return stream is null ? null : await shelves.Plans.KeepAsync(key, async () => await files.FindBytesAsync(key) is { } json ? PlanJson.Read(json, key) : null);
    }

    /// <summary>One version of a city's map.</summary>
    /// <exception cref="InvalidOperationException">There is no such version.</exception>
    public Task<CityMap> ReadMapAsync(string city, string version) =>
        shelves.Maps.KeepAsync(Keys.Areas.For(city, version), () => CityFiles.LoadMapAsync(files, city, version));

    /// <summary>Finds the area of a point of a map.</summary>
    public Task<AreaIndex> ReadIndexAsync(string city, string version) =>
        shelves.Indexes.KeepAsync(Keys.Areas.For(city, version), async () => AreaIndex.Build(await ReadMapAsync(city, version)));

    /// <summary>Which areas of a plan's map touch, with the barriers and links it was made with.</summary>
    public Task<AreaAdjacency> ReadAdjacencyAsync(string city, Plan plan)
    {
        var sides = plan.Sides.Where(side => side.Role is SideFiles.Barriers or SideFiles.Links).ToArray();
        var key = $"{Keys.Areas.For(city, plan.MapVersion)} {plan.Request.Bridges} {string.Join(' ', sides.Select(side => side.Role + side.Hash))}";
        return shelves.Adjacencies.KeepAsync(key, async () =>
        {
            var map = await ReadMapAsync(city, plan.MapVersion);
            return AreaAdjacencyBuilder.Build(map, new AdjacencyOptions
            {
                Bridges = plan.Request.Bridges,
                Barriers = await PairsAsync(SideFiles.Barriers, map),
                Links = await PairsAsync(SideFiles.Links, map),
            });
        });

        async Task<IReadOnlyList<(int A, int B)>> PairsAsync(string role, CityMap map) =>
            sides.FirstOrDefault(side => side.Role == role) is { } side ? AreaPairList.Read(role, await ReadSideAsync(city, side)).On(map) : [];
    }

    /// <summary>What is counted of a city's calls, once for each version of them.</summary>
    /// <param name="name">Names what is counted, but for the version.</param>
    /// <param name="count">Counts; where calls were loaded meanwhile, once more.</param>
    internal async Task<(T Counted, string Version)> CountOnceAsync<T>(string city, string name, Func<Task<T>> count)
        where T : class
    {
        while (true)
        {
            var version = await calls.VersionAsync(city);
            try
            {
                var counted = await shelves.Counted.KeepAsync($"{name} {version}", async () =>
                {
                    var made = await count();
                    return await calls.VersionAsync(city) == version ? made : throw new DataChangedException($"The calls of {city} changed while they were counted.");
                });
                return ((T)counted, version);
            }
            catch (DataChangedException)
            {
                // Another process has loaded calls: what was counted is half of each.
            }
        }
    }

    /// <summary>The content of a side file of a plan.</summary>
    /// <exception cref="InvalidOperationException">It was removed from the store.</exception>
    internal async Task<byte[]> ReadSideAsync(string city, PlanSide side) =>
        await files.FindBytesAsync(Keys.Side.For(city, side.Hash)) ?? throw new InvalidOperationException($"The {side.Role} of a plan of {city} were removed from the store.");
}
