using System.Collections.Concurrent;
using System.Text;
using SmartBeats.Calls;
using SmartBeats.Demand;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Run;

/// <summary>The files of one run: what a stage reads and writes goes through here, and what was read once is kept.</summary>
/// <remarks>
/// For one run in one process: on a laptop all stages share one object, so that the map is parsed once; a function makes one
/// for each invocation. Kept are values that nobody changes: the map with its index, the request, workload, adjacency and
/// the engine's problem. Safe for several stages at a time; two that ask at once may both read.
/// </remarks>
public sealed class RunFiles(IObjectStore store)
{
    private readonly ConcurrentDictionary<string, object> _kept = new(StringComparer.Ordinal);

    /// <summary>Where the files lie.</summary>
    public IObjectStore Store => store;

    /// <summary>Hands over a map that was read already, so that it is not read again.</summary>
    /// <param name="map">As it lies in the store.</param>
    public void KeepMap(string city, CityMap map) => _kept[Keys.Areas(city, map.Version)] = map;

    /// <summary>The areas of one version of a city's map.</summary>
    /// <exception cref="InvalidOperationException">The map was removed while a run was using it.</exception>
    public Task<CityMap> ReadMapAsync(RunTicket ticket, CancellationToken cancellation) =>
        KeepAsync(Keys.Areas(ticket.City, ticket.MapVersion), key => IngestMap.LoadAsync(store, ticket.City, ticket.MapVersion, cancellation));

    /// <summary>The map's index, which finds the area of a point.</summary>
    public async Task<AreaIndex> ReadIndexAsync(RunTicket ticket, CancellationToken cancellation)
    {
        var map = await ReadMapAsync(ticket, cancellation);
        return await KeepAsync($"index of {ticket.MapVersion}", _ => Task.FromResult(AreaIndex.Build(map)));
    }

    /// <summary>The request as it was pinned to the data.</summary>
    /// <exception cref="InvalidOperationException">The stage that writes it has not run.</exception>
    public Task<PlanRequest> ReadRequestAsync(RunTicket ticket, CancellationToken cancellation) =>
        KeepAsync(Keys.Request(ticket), async key =>
        {
            await using var stream = await store.OpenAsync(key, cancellation)
                ?? throw new InvalidOperationException($"{key} is missing: the stage that writes it has not run.");
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return PlanRequestJson.Parse(key, await reader.ReadToEndAsync(cancellation));
        });

    /// <summary>The workload of every area.</summary>
    public Task<AreaWorkload> ReadWorkloadAsync(RunTicket ticket, CancellationToken cancellation) =>
        KeepAsync(Keys.Workload(ticket), key => store.GetAsync<AreaWorkload>(key, cancellation));

    /// <summary>One part of the calls by area and day; null where there is no such part.</summary>
    internal async Task<DatedLoads?> FindDatedAsync(RunTicket ticket, int part, CancellationToken cancellation)
    {
        var key = Keys.PartDays(ticket, part);
        return _kept.TryGetValue(key, out var kept) ? (DatedLoads)kept : await store.FindAsync<DatedLoads>(key, cancellation);
    }

    /// <summary>Which areas touch.</summary>
    public Task<AreaAdjacency> ReadAdjacencyAsync(RunTicket ticket, CancellationToken cancellation) =>
        KeepAsync(Keys.Adjacency(ticket), key => store.GetAsync<AreaAdjacency>(key, cancellation));

    /// <summary>What the engine is asked.</summary>
    public Task<ProblemDocument> ReadProblemAsync(RunTicket ticket, CancellationToken cancellation) =>
        KeepAsync(Keys.Problem(ticket), key => store.GetAsync<ProblemDocument>(key, cancellation));

    /// <summary>Writes a document and keeps it for the stages that follow here.</summary>
    internal async Task PutAsync<T>(string key, T document, CancellationToken cancellation)
        where T : notnull
    {
        await store.PutAsync(key, document, cancellation);
        _kept[key] = document;
    }

    private async Task<T> KeepAsync<T>(string key, Func<string, Task<T>> read)
        where T : notnull
    {
        if (_kept.TryGetValue(key, out var kept))
        {
            return (T)kept;
        }

        var value = await read(key);
        return (T)_kept.GetOrAdd(key, value);
    }
}
