using System.Globalization;
using System.Text;
using SmartBeats.Calls;
using SmartBeats.Lambda.Notices;
using SmartBeats.Pipeline.Intake;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Lambda.Uploads;

/// <summary>What a city's people are told about an upload: counts, line numbers and reasons; never what a row holds.</summary>
internal static class UploadNotices
{
    private const int MostReasons = 20;

    /// <summary>What came of an upload.</summary>
    /// <param name="resumed">Uploads that go on because this one brought their mapping.</param>
    public static async Task<Notice> ComposeAsync(Cloud cloud, City city, Upload upload, UploadRecord record, int resumed)
    {
        if (record.Status == UploadStatus.Refused)
        {
            return Refused(city.Name, record);
        }

        if (record.Map is { } map)
        {
            return Loaded(city, record, map);
        }

        if (record.Context is { } layer)
        {
            return Loaded(city, record, layer);
        }

        if (record.SignalLayer is { } signal)
        {
            return Loaded(city, record, signal);
        }

        if (record.Confirms is { } confirmed)
        {
            return MappingNotices.Confirm(city, record, confirmed.Count, resumed);
        }

        var (url, lastDay) = await NoticeLinks.CreateAsync(cloud, city.Id, Keys.Report.Begin(city.Id, upload.Id), "report.json");
        return Loaded(city, record, record.Report!, record.Calls!, url, lastDay);
    }

    private static Notice Loaded(City city, UploadRecord record, CallReadReport report, CallsChange counts, string reportUrl, string lastDay)
    {
        var text = new StringBuilder();
        var isDry = record.Status == UploadStatus.Checked;
        Line(text, $"The calls in {report.FileName} {(isDry ? "were only checked" : "were loaded")} for {city.Name}.\n");
        FormattableString changed = $"{counts.Inserted:N0} calls new, {counts.Updated:N0} changed, {counts.Unchanged:N0} as they were";
        Line(text, $"{report.Rows:N0} rows read: {Print(changed)}, {report.Rejected:N0} rows rejected{DescribeUnplaced(report)}.");
        if (report.First is not null)
        {
            Line(text, $"They are from {report.First.Replace('T', ' ')} to {report.Last!.Replace('T', ' ')}, local time.");
        }

        if (record.Replaces is { Length: > 0 } period)
        {
            var replaces = ReplacedPeriod.Parse("replaces", period);
            var (lost, were) = (report.Rejected > 0 ? ", or only in rejected rows," : "", isDry ? "would be" : "were");
            Line(text, $"It replaces {replaces}: {counts.Removed:N0} calls that it no longer holds{lost} {were} removed.");
        }

        AddRejected(text, report, record.RejectedKey);
        foreach (var note in report.Notes)
        {
            Line(text, $"\nNote: {note}");
        }

        Line(text, $"\nThe report: {reportUrl}\nThe link opens for whoever has it, until {lastDay} (UTC).");
        return Notice.Of($"SmartBeats: {report.FileName} was {(isDry ? "checked" : "loaded")} for {city.Name}", text.ToString());
    }

    private static string DescribeUnplaced(CallReadReport report) =>
        report.WithoutPlace > 0 ? string.Create(CultureInfo.InvariantCulture, $", {report.WithoutPlace:N0} without a place") : "";

    private static Notice Loaded(City city, UploadRecord record, MapSummary map)
    {
        var text = new StringBuilder();
        var isDry = record.Status == UploadStatus.Checked;
        Line(text, $"The map in {record.FileName} {(isDry ? "could be" : "is now")} the map of {city.Name}: {map.Areas:N0} areas.");
        Line(text, $"\nAreas are {(map.IdField is { } field ? $"named by the field {field}" : "numbered by their place in the file")}.");
        foreach (var note in map.Notes.Take(MostReasons))
        {
            Line(text, $"- {note}");
        }

        Line(text, $"\nPlans made before stay with the map they were made on.");
        return Notice.Of($"SmartBeats: {record.FileName} {(isDry ? "was checked for" : "is the new map of")} {city.Name}", text.ToString());
    }

