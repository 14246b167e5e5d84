using NodaTime;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;
using SmartBeats.Response;

namespace SmartBeats.Pipeline.Stages;

/// <summary>The demand of the calls under a request, from counts: no call leaves its store.</summary>
internal static class RequestDemand
{
    public static async Task<DemandSlice> ReadAsync(
        ICallSource calls, string city, PlanRequest request, AreaIndex index, int areas, ServiceDefaults defaults, CancellationToken cancellation)
    {
        var service = await calls.ReadServiceAsync(city, request, cancellation);
        var period = await FindPeriodAsync(calls, city, request, cancellation);
        var counts = new SortedDictionary<int, long[]>();
        var outside = 0L;
        foreach (var priority in service.Select(tally => tally.Priority).Distinct())
        {
            var count = new long[areas];
            var ofPriority = request with { Priorities = [priority], Workload = WorkloadKind.Calls };
            await foreach (var point in calls.ReadPointsAsync(city, ofPriority, CallPart.Everything, cancellation))
            {
                var area = index.Find(point.Longitude, point.Latitude);
                outside += area < 0 ? point.Calls : 0;
                count[Math.Max(area, 0)] += area < 0 ? 0 : point.Calls;
            }

            if (count.Any(some => some > 0))
            {
                counts[PatrolCall.RankPriority(priority)] = count;
            }
        }

        return PatrolDemand.OfCounts(counts, outside, service, period, request.Slice(), defaults);
    }

    /// <summary>The days that the city's calls cover, cut to the request's dates.</summary>
    public static async Task<CallPeriod> FindPeriodAsync(ICallSource calls, string city, PlanRequest request, CancellationToken cancellation)
    {
        var covered = CoveredTime.Find(await calls.ReadDaysAsync(city, cancellation));
        return covered.Within(request.From is { } first ? Seconds(first) : null, request.To is { } last ? Seconds(last) + 1 : null);
    }

    private static long Seconds(LocalDateTime time) => time.InUtc().ToInstant().ToUnixTimeSeconds();
}
