using System.CommandLine;
using SmartBeats.Calls;
using SmartBeats.Cli.CallFiles;
using SmartBeats.Demand;
using SmartBeats.Geography;
using SmartBeats.Publishing;
using SmartBeats.Response;
using SmartBeats.Response.Measured;

namespace SmartBeats.Cli.Verbs;

/// <summary>Calls that a plan is watched on, as one load of files has them.</summary>
/// <param name="Name">As messages name the load.</param>
/// <param name="Days">All calls by day, whatever the plan counts.</param>
/// <param name="Counted">What the plan counts, by its areas, of any day.</param>
/// <param name="Measured">The same calls as far as their stamps tell how they were answered.</param>
internal sealed record WatchedCalls(string Name, IReadOnlyList<DayTally> Days, DatedLoads Counted, IReadOnlyList<MeasuredCall> Measured)
{
    /// <summary>Reads them; rows that cannot be used and dates far from all others are warned of.</summary>
    /// <param name="given">The files.</param>
    /// <param name="options">How they are read.</param>
    /// <param name="map">The plan's.</param>
    public static WatchedCalls Read(
        IReadOnlyList<FileInfo> given, CallFileOptions options, ParseResult parsed, PlanFile plan, CityMap map,
        CancellationToken cancellation)
    {
        var file = GivenCalls.Find(given);
        var filter = new CallFilter(PlanWatch.CountAnyTime(plan.Plan));
        var index = AreaIndex.Build(map);
        List<(int Day, long Load, MeasuredCall Answer)> rows = [];
        var events = new EventNumberSet();
        var report = new CallReader(file.Name, plan.Plan.City, options.Read(parsed, file.Files, map)).Read(file.Sources, events, batch =>
        {
            foreach (ref readonly var call in batch)
            {
                var area = filter.Matches(call) ? index.Find(call.Longitude, call.Latitude) : -1;
                var row = (DayRange.ToDay(call.LocalSeconds), area < 0 ? 0 : filter.WeightOf(call), MeasuredCall.FromCall(call, area));
                var before = events.FindOrAdd(call.EventNumber, rows.Count);
                if (before < 0)
                {
                    rows.Add(row);
                }
                else
                {
                    rows[before] = row;
                }
            }
        }, null, cancellation);
        if (report.Rejected > 0)
        {
            Screen.Warn($"{file.Name}: {report.Rejected:N0} of {report.Rows:N0} rows cannot be used and are left aside; inspect says why.");
        }

        List<DayTally> days = [.. rows.CountBy(row => row.Day).OrderBy(day => day.Key).Select(day => new DayTally(day.Key, day.Value))];
        foreach (var note in days.Count > 0 ? CoveredTime.Find(days).Notes : [])
        {
            Screen.Warn($"{file.Name}: {note}");
        }

        var counted = rows.Where(row => row.Answer.Area >= 0).ToList();
        return new WatchedCalls(
            file.Name, days,
            new DatedLoads(
                [.. counted.Select(row => row.Answer.Area)], [.. counted.Select(row => row.Day)], [.. counted.Select(row => row.Load)]),
            [.. counted.Select(row => row.Answer).Where(answer => answer.Response is not null)]);
    }
}
