using SmartBeats.Demand;
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
        var criteria = RequestCriterion.Of(request);
        // All that pass the other filters, each counting alike: weights by period come in here for the workload, and again where the forecast is made.
        var unweighed = request with { WeighPeriods = [], HalfLifeDays = null, For = null };
        var periods = PeriodWeights.FromRequest(request);
        var places = new PlaceCounter(request.Workload);
        var dispositions = new DispositionCounter();
        var dated = await DatedSums.ReadAsync(calls, ticket.City, unweighed, criteria.Select(criterion => criterion.Kind), part, index, map.Areas.Count, cancellation, CountAll);
        if (!places.IsExact && places.BeginAgain())
        {
            await foreach (var batch in calls.ReadDatedAsync(ticket.City, unweighed, part, cancellation))
            {
                batch.ToList().ForEach(tally => Count(tally, index.Find(tally.Longitude, tally.Latitude)));
            }
        }

        await files.WriteDatedAsync(ticket, part.Number, dated.ToLoads(request.Workload), cancellation);
        var sums = criteria.Select(criterion => dated.SumByArea(criterion.Kind, periods)).ToList();
        var first = sums[0];
        int[] touched = [.. Enumerable.Range(0, first.Calls.Length).Where(area => first.Calls[area] > 0)];
        var joined = new JoinedCalls(touched, At(first.Calls), At(first.Weight), first.Outside, first.WithoutMinutes)
        {
            BegunByOfficers = first.BegunByOfficers,
            Places = [.. places.ToList()],
            OfficeCalls = places.OfficeCalls,
            Dispositions = dispositions.ToRows(),
            Others = sums.Count == 1 ? null : [.. sums.Skip(1).Select(sum => At(sum.Weight))],
        };
        await files.WritePartAsync(ticket, part.Number, joined, cancellation);

        void CountAll(DatedTally tally, int area)
        {
            Count(tally, area);
            if (area >= 0 && UnitsOf(tally) > 0)
            {
                dispositions.Add(tally.Disposition, area, (int)tally.Calls);
            }
        }

        void Count(DatedTally tally, int area) => places.Add(tally, area, UnitsOf(tally));

        long UnitsOf(DatedTally tally) => periods.Count == 0 ? 1 : PeriodWeights.FindUnits(periods, tally.Day);

        long[] At(long[] values) => [.. touched.Select(area => values[area])];
    }
}
