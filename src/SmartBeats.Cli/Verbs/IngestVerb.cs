using System.CommandLine;
using System.Text;
using SmartBeats.Calls;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Workspaces;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats ingest FILE...</c>: maps and calls go into a workspace, each whole or not at all.</summary>
internal sealed class IngestVerb
{
    private const int ReasonsListed = 5;

    private readonly Argument<FileInfo[]> _files = new("FILE")
    {
        Description = "Maps (zip with a shapefile, or GeoJSON) and calls (CSV), in any order; told apart by what they hold.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<DirectoryInfo?> _workspace = WorkspaceOption.Create(required: true);
    private readonly Option<string?> _replaces = new("--replaces")
    {
        Description = "A period the calls file holds whole, e.g. 2024-01-01..2024-03-31: calls of it that the file no longer has are removed.",
    };

    private readonly Option<double> _maxRejected = new("--max-rejected")
    {
        Description = "Largest accepted share of bad rows in a calls file, as a fraction.",
        DefaultValueFactory = _ => new CallReadOptions().MaxRejectedShare,
    };

    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Print nothing but errors." };
    private readonly CityOptions _city = new();
    private readonly MapOptions _map = new();

    public static Command Create()
    {
        var verb = new IngestVerb();
        var command = new Command("ingest", "Load maps and calls into a workspace.") { verb._files, verb._workspace, verb._replaces };
        verb._city.AddTo(command);
        verb._map.AddTo(command);
        command.Options.Add(verb._maxRejected);
        command.Options.Add(verb._quiet);
        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var files = parsed.GetValue(_files)!;
        if (files.FirstOrDefault(file => !file.Exists) is { } missing)
        {
            throw new FileNotFoundException($"{missing}: there is no such file. Check its name and folder.");
        }

        var replaces = parsed.GetValue(_replaces) is { } period ? ReplacedPeriod.Parse("--replaces", period) : null;
        var folder = parsed.GetValue(_workspace)!;
        await using var workspace = await Workspace.OpenAsync(folder.ToString(), create: true, cancellation);
        var settings = await _city.ReadAsync(parsed, workspace, files, cancellation);
        settings = settings with { IdField = _map.Read(parsed, settings.IdField).IdField };
        await workspace.ThrowIfZoneMovesAsync(settings, cancellation);
        using var screen = new Screen(quiet: parsed.GetValue(_quiet), json: false);

        var refused = 0;
        var kinds = new List<(FileInfo File, UploadKind Kind)>();
        foreach (var file in files)
        {
            await TryAsync(() => Task.Run(() => kinds.Add((file, Sniff(file))), cancellation));
        }

        ThrowIfReplacesOther(replaces, kinds.Count(file => file.Kind == UploadKind.Calls));
        // Maps first: their extent tells swapped coordinates in the calls.
        foreach (var (file, kind) in kinds.OrderBy(file => file.Kind))
        {
            await TryAsync(async () =>
            {
                await (kind == UploadKind.Map
                    ? LoadMapAsync(parsed, workspace, settings, file, screen, cancellation)
                    : LoadCallsAsync(parsed, workspace, settings.City, file, replaces, folder, screen, cancellation));
                await workspace.SaveCityAsync(settings, cancellation);
            });
        }

        await SayNextAsync(workspace, settings.City, folder, refused, screen, cancellation);
        return refused > 0 ? ExitCode.BadInput : ExitCode.Ok;

        async Task TryAsync(Func<Task> work)
        {
            try
            {
                await work();
            }
            catch (InputException refusal)
            {
                // The other files are none the worse for it.
                refused++;
                Screen.Warn($"smartbeats: {refusal.Message}");
            }
        }
    }

    private static UploadKind Sniff(FileInfo file)
    {
        using var content = file.OpenRead();
        return UploadSniffer.Sniff(file.Name, content);
    }

    private static void ThrowIfReplacesOther(ReplacedPeriod? replaces, int callFiles)
    {
        if (replaces is not null && callFiles != 1)
        {
            throw new InputException(
                "--replaces",
                $"it goes with one calls file, and {(callFiles == 0 ? "none is" : callFiles + " are")} given",
                callFiles == 0 ? "Give the calls of that period, or leave it out." : "Load them one by one, or join them first: each would remove the calls of the other.");
        }
    }

    private async Task LoadMapAsync(ParseResult parsed, Workspace workspace, CitySettings settings, FileInfo file, Screen screen, CancellationToken cancellation)
    {
        var city = settings.City;
        var map = await screen.WhileAsync($"reading {file.Name}", async () =>
        {
            await using var content = file.OpenRead();
            return CityMapReader.Read(file.Name, content, _map.Read(parsed, settings.IdField));
        });
        var before = await workspace.LoadMapAsync(city, file.Name, map, cancellation);
        var report = MapReport.Of(file.Name, map, before);
        await workspace.Files.PutAsync(Keys.Report(city.Id, KeptReports.FolderOf(file.Name), KeptReports.ReportName), report.ToJson(), cancellation);
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

    private async Task LoadCallsAsync(
        ParseResult parsed, Workspace workspace, City city, FileInfo file, ReplacedPeriod? replaces, DirectoryInfo folder, Screen screen, CancellationToken cancellation)
    {
        var box = (await workspace.CurrentMapAsync(city.Id, cancellation))?.Box();
        var reader = new CallReader(file.Name, city, new CallReadOptions { MaxRejectedShare = parsed.GetValue(_maxRejected), CityBox = box });
        var upload = KeptReports.FolderOf(file.Name);
        var rejectedKey = Keys.Report(city.Id, upload, KeptReports.RejectedName);
        await using var rejected = new RejectedRows(workspace.Files, rejectedKey);
        try
        {
            var counts = await screen.WhileAsync($"reading {file.Name}", async () =>
            {
                await using var content = file.OpenRead();
                return await IngestCalls.RunAsync(workspace.Calls, city.Id, reader, content, rejected.Writer, replaces, cancellation);
            });
            var report = reader.Report!;
            screen.Result($"{file.Name}: {report.Rows:N0} rows: {counts.Inserted:N0} inserted, {counts.Updated:N0} updated, {counts.Unchanged:N0} unchanged, {report.Rejected:N0} rejected{(report.Duplicates > 0 ? $", {report.Duplicates:N0} given twice (the last counts)" : "")}");
            if (replaces is not null)
            {
                screen.Result($"{file.Name}: replaces {replaces}: {counts.Removed:N0} calls that it no longer holds were removed");
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
                await workspace.Files.PutAsync(Keys.Report(city.Id, upload, KeptReports.ReportName), Encoding.UTF8.GetBytes(report.ToJson()), CancellationToken.None);
                foreach (var reason in report.RejectedByReason.Take(ReasonsListed))
                {
                    Screen.Warn($"{file.Name}:{reason.FirstLine}: {reason.Reason}{(reason.Rows > 1 ? $" (the first of {reason.Rows:N0} such rows)" : "")}");
                }
            }

            if (await rejected.KeepAsync(cancellation) is not null)
            {
                Screen.Warn($"{file.Name}: the rejected rows are in {Path.Combine(folder.ToString(), rejectedKey)}; correct them at the source and load the file again.");
            }
        }
    }

    private static async Task SayNextAsync(Workspace workspace, City city, DirectoryInfo folder, int refused, Screen screen, CancellationToken cancellation)
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
