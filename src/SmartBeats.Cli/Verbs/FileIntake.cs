using System.Text.Json.Nodes;
using SmartBeats.Calls;
using SmartBeats.Calls.Mapping;
using SmartBeats.Cli.CallFiles;
using SmartBeats.Context;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Intake;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Pipeline.Workspaces;

namespace SmartBeats.Cli.Verbs;

/// <summary>Takes one city's files into a workspace, and says what became of each.</summary>
internal sealed class FileIntake(Workspace workspace, City city, DirectoryInfo folder, Screen screen)
{
    private const int ReasonsListed = 5;
    private readonly List<UploadRecord> _records = [];

    /// <summary>What became of each file so far, as the page's list of uploads tells it; of a file that could not be told apart there is none.</summary>
    public JsonArray ToJson() => new([.. _records.Select(record => JsonNode.Parse(UploadLog.ToJson(record)))]);

    /// <summary>Makes a map the city's current one; in a dry run only says how its areas answer to those before.</summary>
    /// <exception cref="InputException">The file is no usable map; the one before stays.</exception>
    public async Task LoadMapAsync(FileInfo file, CityMapOptions options, bool isDry, CancellationToken cancellation)
    {
        var map = await screen.WhileAsync($"reading {file.Name}", async () =>
        {
            await using var content = file.OpenRead();
            return CityMapReader.Read(file.Name, content, options);
        });
        var before = isDry ? await workspace.CurrentMapAsync(city.Id, cancellation) : await workspace.LoadMapAsync(city, file.Name, map, cancellation);
        var report = MapLoadReport.Of(file.Name, map, before);
        if (!isDry)
        {
            await workspace.Files.PutAsync(Keys.ReportJson.For(city.Id, KeptReports.FolderOf(file.Name)), report.ToJson(), cancellation);
        }

        await KeepAsync(Begin(file.Name, UploadKind.Map) with { Status = UploadStatus.Loaded, Map = MapSummary.From(map) }, isDry);

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

            if (!isDry)
            {
                screen.Result($"{file.Name}: plans stay with the map they were made on; ask again to have them made on this one.");
            }
        }

