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
    /// <exception cref="InputException">The file is refused whole.</exception>
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
        return new PatrolCallFile(counted, report, CoveredTime.Find(CallPeriod.CountByDay(rows.Values.Select(call => call.LocalSeconds))));
    }
}
