using SmartBeats.Geography;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Cuts the calls under a request into parts that are joined side by side.</summary>
public static class PartitionCalls
{
    /// <summary>About this many calls a part: a few seconds of one function's time.</summary>
    private const int CallsPerPart = 250_000;

    public static async Task<IReadOnlyList<CallPart>> RunAsync(IObjectStore store, ICallStore calls, RunTicket ticket, CancellationToken cancellation = default)
    {
        var request = await ValidateRequest.LoadAsync(store, ticket, cancellation);
        return await calls.PartitionAsync(ticket.City, request, CallsPerPart, cancellation);
    }
}

/// <summary>The spatial join of one part: which area each call lies in.</summary>
/// <remarks>A call on an edge between areas counts once, in the area with the lower index.</remarks>
public static class JoinCalls
{
    /// <summary>Distinct coordinates a page: some 60 bytes each, far below the 1 MiB an answer may have.</summary>
    private const int PointsPerPage = 8_000;

    public static async Task RunAsync(IObjectStore store, ICallStore calls, RunTicket ticket, CallPart part, CancellationToken cancellation = default)
    {
        var request = await ValidateRequest.LoadAsync(store, ticket, cancellation);
        var map = await IngestMap.LoadAsync(store, ticket.City, ticket.MapVersion, cancellation);
        var index = AreaIndex.Build(map);
        var callsIn = new long[map.Areas.Count];
        var weightIn = new long[map.Areas.Count];
        long outside = 0, withoutMinutes = 0;
        PointTally? last = null;
        IReadOnlyList<PointTally> page;
        do
        {
            page = await calls.ReadPointsAsync(ticket.City, request, part, last, PointsPerPage, cancellation);
            foreach (var point in page)
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

            last = page.Count > 0 ? page[^1] : null;
        }
        while (page.Count == PointsPerPage);

        int[] touched = [.. Enumerable.Range(0, callsIn.Length).Where(area => callsIn[area] > 0)];
        var joined = new JoinedCalls(touched, [.. touched.Select(area => callsIn[area])], [.. touched.Select(area => weightIn[area])], outside, withoutMinutes);
        await store.PutAsync(Keys.Part(ticket, part.Number), joined, cancellation);
    }
}
