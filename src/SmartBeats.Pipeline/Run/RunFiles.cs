using System.Collections.Concurrent;
using System.Text;
using SmartBeats.Calls;
using SmartBeats.Context;
using SmartBeats.Demand;
using SmartBeats.Districting;
using SmartBeats.Districting.Ranking;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Run;

/// <summary>The files of one run: what a stage reads and writes goes through here, and what was read once is kept.</summary>
/// <remarks>
/// For one run in one process: on a laptop all stages share one object, so that the map is parsed once; a function makes one
/// for each invocation. Kept are values that nobody changes: the map with its index, the request, workload, adjacency, the
/// engine's problem and its answer. Safe for several stages at a time; two that ask at once may both read.
/// </remarks>
public sealed class RunFiles(IObjectStore store)
{
    private readonly ConcurrentDictionary<string, object> _kept = new(StringComparer.Ordinal);

    /// <summary>Where the files lie.</summary>
    public IObjectStore Store => store;

    /// <summary>Hands over a map that was read already, so that it is not read again.</summary>
    /// <param name="map">As it lies in the store.</param>
    public void KeepMap(string city, CityMap map) => _kept[Keys.Areas.For(city, map.Version)] = map;

    /// <summary>Hands over a city whose settings lie in no store.</summary>
    public void KeepCity(City city) => _kept[Keys.City.For(city.Id)] = city;

    /// <exception cref="InputException">There is no city of that id.</exception>
    public Task<City> ReadCityAsync(string id, CancellationToken cancellation) => KeepAsync(Keys.City.For(id), async _ =>
        (await CityFiles.FindSettingsAsync(store, id, cancellation))?.City
            ?? throw new InputException(id, "there is no city of that id", "Ask the operators to set it up."));

    /// <summary>The areas of the map the run was started on.</summary>
    /// <exception cref="InvalidOperationException">The map was removed while a run was using it.</exception>
    public Task<CityMap> ReadMapAsync(RunTicket ticket, CancellationToken cancellation) =>
        KeepAsync(Keys.Areas.For(ticket.City, ticket.MapVersion), _ => CityFiles.LoadMapAsync(store, ticket.City, ticket.MapVersion, cancellation));

    /// <summary>The same with the areas' attributes, as they were when the run was started.</summary>
    public async Task<CityMap> ReadMapWithColumnsAsync(RunTicket ticket, CancellationToken cancellation)
    {
        var map = await ReadMapAsync(ticket, cancellation);
        return map.Columns.Hash == ticket.Columns ? map : await KeepAsync($"columns of {ticket.MapVersion}", async _ =>
            map with { Columns = await CityFiles.LoadColumnsAsync(store, ticket.City, ticket.MapVersion, ticket.Columns, map.Areas.Count, cancellation) });
    }

    /// <summary>What is drawn under the city's beats: no part of the run.</summary>
    public Task<IReadOnlyList<ContextLayer>> ReadContextAsync(string city, CancellationToken cancellation) =>
        KeepAsync(Keys.Context.Begin(city), _ => CityContext.ReadAsync(store, city, cancellation));

    /// <summary>What the city calls its codes of disposition: no part of the run; null where it says nothing.</summary>
    public Task<IReadOnlyDictionary<string, string>?> FindDispositionLabelsAsync(string city, CancellationToken cancellation) =>
        CityFiles.FindLabelsAsync(store, city, "disposition", cancellation);

    /// <summary>The map's index, which finds the area of a point.</summary>
    public async Task<AreaIndex> ReadIndexAsync(RunTicket ticket, CancellationToken cancellation)
    {
        var map = await ReadMapAsync(ticket, cancellation);
        return await KeepAsync($"index of {ticket.MapVersion}", _ => Task.FromResult(AreaIndex.Build(map)));
    }

    /// <summary>The content of the side file of one role; null where the run has none.</summary>
    /// <exception cref="InvalidOperationException">The file was removed from the store.</exception>
    internal async Task<byte[]?> ReadSideAsync(RunTicket ticket, string role, CancellationToken cancellation)
    {
        if (ticket.Sides.FirstOrDefault(side => side.Role == role) is not { } side)
        {
            return null;
        }

        return await KeepAsync(Keys.Side.For(ticket.City, side.Hash), async key => await store.FindBytesAsync(key, cancellation)
            ?? throw new InvalidOperationException($"{key} is missing: the {role} were removed while a run was using them."));
    }

