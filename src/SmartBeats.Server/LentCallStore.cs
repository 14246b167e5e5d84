using SmartBeats.Calls;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;
using SmartBeats.Response;
using SmartBeats.Response.Measured;

namespace SmartBeats.Server;

/// <summary>The calls for one caller: read from what all share in memory, written through a connection of its own, so that a load holds nobody up.</summary>
/// <param name="shared">For several callers at a time; outlives this.</param>
/// <param name="open">Opens a connection, where something is written.</param>
internal sealed class LentCallStore(ICallStore shared, Func<ICallStore> open) : ICallStore
{
    private readonly Lazy<ICallStore> _own = new(open);

    public Task<string> VersionAsync(string city, CancellationToken cancellation = default) => shared.VersionAsync(city, cancellation);

    public Task<bool> HasFieldAsync(string city, CallField field, CancellationToken cancellation = default) => shared.HasFieldAsync(city, field, cancellation);

    public Task<IReadOnlyList<CallPart>> PartitionAsync(string city, PlanRequest request, int callsPerPart, CancellationToken cancellation = default) =>
        shared.PartitionAsync(city, request, callsPerPart, cancellation);

    public IAsyncEnumerable<PointTally> ReadPointsAsync(string city, PlanRequest request, CallPart part, CancellationToken cancellation = default) =>
        shared.ReadPointsAsync(city, request, part, cancellation);

    public IAsyncEnumerable<IReadOnlyList<DatedTally>> ReadDatedAsync(string city, PlanRequest request, CallPart part, CancellationToken cancellation = default) =>
        shared.ReadDatedAsync(city, request, part, cancellation);

    public IAsyncEnumerable<IReadOnlyList<Call>> ReadCallsAsync(string city, PlanRequest request, CallPart part, CancellationToken cancellation = default) =>
        shared.ReadCallsAsync(city, request, part, cancellation);

    public Task<IReadOnlyList<DayTally>> ReadDaysAsync(string city, CancellationToken cancellation = default) => shared.ReadDaysAsync(city, cancellation);

    public Task<IReadOnlyList<string>> ReadNaturesAsync(string city, CancellationToken cancellation = default) => shared.ReadNaturesAsync(city, cancellation);

    public Task<IReadOnlyList<StampTally>> ReadStampsAsync(string city, CancellationToken cancellation = default) => shared.ReadStampsAsync(city, cancellation);

    public Task<IReadOnlyList<ServiceTally>> ReadServiceAsync(string city, PlanRequest request, CancellationToken cancellation = default) =>
        shared.ReadServiceAsync(city, request, cancellation);

    public Task<CallSummary> SummariseAsync(string city, PlanRequest request, IndexedMap? map = null, CancellationToken cancellation = default) =>
        shared.SummariseAsync(city, request, map, cancellation);

    public Task<bool> ContainsAsync(string city, string eventNumber, CancellationToken cancellation = default) =>
        _own.Value.ContainsAsync(city, eventNumber, cancellation);

    public Task<ICallLoad> BeginLoadAsync(string city, ReplacedPeriod? replaces = null, string name = "", CancellationToken cancellation = default) =>
        _own.Value.BeginLoadAsync(city, replaces, name, cancellation);

    public Task<ICallLoad> ContinueLoadAsync(string city, string loadId, ReplacedPeriod? replaces = null, string name = "", CancellationToken cancellation = default) =>
        _own.Value.ContinueLoadAsync(city, loadId, replaces, name, cancellation);

    public Task AbandonLoadAsync(string loadId, CancellationToken cancellation = default) => _own.Value.AbandonLoadAsync(loadId, cancellation);

    public Task<IReadOnlyList<PastLoad>> ListLoadsAsync(string city, CancellationToken cancellation = default) => _own.Value.ListLoadsAsync(city, cancellation);

    public Task<TakenBack?> TakeBackAsync(string city, int number, bool isDryRun = false, CancellationToken cancellation = default) =>
        _own.Value.TakeBackAsync(city, number, isDryRun, cancellation);

    public Task<bool> ForgetAsync(string city, string eventNumber, CancellationToken cancellation = default) => _own.Value.ForgetAsync(city, eventNumber, cancellation);

    public ValueTask DisposeAsync() => _own.IsValueCreated ? _own.Value.DisposeAsync() : ValueTask.CompletedTask;
}