        screen.Result($"{city.Name}: {(isDry ? "nothing was changed (--dry-run); the map version would be" : "map version")} {map.Version}");
    }

    /// <summary>Keeps a layer that is drawn under the beats, in the place of the one of its kind; address ranges of roads place calls without coordinates.</summary>
    /// <exception cref="InputException">The file is no such layer; the one before stays.</exception>
    public async Task LoadContextAsync(ContextKind kind, FileInfo file, bool isDry, CancellationToken cancellation)
    {
        var map = await workspace.CurrentMapAsync(city.Id, cancellation);
        var (layer, streets) = await CityContext.TakeAsync(workspace.Files, city.Id, kind, file.Name, file.OpenRead, map, isDry, cancellation);
        await KeepAsync(Begin(file.Name, UploadKind.Context) with { Status = UploadStatus.Loaded, Context = ContextSummary.From(layer) }, isDry);
        ContextOptions.Say(layer, screen);
        screen.Result($"{file.Name}: {layer.Features.Count:N0} {layer.KindWord} to draw under the beats{(isDry ? "; nothing was kept (--dry-run)" : "")}");
        if (streets > 0)
        {
            screen.Result($"{file.Name}: {streets:N0} streets with address ranges, on which calls without coordinates are placed");
        }
    }

    /// <summary>Keeps a signal, in the place of the one of its name.</summary>
    /// <exception cref="InputException">The file is no such layer; the one before stays.</exception>
    public async Task LoadSignalAsync(GivenSignal signal, bool isDry, CancellationToken cancellation)
    {
        var file = signal.File;
        var map = await workspace.CurrentMapAsync(city.Id, cancellation);
        var layer = await CitySignals.TakeAsync(workspace.Files, city, signal.Name, file.Name, file.OpenRead, map, signal.AmountColumn, isDry, cancellation);
        await KeepAsync(
            Begin(file.Name, UploadKind.Signal) with { Signal = signal.Name, Status = UploadStatus.Loaded, SignalLayer = SignalSummary.From(layer) }, isDry);
        foreach (var note in layer.Notes)
        {
            screen.Say($"{note}");
        }

        screen.Result($"{city.Name}: {(isDry ? "nothing was kept (--dry-run)" : $"signal {signal.Name} is kept; give it a share of the workload by --weigh {signal.Name}=0.2")}");
    }

    /// <summary>Loads calls, or counts what loading them would change.</summary>
    /// <exception cref="InputException">The file is refused whole; nothing of it was loaded.</exception>
    public async Task LoadCallsAsync(GivenCalls file, Func<CityMap?, MappingBook, CallReadOptions> readOptions, CallsLoad load, CancellationToken cancellation)
    {
        var map = await workspace.CurrentMapAsync(city.Id, cancellation);
        var options = readOptions(map, await CityMappings.ReadAsync(workspace.Files, city.Id, cancellation));
        options = options with { Streets = options.Streets ?? await CityStreets.FindAsync(workspace.Files, city.Id, cancellation) };
        var reports = (load.DryRun ? "dry-run-" : "") + KeptReports.FolderOf(file.Name);
        var intake = new CallsIntake(workspace.Files, city, file.Name, reports, removesOlder: true);
        var record = Begin(file.Name, UploadKind.Calls) with { Replaces = load.Replaces?.ToString(), Status = UploadStatus.Refused };
        try
        {
            var counts = await screen.WhileAsync(
                $"reading {file.Name}", () => intake.LoadAsync(workspace.Calls, file.Sources, options, load, cancellation));
            if (!load.DryRun)
            {
                // What was settled once, by a flag or beside the file, is not asked again.
                await CityMappings.KeepAsync(workspace.Files, city.Id, intake.Mappings, cancellation: cancellation);
            }

            record = record with { Status = UploadStatus.Loaded, Calls = CallsChange.From(counts) };

            SayLoaded(file.Name, intake.Report!, counts, load);
            if (!load.DryRun)
            {
                await CityVerdictPrinter.UpdateAsync(workspace, city, screen, cancellation);
            }
        }
        catch (InputException fault)
        {
            record = record with { Message = $"{fault.Where}: {fault.What}", Remedy = fault.Remedy };
            throw;
        }
        finally
        {
            await KeepAsync(record with { Report = intake.Report, RejectedKey = intake.RejectedKey }, load.DryRun);
            foreach (var reason in intake.Report?.RejectedByReason.Take(ReasonsListed) ?? [])
            {
                Screen.Warn($"{file.Name}:{reason.FirstLine}: {reason.Reason}{(reason.Rows > 1 ? $" (the first of {reason.Rows:N0} such rows)" : "")}");
            }

            if (intake.RejectedKey is { } rejectedKey)
            {
                Screen.Warn($"{file.Name}: the rejected rows are in {Path.Combine(folder.ToString(), rejectedKey)}; correct them at the source and load the file again.");
            }
        }
    }

    /// <summary>A record of a file, as the page lists them.</summary>
    private static UploadRecord Begin(string name, UploadKind kind)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new UploadRecord(UploadLog.CreateId(now, $"{name} {now.Ticks}"), name, UploadLog.Print(now)) { Kind = kind };
    }

    private Task KeepAsync(UploadRecord record, bool isDry)
    {
        _records.Add(isDry ? record with { DryRun = true, Status = record.Status == UploadStatus.Loaded ? UploadStatus.Checked : record.Status } : record);
        return isDry ? Task.CompletedTask : new UploadLog(workspace.Files, city.Id).SaveAsync(record, CancellationToken.None);
    }

    private void SayLoaded(string name, CallReadReport report, CallLoadCounts counts, CallsLoad load)
    {
        screen.Result($"{name}: {report.Rows:N0} rows: {counts.Inserted:N0} inserted, {counts.Updated:N0} updated, {counts.Unchanged:N0} unchanged, {report.Rejected:N0} rejected{(report.Duplicates > 0 ? $", {report.Duplicates:N0} given twice (the last counts)" : "")}{(report.WithoutPlace > 0 ? $", {report.WithoutPlace:N0} without a place" : "")}");
        if (load.Replaces is not null)
        {
            screen.Result($"{name}: replaces {load.Replaces}: {counts.Removed:N0} calls that it no longer holds{(report.Rejected > 0 ? ", or only in rejected rows," : "")} {(load.DryRun ? "would be" : "were")} removed");
        }

        foreach (var note in report.Notes)
        {
            screen.Say($"{name}: {note}");
        }

        if (load.DryRun)
        {
            screen.Result($"{city.Name}: nothing was changed (--dry-run); the calls version would be {counts.Version}");
        }
        else
        {
            screen.Result($"{city.Name}: calls version {counts.Version}");
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
