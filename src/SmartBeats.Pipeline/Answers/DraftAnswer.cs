using System.Text.Json;
using System.Text.Json.Serialization;
using SmartBeats.Calls;
using SmartBeats.Comparison;
using SmartBeats.Districting;
using SmartBeats.Editing;
using SmartBeats.Editing.Answering;
using SmartBeats.Editing.Help;
using SmartBeats.Geography;
using SmartBeats.Geography.Columns;
using SmartBeats.Metrics;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;
using SmartBeats.Requests;
using SmartBeats.Signals;

namespace SmartBeats.Pipeline.Answers;

/// <summary>What moves on a plan would make of it, on the plan's own calls: nothing is kept.</summary>
/// <param name="Figures">Of the draft.</param>
/// <param name="CallsAreCurrent">Whether the plan's calls are still the city's: where not, a published plan is measured on the newer ones.</param>
/// <param name="CallsVersion">Of the city's calls now.</param>
public sealed record DraftAnswer([property: JsonIgnore] DraftFigures Figures, bool CallsAreCurrent, string CallsVersion) : DraftFigures(Figures)
{
    /// <summary>What the draft means for callers; null where that was not asked.</summary>
    public DraftResponseFigures? Response { get; init; }

    /// <summary>Measures.</summary>
    /// <param name="withResponse">Whether response is measured too.</param>
    /// <exception cref="InputException">Moves that cannot be made, a plan that does not tell what its areas weigh, or response of calls that are no longer there.</exception>
    public static async Task<DraftAnswer> MeasureAsync(
        AnswerSources sources, string city, PlanFile parent, PlanEdit edit, bool withResponse, CancellationToken cancellation = default)
    {
        var ground = await FindGroundAsync(sources, city, parent);
        var draft = ground.Start.Copy();
        draft.Take(edit.Apply(ground.Map));
        var version = await sources.Calls.VersionAsync(city, cancellation);
        return new DraftAnswer(Measure(draft, EditFigures.From(parent.Plan.Measures)), version == parent.Plan.CallsVersion, version)
        {
            Response = withResponse ? DraftResponseFigures.Measure(await ResponseOfDrafts.FindAsync(sources, city, parent), draft.FindBeats()) : null,
        };
    }

    /// <summary>What the engine would do with a draft.</summary>
    /// <param name="edit">The draft's moves; null for the plan as it is.</param>
    /// <exception cref="InputException">Moves that cannot be made, or help that cannot be given.</exception>
    public static async Task<HelpProposal> HelpAsync(
        AnswerSources sources, string city, PlanFile parent, PlanEdit? edit, Func<CityMap, HelpOrder> read, CancellationToken cancellation = default)
    {
        var ground = await FindGroundAsync(sources, city, parent);
        var draft = ground.Start.Copy();
        if (edit is not null)
        {
            draft.Take(edit.Apply(ground.Map));
        }

        return PlanHelp.Propose(draft, EditFigures.From(parent.Plan.Measures), read(ground.Map), cancellation);
    }

    /// <summary>A plan with all that measures of drafts on it come from, for a program that measures them itself.</summary>
    /// <returns>See <see cref="PackedDraft"/>.</returns>
    /// <exception cref="InputException">A plan that does not tell what its areas weigh.</exception>
    public static async Task<byte[]> PackAsync(AnswerSources sources, string city, PlanFile parent) =>
        PackedDraft.Write((await FindGroundAsync(sources, city, parent)).Start, EditFigures.From(parent.Plan.Measures));

    internal static Task<PlanGround> FindGroundAsync(AnswerSources sources, string city, PlanFile parent) =>
        sources.Shelves.Grounds.KeepAsync(Keys.PlanJson.For(city, parent.Plan.PlanId), () => ReadGroundAsync(sources, city, parent));

    private static async Task<PlanGround> ReadGroundAsync(AnswerSources sources, string city, PlanFile parent)
    {
        var plan = parent.Plan;
        var map = await sources.ReadMapAsync(city, plan.MapVersion);
        var adjacency = await sources.ReadAdjacencyAsync(city, plan);
        var table = await sources.Files.FindBytesAsync(Keys.PlanFile.For(city, plan.PlanId, TableJson.FileName));
        var workload = (table is null ? null : ReadWorkload(table, plan.Request, map.Areas.Count)) ?? throw new InputException(
            "plan", $"plan {plan.PlanId} is older than files that tell what areas weigh", "Ask for it again, and edit the new one.");
        var graph = MergeWorkload.CreateGraph(workload.Weights, adjacency);
        var problem = new DistrictingProblem(graph, plan.BeatCount, plan.Request.Goal, plan.Request.Tolerance, plan.Request.Seed, Effort: 0);
        var locked = await EditedPlans.ReadLockedAreasAsync(sources.Files, city, plan.PlanId, EditedPlans.ListSides(plan), map);
        var ground = new DraftGround(map, adjacency, workload, problem)
        {
            BeatsApart = plan.Request.WithoutBeats,
            LockedBeats = plan.Request.LockBeats,
            LockedAreas = locked,
            Today = await FindTodayAsync(sources, city, plan, map),
            Wishes = await FindWishesAsync(sources, city, plan, map),
        };
        ground.KnowBounds(plan.Measures);
        var start = new PlanDraft(ground, [.. Enumerable.Range(1, plan.BeatCount).Select(plan.NameOfBeat)], [.. plan.BeatOfArea.Select(number => number - 1)]);
        start.Measure();
        return new PlanGround(map, start);
    }

