using System.Runtime.CompilerServices;
using SmartBeats.Calls;
using SmartBeats.Requests;
using SmartBeats.Response;
using SmartBeats.Response.Measured;

namespace SmartBeats.Pipeline.Stores;

/// <summary>A store that is read from memory: the calls of the last few cities asked for, read once for each version of them.</summary>
/// <remarks>
/// For a process that answers many questions, such as a page's: 1,000,000 calls take 44 MB and are counted in some 15 ms. Which version
/// holds is asked of the store every time, so that what another process loads is seen at once. Safe for several callers at a time.
/// </remarks>
/// <param name="store">Written to, and read from where a version is new.</param>
/// <param name="cities">Kept at most.</param>
public sealed class KeptCallStore(ICallStore store, int cities = 2) : ICallStore
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly List<(string City, string Version, CallTable Table)> _kept = [];

    /// <inheritdoc/>
    public Task<string> VersionAsync(string city, CancellationToken cancellation = default) => store.VersionAsync(city, cancellation);

    /// <inheritdoc/>
    public async Task<bool> HasFieldAsync(string city, CallField field, CancellationToken cancellation = default) =>
        await (await FindAsync(city, cancellation)).HasFieldAsync(city, field, cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CallPart>> PartitionAsync(string city, PlanRequest request, int callsPerPart, CancellationToken cancellation = default) =>
        await (await FindAsync(city, cancellation)).PartitionAsync(city, request, callsPerPart, cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<PointTally> ReadPointsAsync(
        string city, PlanRequest request, CallPart part, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var point in (await FindAsync(city, cancellation)).ReadPointsAsync(city, request, part, cancellation))
        {
            yield return point;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<DatedTally>> ReadDatedAsync(
        string city, PlanRequest request, CallPart part, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var batch in (await FindAsync(city, cancellation)).ReadDatedAsync(city, request, part, cancellation))
        {
            yield return batch;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<Call>> ReadCallsAsync(
        string city, PlanRequest request, CallPart part, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var batch in (await FindAsync(city, cancellation)).ReadCallsAsync(city, request, part, cancellation))
        {
            yield return batch;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DayTally>> ReadDaysAsync(string city, CancellationToken cancellation = default) =>
        await (await FindAsync(city, cancellation)).ReadDaysAsync(city, cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ReadNaturesAsync(string city, CancellationToken cancellation = default) =>
        await (await FindAsync(city, cancellation)).ReadNaturesAsync(city, cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StampTally>> ReadStampsAsync(string city, CancellationToken cancellation = default) =>
        await (await FindAsync(city, cancellation)).ReadStampsAsync(city, cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ServiceTally>> ReadServiceAsync(string city, PlanRequest request, CancellationToken cancellation = default) =>
        await (await FindAsync(city, cancellation)).ReadServiceAsync(city, request, cancellation);

    /// <inheritdoc/>
    public async Task<CallSummary> SummariseAsync(string city, PlanRequest request, IndexedMap? map = null, CancellationToken cancellation = default) =>
        await (await FindAsync(city, cancellation)).SummariseAsync(city, request, map, cancellation);

    /// <inheritdoc/>
    public Task<ICallLoad> BeginLoadAsync(string city, ReplacedPeriod? replaces = null, string name = "", CancellationToken cancellation = default) =>
        store.BeginLoadAsync(city, replaces, name, cancellation);

    /// <inheritdoc/>
    public Task<ICallLoad> ContinueLoadAsync(string city, string loadId, ReplacedPeriod? replaces = null, string name = "", CancellationToken cancellation = default) =>
        store.ContinueLoadAsync(city, loadId, replaces, name, cancellation);

    /// <inheritdoc/>
    public Task AbandonLoadAsync(string loadId, CancellationToken cancellation = default) => store.AbandonLoadAsync(loadId, cancellation);

    /// <inheritdoc/>
    public Task<bool> ContainsAsync(string city, string eventNumber, CancellationToken cancellation = default) => store.ContainsAsync(city, eventNumber, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PastLoad>> ListLoadsAsync(string city, CancellationToken cancellation = default) => store.ListLoadsAsync(city, cancellation);

    /// <inheritdoc/>
    public Task<TakenBack?> TakeBackAsync(string city, int number, bool isDryRun = false, CancellationToken cancellation = default) =>
        store.TakeBackAsync(city, number, isDryRun, cancellation);

    /// <inheritdoc/>
    public Task<bool> ForgetAsync(string city, string eventNumber, CancellationToken cancellation = default) => store.ForgetAsync(city, eventNumber, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _turn.Dispose();
        return store.DisposeAsync();
    }

    /// <summary>The city's calls as they are now.</summary>
    private async Task<CallTable> FindAsync(string city, CancellationToken cancellation)
    {
        var version = await store.VersionAsync(city, cancellation);
        await _turn.WaitAsync(cancellation);
        try
        {
            var table = _kept.FirstOrDefault(kept => kept.City == city && kept.Version == version).Table ?? await ReadAsync(city, version, cancellation);
            _kept.RemoveAll(kept => kept.City == city);
            _kept.Insert(0, (city, await table.VersionAsync(city, cancellation), table));
            _kept.RemoveRange(Math.Min(cities, _kept.Count), Math.Max(0, _kept.Count - cities));
            return table;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<CallTable> ReadAsync(string city, string version, CancellationToken cancellation)
    {
        while (true)
        {
            var table = new CallTable(version);
            await foreach (var batch in store.ReadCallsAsync(city, new PlanRequest(), CallPart.Everything, cancellation))
            {
                table.Add([.. batch]);
            }

            // A load that was committed between two pages would leave half of each: those are read again.
            var now = await store.VersionAsync(city, cancellation);
            if (now == version)
            {
                return table;
            }

            version = now;
        }
    }
}
