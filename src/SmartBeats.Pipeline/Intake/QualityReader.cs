using SmartBeats.Calls;
using SmartBeats.Demand;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;
using SmartBeats.Response;
using SmartBeats.Response.Measured;

namespace SmartBeats.Pipeline.Intake;

/// <summary>Finds out what a city has and lacks, from its map, its calls and the record of its uploads.</summary>
public static class QualityReader
{
    private const int UploadsShown = 10;

    /// <summary>Records that are looked at. More records say nothing new: files are sent again under their names.</summary>
    public const int UploadsRead = 200;

    private const int PlacesShown = 20;

    /// <summary>Reads all calls once: about a second for a million.</summary>
    /// <param name="map">The current one; null while there is none.</param>
    /// <param name="uploads">The latest <see cref="UploadsRead"/>, the latest first.</param>
    public static async Task<CityQuality> ReadAsync(
        IObjectStore store, ICallSource calls, string city, CityMap? map, IReadOnlyList<UploadRecord> uploads, CancellationToken cancellation = default)
    {
        var current = await CityFiles.FindCurrentMapAsync(store, city, cancellation);
        var notes = uploads.FirstOrDefault(
            upload => upload is { Status: UploadStatus.Loaded, Map: { } loaded } && loaded.Version == current?.Version)?.Map!.Notes;
        return new CityQuality(
            current is null ? null : new MapQuality(current.FileName, current.Areas, current.Version, notes ?? []),
            await ReadCallsAsync(calls, city, map, uploads, cancellation),
            [.. uploads.Take(UploadsShown).Select(upload => upload with { Mapping = null, ContentHash = null })]);
    }

    private static async Task<CallQuality> ReadCallsAsync(
        ICallSource calls, string city, CityMap? map, IReadOnlyList<UploadRecord> uploads, CancellationToken cancellation)
    {
        var everything = new PlanRequest { Beats = 1 };
        var version = await calls.VersionAsync(city, cancellation);
        var days = await calls.ReadDaysAsync(city, cancellation);
        var spans = days.Count == 0
            ? []
            : CoveredTime.Find(days).Spans.Select(span => (First: DayRange.ToDay(span.From), Last: DayRange.ToDay(span.End - 1))).ToList();
        var summary = await calls.SummariseAsync(city, everything, cancellation: cancellation);
        var places = await PlaceTally.ReadAsync(calls, city, everything, map, cancellation);
        var files = LatestReports(uploads);
        return new CallQuality(
            summary.Total,
            version,
            spans.Count == 0 ? null : DayRange.PrintDay(spans[0].First),
            spans.Count == 0 ? null : DayRange.PrintDay(spans[^1].Last),
            files.Sum(file => file.WithoutPlace),
            map is null ? null : new OutsideCalls(places.Outside, places.Sample(PlacesShown)),
            [.. spans.Zip(spans.Skip(1), (before, after) => new DayRange(before.Last + 1, after.First - 1))
                .Select(gap => new DayGap(DayRange.PrintDay(gap.First), DayRange.PrintDay(gap.Last), gap.Days))],
            [.. days.Where(day => !spans.Exists(span => span.First <= day.Day && day.Day <= span.Last))
                .Select(day => new StrayDay(DayRange.PrintDay((int)day.Day), day.Calls))],
            days.Count == 0 ? [] : [.. CoveredTime.Find(days).Notes.Concat(PastPeriods.Describe([.. days])).Distinct()],
            [.. files.SelectMany(file => file.RejectedByReason)
                .GroupBy(reason => reason.Reason, StringComparer.Ordinal)
                .Select(reason => new RejectedTally(reason.Key, reason.Sum(rows => rows.Rows)))
                .OrderByDescending(reason => reason.Rows).ThenBy(reason => reason.Reason, StringComparer.Ordinal)],
            ListFields(summary, places.WithoutMinutes))
        {
            Stamps = ListStamps(await calls.ReadStampsAsync(city, cancellation)),
        };
    }

