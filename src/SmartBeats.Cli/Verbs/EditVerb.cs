using System.CommandLine;
using SmartBeats.Cli.CallFiles;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats edit PLAN --moves moves.csv</c>: a plan changed by hand, measured and written as every plan is.</summary>
internal sealed class EditVerb
{
    private readonly Argument<string> _plan = new("PLAN") { Description = "A plan.json, or the folder it lies in; with --workspace also a plan's id." };
    private readonly Option<FileInfo?> _areas = new("--areas") { Description = "The map the plan was made on; areas.zip beside the plan where not said." };
    private readonly Option<FileInfo?> _calls = new("--calls") { Description = "The calls the plan was made from: CSV." };
    private readonly Option<string?> _idField = new("--id") { Description = "The map's attribute that holds the area ids; as in the plan where not said." };
    private readonly Option<DirectoryInfo?> _workspace = WorkspaceOption.Create(required: false);
    private readonly Option<string?> _city = new("--city") { Description = "Which city of the workspace." };
    private readonly Option<DirectoryInfo> _output = new("--output", "-o") { Description = "Folder for the edited plan's files.", DefaultValueFactory = _ => new DirectoryInfo("edited") };
    private readonly Option<int> _threads = CommonOptions.Threads();
    private readonly Option<bool> _json = CommonOptions.Json("Print plan.json on stdout in the place of the tables.");
    private readonly Option<bool> _quiet = CommonOptions.Quiet();
    private readonly Option<bool> _open = CommonOptions.Open("map.html");
    private readonly EditMoves _moves = new();
    private readonly SideOptions _sides = new();
    private readonly SignalOptions _signals = new();
    private readonly ContextOptions _context = new();
    private readonly CallFileOptions _callFile = new();

    public static Command Create()
    {
        var verb = new EditVerb();
        var command = new Command("edit", "Move areas of a plan to other beats by hand, and have it measured and written anew.") { verb._plan };
        verb._moves.AddTo(command);
        foreach (var option in new Option[] { verb._areas, verb._calls, verb._idField, verb._workspace, verb._city, verb._output })
        {
            command.Options.Add(option);
        }

        verb._sides.AddTo(command);
        verb._sides.AddWishesTo(command);
        verb._signals.AddTo(command);
        verb._context.AddTo(command);
        verb._callFile.AddTo(command);
        foreach (var option in new Option[] { verb._threads, verb._json, verb._quiet, verb._open })
        {
            command.Options.Add(option);
        }

        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        var output = parsed.GetValue(_output)!;
        using var screen = new Screen(quiet: parsed.GetValue(_quiet), json: parsed.GetValue(_json));
        var (file, written) = await (parsed.GetValue(_workspace) is { } folder
            ? EditInWorkspaceAsync(parsed, folder, output, screen, cancellation)
            : EditFilesAsync(parsed, output, screen, cancellation));
        screen.Show(file, written, output.ToString(), TimeProvider.System.GetElapsedTime(began), parsed.GetValue(_open));
        return ExitCode.Ok;
    }

    private async Task<DesignedFiles> EditFilesAsync(ParseResult parsed, DirectoryInfo output, Screen screen, CancellationToken cancellation)
    {
        var path = FindFile(parsed) ?? throw new FileNotFoundException($"{parsed.GetValue(_plan)}: there is no such plan. Name a plan.json or its folder; an id of a plan needs --workspace DIR.");
        var parent = await ReadAsync(path, cancellation);
        var beside = new FileInfo(Path.Combine(Path.GetDirectoryName(path)!, "areas.zip"));
        var areas = parsed.GetValue(_areas) ?? (beside.Exists ? beside : throw new InputException(
            "--areas", "a plan holds no shapes, and no areas.zip lies beside it", "Name the map the plan was made on: --areas city.zip."));
        var calls = parsed.GetValue(_calls);
        if (calls is null && RequestShares.HasCalls(parent.Plan.Request))
        {
            throw new InputException("--calls", "it is not given, and the plan counts calls", "Name the calls the plan was made from: --calls calls.csv.");
        }

        var given = calls is null ? null : GivenCalls.Find(calls);
        var isBeside = parsed.GetValue(_areas) is null;
        var mapOptions = new CityMapOptions { IdField = parsed.GetValue(_idField) ?? (isBeside ? "AREA_ID" : parent.MapIdField), IsOfPlan = isBeside };
        var designed = await new DesignFromFiles(areas, given, output, screen).RunAsync(
            parent.Plan.City, new DesignOrder(parent.Plan.Request, AskAsync, null), mapOptions,
            _callFile.Read(parsed, given?.Files ?? []), parsed.GetValue(_threads), map => _context.Read(parsed, map, screen), _signals.ListFiles(parsed), cancellation);
        return designed!;

        async Task<(PlanRequest Request, IReadOnlyList<SideFile> Sides)> AskAsync(FolderObjectStore store, City city, CityMap map, CancellationToken token)
        {
            var sides = await _sides.PutAsync(parsed, [], store, city, map, token);
            ThrowIfOthers(parent, sides);
            var edit = await _moves.ReadAsync(parsed, parent, map, token);
            var (request, kept) = await EditedPlans.OrderAsync(store, city.Id, parent, edit, sides, map, token);
            return (_moves.Ask(parsed, request), kept);
        }
    }

