using System.CommandLine;
using System.Text;
using SmartBeats.Calls;
using SmartBeats.Cli.CallFiles;
using SmartBeats.Comparison;
using SmartBeats.Files;
using SmartBeats.Geography;
using SmartBeats.Pipeline;
using SmartBeats.Pipeline.Adoption;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Pipeline.Workspaces;
using SmartBeats.Publishing;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats compare PLAN OTHER</c>: a plan beside another one, or beside the police's own beats.</summary>
internal sealed class CompareVerb
{
    private readonly Argument<FileInfo> _plan = new("PLAN") { Description = "A plan.json, or the folder it lies in." };
    private readonly Argument<FileInfo> _other = new("OTHER") { Description = "Another plan.json or its folder, or today's beats: GeoJSON, a zip with one polygon shapefile or a GeoPackage, an assignment.csv (area, beat), or today for those adopted in a workspace." };
    private readonly Option<FileInfo?> _areas = new("--areas") { Description = "The map the plan was made on; areas.zip beside the plan where not said." };
    private readonly Option<FileInfo> _calls = new("--calls") { Description = "The calls to count: CSV.", Required = true };
    private readonly Option<bool> _open = CommonOptions.Open("compare.html");
    private readonly Option<DirectoryInfo?> _workspace = new("--workspace") { Description = "With today as OTHER: the workspace where the beats of today are adopted." };
    private readonly Option<string?> _idField = new("--id") { Description = "The map's attribute that holds the area ids; as in the plan where not said." };
    private readonly Option<string?> _beatField = new("--beat-field") { Description = "The attribute of today's beats that names them; found where not said." };
    private readonly Option<string?> _withoutBeats = new("--without-beats") { Description = "Of today's beats, those left out of every figure on workload, e.g. H1,H2: beats that patrol no calls." };
    private readonly CallFileOptions _callFile = new();

    private readonly Option<DirectoryInfo?> _output = new("--output", "-o") { Description = "Folder for compare.html (a map of both), compare.csv (the areas that move) and compare.json." };
    private readonly Option<bool> _json = CommonOptions.Json("Print compare.json on stdout in the place of the table.");
    private readonly Option<bool> _quiet = CommonOptions.Quiet();
    private readonly SideOptions _sides = new();
    private readonly ContextOptions _context = new();

    public static Command Create()
    {
        var verb = new CompareVerb();
        var command = new Command("compare", "Set a plan beside another one or beside today's beats: loads, travel, compactness, areas that move.") { verb._plan, verb._other };
        foreach (var option in new Option[] { verb._areas, verb._calls, verb._workspace, verb._output, verb._idField, verb._beatField, verb._withoutBeats })
        {
            command.Options.Add(option);
        }

        verb._callFile.AddTo(command);
        verb._sides.AddTo(command);
        verb._context.AddTo(command);
        command.Options.Add(verb._json);
        command.Options.Add(verb._quiet);
        command.Options.Add(verb._open);
        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var planPath = PlanFolder.PathOf(parsed.GetValue(_plan)!);
        var plan = PlanFolder.Read(parsed.GetValue(_plan)!);
        var other = parsed.GetValue(_other)!;
        using var screen = new Screen(quiet: parsed.GetValue(_quiet), json: parsed.GetValue(_json));

        var today = await FindTodayAsync(parsed, other, plan, cancellation);
        var otherPath = today is null ? FindPlan(other) : null;
        if (otherPath is not null && WithoutBeats(parsed).Length > 0)
        {
            throw new InputException("--without-beats", "is given beside another plan, which says itself what it leaves out", "Leave it out, or design that plan with it.");
        }

        var map = ReadMap(parsed, plan, screen);
        today ??= otherPath is null && IsTable(other) ? ReadTable(parsed, other, map) : null;
        var adjacency = await _sides.AdjacencyAsync(parsed, map, plan.Plan.Request.Bridges, cancellation);
        var calls = new CallTable();
        await screen.WhileAsync("reading the calls", () => LoadAsync(parsed, calls, plan.Plan, map, screen, cancellation));
        var compare = new CompareBeats(calls, map, adjacency);
        var comparison = await screen.WhileAsync("comparing", async () => today is not null
            ? await compare.WithBeatListAsync(plan, Path.GetFileName(planPath), today, cancellation)
            : otherPath is not null
            ? await compare.WithPlanAsync(plan, Path.GetFileName(planPath), PlanJson.Read(await File.ReadAllBytesAsync(otherPath, cancellation), otherPath), otherPath, cancellation)
            : await compare.WithOfficialBeatsAsync(plan, Path.GetFileName(planPath), ReadBeats(parsed, other), WithoutBeats(parsed), cancellation));

        var files = ComparisonFiles.Of(comparison, plan.Plan.City.Name, plan.Plan.Request, _context.Read(parsed, map, screen));
        screen.Show(comparison, ComparisonFiles.Scope(comparison, plan.Plan.Request), Encoding.UTF8.GetString(files.Single(file => file.Name == "compare.json").Content));
        if (parsed.GetValue(_output) is { } output)
        {
            var folder = new FolderObjectStore(output.FullName);
            foreach (var file in files)
            {
                await folder.PutAsync(file.Name, file.Content, cancellation);
            }

            screen.Say($"Wrote {string.Join(", ", files.Select(file => file.Name))} to {output}.");
            screen.Say($"Next: open {Path.Combine(output.ToString(), "compare.html")} in a browser.");
            if (parsed.GetValue(_open))
            {
                CommonOptions.OpenBrowser(Path.Combine(output.FullName, "compare.html"));
            }
        }

        return ExitCode.Ok;
    }

