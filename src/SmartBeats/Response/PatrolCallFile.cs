using SmartBeats.Calls;
using SmartBeats.Geography;

namespace SmartBeats.Response;

/// <summary>A calls file as patrols feel it: each call joined to its area, in memory. 48 bytes a call and its event number.</summary>
/// <param name="Calls">In the order of the file; of rows given twice the last.</param>
/// <param name="Report">How the file was read.</param>
public sealed record PatrolCallFile(PatrolCall[] Calls, CallReadReport Report)
{
    /// <param name="filter">Which calls count.</param>
    /// <exception cref="InputException">The file is refused whole.</exception>
    public static PatrolCallFile Read(string fileName, Stream csv, City city, CityMap map, CallFilter filter, double maxRejectedShare, CancellationToken cancellation = default)
    {
        var index = AreaIndex.Build(map);
        var rows = new Dictionary<string, Call>(StringComparer.Ordinal);
        var reader = new CallReader(fileName, city, new CallReadOptions { CityBox = map.Box(), MaxRejectedShare = maxRejectedShare });
        var report = reader.Read(csv, batch =>
        {
            foreach (ref readonly var call in batch)
            {
                rows[call.EventNumber] = call;
            }
        }, null, cancellation);
        return new PatrolCallFile([.. rows.Values.Where(call => filter.Matches(call)).Select(call => PatrolCall.Of(call, index.Find(call.Longitude, call.Latitude)))], report);
    }
}
