using System.Text;
using SmartBeats.Calls;
using SmartBeats.Calls.Mapping;
using SmartBeats.Cli.CallFiles;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Workspaces;

namespace SmartBeats.Cli.Verbs;

/// <summary>Takes one city's files into a workspace, and says what became of each.</summary>
internal sealed class FileIntake(Workspace workspace, City city, DirectoryInfo folder, Screen screen)
{
    private const int ReasonsListed = 5;

    /// <exception cref="InputException">The file is no usable map; the one before stays.</exception>
    public async Task LoadMapAsync(FileInfo file, CityMapOptions options, CancellationToken cancellation)
    {
        var map = await screen.WhileAsync($"reading {file.Name}", async () =>
        {
            await using var content = file.OpenRead();
            return CityMapReader.Read(file.Name, content, options);
        });
        var before = await workspace.LoadMapAsync(city, file.Name, map, cancellation);
        var report = MapLoadReport.Of(file.Name, map, before);
        await workspace.Files.PutAsync(Keys.Report.For(city.Id, KeptReports.FolderOf(file.Name), KeptReports.ReportName), report.ToJson(), cancellation);
        screen.Result($"{file.Name}: map of {map.Areas.Count:N0} areas, ids from {map.IdField ?? "row numbers"}{(before?.Version == map.Version ? "; it is the map the city has" : "")}");
        foreach (var note in map.Notes)
        {
            screen.Say($"- {note}");
        }

        if (report.Match is { } match)
        {
            foreach (var sentence in match.Sentences())
            {
                screen.Result($"{file.Name}: {sentence}");
            }

            screen.Result($"{file.Name}: plans stay with the map they were made on; ask again to have them made on this one.");
        }

        screen.Result($"{city.Name}: map version {map.Version}");
    }

    /// <exception cref="InputException">The file is refused whole; nothing of it was loaded.</exception>
    public async Task LoadCallsAsync(GivenCalls file, Func<CityBox?, MappingBook, CallReadOptions> readOptions, ReplacedPeriod? replaces, CancellationToken cancellation)
    {
        var box = (await workspace.CurrentMapAsync(city.Id, cancellation))?.Box();
        var reader = new CallReader(file.Name, city, readOptions(box, await workspace.ReadMappingsAsync(city.Id, cancellation)));
        var upload = KeptReports.FolderOf(file.Name);
        var rejectedKey = Keys.Report.For(city.Id, upload, KeptReports.RejectedName);
        await using var rejected = await RejectedFile.BeginAsync(workspace.Files, rejectedKey, cancellation);
        try
        {
            var counts = await screen.WhileAsync(
                $"reading {file.Name}", () => IngestCalls.RunAsync(workspace.Calls, city.Id, reader, file.Sources, rejected.Writer, replaces, cancellation: cancellation));
            // What was settled once, by a flag or beside the file, is not asked again.
            await workspace.KeepMappingsAsync(city.Id, [.. reader.Files.Select(read => read.Mapping).OfType<CallMapping>()], cancellation);
            var report = reader.Report!;
            screen.Result($"{file.Name}: {report.Rows:N0} rows: {counts.Inserted:N0} inserted, {counts.Updated:N0} updated, {counts.Unchanged:N0} unchanged, {report.Rejected:N0} rejected{(report.Duplicates > 0 ? $", {report.Duplicates:N0} given twice (the last counts)" : "")}{(report.WithoutPlace > 0 ? $", {report.WithoutPlace:N0} without a place" : "")}");
            if (replaces is not null)
            {
                screen.Result($"{file.Name}: replaces {replaces}: {counts.Removed:N0} calls that it no longer holds{(report.Rejected > 0 ? ", or only in rejected rows," : "")} were removed");
            }

            foreach (var note in report.Notes)
            {
                screen.Say($"{file.Name}: {note}");
            }

            screen.Result($"{city.Name}: calls version {counts.Version}");
        }
        finally
        {
            if (reader.Report is { } report)
            {
                await workspace.Files.PutAsync(Keys.Report.For(city.Id, upload, KeptReports.ReportName), Encoding.UTF8.GetBytes(report.ToJson()), CancellationToken.None);
                foreach (var reason in report.RejectedByReason.Take(ReasonsListed))
                {
                    Screen.Warn($"{file.Name}:{reason.FirstLine}: {reason.Reason}{(reason.Rows > 1 ? $" (the first of {reason.Rows:N0} such rows)" : "")}");
                }
            }

            if (await rejected.CompleteAsync(reader.Report, removesOlder: true, CancellationToken.None))
            {
                Screen.Warn($"{file.Name}: the rejected rows are in {Path.Combine(folder.ToString(), rejectedKey)}; correct them at the source and load the file again.");
            }
        }
    }

    /// <summary>What to do after the last file.</summary>
    public async Task SayNextAsync(int refused, CancellationToken cancellation)
    {
        if (refused > 0)
        {
            screen.Say($"{refused} of the files {(refused == 1 ? "was" : "were")} not loaded. Correct {(refused == 1 ? "it" : "them")} as said above and run ingest again; what was loaded stays.");
            return;
        }

        var which = workspace.Cities().Count > 1 ? $" --city {city.Id}" : "";
        var hasMap = await workspace.CurrentMapAsync(city.Id, cancellation) is not null;
        var hasCalls = await workspace.Calls.VersionAsync(city.Id, cancellation) != new CallSetVersion().ToString();
        screen.Say((hasMap, hasCalls) switch
        {
            (false, _) => $"Next: the city's map, e.g. smartbeats ingest city.zip --workspace {folder}{which}",
            (_, false) => $"Next: the city's calls, e.g. smartbeats ingest calls.csv --workspace {folder}{which}",
            _ => $"Next: smartbeats design --workspace {folder}{which} --beats 12 -o beats",
        });
    }
}