    /// <summary>Looks whether the data is still the run's.</summary>
    /// <exception cref="DataChangedException">Map or calls are no longer those the run was started on.</exception>
    internal async Task ThrowIfChangedAsync(ICallSource calls, RunTicket ticket, CancellationToken cancellation)
    {
        var map = await store.GetAsync<CurrentMap>(Keys.CurrentMap.For(ticket.City), cancellation);
        if (map.Version != ticket.MapVersion || map.Columns != ticket.Columns || await calls.VersionAsync(ticket.City, cancellation) != ticket.CallsVersion)
        {
            throw new DataChangedException($"The map or the calls of {ticket.City} changed while run {ticket.RunId} was reading them.");
        }
    }

    /// <summary>The request as it was pinned to the data.</summary>
    /// <exception cref="InvalidOperationException">The stage that writes it has not run.</exception>
    public Task<PlanRequest> ReadRequestAsync(RunTicket ticket, CancellationToken cancellation) =>
        KeepAsync(Keys.Request.For(ticket.RunId), async key =>
        {
            await using var stream = await store.OpenAsync(key, cancellation)
                ?? throw new InvalidOperationException($"{key} is missing: the stage that writes it has not run.");
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return PlanRequestJson.Parse(key, await reader.ReadToEndAsync(cancellation));
        });

    internal Task WriteRequestAsync(RunTicket ticket, PlanRequest request, CancellationToken cancellation) =>
        store.PutAsync(Keys.Request.For(ticket.RunId), Encoding.UTF8.GetBytes(PlanRequestJson.Canonical(request)), cancellation);

    internal Task<JoinedCalls> ReadPartAsync(RunTicket ticket, int part, CancellationToken cancellation) =>
        store.GetAsync<JoinedCalls>(Keys.Part.For(ticket.RunId, part), cancellation);

    /// <summary>One part of the calls, joined to the map; null where there is no such part.</summary>
    internal async Task<JoinedCalls?> FindPartAsync(RunTicket ticket, int part, CancellationToken cancellation) =>
        await store.FindAsync<JoinedCalls>(Keys.Part.For(ticket.RunId, part), cancellation);

    internal Task WritePartAsync(RunTicket ticket, int part, JoinedCalls joined, CancellationToken cancellation) =>
        store.PutAsync(Keys.Part.For(ticket.RunId, part), joined, cancellation);

    /// <summary>The workload of every area.</summary>
    public Task<AreaWorkload> ReadWorkloadAsync(RunTicket ticket, CancellationToken cancellation) =>
        KeepAsync(Keys.Workload.For(ticket.RunId), key => store.GetAsync<AreaWorkload>(key, cancellation));

    internal Task WriteWorkloadAsync(RunTicket ticket, AreaWorkload workload, CancellationToken cancellation) =>
        WriteAndKeepAsync(Keys.Workload.For(ticket.RunId), workload, cancellation);

    /// <summary>One part of the calls by area and day; null where there is no such part.</summary>
    internal async Task<DatedLoads?> FindDatedAsync(RunTicket ticket, int part, CancellationToken cancellation)
    {
        var key = Keys.PartDays.For(ticket.RunId, part);
        return _kept.TryGetValue(key, out var kept) ? (DatedLoads)kept : await store.FindAsync<DatedLoads>(key, cancellation);
    }

    internal Task WriteDatedAsync(RunTicket ticket, int part, DatedLoads dated, CancellationToken cancellation) =>
        WriteAndKeepAsync(Keys.PartDays.For(ticket.RunId, part), dated, cancellation);

    /// <summary>Which areas touch.</summary>
    public Task<AreaAdjacency> ReadAdjacencyAsync(RunTicket ticket, CancellationToken cancellation) =>
        KeepAsync(Keys.Adjacency.For(ticket.RunId), key => store.GetAsync<AreaAdjacency>(key, cancellation));

    internal Task WriteAdjacencyAsync(RunTicket ticket, AreaAdjacency adjacency, CancellationToken cancellation) =>
        WriteAndKeepAsync(Keys.Adjacency.For(ticket.RunId), adjacency, cancellation);

