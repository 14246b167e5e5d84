using SmartBeats.Calls;
using SmartBeats.Districting;
using SmartBeats.Editing;
using SmartBeats.Geography;
using SmartBeats.Metrics;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Plans made by hand: what is asked for one, and what is kept of the hand. Editing/README.md of the library says how.</summary>
public static class EditedPlans
{
    /// <summary>What is asked for in the place of a search: the parent's request, without what only steers one.</summary>
    /// <param name="parent">The plan that is edited.</param>
    /// <param name="beats">How many the edited plan has.</param>
    public static PlanRequest CreateRequest(Plan parent, int beats) => parent.Request with
    {
        Beats = beats - parent.Request.WithoutBeats.Count,
        WorkloadPerBeat = null,
        Anew = false,
        AutoTolerance = false,
        Backtest = null,
        ChangeBudget = null,
        Sectors = Math.Min(parent.Request.Sectors, beats),
    };

    /// <summary>Checks moves on a plan, and keeps them for a run.</summary>
    /// <param name="store">Where the parent's side files lie.</param>
    /// <param name="sides">Of the parent, and no others.</param>
    /// <param name="map">The city's current one.</param>
    /// <returns>What to ask, with which files.</returns>
    /// <exception cref="InputException">Moves that cannot be made; says which and why.</exception>
    public static async Task<(PlanRequest Request, IReadOnlyList<SideFile> Sides)> OrderAsync(
        IObjectStore store, string city, PlanFile parent, PlanEdit edit, IReadOnlyList<SideFile> sides, CityMap map, CancellationToken cancellation = default)
    {
        var edited = edit.Apply(map);
        await ThrowIfLockedAsync(store, city, parent, edit, edited, sides, map, cancellation);
        var request = CreateRequest(parent.Plan, edited.Names.Count);
        return (request, [.. sides, await SideFiles.PutAsync(store, city, edit, cancellation)]);
    }

    /// <summary>The files beside the request that a plan was made with: signals are pinned anew by every run, and an edit was of another plan.</summary>
    public static IReadOnlyList<SideFile> ListSides(Plan parent) =>
        [.. parent.Sides.Where(side => IsKept(side.Role)).Select(side => new SideFile(side.Role, side.Hash))];

    /// <summary>Whether a parent's side file goes with the edited plan.</summary>
    public static bool IsKept(string role) => SideFiles.Roles.Contains(role) && role is not (SideFiles.Edit or SideFiles.Today);

    /// <summary>The edit a run is about; null for a search.</summary>
    internal static async Task<PlanEdit?> FindAsync(RunFiles files, RunTicket ticket, CancellationToken cancellation) =>
        await files.ReadSideAsync(ticket, SideFiles.Edit, cancellation) is { } content ? PlanEdit.Read(SideFiles.Edit, content) : null;

    /// <summary>What figures on wishes are called by in an edited plan.</summary>
    internal static WishNames NameWishes(WishNames names, EditedBeats edited, AreaWorkload workload, AreaGraph graph)
    {
        var named = names.ForBeats(edited.Names);
        IEnumerable<IReadOnlyList<long>> criteria = [graph.Weights, .. workload.Others.Select(other => other.Weights)];
        return names.Bounds.Length == 0 ? named : named with
        {
            Bounds = [.. criteria.Select(weights => PlanBounds.Deviation(new AreaGraph(weights, graph.Edges), edited.Names.Count))],
        };
    }

    /// <summary>What a plan says of its edit, the parent measured beside it on the same calls; null where nobody edited it.</summary>
    internal static async Task<EditRecord?> FindRecordAsync(
        RunFiles files, RunTicket ticket, MeasuredMap map, AreaWorkload workload, int[] beatOfArea, int[] apart, CancellationToken cancellation)
    {
        if (await FindAsync(files, ticket, cancellation) is not { } edit)
        {
            return null;
        }

        var edited = edit.Apply(map.Map);
        var problem = (await files.ReadProblemAsync(ticket, cancellation)).ToProblem();
        var before = edited.CountParentBeats();
        var forced = BeatEngine.Judge(problem.ForBeats(before), edited.ParentBeatOfArea).ForcedAreas;
        var outlines = BeatOutlines.Dissolve(map.Map, edited.ParentBeatOfArea, before);
        // Beats that are left out are never moved, and keep their names.
        int[] apartBefore = [.. apart.Select(number => edit.ParentBeats.ToList().IndexOf(edited.Names[number - 1]) + 1)];
        var measures = PlanEvaluator.Measure(
            map.Map, map.Adjacency, workload, [.. edited.ParentBeatOfArea.Select(beat => beat + 1)], before, lowerBound: 0, forced, outlines, apartBefore);
        return new EditRecord(
            edit.Parent,
            edit.Moves,
            edited.Names,
            EditChange.Measure(workload, edited.ChangedAreas),
            EditFigures.From(measures),
            PublishedParts.List(BeatParts.Find(map, beatOfArea, edited.Names.Count), [.. map.Map.Areas.Select(area => area.Id)]))
        {
            Author = edit.Author,
            ParentHadOtherCalls = edit.ParentCalls != ticket.CallsVersion,
        };
    }

    private static async Task ThrowIfLockedAsync(
        IObjectStore store, string city, PlanFile parent, PlanEdit edit, EditedBeats edited, IReadOnlyList<SideFile> sides, CityMap map, CancellationToken cancellation)
    {
        var request = parent.Plan.Request;
        string[] lockedBeats = [.. request.LockBeats, .. request.WithoutBeats];
        var changed = edited.ChangedAreas.ToHashSet();
        foreach (var area in edited.ChangedAreas)
        {
            var (from, to) = (edit.ParentBeats[edited.ParentBeatOfArea[area]], edited.Names[edited.BeatOfArea[area]]);
            if (lockedBeats.FirstOrDefault(name => name == from || name == to) is { } locked)
            {
                throw new InputException(
                    "moves", $"area \"{map.Areas[area].Id}\" would go from beat {from} to beat {to}, and the plan's request keeps beat {locked} as it is", Unlock);
            }
        }

        if (request.WithoutBeats.Count > 0 && !edited.Names.SequenceEqual(edit.ParentBeats))
        {
            throw new InputException(
                "moves", $"they make or remove a beat, and the plan leaves beats {string.Join(", ", request.WithoutBeats)} out of all figures", "Keep the beats there are, or design a plan with that number of them.");
        }

        if ((await ReadLockedAreasAsync(store, city, edit.Parent, sides, map, cancellation)).Where(changed.Contains).ToArray() is [var first, ..])
        {
            throw new InputException("moves", $"area \"{map.Areas[first].Id}\" changes beat, and the plan's request locks it", Unlock);
        }
    }

    /// <summary>Areas that a plan's request keeps in their beat, by index; none where it names none.</summary>
    /// <param name="sides">Of the plan.</param>
    public static async Task<int[]> ReadLockedAreasAsync(
        IObjectStore store, string city, string planId, IReadOnlyList<SideFile> sides, CityMap map, CancellationToken cancellation = default)
    {
        if (sides.FirstOrDefault(side => side.Role == SideFiles.LockedAreas) is not { } side)
        {
            return [];
        }

        var ids = await store.FindBytesAsync(Keys.Side.For(city, side.Hash), cancellation)
            ?? throw new InvalidOperationException($"The {side.Role} of plan {planId} were removed from the store.");
        return [.. AreaIdList.Read(side.Role, ids).On(map)];
    }

    private const string Unlock = "Leave it where it is, or ask for a plan without the lock and edit that.";
}