    /// <summary>Of each file that was loaded the latest report, by its name.</summary>
    private static List<CallReadReport> LatestReports(IReadOnlyList<UploadRecord> uploads) =>
        [.. uploads.Where(upload => upload is { Status: UploadStatus.Loaded, Report: not null })
            .DistinctBy(upload => upload.FileName)
            .Select(upload => upload.Report!)];

    private static StampMonth[]? ListStamps(IReadOnlyList<StampTally> days) => days.All(day => day.Dispatched + day.Arrived + day.Cleared == 0) ? null :
    [
        .. days.GroupBy(day => DayRange.PrintDay((int)day.Day)[..7], StringComparer.Ordinal).OrderBy(month => month.Key, StringComparer.Ordinal).Select(month =>
        {
            var calls = month.Sum(day => day.Calls);
            return new StampMonth(
                month.Key, calls, calls - month.Sum(day => day.Dispatched), calls - month.Sum(day => day.Arrived), calls - month.Sum(day => day.Cleared),
                month.Sum(day => day.Implausible));
        }),
    ];

    private static FilledField[] ListFields(CallSummary summary, long withoutMinutes)
    {
        var withoutPriority = summary.Priorities.Where(priority => priority.Value == 0).Sum(priority => priority.Calls);
        var withoutDisposition = summary.Dispositions.Where(disposition => disposition.Value.Length == 0).Sum(disposition => disposition.Calls);
        var withoutNature = summary.Natures.Where(nature => nature.Value.Length == 0).Sum(nature => nature.Calls);
        return
        [
            new("priority", Share(withoutPriority)),
            new("is_incident", Share(summary.Data.Unknown)),
            new("disposition", Share(withoutDisposition)),
            new("service_minutes", Share(withoutMinutes)),
            .. withoutNature < summary.Total ? [new FilledField("nature", Share(withoutNature))] : Array.Empty<FilledField>(),
            .. summary.Sources.Unknown < summary.Total ? [new FilledField("source", Share(summary.Sources.Unknown))] : Array.Empty<FilledField>(),
        ];

        double Share(long missing) => summary.Total == 0 ? 0 : (double)(summary.Total - missing) / summary.Total;
    }
}

/// <summary>Calls held against the map, place by place.</summary>
internal sealed class PlaceTally
{
    /// <summary>Different places outside that are told apart.</summary>
    private const int MostPlaces = 100_000;

    private readonly Dictionary<(double Longitude, double Latitude), long> _places = [];

    public long Outside { get; private set; }

    public long WithoutMinutes { get; private set; }

    public static async Task<PlaceTally> ReadAsync(ICallSource calls, string city, PlanRequest request, CityMap? map, CancellationToken cancellation)
    {
        var tally = new PlaceTally();
        var index = map is null ? null : AreaIndex.Build(map);
        await foreach (var point in calls.ReadPointsAsync(city, request, CallPart.Everything, cancellation))
        {
            tally.WithoutMinutes += point.WithoutMinutes;
            if (index is not null && index.Find(point.Longitude, point.Latitude) < 0)
            {
                tally.AddOutside(point);
            }
        }

        return tally;
    }

    /// <summary>Longitude and latitude of the most frequent places outside.</summary>
    public IReadOnlyList<double[]> Sample(int most) =>
        [.. _places.OrderByDescending(place => place.Value).ThenBy(place => place.Key).Take(most)
            .Select(place => new[] { place.Key.Longitude, place.Key.Latitude })];

    private void AddOutside(PointTally point)
    {
        Outside += point.Calls;
        var place = (Math.Round(point.Longitude, 3), Math.Round(point.Latitude, 3));
        if (_places.Count < MostPlaces || _places.ContainsKey(place))
        {
            _places[place] = _places.GetValueOrDefault(place) + point.Calls;
        }
    }
}
