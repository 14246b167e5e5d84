using SmartBeats.Calls;
using SmartBeats.Geography;

namespace SmartBeats.Benchmarks;

/// <summary>Calls per area straight from the file, the last row of an event number counting: what a store does, without one.</summary>
internal sealed record FileTally(long Rows, long[] Calls, long Outside)
{
    public static FileTally Of(CityMap map, FileInfo file, City city)
    {
        var index = AreaIndex.Build(map);
        // One slot more than areas: calls outside.
        var counts = new long[map.Areas.Count + 1];
        var seen = new EventNumberSet();
        using var stream = file.OpenRead();
        var report = new CallReader(file.Name, city, new CallReadOptions { CityBox = map.Box() }).Read(stream, seen, calls =>
        {
            foreach (ref readonly var call in calls)
            {
                var area = index.Find(call.Longitude, call.Latitude);
                var slot = area < 0 ? map.Areas.Count : area;
                counts[slot]++;
                if (seen.Exchange(call.EventNumber, slot) is >= 0 and var before)
                {
                    counts[before]--;
                }
            }
        });
        return new FileTally(report.Rows, counts[..^1], counts[^1]);
    }
}
