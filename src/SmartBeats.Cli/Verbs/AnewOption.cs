using System.CommandLine;
using System.Text.Json.Nodes;
using NodaTime.Text;
using SmartBeats.Comparison;
using SmartBeats.Demand;
using SmartBeats.Districting;
using SmartBeats.Pipeline.Adoption;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Pipeline.Workspaces;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>--anew PLAN</c>: today's beats, drawn anew on newer calls, as they were asked for.</summary>
internal sealed class AnewOption
{
    private readonly Option<string?> _plan = new("--anew")
    {
        Description = "Today's beats (a plan.json, its folder, a plan's id in the workspace, or today for those adopted there), drawn anew on newer calls within --change-budget, "
            + "0.15 where not said. The plan says what is asked for; flags beside it win. Nothing is written where it would cost more than it brings.",
    };

    public void AddTo(Command verb) => verb.Options.Add(_plan);

    /// <returns>The beats to draw anew; null where none are asked for.</returns>
    /// <exception cref="InputException">There is no such plan.</exception>
    public async Task<AnewPlan?> ReadAsync(ParseResult parsed, DirectoryInfo? workspace, string? city, CancellationToken cancellation)
    {
        if (parsed.GetValue(_plan) is not { } given)
        {
            return null;
        }

        var path = Directory.Exists(given) ? Path.Combine(given, PublishPlan.PlanJsonName) : given;
        if (File.Exists(path))
        {
            return AnewPlan.FromPlan(PlanJson.Read(await File.ReadAllBytesAsync(path, cancellation), Path.GetFileName(path)));
        }

        if (workspace is null || !(given == AdoptedBeats.Today || SideFiles.IsPlanId(given)))
        {
            throw new InputException(_plan.Name, $"there is no plan \"{given}\"", "Name a plan.json, the folder it lies in, or with --workspace the id of one of its plans, or today.");
        }

        await using var opened = await Workspace.OpenAsync(workspace.ToString(), create: false, cancellation);
        var id = (await opened.CityAsync(city, cancellation)).City.Id;
        if (given != AdoptedBeats.Today)
        {
            return AnewPlan.FromPlan(await PlanHistory.FindAsync(opened, id, given, cancellation)
                ?? throw new InputException(_plan.Name, $"there is no plan {given} of {id} in the workspace", $"Its plans are listed by smartbeats history --workspace {workspace}."));
        }

        var adopted = await CityBeats.FindAsync(opened.Files, id, null, cancellation)
            ?? throw new InputException(_plan.Name, $"no beats of {id} are adopted", $"Say which are patrolled: smartbeats adopt PLAN --from DAY --workspace {workspace}");
        if (adopted.PlanId is { } planId)
        {
            return AnewPlan.FromPlan(await CityBeats.ReadPlanAsync(opened.Files, id, planId, cancellation));
        }

        var map = await CityFiles.ReadMapAsync(opened.Files, id, cancellation);
        return AnewPlan.FromBeats(await CityBeats.ReadBeatsAsync(opened.Files, id, adopted, map, cancellation), map);
    }
}

/// <summary>The beats that are drawn anew.</summary>
/// <param name="Beats">As they are.</param>
/// <param name="Start">The fields that a request to draw them anew begins with.</param>
/// <param name="DrawnTo">Last day of the calls they were made from, in days since 1970-01-01; null where nobody knows.</param>
/// <param name="Sides">Files they were made with.</param>
/// <param name="MapVersion">Of the map they were drawn on; null where nobody knows.</param>
internal sealed record AnewPlan(BeatList Beats, JsonObject Start, int? DrawnTo, IReadOnlyList<PlanSide> Sides, string? MapVersion)
{
    /// <summary>A plan: what it was asked for, but for its time.</summary>
    public static AnewPlan FromPlan(PlanFile file)
    {
        var plan = file.Plan;
        var request = plan.Request with
        {
            City = null,
            Beats = plan.BeatCount - plan.Measures.Beats.Count(beat => beat.Apart),
            WorkloadPerBeat = null,
            From = null,
            To = null,
            WeighPeriods = [],
            HalfLifeDays = null,
            For = null,
            LifeDays = null,
            ChangeBudget = null,
            Goal = plan.Request.Goal == Goal.Response ? Goal.Compact : plan.Request.Goal,
            Response = null,
            Shifts = [],
            Rank = 0,
            Anew = true,
        };
        int? drawnTo = plan.Outlook?.To is { } to ? DayRange.ToDay(LocalDatePattern.Iso.Parse(to).GetValueOrThrow()) : null;
        return new AnewPlan(
            BeatList.NamedAs(file, "--anew"), JsonNode.Parse(PlanRequestJson.Canonical(request))!.AsObject(),
            drawnTo ?? (plan.Request.To is { } asked ? DayRange.ToDay(asked.Date) : null), plan.Sides, plan.MapVersion);
    }

    /// <summary>Beats that are no plan: as many are asked for, of all calls.</summary>
    public static AnewPlan FromBeats(BeatList beats, Geography.CityMap map) =>
        new(beats, new JsonObject { ["beats"] = beats.On(map).Beats.Names.Count, ["anew"] = true }, null, [], null);

    /// <summary>Puts the beats beside the other side files.</summary>
    /// <param name="sides">Those given by flags.</param>
    /// <exception cref="InputException">Today's beats are given twice, or the plan was made with a file that is not given.</exception>
    public async Task<IReadOnlyList<SideFile>> AddSidesAsync(
        IReadOnlyList<SideFile> sides, FolderObjectStore store, City city, Geography.CityMap map, CancellationToken cancellation)
    {
        if (MapVersion is not null && MapVersion != map.Version)
        {
            Screen.Warn($"--anew: not the very map these beats were drawn on; areas are taken by their ids.");
        }

        if (sides.Any(side => side.Role == SideFiles.Current))
        {
            throw new InputException("--anew, --current", "both say what today's beats are", "Give one of them.");
        }

        List<SideFile> all = [.. sides, await SideFiles.PutAsync(store, city.Id, Beats, cancellation)];
        foreach (var missing in Sides.Where(side => side.Role is SideFiles.Barriers or SideFiles.Links or SideFiles.Stations && sides.All(given => given.Role != side.Role)))
        {
            // A workspace keeps what its plans were made with.
            all.Add(File.Exists(store.PathOf(Keys.Side.For(city.Id, missing.Hash)))
                ? new SideFile(missing.Role, missing.Hash)
                : throw new InputException("--anew", $"the plan was made with {missing.Role}, and none are given", $"Give them again: --{missing.Role} FILE."));
        }

        return all;
    }
}
