using System.Globalization;
using SmartBeats.Calls;
using SmartBeats.Geography;

namespace SmartBeats.Response;

/// <summary>A calls file as patrols feel it: each call joined to its area, in memory. 48 bytes a call and its event number.</summary>
/// <param name="Calls">In the order of the file; of rows given twice the last.</param>
/// <param name="Report">How the file was read.</param>
/// <param name="Covered">What time all calls of the file cover, whether they count or not.</param>
public sealed record PatrolCallFile(PatrolCall[] Calls, CallReadReport Report, CallPeriod Covered)
{
    /// <param name="filter">Which calls count.</param>
    /// <exception cref="InputException">The file is refused whole, or none of its calls lies in the map.</exception>
    public static PatrolCallFile Read(string fileName, Stream csv, City city, CityMap map, CallFilter filter, CallReadOptions? options = null, CancellationToken cancellation = default)
    {
        var index = AreaIndex.Build(map);
        var rows = new Dictionary<string, Call>(StringComparer.Ordinal);
        var reader = new CallReader(fileName, city, (options ?? new CallReadOptions()) with { CityBox = map.Box() });
        var report = reader.Read(csv, batch =>
        {
            foreach (ref readonly var call in batch)
            {
                rows[call.EventNumber] = call;
            }
        }, null, cancellation);
        PatrolCall[] counted = [.. rows.Values.Where(call => filter.Matches(call)).Select(call => PatrolCall.Of(call, index.Find(call.Longitude, call.Latitude)))];
        if (counted.Length > 0 && counted.All(call => call.Area < 0))
        {
            throw LieElsewhere(fileName, rows.Values.First(call => filter.Matches(call)), counted.Length, map);
        }

        return new PatrolCallFile(counted, report, CoveredTime.Find(CallPeriod.CountByDay(rows.Values.Select(call => call.LocalSeconds))));
    }

    private static InputException LieElsewhere(string fileName, Call first, int calls, CityMap map)
    {
        var box = map.Box();
        return new InputException(
            fileName,
            string.Create(
                CultureInfo.InvariantCulture,
                $"none of its {calls:N0} calls lies in the map: call {first.EventNumber} is at {first.Longitude:0.###} {first.Latitude:0.###}, and the map spans {box.MinLongitude:0.###} {box.MinLatitude:0.###} to {box.MaxLongitude:0.###} {box.MaxLatitude:0.###}"),
            "Give the calls of the plan's city.");
    }
}