    /// <summary>What the engine is asked.</summary>
    public Task<ProblemDocument> ReadProblemAsync(RunTicket ticket, CancellationToken cancellation) =>
        KeepAsync(Keys.Problem.For(ticket.RunId), key => store.GetAsync<ProblemDocument>(key, cancellation));

    internal Task WriteProblemAsync(RunTicket ticket, ProblemDocument problem, CancellationToken cancellation) =>
        WriteAndKeepAsync(Keys.Problem.For(ticket.RunId), problem, cancellation);

    internal Task<StartPlan> ReadSeededAsync(RunTicket ticket, int start, CancellationToken cancellation) =>
        store.GetAsync<StartPlan>(Keys.Seeded.For(ticket.RunId, start), cancellation);

    internal Task WriteSeededAsync(RunTicket ticket, int start, StartPlan plan, CancellationToken cancellation) =>
        store.PutAsync(Keys.Seeded.For(ticket.RunId, start), plan, cancellation);

    internal Task<StartPlan> ReadBalancedAsync(RunTicket ticket, int start, CancellationToken cancellation) =>
        store.GetAsync<StartPlan>(Keys.Balanced.For(ticket.RunId, start), cancellation);

    internal Task WriteBalancedAsync(RunTicket ticket, int start, StartPlan plan, CancellationToken cancellation) =>
        store.PutAsync(Keys.Balanced.For(ticket.RunId, start), plan, cancellation);

    /// <summary>What the engine answers.</summary>
    internal Task<DesignResult> ReadChosenAsync(RunTicket ticket, CancellationToken cancellation) =>
        KeepAsync(Keys.Chosen.For(ticket.RunId), key => store.GetAsync<DesignResult>(key, cancellation));

    internal Task WriteChosenAsync(RunTicket ticket, DesignResult chosen, CancellationToken cancellation) =>
        WriteAndKeepAsync(Keys.Chosen.For(ticket.RunId), chosen, cancellation);

    /// <summary>What the plan means for patrols and callers; null where nobody asked.</summary>
    internal Task<EvaluatedPlan?> FindEvaluatedAsync(RunTicket ticket, CancellationToken cancellation) =>
        store.FindAsync<EvaluatedPlan>(Keys.Evaluated.For(ticket.RunId), cancellation);

    internal Task WriteEvaluatedAsync(RunTicket ticket, EvaluatedPlan evaluated, CancellationToken cancellation) =>
        store.PutAsync(Keys.Evaluated.For(ticket.RunId), evaluated, cancellation);

    /// <summary>Where the plan stands among random ones; null where nobody asked.</summary>
    internal Task<PlanRank?> FindRankedAsync(RunTicket ticket, CancellationToken cancellation) =>
        store.FindAsync<PlanRank>(Keys.Ranked.For(ticket.RunId), cancellation);

    internal Task WriteRankedAsync(RunTicket ticket, PlanRank rank, CancellationToken cancellation) =>
        store.PutAsync(Keys.Ranked.For(ticket.RunId), rank, cancellation);

    /// <summary>How plans of the request held on later calls; null where nobody asked.</summary>
    internal Task<BacktestResult?> FindBacktestedAsync(RunTicket ticket, CancellationToken cancellation) =>
        store.FindAsync<BacktestResult>(Keys.Backtested.For(ticket.RunId), cancellation);

    internal Task WriteBacktestedAsync(RunTicket ticket, BacktestResult result, CancellationToken cancellation) =>
        store.PutAsync(Keys.Backtested.For(ticket.RunId), result, cancellation);

    internal Task WritePlanFileAsync(RunTicket ticket, string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        store.PutAsync(Keys.PlanFile.For(ticket.City, ticket.PlanId, name), content, cancellation);

    /// <summary>Writes the file that makes the plan published, where none is: a second publisher wrote the same bytes, and lost a race, not a plan.</summary>
    internal Task PublishAsync(RunTicket ticket, ReadOnlyMemory<byte> planJson, CancellationToken cancellation) =>
        store.TryCreateAsync(Keys.PlanJson.For(ticket.City, ticket.PlanId), planJson, cancellation);

    private async Task WriteAndKeepAsync<T>(string key, T document, CancellationToken cancellation)
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
