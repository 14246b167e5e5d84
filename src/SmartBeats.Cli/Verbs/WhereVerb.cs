using System.CommandLine;
using System.Text.Json.Nodes;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Adoption;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Workspaces;
using SmartBeats.Publishing;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats where LON LAT</c>: area, beat and sector of a point.</summary>
internal sealed class WhereVerb
{
    private readonly Argument<double> _longitude = new("LON") { Description = "Longitude in degrees, west below zero." };
    private readonly Argument<double> _latitude = new("LAT") { Description = "Latitude in degrees." };
    private readonly Option<string?> _plan = new("--plan")
    {
        Description = "A plan.json or its folder, or the id of a plan in the workspace; in a workspace the plan that is patrolled where not said.",
    };

    private readonly Option<FileInfo?> _areas = new("--areas") { Description = "The map the plan was made on; areas.zip beside the plan where not said." };
    private readonly Option<DirectoryInfo?> _workspace = WorkspaceOption.Create(required: false);
    private readonly Option<string?> _city = new("--city") { Description = "Which city of the workspace." };
    private readonly Option<bool> _json = CommonOptions.Json("Print JSON.");
    private readonly Option<bool> _quiet = CommonOptions.Quiet("Print nothing: the exit code says whether the point lies in the city (0) or outside (1).");

    public static Command Create()
    {
        var verb = new WhereVerb();
        var command = new Command("where", "Say in which area, beat and sector a point lies. Exit code 1 where it lies in none.")
        {
            verb._longitude, verb._latitude, verb._plan, verb._areas, verb._workspace, verb._city, verb._json, verb._quiet,
        };
        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (longitude, latitude) = (parsed.GetValue(_longitude), parsed.GetValue(_latitude));
        if (longitude is not (>= -180 and <= 180) || latitude is not (>= -90 and <= 90))
        {
            throw new InputException("LON LAT", "they are no longitude and latitude in degrees", "Give the longitude first: smartbeats where -113.4162 33.2498 --plan beats.");
        }

        var (name, plan, map) = await FindPlanAsync(parsed, cancellation);
        var area = AreaIndex.Build(map).Find(longitude, latitude);
        using var screen = new Screen(quiet: parsed.GetValue(_quiet), json: parsed.GetValue(_json));
        if (area < 0)
        {
            screen.ShowJson(new JsonObject { ["plan"] = plan.Plan.PlanId, ["area"] = null });
            screen.Result($"Outside: no area of {name} holds that point.");
            return ExitCode.Failed;
        }

        var id = map.Areas[area].Id;
        var beat = plan.Plan.BeatOfArea[IndexOf(plan, id)];
        var sector = plan.Plan.Sectors is { } sectors ? sectors.FindOf(beat).ToString() : null;
        screen.ShowJson(new JsonObject { ["plan"] = plan.Plan.PlanId, ["area"] = id, ["beat"] = beat, ["beatName"] = plan.Plan.NameOfBeat(beat), ["sector"] = sector });
        screen.Result($"Area {id}, beat {plan.Plan.NameOfBeat(beat)}{(sector is null ? "" : $", sector {sector}")} of {name}.");
        return ExitCode.Ok;
    }

    private static int IndexOf(PlanFile plan, string area)
    {
        for (var at = 0; at < plan.AreaIds.Count; at++)
        {
            if (plan.AreaIds[at] == area)
            {
                return at;
            }
        }

        throw new InputException("--areas", $"its area {area} is not in the plan", "Give the map the plan was made on.");
    }

    private async Task<(string Name, PlanFile Plan, CityMap Map)> FindPlanAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var asked = parsed.GetValue(_plan);
        if (asked is not null && (Directory.Exists(asked) || File.Exists(asked)))
        {
            var given = new FileInfo(asked);
            var plan = PlanFolder.Read(given);
            return ($"plan {plan.Plan.PlanId}", plan, PlanFolder.ReadMap(given, plan, parsed.GetValue(_areas), null).Map);
        }

        var folder = WorkspaceOption.Find(parsed, _workspace) ?? throw new InputException(
            "--plan", asked is null ? "no plan is named" : $"there is no {asked}", "Name a plan.json or its folder (--plan beats), or --workspace DIR for the beats that are patrolled.");
        await using var workspace = await Workspace.OpenAsync(folder.ToString(), create: false, cancellation);
        var city = (await workspace.CityAsync(parsed.GetValue(_city), cancellation)).City.Id;
        var id = asked ?? (await CityBeats.FindAsync(workspace.Files, city, null, cancellation))?.PlanId ?? throw new InputException(
            "--plan", $"no plan of {city} is patrolled", $"Name one that smartbeats history --workspace {folder} lists.");
        var kept = await PlanHistory.FindAsync(workspace, city, id, cancellation)
            ?? throw new InputException("--plan", $"{city} has no plan \"{id}\"", $"smartbeats history --workspace {folder} lists the plans and their ids.");
        return ($"plan {id}", kept, await CityFiles.LoadMapAsync(workspace.Files, city, kept.Plan.MapVersion, cancellation));
    }
}
