using System.CommandLine;
using SmartBeats.Calls;
using SmartBeats.Cli.CallFiles;
using SmartBeats.Files;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Pipeline.Workspaces;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats ingest FILE...</c>: maps and calls go into a workspace, each whole or not at all.</summary>
internal sealed class IngestVerb
{
    private readonly Argument<FileInfo[]> _files = new("FILE")
    {
        Description = "Maps (zip with a shapefile, GeoJSON or a GeoPackage) and calls (CSV as your system exports it; a pattern or a folder is one load, - is standard input), in any order; told apart by what they hold.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<DirectoryInfo?> _workspace = WorkspaceOption.Create(required: true);
    private readonly Option<string?> _replaces = new("--replaces")
    {
        Description = "A period the calls file holds whole, e.g. 2024-01-01..2024-03-31: calls of it that the file no longer has are removed.",
    };

    private readonly Option<bool> _dryRun = CommonOptions.DryRun();
    private readonly Option<bool> _json = CommonOptions.Json("Print what became of each file as JSON.");
    private readonly CallFileOptions _callFile = new();

    private readonly Option<bool> _quiet = CommonOptions.Quiet();
    private readonly CityOptions _city = new();
    private readonly MapOptions _map = new();
    private readonly ContextOptions _context = new();
    private readonly SignalOptions _signals = new();

    public static Command Create()
    {
        var verb = new IngestVerb();
        var command = new Command("ingest", "Load maps and calls into a workspace.") { verb._files, verb._workspace, verb._replaces, verb._dryRun };
        verb._city.AddTo(command);
        verb._map.AddTo(command);
        verb._context.AddTo(command);
        verb._signals.AddTo(command);
        verb._callFile.AddTo(command);
        command.Options.Add(verb._json);
        command.Options.Add(verb._quiet);
        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var files = parsed.GetValue(_files)!;
        var signals = _signals.ListFiles(parsed);
        if (files.Length == 0 && signals.Count == 0 && !_context.Given(parsed).Any())
        {
            throw new InputException("FILE", "no file is named", "Name the city's map, its calls, a layer to draw under the beats (--roads FILE), or a signal (--signal NAME=FILE).");
        }

        var given = files.Select(file => (File: file, Calls: GivenCalls.Find(file))).ToList();
        var replaces = parsed.GetValue(_replaces) is { } period ? ReplacedPeriod.Parse("--replaces", period) : null;
        var folder = WorkspaceOption.Need(parsed, _workspace);
        await using var workspace = await Workspace.OpenAsync(folder.ToString(), create: true, cancellation);
        var settings = await _city.ReadAsync(parsed, workspace, files, cancellation);
        var mapOptions = _map.Read(parsed, settings.IdField);
        settings = settings with { IdField = mapOptions.IdField };
        await workspace.ThrowIfZoneMovesAsync(settings, cancellation);
        using var screen = new Screen(quiet: parsed.GetValue(_quiet), json: parsed.GetValue(_json));

        var intake = new FileIntake(workspace, settings.City, folder, screen);
        var load = new CallsLoad(replaces, DryRun: parsed.GetValue(_dryRun));
        var refused = 0;
        List<string> loaded = [];
        var kinds = new List<(FileInfo File, GivenCalls Calls, FileUse Use)>();
        foreach (var (file, calls) in given)
        {
            await TryAsync(() => Task.Run(() => kinds.Add((file, calls, Recognise(file))), cancellation));
        }

        ThrowIfReplacesOther(replaces, kinds.Count(file => file.Use == FileUse.Calls));
        // Maps first: their extent tells swapped coordinates in the calls, and layers to draw are cut to it.
        foreach (var (file, _, _) in kinds.Where(file => file.Use == FileUse.Map))
        {
            await LoadAsync(file, () => intake.LoadMapAsync(file, mapOptions, load.DryRun, cancellation));
        }

        // Before the calls: those without coordinates are placed on the roads.
        foreach (var (kind, file) in _context.ListFiles(parsed))
        {
            await TryAsync(() => intake.LoadContextAsync(kind, file, load.DryRun, cancellation), file.Name);
        }

        foreach (var signal in signals)
        {
            await TryAsync(() => intake.LoadSignalAsync(signal, load.DryRun, cancellation), signal.File.Name);
        }

        foreach (var (file, calls, _) in kinds.Where(file => file.Use != FileUse.Map))
        {
            await LoadAsync(file, () => intake.LoadCallsAsync(calls, (map, kept) => _callFile.Read(parsed, calls.Files, map, kept), load, cancellation));
        }

        screen.ShowJson(intake.ToJson());
        if (!load.DryRun)
        {
            await intake.SayNextAsync(refused, cancellation);
        }

        return refused > 0 ? ExitCode.BadInput : ExitCode.Ok;

        Task LoadAsync(FileInfo file, Func<Task> work) => TryAsync(
            async () =>
            {
                await work();
                await (load.DryRun ? Task.CompletedTask : workspace.SaveCityAsync(settings, cancellation));
                loaded.Add(file.Name);
            },
            file.Name);

        async Task TryAsync(Func<Task> work, string fileName = "")
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
            catch (DiskFullException full) when (fileName.Length > 0)
            {
                var before = loaded.Count == 0 ? "Nothing was loaded before it." : $"Loaded before it, and kept: {string.Join(", ", loaded)}.";
                throw new IOException($"{fileName}: the disk of {folder} is full, and it was not loaded. {before} Make room, and load it again.", full);
            }
        }
    }

    /// <exception cref="InputException">Neither a map nor calls.</exception>
    private static FileUse Recognise(FileInfo file)
    {
        if (!file.Exists)
        {
            // A pattern, a folder or standard input: only calls come so.
            return FileUse.Calls;
        }

        using var content = file.OpenRead();
        return FileKind.Recognise(file.Name, content).OrThrowIfNoData(file.Name).Use;
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
}