    private static Notice Loaded(City city, UploadRecord record, ContextSummary layer)
    {
        var text = new StringBuilder();
        var isDry = record.Status == UploadStatus.Checked;
        Line(text, $"The {layer.Shows} in {record.FileName} {(isDry ? "could be" : "are now")} drawn under the beats of {city.Name}: {layer.Features:N0}, {layer.Named:N0} of them with a name.");
        Line(text, $"They change no figure. The page shows them at once, map.html with the next plan.\n");
        foreach (var note in layer.Notes.Take(MostReasons))
        {
            Line(text, $"- {note}");
        }

        return Notice.Of($"SmartBeats: {record.FileName} was {(isDry ? "checked" : "loaded")} for {city.Name}", text.ToString());
    }

    private static Notice Loaded(City city, UploadRecord record, SignalSummary signal)
    {
        var text = new StringBuilder();
        var isDry = record.Status == UploadStatus.Checked;
        Line(text, $"{record.FileName} {(isDry ? "could be" : "is now")} the signal {signal.Name} of {city.Name}: {signal.Features:N0} shapes.");
        Line(text, $"It changes no plan by itself. A request gives it a share of the workload, such as \"weigh\": {{\"{signal.Name}\": 0.2}}.\n");
        foreach (var note in signal.Notes.Take(MostReasons))
        {
            Line(text, $"- {note}");
        }

        return Notice.Of($"SmartBeats: {record.FileName} was {(isDry ? "checked" : "loaded")} for {city.Name}", text.ToString());
    }

    private static Notice Refused(string cityName, UploadRecord record)
    {
        var text = new StringBuilder();
        Line(text, $"{record.FileName} was not loaded for {cityName}. What was loaded before still counts.\n");
        Line(text, $"{record.Message}. {record.Remedy}");
        if (record.Report is { } report)
        {
            AddRejected(text, report, record.RejectedKey);
        }

        return Notice.Of($"SmartBeats: {record.FileName} was refused for {cityName}", text.ToString());
    }

    /// <summary>A file that is in nobody's folder.</summary>
    public static Notice Misplaced(Upload upload)
    {
        var place = upload.Place;
        var why = place switch
        {
            { Kind: UploadPlaceKind.Misplaced, City: null } => "it lies in no city's folder",
            { Kind: UploadPlaceKind.Misplaced } => "it lies in a folder below the city's",
            _ => $"there is no city \"{Printable(place.City!)}\"",
        };
        return Notice.Of($"SmartBeats: {Printable(place.FileName)} was not loaded", $"""
            {Printable(upload.Key)} was not loaded: {why}.

            Put files directly into the folder of their city, such as incoming/glendale/calls.csv. Cities are set up by the operators.

            """.ReplaceLineEndings("\n"));
    }

    private static void AddRejected(StringBuilder text, CallReadReport report, string? rejectedKey)
    {
        if (report.RejectedByReason.Count == 0)
        {
            return;
        }

        Line(text, $"\nRejected rows, by reason:");
        foreach (var reason in report.RejectedByReason.Take(MostReasons))
        {
            Line(text, $"- {reason.Reason}: {reason.Rows:N0}, the first on line {reason.FirstLine}");
        }

        if (rejectedKey is not null)
        {
            Line(text, $"The rows themselves are in {rejectedKey} in the bucket; they hold addresses, so no link is sent.");
        }
    }

    /// <summary>A name somebody made up, safe to repeat: no control characters, at most 120 long.</summary>
    private static string Printable(string name)
    {
        var plain = string.Concat(name.Select(c => char.IsControl(c) ? '?' : c));
        return plain.Length <= 120 ? plain : plain[..120] + "…";
    }

    internal static void Line(StringBuilder text, FormattableString line) => text.Append(Print(line)).Append('\n');

    private static string Print(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
