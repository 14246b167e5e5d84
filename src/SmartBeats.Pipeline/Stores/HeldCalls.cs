using System.Runtime.CompilerServices;
using SmartBeats.Calls;
using SmartBeats.Demand;
using SmartBeats.Requests;
using SmartBeats.Response;
using SmartBeats.Response.Measured;

namespace SmartBeats.Pipeline.Stores;

/// <summary>The calls of one request, read by day once and given again for other days of it: a database is asked once for many plans.</summary>
/// <param name="source">Answers everything else.</param>
/// <param name="held">All calls that the request counts, by coordinate and day.</param>
internal sealed class HeldCalls(ICallSource source, IReadOnlyList<IReadOnlyList<DatedTally>> held) : ICallSource
{
    /// <summary>Reads the calls of a request.</summary>
    /// <param name="request">Its days are all that are ever asked for; its other filters those of every plan.</param>
    public static async Task<HeldCalls> ReadAsync(ICallSource source, string city, PlanRequest request, CancellationToken cancellation)
    {
        var held = new List<IReadOnlyList<DatedTally>>();
        await foreach (var batch in source.ReadDatedAsync(city, request, CallPart.Everything, cancellation))
        {
            held.Add([.. batch]);
        }

        return new HeldCalls(source, held);
    }

    /// <summary>The calls of the request's days, which begin and end at midnight.</summary>
    public async IAsyncEnumerable<IReadOnlyList<DatedTally>> ReadDatedAsync(
        string city, PlanRequest request, CallPart part, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var days = new DayRange(
            request.From is { } from ? DayRange.ToDay(from.Date) : int.MinValue / 2,
            request.To is { } to ? DayRange.ToDay(to.Date) : int.MaxValue / 2);
        foreach (var batch in held)
        {
            cancellation.ThrowIfCancellationRequested();
            await Task.CompletedTask;
            yield return [.. batch.Where(tally => days.Contains(tally.Day))];
        }
    }

    public Task<IReadOnlyList<CallPart>> PartitionAsync(string city, PlanRequest request, int callsPerPart, CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<CallPart>>([CallPart.Everything]);

    public Task<string> VersionAsync(string city, CancellationToken cancellation = default) => source.VersionAsync(city, cancellation);

    public Task<bool> HasFieldAsync(string city, CallField field, CancellationToken cancellation = default) => source.HasFieldAsync(city, field, cancellation);

    public IAsyncEnumerable<PointTally> ReadPointsAsync(string city, PlanRequest request, CallPart part, CancellationToken cancellation = default) =>
        source.ReadPointsAsync(city, request, part, cancellation);

    public Task<IReadOnlyList<DayTally>> ReadDaysAsync(string city, CancellationToken cancellation = default) => source.ReadDaysAsync(city, cancellation);

    public Task<IReadOnlyList<string>> ReadNaturesAsync(string city, CancellationToken cancellation = default) => source.ReadNaturesAsync(city, cancellation);

    public Task<IReadOnlyList<StampTally>> ReadStampsAsync(string city, CancellationToken cancellation = default) => source.ReadStampsAsync(city, cancellation);

    public Task<IReadOnlyList<ServiceTally>> ReadServiceAsync(string city, PlanRequest request, CancellationToken cancellation = default) =>
        source.ReadServiceAsync(city, request, cancellation);

    public IAsyncEnumerable<IReadOnlyList<Call>> ReadCallsAsync(string city, PlanRequest request, CallPart part, CancellationToken cancellation = default) =>
        source.ReadCallsAsync(city, request, part, cancellation);

    public Task<CallSummary> SummariseAsync(string city, PlanRequest request, IndexedMap? map = null, CancellationToken cancellation = default) =>
        source.SummariseAsync(city, request, map, cancellation);
}
