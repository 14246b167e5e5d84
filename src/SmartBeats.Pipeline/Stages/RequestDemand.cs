using NodaTime;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;
using SmartBeats.Response;

namespace SmartBeats.Pipeline.Stages;

/// <summary>The demand of the calls under a request, from counts: no call leaves its store.</summary>
internal static class RequestDemand
{
    private const int PointsPerPage = 8_000;
    private const long SecondsPerDay = 86_400;

    public static async Task<DemandSlice> ReadAsync(
        ICallStore calls, string city, PlanRequest request, CityMap map, ServiceDefaults defaults, CancellationToken cancellation)
    {
        var service = await calls.ReadServiceAsync(city, request, cancellation);
        var index = AreaIndex.Build(map);
        var counts = new SortedDictionary<int, long[]>();
        var outside = 0L;
        foreach (var priority in service.Select(tally => tally.Priority).Distinct())
        {
            var count = new long[map.Areas.Count];
            await foreach (var point in PointsAsync(calls, city, request with { Priorities = [priority], Workload = WorkloadKind.Calls }, cancellation))
            {
                var area = index.Find(point.Longitude, point.Latitude);
                outside += area < 0 ? point.Calls : 0;
                count[Math.Max(area, 0)] += area < 0 ? 0 : point.Calls;
            }

            if (count.Any(some => some > 0))
            {
                counts[priority] = count;
            }
        }

        return Demand.OfCounts(counts, outside, service, Period(request, service), request.Slice(), defaults);
    }

    private static async IAsyncEnumerable<PointTally> PointsAsync(
        ICallStore calls, string city, PlanRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var everything = new CallPart(0, null, null);
        PointTally? last = null;
        IReadOnlyList<PointTally> page;
        do
        {
            page = await calls.ReadPointsAsync(city, request, everything, last, PointsPerPage, cancellation);
            foreach (var point in page)
            {
                yield return point;
            }

            last = page.Count > 0 ? page[^1] : null;
        }
        while (page.Count == PointsPerPage);
    }

    /// <summary>Whole days from the first call to the last, cut to the request's dates.</summary>
    private static CallPeriod Period(PlanRequest request, IReadOnlyList<ServiceTally> service)
    {
        var from = Midnight(service.Min(tally => tally.FirstLocalSeconds));
        var end = Midnight(service.Max(tally => tally.LastLocalSeconds)) + SecondsPerDay;
        from = request.From is { } first ? Math.Max(from, Seconds(first)) : from;
        end = request.To is { } last ? Math.Min(end, Seconds(last) + 1) : end;
        return new CallPeriod([new LocalSpan(from, end)]);
    }

    private static long Midnight(long localSeconds) => localSeconds - (localSeconds % SecondsPerDay + SecondsPerDay) % SecondsPerDay;

    private static long Seconds(LocalDateTime time) => time.InUtc().ToInstant().ToUnixTimeSeconds();
}
