using SmartBeats.Calls;
using SmartBeats.Geography;
using SmartBeats.Response;

namespace SmartBeats.Tests.Staffing;

/// <summary>A year of real calls, joined to a map.</summary>
internal static class Seattle
{
    public static (long[] Calls, PatrolCall[] Patrol) Calls(CityMap map)
    {
        var index = AreaIndex.Build(map);
        var counts = new long[map.Areas.Count];
        var patrol = new List<PatrolCall>();
        var reader = new CallReader("calls.csv", new City("seattle", "Seattle", "America/Los_Angeles"), new CallReadOptions { CityBox = map.Box() });
        using var stream = File.OpenRead(SharedData.File("cities/seattle/calls.csv"));
        reader.Read(
            stream,
            calls =>
            {
                foreach (var call in calls)
                {
                    var area = index.Find(call.Longitude, call.Latitude);
                    patrol.Add(new PatrolCall(area, call.LocalSeconds, call.Priority, call.ServiceMinuteHundredths / 100.0, call.Units));
                    if (area >= 0)
                    {
                        counts[area]++;
                    }
                }
            },
            null,
            default);
        return (counts, [.. patrol]);
    }
}