    /// <summary>The beats adopted in the workspace, where today is named; null where a file is.</summary>
    private async Task<BeatList?> FindTodayAsync(ParseResult parsed, FileInfo other, PlanFile plan, CancellationToken cancellation)
    {
        if (other.Name != AdoptedBeats.Today || other.Exists || WorkspaceOption.Find(parsed, _workspace) is not { } folder)
        {
            return null;
        }

        await using var workspace = await Workspace.OpenAsync(folder.ToString(), create: false, cancellation);
        var city = (await workspace.CityAsync(workspace.Cities().Contains(plan.Plan.City.Id) ? plan.Plan.City.Id : null, cancellation)).City.Id;
        var adopted = await CityBeats.FindAsync(workspace.Files, city, null, cancellation)
            ?? throw new InputException("OTHER", $"no beats of {city} are adopted in {folder}", $"Say which are patrolled: smartbeats adopt PLAN --from DAY --workspace {folder}");
        return await CityBeats.ReadBeatsAsync(workspace.Files, city, adopted, await CityFiles.ReadMapAsync(workspace.Files, city, cancellation), cancellation);
    }

    private string[] WithoutBeats(ParseResult parsed) =>
        parsed.GetValue(_withoutBeats)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private CityMap ReadMap(ParseResult parsed, PlanFile plan, Screen screen)
    {
        var (name, map) = PlanFolder.ReadMap(parsed.GetValue(_plan)!, plan, parsed.GetValue(_areas), parsed.GetValue(_idField));
        if (map.Version != plan.Plan.MapVersion)
        {
            screen.Say($"{name}: not the very map the plan was made on; areas are taken by their ids.");
        }

        return map;
    }

    /// <summary>Whether a file of beats is a table of areas and not drawn.</summary>
    private static bool IsTable(FileInfo file)
    {
        using var content = file.OpenRead();
        return FileKind.Recognise(file.Name, content).Use == FileUse.Calls;
    }

    private BeatList ReadTable(ParseResult parsed, FileInfo file, CityMap map)
    {
        if (WithoutBeats(parsed).Length > 0)
        {
            throw new InputException("--without-beats", "is given beside a table of areas and beats", "Take the rows of those beats out of the table, or give the beats as polygons.");
        }

        var beats = BeatList.Read(file.Name, File.ReadAllBytes(file.FullName), map);
        foreach (var said in beats.Notes.Append(beats.On(map).Note).OfType<string>())
        {
            Screen.Warn($"{file.Name}: {said}");
        }

        return beats;
    }

    private CityMap ReadBeats(ParseResult parsed, FileInfo file)
    {
        using var stream = file.OpenRead();
        return BeatLayer.Read(file.Name, stream, parsed.GetValue(_beatField));
    }

    private async Task<string> LoadAsync(ParseResult parsed, CallTable table, Plan plan, CityMap map, Screen screen, CancellationToken cancellation)
    {
        var file = GivenCalls.Find(parsed.GetValue(_calls)!);
        var reader = new CallReader(file.Name, plan.City, _callFile.Read(parsed, file.Files, map));
        var report = table.Load(reader, file.Sources, cancellation: cancellation);
        var version = await table.VersionAsync(plan.City.Id, cancellation);
        screen.Say($"{file.Name}: {report.Accepted:N0} calls of {report.Rows:N0} rows");
        foreach (var note in report.Notes)
        {
            screen.Say($"{file.Name}: {note}");
        }

        if (version != plan.CallsVersion)
        {
            screen.Say($"{file.Name}: not the very calls the plan was made from; figures differ from those in the plan.");
        }

        return version;
    }

    /// <summary>The path of the plan.json meant; null for a file of beats.</summary>
    private static string? FindPlan(FileInfo given)
    {
        var path = PlanFolder.PathOf(given);
        if (path != given.FullName)
        {
            return path;
        }

        if (!given.Exists)
        {
            throw new InputException("OTHER", $"there is no {given}", "Name another plan, a file of beats, or today with the workspace where beats are adopted.");
        }

        using var content = File.OpenRead(path);
        return FileKind.Recognise(given.Name, content).Use == FileUse.Plan ? path : null;
    }
}
