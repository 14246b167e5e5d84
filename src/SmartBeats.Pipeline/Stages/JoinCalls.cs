using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Cuts the calls under a request into parts that are joined side by side.</summary>
public static class PartitionCalls
{
    /// <summary>About this many calls a part: a few seconds of one function's time.</summary>
    private const int CallsPerPart = 250_000;

    public static async Task<IReadOnlyList<CallPart>> RunAsync(RunFiles files, ICallSource calls, RunTicket ticket, CancellationToken cancellation = default)
    {
        var request = await files.ReadRequestAsync(ticket, cancellation);
        return await calls.PartitionAsync(ticket.City, request, CallsPerPart, cancellation);
    }
}

/// <summary>The spatial join of one part: which area each call lies in.</summary>
/// <remarks>A call on an edge between areas counts once, in the area with the lower index.</remarks>
public static class JoinCalls
{
    public static async Task RunAsync(RunFiles files, ICallSource calls, RunTicket ticket, CallPart part, CancellationToken cancellation = default)
    {
        var request = await files.ReadRequestAsync(ticket, cancellation);
        var map = await files.ReadMapAsync(ticket, cancellation);
        var index = await files.ReadIndexAsync(ticket, cancellation);
        var dated = await DatedCalls.JoinAsync(files, calls, ticket, part, cancellation);
        var sums = new List<AreaSums>();
        if (request is { Workload: WorkloadKind.Calls, WeighPeriods.Count: 0, HalfLifeDays: null, For: null })
        {
            // Each counts 1 on its day: the days add up to what a pass of its own would count.
            var counted = dated.Loads.SumByArea(map.Areas.Count);
            sums.Add(new AreaSums(counted, counted, dated.Outside, WithoutMinutes: 0));
        }

        foreach (var criterion in RequestCriterion.Of(request).Skip(sums.Count))
        {
            // Calls are counted in any case: only another weighing needs another pass.
            sums.Add(criterion.Kind == WorkloadKind.Calls && sums.Count > 0
                ? sums[0] with { Weight = sums[0].Calls }
                : await AreaSums.ReadAsync(calls, ticket.City, request with { Workload = criterion.Kind }, part, index, map.Areas.Count, cancellation));
        }

        var first = sums[0];
        int[] touched = [.. Enumerable.Range(0, first.Calls.Length).Where(area => first.Calls[area] > 0)];
        var joined = new JoinedCalls(touched, At(first.Calls), At(first.Weight), first.Outside, sums.Max(sum => sum.WithoutMinutes))
        {
            Others = sums.Count == 1 ? null : [.. sums.Skip(1).Select(sum => At(sum.Weight))],
        };
        await files.WritePartAsync(ticket, part.Number, joined, cancellation);

        long[] At(long[] values) => [.. touched.Select(area => values[area])];
    }
}
