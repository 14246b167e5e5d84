using System.CommandLine;
using SmartBeats.Cli.CallFiles;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats design AREAS CALLS</c>: two files in, a plan out; or <c>--workspace DIR</c>, with files loaded before.</summary>
internal sealed class DesignVerb
{
    private readonly Argument<FileInfo?> _areas = new("AREAS") { Description = "The city's map: a zip with one polygon shapefile, GeoJSON or a GeoPackage.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<FileInfo[]> _calls = new("CALLS")
    {
        Description = "Calls for service: CSV as your system exports it; several files, a pattern or a folder make one load, - is standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<DirectoryInfo> _output = new("--output", "-o")
    {
        Description = "Folder for the plan's files.",
        DefaultValueFactory = _ => new DirectoryInfo("beats"),
    };

    private readonly Option<DirectoryInfo?> _workspace = WorkspaceOption.Create(required: false);
    private readonly CallFileOptions _callFile = new();

    private readonly Option<int> _threads = CommonOptions.Threads();
    private readonly Option<bool> _strict = new("--strict") { Description = "Exit with 1 where the tolerance was not reached." };
    private readonly Option<bool> _json = CommonOptions.Json("Print plan.json on stdout in the place of the tables.");
    private readonly Option<bool> _quiet = CommonOptions.Quiet();
    private readonly Option<bool> _open = CommonOptions.Open("map.html");
    private readonly RequestOptions _request = new();
    private readonly CityOptions _city = new();
    private readonly MapOptions _map = new();
    private readonly SideOptions _sides = new();
    private readonly ContextOptions _context = new();
    private readonly SignalOptions _signals = new();
    private readonly AnewOption _anew = new();

    public static Command Create()
    {
        var verb = new DesignVerb();
        var command = new Command("design", "Design beats from a map and a calls file, or from a workspace.") { verb._areas, verb._calls, verb._workspace, verb._output };
        verb._request.AddTo(command);
        verb._anew.AddTo(command);
        verb._city.AddTo(command);
        verb._map.AddTo(command);
        verb._context.AddTo(command);
        verb._signals.AddTo(command);
        verb._sides.AddTo(command);
        verb._sides.AddWishesTo(command);
        foreach (var option in new Option[] { verb._threads, verb._strict, verb._json, verb._quiet, verb._open })
        {
            command.Options.Add(option);
        }

        verb._callFile.AddTo(command);
        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        // Files that are named are meant, whatever workspace the settings name.
        var workspace = parsed.GetValue(_areas) is null ? WorkspaceOption.Find(parsed, _workspace) : parsed.GetValue(_workspace);
        var anew = await _anew.ReadAsync(parsed, workspace, _city.Id(parsed), cancellation);
        var (request, inline) = _request.Read(parsed, anew?.Start);
        var order = new DesignOrder(request, AskAsync, anew);
        var output = parsed.GetValue(_output)!;
        using var screen = new Screen(quiet: parsed.GetValue(_quiet), json: parsed.GetValue(_json));
        var designed = await (workspace is null
            ? FromFilesAsync(parsed, order, output, screen, cancellation)
            : FromWorkspaceAsync(parsed, workspace, order, output, screen, cancellation));
        if (designed is not var (file, written))
        {
            screen.Say($"Nothing was written to {output}.");
            return ExitCode.Ok;
        }

        screen.Show(file, written, output.ToString(), TimeProvider.System.GetElapsedTime(began), parsed.GetValue(_open));
        return parsed.GetValue(_strict) && Math.Max(file.Plan.Measures.MaxDeviation, file.Plan.Wishes?.WeightedDeviation ?? 0) > file.Plan.Request.Tolerance ? ExitCode.Failed : ExitCode.Ok;

        async Task<(PlanRequest Request, IReadOnlyList<SideFile> Sides)> AskAsync(FolderObjectStore store, City city, CityMap map, CancellationToken token)
        {
            var sides = await _sides.PutAsync(parsed, inline, store, city, map, token);
            return (request, anew is null ? sides : await anew.AddSidesAsync(sides, store, city, map, token));
        }
    }

    private Task<DesignedFiles?> FromFilesAsync(
        ParseResult parsed, DesignOrder order, DirectoryInfo output, Screen screen, CancellationToken cancellation)
    {
        var calls = parsed.GetValue(_calls) ?? [];
        if (parsed.GetValue(_areas) is not { } areas || (calls.Length == 0 && RequestShares.HasCalls(order.Request)))
        {
            throw new InputException(
                "AREAS CALLS",
                "a map and a calls file are needed",
                "Name both files, or --workspace DIR where they are loaded already; a map whose columns hold the numbers needs no calls: --weigh COLUMN=1 (column:calls=1 for a column of that name). Without files at hand, smartbeats sample writes an invented city to try.");
        }

        var (city, idField) = _city.Read(parsed, [areas, .. calls]);
        if (!areas.Exists)
        {
            throw new FileNotFoundException($"{areas}: there is no such file. Check its name and folder.");
        }

        var given = calls.Length == 0 ? null : GivenCalls.Find(calls);
        return new DesignFromFiles(areas, given, output, screen).RunAsync(
            city, order, _map.Read(parsed, idField), _callFile.Read(parsed, given?.Files ?? []), parsed.GetValue(_threads), map => _context.Read(parsed, map, screen),
            _signals.ListFiles(parsed), cancellation);
    }

    private Task<DesignedFiles?> FromWorkspaceAsync(
        ParseResult parsed, DirectoryInfo folder, DesignOrder order, DirectoryInfo output, Screen screen, CancellationToken cancellation)
    {
        if (parsed.GetValue(_areas) is not null)
        {
            throw new InputException("--workspace", "files are named beside it", $"Load them first (smartbeats ingest FILES --workspace {folder}), then design without them.");
        }

        string[] idle = [.. _map.Given(parsed), .. _context.Given(parsed), .. _signals.Given(parsed), .. _city.SettingsGiven(parsed), .. _callFile.Given(parsed)];
        return idle.Length == 0
            ? DesignFromWorkspace.RunAsync(folder, _city.Id(parsed), order, output, parsed.GetValue(_threads), screen, cancellation)
            : throw new InputException(string.Join(", ", idle), "says how files are read, and the workspace has read them", "Leave it out here; it belongs to smartbeats ingest.");
    }
}

/// <summary>What is asked of a city, once its map is known: the side files that were named are checked against it and put into a store.</summary>
internal delegate Task<(PlanRequest Request, IReadOnlyList<SideFile> Sides)> AskOnMap(FolderObjectStore store, City city, CityMap map, CancellationToken cancellation);

/// <summary>What is to be designed.</summary>
/// <param name="Request">As file and flags say.</param>
/// <param name="AskAsync">The request with its side files, which it puts where the plan is made.</param>
/// <param name="Anew">The plan that is drawn anew; null where none is.</param>
internal sealed record DesignOrder(PlanRequest Request, AskOnMap AskAsync, AnewPlan? Anew);

/// <summary>A plan and the names of its files.</summary>
internal sealed record DesignedFiles(PlanFile Plan, IReadOnlyList<string> Written);
