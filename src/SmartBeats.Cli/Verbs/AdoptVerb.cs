using System.CommandLine;
using SmartBeats.Comparison;
using SmartBeats.Pipeline.Adoption;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Pipeline.Workspaces;
using SmartBeats.Publishing;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats adopt PLAN|BEATS --from DAY</c>: says which beats are patrolled.</summary>
internal sealed class AdoptVerb
{
    private readonly Argument<string> _beats = new("BEATS")
    {
        Description = "The id of a plan of the workspace, its plan.json or folder; or other beats: assignment.csv, or polygons (GeoJSON, a zipped shapefile or a GeoPackage).",
    };

    private readonly Option<string> _from = new("--from") { Description = "First day they are patrolled, such as 2025-01-06; it ends those before.", Required = true };
    private readonly Option<DirectoryInfo?> _workspace = WorkspaceOption.Create(required: true);
    private readonly Option<string?> _city = new("--city") { Description = "Which city of the workspace." };
    private readonly Option<bool> _dryRun = CommonOptions.DryRun();
    private readonly Option<bool> _json = CommonOptions.Json("Print what was adopted as JSON.");
    private readonly Option<bool> _quiet = CommonOptions.Quiet();

    public static Command Create()
    {
        var verb = new AdoptVerb();
        var command = new Command("adopt", "Say which beats are patrolled from a day on.") { verb._beats, verb._from, verb._workspace, verb._city, verb._dryRun, verb._json, verb._quiet };
        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var folder = WorkspaceOption.Need(parsed, _workspace);
        await using var workspace = await Workspace.OpenAsync(folder.ToString(), create: false, cancellation);
        var city = (await workspace.CityAsync(parsed.GetValue(_city), cancellation)).City;
        using var screen = new Screen(quiet: parsed.GetValue(_quiet), json: parsed.GetValue(_json));
        var isDry = parsed.GetValue(_dryRun);
        IObjectStore files = isDry ? new ScratchStore(workspace.Files) : workspace.Files;
        var before = await CityBeats.ListAsync(files, city.Id, cancellation);
        var adopted = await AdoptAsync(workspace, files, city, parsed.GetValue(_beats)!, parsed.GetValue(_from)!, cancellation);
        screen.ShowJson(AnswerJson.Write(adopted));
        screen.Result($"{city.Name}: {adopted.Name} {(isDry ? "would be" : "is")} patrolled {adopted.DescribeTime()}{(isDry ? "; nothing was changed (--dry-run)" : "")}.");
        if (before.LastOrDefault(one => one.FirstDay < adopted.FirstDay) is { } ended)
        {
            screen.Result($"{city.Name}: {ended.Name} was patrolled until the day before.");
        }

        if (before.FirstOrDefault(one => one.From == adopted.From) is { } replaced && replaced.Name != adopted.Name)
        {
            screen.Result($"{city.Name}: {replaced.Name}, said of that day before, {(isDry ? "would be" : "is")} replaced.");
        }

        if (await CityMonitor.UpdateAsync(files, workspace.Calls, city.Id, cancellation: cancellation) is { } verdict)
        {
            foreach (var sentence in verdict.Sentences)
            {
                screen.Result($"{sentence}");
            }
        }

        if (!isDry)
        {
            screen.Say($"Next: load newer calls (smartbeats ingest); each load says whether these beats still hold. smartbeats design --anew today --workspace {folder} draws them anew.");
        }

        return ExitCode.Ok;
    }

    private static async Task<AdoptedBeats> AdoptAsync(Workspace workspace, IObjectStore files, City city, string given, string from, CancellationToken cancellation)
    {
        var path = Directory.Exists(given) ? Path.Combine(given, PublishPlan.PlanJsonName) : given;
        if (!File.Exists(path))
        {
            return SideFiles.IsPlanId(given)
                ? await CityBeats.AdoptPlanAsync(files, city.Id, given, from, by: null, TimeProvider.System, cancellation)
                : throw new InputException("BEATS", $"there is no plan or file \"{given}\"", "Name a plan's id (smartbeats history lists them), a plan.json, or a file of beats.");
        }

        var map = await workspace.CurrentMapAsync(city.Id, cancellation)
            ?? throw new InputException(city.Id, "the city has no map yet", $"Load it first: smartbeats ingest city.zip --workspace {workspace.Folder}");
        var content = await File.ReadAllBytesAsync(path, cancellation);
        if (FindPlanId(path, content) is { } planId && File.Exists(workspace.Files.PathOf(Keys.PlanJson.For(city.Id, planId))))
        {
            return await CityBeats.AdoptPlanAsync(files, city.Id, planId, from, by: null, TimeProvider.System, cancellation);
        }

        var beats = BeatList.Read(Path.GetFileName(path), content, map);
        foreach (var note in beats.Notes.Append(beats.On(map).Note).OfType<string>())
        {
            Screen.Warn($"{Path.GetFileName(path)}: {note}");
        }

        return await CityBeats.AdoptBeatsAsync(files, city.Id, beats, map, Path.GetFileName(path), from, by: null, TimeProvider.System, cancellation);
    }

    private static string? FindPlanId(string path, byte[] content) =>
        Path.GetFileName(path) == PublishPlan.PlanJsonName ? PlanJson.Read(content, Path.GetFileName(path)).Plan.PlanId : null;
}
