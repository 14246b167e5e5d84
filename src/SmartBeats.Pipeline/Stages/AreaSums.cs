using SmartBeats.Geography;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Calls added up by area: which one each call lies in.</summary>
/// <param name="Calls">By area index.</param>
/// <param name="Weight">In the request's workload, by area index.</param>
/// <param name="Outside">Calls in no area.</param>
/// <param name="WithoutMinutes">Calls counted that have no service minutes.</param>
internal sealed record AreaSums(long[] Calls, long[] Weight, long Outside, long WithoutMinutes)
{
    /// <summary>Calls counted that officers began; 0 where the source does not count them.</summary>
    public long BegunByOfficers { get; init; }

    /// <remarks>A call on an edge between areas counts once, in the area with the lower index.</remarks>
    public static async Task<AreaSums> ReadAsync(
        ICallSource calls, string city, PlanRequest request, CallPart part, AreaIndex index, int areas, CancellationToken cancellation)
    {
        var callsIn = new long[areas];
        var weightIn = new long[areas];
        long outside = 0, withoutMinutes = 0;
        await foreach (var point in calls.ReadPointsAsync(city, request, part, cancellation))
        {
            var area = index.Find(point.Longitude, point.Latitude);
            if (area < 0)
            {
                outside += point.Calls;
                continue;
            }

            callsIn[area] += point.Calls;
            weightIn[area] += point.Weight;
            withoutMinutes += point.WithoutMinutes;
        }

        return new AreaSums(callsIn, weightIn, outside, withoutMinutes);
    }
}