    private async Task<DesignedFiles> EditInWorkspaceAsync(ParseResult parsed, DirectoryInfo folder, DirectoryInfo output, Screen screen, CancellationToken cancellation)
    {
        string[] idle =
        [
            .. new Option[] { _areas, _calls, _idField }.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(option => option.Name),
            .. _sides.Given(parsed), .. _signals.Given(parsed), .. _context.Given(parsed), .. _callFile.Given(parsed),
        ];
        if (idle.Length > 0)
        {
            throw new InputException(string.Join(", ", idle), "is given beside a workspace, which has the plan's files", "Leave it out here.");
        }

        var named = FindFile(parsed) is { } path ? await ReadAsync(path, cancellation) : null;
        var cityId = parsed.GetValue(_city) ?? named?.Plan.City.Id;
        var order = new DesignOrder(new PlanRequest { City = cityId }, AskAsync, null);
        var designed = await DesignFromWorkspace.RunAsync(folder, cityId, order, output, parsed.GetValue(_threads), screen, cancellation);
        return designed!;

        async Task<(PlanRequest Request, IReadOnlyList<SideFile> Sides)> AskAsync(FolderObjectStore store, City city, CityMap map, CancellationToken token)
        {
            var id = named?.Plan.PlanId ?? parsed.GetValue(_plan)!;
            var key = SideFiles.IsPlanId(id) ? Keys.PlanJson.For(city.Id, id) : "";
            var kept = key.Length > 0 && File.Exists(store.PathOf(key)) ? PlanJson.Read(await File.ReadAllBytesAsync(store.PathOf(key), token), key) : null;
            var parent = kept ?? throw new InputException(
                "PLAN", $"the workspace has no plan \"{id}\" of {city.Id}", $"Name one that smartbeats history --workspace {folder} lists.");
            var edit = await _moves.ReadAsync(parsed, parent, map, token);
            var (request, sides) = await EditedPlans.OrderAsync(store, city.Id, parent, edit, EditedPlans.ListSides(parent.Plan), map, token);
            return (_moves.Ask(parsed, request), sides);
        }
    }

    /// <summary>A plan's own folder does not hold the files that came beside its request: they are to be given again, and the same.</summary>
    private static void ThrowIfOthers(PlanFile parent, IReadOnlyList<SideFile> given)
    {
        foreach (var side in EditedPlans.ListSides(parent.Plan))
        {
            if (given.FirstOrDefault(one => one.Role == side.Role) is not { } file)
            {
                throw new InputException($"--{FindFlag(side.Role)}", $"the plan was made with {side.Role}, which are not given", "Give the same file again, or edit the plan in a workspace, which keeps it.");
            }

            if (file.Hash != side.Hash)
            {
                throw new InputException($"--{FindFlag(side.Role)}", "is not the file the plan was made with", "Give that file, or edit the plan in a workspace, which keeps it.");
            }
        }

        if (given.FirstOrDefault(one => parent.Plan.Sides.All(side => side.Role != one.Role)) is { } stranger)
        {
            throw new InputException($"--{FindFlag(stranger.Role)}", "is given, and the plan was made without", "Leave it out, or design a plan with it.");
        }
    }

    private static string FindFlag(string role) => role == SideFiles.LockedAreas ? "lock-areas" : role;

    /// <summary>The path of the plan.json meant; null where the name is no file's.</summary>
    private string? FindFile(ParseResult parsed)
    {
        var given = parsed.GetValue(_plan)!;
        var path = Directory.Exists(given) ? Path.Combine(given, PublishPlan.PlanJsonName) : given;
        return File.Exists(path) ? Path.GetFullPath(path) : null;
    }

    private static async Task<PlanFile> ReadAsync(string path, CancellationToken cancellation) =>
        PlanJson.Read(await File.ReadAllBytesAsync(path, cancellation), Path.GetFileName(path));
}
