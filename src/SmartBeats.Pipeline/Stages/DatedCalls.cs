using SmartBeats.Demand;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Stages;

/// <summary>When the calls under a request came, area by area: what a plan's later spread is foretold from.</summary>
internal static class DatedCalls
{
    /// <summary>Joins one part of the calls to the map, by area and day, and keeps it for the run.</summary>
    /// <returns>What was joined, and the weight of what lies in no area.</returns>
    public static async Task<(DatedLoads Loads, long Outside)> JoinAsync(RunFiles files, ICallSource calls, RunTicket ticket, CallPart part, CancellationToken cancellation)
    {
        // All that pass the other filters, each counting alike: weights by period come in where the forecast is made.
        var request = (await files.ReadRequestAsync(ticket, cancellation)) with { WeighPeriods = [], HalfLifeDays = null, For = null };
        var index = await files.ReadIndexAsync(ticket, cancellation);
        var joined = await ReadAsync(calls, ticket.City, request, part, index, cancellation);
        await files.WriteDatedAsync(ticket, part.Number, joined.Loads, cancellation);
        return joined;
    }

    /// <summary>What calls weigh by area and day, and all together outside the map.</summary>
    public static async Task<(DatedLoads Loads, long Outside)> ReadAsync(
        ICallSource calls, string city, PlanRequest request, CallPart part, AreaIndex index, CancellationToken cancellation)
    {
        List<long> places = [];
        List<long> weights = [];
        var outside = 0L;
        await foreach (var batch in calls.ReadDatedAsync(city, request, part, cancellation))
        {
            outside += Place(batch, index, places, weights);
        }

        return (AddUp([.. places], [.. weights]), outside);
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

    /// <summary>Adds a batch's places, area and day in one number, and what is there.</summary>
    /// <returns>The weight of what lies in no area.</returns>
    private static long Place(IReadOnlyList<DatedTally> batch, AreaIndex index, List<long> places, List<long> weights)
    {
        var outside = 0L;
        foreach (var tally in batch)
        {
            if (index.Find(tally.Longitude, tally.Latitude) is >= 0 and var area)
            {
                places.Add(((long)area << 32) + tally.Day);
                weights.Add(tally.Weight);
            }
            else
            {
                outside += tally.Weight;
            }
        }

        return outside;
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
