using SmartBeats.Demand;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Stages;

/// <summary>When the calls under a request came, area by area: what a plan's later spread is foretold from.</summary>
internal static class DatedCalls
{
    /// <summary>Joins one part of the calls to the map, by area and day.</summary>
    public static async Task JoinAsync(RunFiles files, ICallSource calls, RunTicket ticket, CallPart part, CancellationToken cancellation)
    {
        var request = await files.ReadRequestAsync(ticket, cancellation);
        var index = await files.ReadIndexAsync(ticket, cancellation);
        List<long> places = [];
        List<long> weights = [];
        await foreach (var tally in calls.ReadDatedAsync(ticket.City, request, part, cancellation))
        {
            if (index.Find(tally.Longitude, tally.Latitude) is >= 0 and var area)
            {
                places.Add(((long)area << 32) + tally.Day);
                weights.Add(tally.Weight);
            }
        }

        await files.PutAsync(Keys.PartDays(ticket, part.Number), AddUp([.. places], [.. weights]), cancellation);
    }

    /// <summary>All parts together; null for a run that began before they were kept.</summary>
    public static async Task<DatedLoads?> FindAsync(RunFiles files, RunTicket ticket, CancellationToken cancellation)
    {
        List<DatedLoads> parts = [];
        while (await files.FindDatedAsync(ticket, parts.Count, cancellation) is { } part)
        {
            parts.Add(part);
        }

        return parts.Count == 0 ? null : new DatedLoads(
            [.. parts.SelectMany(part => part.Areas)], [.. parts.SelectMany(part => part.Days)], [.. parts.SelectMany(part => part.Loads)]);
    }

    /// <summary>Sorted by area and day, each pair once: the same bytes in whatever order a store gave its rows.</summary>
    private static DatedLoads AddUp(long[] places, long[] weights)
    {
        Array.Sort(places, weights);
        var (areas, days, loads) = (new int[places.Length], new int[places.Length], new long[places.Length]);
        var count = 0;
        for (var row = 0; row < places.Length; row++)
        {
            if (row == 0 || places[row] != places[row - 1])
            {
                // A day before 1970 borrows from the area's half of the key.
                var day = (int)(places[row] & uint.MaxValue);
                (areas[count], days[count]) = ((int)((places[row] - day) >> 32), day);
                count++;
            }

            loads[count - 1] += weights[row];
        }

        return new DatedLoads(areas[..count], days[..count], loads[..count]);
    }
}
