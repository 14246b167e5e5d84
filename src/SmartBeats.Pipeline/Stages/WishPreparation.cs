using System.Globalization;
using SmartBeats.Calls;
using SmartBeats.Comparison;
using SmartBeats.Districting;
using SmartBeats.Geography;
using SmartBeats.Metrics;
using SmartBeats.Pipeline.Run;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Turns what a request and its side files ask for into the engine's wishes.</summary>
internal static class WishPreparation
{
    /// <returns>The wishes, and what the plan's figures are called by; null where nothing is asked for.</returns>
    /// <exception cref="InputException">Something does not fit the map, the current beats or the number of beats.</exception>
    public static async Task<(PlanWishes Wishes, WishNames Names)?> OfAsync(
        RunFiles files, RunTicket ticket, PlanRequest request, CityMap map, AreaWorkload workload, AreaGraph graph, int beats, List<string> notes, CancellationToken cancellation)
    {
        var currentFile = await files.ReadSideAsync(ticket, SideFiles.Current, cancellation);
        var stationFile = await files.ReadSideAsync(ticket, SideFiles.Stations, cancellation);
        if (workload.Others.Count == 0 && request.EqualArea is null && request.KeepWhole.Count == 0 && currentFile is null && stationFile is null)
        {
            return null;
        }

        var stations = stationFile is null ? null : StationList.Read(SideFiles.Stations, stationFile);
        CurrentPlan? current = null;
        UsableBeats? usable = null;
        int[] todayOf = [];
        if (currentFile is not null)
        {
            var locked = await files.ReadSideAsync(ticket, SideFiles.LockedAreas, cancellation);
            var (given, note) = BeatList.Read(SideFiles.Current, currentFile, map).On(map);
            given = given with
            {
                LockedAreas = locked is null ? [] : AreaIdList.Read("lockAreas", locked).On(map),
                LockedBeats = [.. IndexesOf("lockBeats", request.LockBeats, given.Names).Union(IndexesOf("withoutBeats", request.WithoutBeats, given.Names)).Order()],
            };
            usable = CurrentBeats.MakeUsable(graph, given, beats, request.Seed, area => map.Areas[area].Id);
            notes.AddRange(note is null ? usable.Repairs : [note, .. usable.Repairs]);
            todayOf = [.. given.BeatOfArea.Select(beat => beat < 0 ? WishNames.None : Array.IndexOf(usable.GivenOfBeat, beat) is >= 0 and var kept ? kept : WishNames.Gone)];
            var spent = Enumerable.Range(0, todayOf.Length).Where(area => todayOf[area] != WishNames.None && todayOf[area] != usable.BeatOfArea[area]).Sum(area => workload.Weights[area]);
            current = new CurrentPlan(usable.BeatOfArea, request.ChangeBudget, given.LockedAreas, usable.LockedBeats)
            {
                SpentWorkload = spent,
                BeatsApart = [.. Enumerable.Range(0, usable.Names.Count).Where(beat => request.WithoutBeats.Contains(usable.Names[beat]))],
            };
            notes.AddRange(Idle(workload, current, usable.Names));
            if (request.ChangeBudget is { } share && spent > (decimal)share * workload.Weights.Sum())
            {
                notes.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Making the current beats usable changes {(double)spent / workload.Weights.Sum() * 100:0.##}% of the workload, more than the {share * 100:0.##}% that might: no more workload was changed."));
            }
        }

        var wishes = (OfMap(request, map, stations, notes) ?? new PlanWishes()) with
        {
            Criteria = [.. workload.Others.Select(other => new BalanceCriterion(other.Name, other.Weights, other.Weight))],
            Current = current,
        };
        var bounds = workload.Others.Select(other => new AreaGraph(other.Weights, graph.Edges)).Prepend(graph).Select(loads => PlanBounds.Deviation(loads, beats));
        return (wishes, new WishNames(
            request.Weigh.Count == 0 ? RequestCriterion.Of(request)[0].Name : "workload",
            usable is null ? [] : [.. usable.Names],
            todayOf,
            usable is null ? [] : [.. usable.Repairs],
            stations is null ? [] : [.. stations.Stations.Select(station => station.Id)],
            workload.Others.Count == 0 ? [] : [.. bounds]));
    }

    /// <summary>The wishes that the map alone can tell of; null for none.</summary>
    /// <exception cref="InputException">They do not fit the map.</exception>
    public static PlanWishes? OfMap(PlanRequest request, CityMap map, StationList? stations, List<string> notes) =>
        request.EqualArea is null && request.KeepWhole.Count == 0 && stations is null ? null : new PlanWishes
        {
            EqualArea = request.EqualArea is { } strength ? new EqualAreaWish([.. map.Areas.Select(area => LocalMetres.Area(area.Shape))], strength) : null,
            KeepWhole = [.. request.KeepWhole.Select(column => WholeColumns.Read(map, column.Key, (double)column.Value, notes))],
            Stations = stations is null ? null : new StationWish(stations.MetresOn(map), request.StationWeight ?? 1),
        };

    /// <summary>Beats that patrol next to no calls spoil every figure on evenness: how to leave them out is said.</summary>
    private static IEnumerable<string> Idle(AreaWorkload workload, CurrentPlan current, IReadOnlyList<string> names)
    {
        var loads = new long[names.Count];
        for (var area = 0; area < current.BeatOfArea.Length; area++)
        {
            loads[current.BeatOfArea[area]] += workload.Weights[area];
        }

        if (IdleBeats.Find(loads, current.BeatsApart) is { Length: > 0 } idle)
        {
            yield return IdleBeats.Describe([.. idle.Select(beat => names[beat])]);
        }
    }

    private static int[] IndexesOf(string field, IReadOnlyList<string> asked, IReadOnlyList<string> names)
    {
        var locked = new List<int>();
        foreach (var name in asked)
        {
            var at = names.ToList().IndexOf(name);
            locked.Add(at >= 0 ? at : throw new InputException(
                field,
                $"there is no current beat \"{name}\"{NearMiss.Hint(name, names)}",
                $"Current beats are {string.Join(", ", names.Take(10))}{(names.Count > 10 ? ", ..." : "")}."));
        }

        return [.. locked.Order()];
    }
}