    /// <summary>What was wished of a plan that beats and map alone can tell; null for nothing.</summary>
    private static async Task<(PlanWishes Wishes, WishNames Names)?> FindWishesAsync(AnswerSources sources, string city, Plan plan, CityMap map)
    {
        // Attributes are kept with the city's current map; of an older one, groups can no longer be told.
        var current = await CityFiles.FindCurrentMapAsync(sources.Files, city);
        var columns = current?.Version == plan.MapVersion
            ? await CityFiles.LoadColumnsAsync(sources.Files, city, current.Version, current.Columns, map.Areas.Count) : MapColumns.None;
        var request = plan.Request with
        {
            KeepWhole = plan.Request.KeepWhole.Where(column => columns.Find(column.Key) is not null).ToDictionary(),
        };
        var stationFile = plan.Sides.FirstOrDefault(side => side.Role == SideFiles.Stations) is { } side
            ? await sources.Files.FindBytesAsync(Keys.Side.For(city, side.Hash)) : null;
        var stations = stationFile is null ? null : StationList.Read(SideFiles.Stations, stationFile);
        return WishPreparation.OfMap(request, map with { Columns = columns }, stations, []) is { } wishes
            ? (wishes, new WishNames("workload", [], [], [], stations is null ? [] : [.. stations.Stations.Select(station => station.Id)], [])) : null;
    }

    /// <summary>The beats of today that a plan began with, by area.</summary>
    private static async Task<IReadOnlyList<string?>?> FindTodayAsync(AnswerSources sources, string city, Plan plan, CityMap map)
    {
        if (plan.Sides.FirstOrDefault(side => side.Role == SideFiles.Current) is not { } side
            || await sources.Files.FindBytesAsync(Keys.Side.For(city, side.Hash)) is not { } content)
        {
            return null;
        }

        var given = BeatList.Read(SideFiles.Current, content, map).On(map).Beats;
        return [.. given.BeatOfArea.Select(beat => beat < 0 ? null : given.Names[beat])];
    }

    /// <summary>What areas weigh, from the figures that are printed of them: whole units, since no figure has more digits than a unit.</summary>
    private static AreaWorkload? ReadWorkload(byte[] table, PlanRequest request, int areaCount)
    {
        using var document = JsonDocument.Parse(table);
        var areas = document.RootElement.GetProperty("areas");
        if (!areas.TryGetProperty("workload", out var workload) || !areas.TryGetProperty("calls", out var calls) || workload.GetArrayLength() != areaCount)
        {
            return null;
        }

        var units = request.Weigh.Count > 0 ? WorkloadMix.UnitsPerPoint : new CallFilter(request).UnitsPerOne;
        return new AreaWorkload(
            [.. calls.EnumerateArray().Select(value => value.GetInt64())],
            [.. workload.EnumerateArray().Select(value => (long)Math.Round(value.GetDouble() * units))],
            units,
            document.RootElement.GetProperty("unit").GetString()!,
            0);
    }
}

/// <summary>A plan made ready to be measured under a hand.</summary>
/// <param name="Map">The one it was made on.</param>
/// <param name="Start">The plan itself, measured; drafts are copies of it.</param>
internal sealed record PlanGround(CityMap Map, PlanDraft Start);

/// <summary>Moves that the engine proposes, as moves are sent.</summary>
/// <param name="Moves">To be added to the draft's; empty where there is nothing to gain.</param>
/// <param name="Figures">The draft as it would be.</param>
public sealed record ProposalAnswer(IReadOnlyList<ProposedAreas> Moves, DraftFigures Figures);

/// <summary>One of them.</summary>
/// <param name="Areas">By id.</param>
/// <param name="Beat">Name of the beat that is given them.</param>
public sealed record ProposedAreas(IReadOnlyList<string> Areas, string Beat)
{
    /// <summary>Whether the beat is made by the move.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool New { get; init; }
}
