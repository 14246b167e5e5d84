using SmartBeats.Calls;
using SmartBeats.Comparison;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline;

/// <summary>Sets a plan beside another one or beside the police's own beats: both on the same map, the same calls, the same checker.</summary>
/// <param name="calls">The city's calls; those count that pass the first plan's filters.</param>
/// <param name="map">The areas the plans are made of.</param>
/// <param name="adjacency">Of this map, with the barriers and links the plan was made with.</param>
public sealed class CompareBeats(ICallSource calls, CityMap map, AreaAdjacency adjacency)
{
    /// <param name="where">The other plan's file, as messages name it.</param>
    /// <exception cref="InputException">A plan does not fit the map, or no call passes its filters.</exception>
    public async Task<PlanComparison> WithPlanAsync(PlanFile plan, string planWhere, PlanFile other, string where, CancellationToken cancellation = default)
    {
        var (first, second) = (Compared(plan, planWhere, "the new plan"), Compared(other, where, "the other plan"));
        var workload = await ReadAsync(plan.Plan, (_, _) => { }, cancellation);
        if (!CountedCalls.AreAlike(other.Plan.Request, plan.Plan.Request))
        {
            second = second with { Notes = [.. second.Notes, "It was made for other calls or another workload; here it is measured on what the new plan counts."] };
        }

        return PlanComparison.Of(map, adjacency, workload, first, second) with { Lengths = plan.Plan.City.Lengths };
    }

    /// <param name="beats">The official beats, as <see cref="BeatLayer"/> reads them.</param>
    /// <exception cref="InputException">The plan does not fit the map, or no call passes its filters.</exception>
    /// <param name="withoutBeats">Names of official beats that are left out of all figures on workload.</param>
    public async Task<PlanComparison> WithOfficialBeatsAsync(
        PlanFile plan, string planWhere, CityMap beats, IReadOnlyList<string>? withoutBeats = null, CancellationToken cancellation = default)
    {
        var first = Compared(plan, planWhere, "the new plan");
        var filter = new CallFilter(plan.Plan.Request);
        var official = new OfficialBeats(map, beats, new AreaWorkload([], [], filter.UnitsPerOne, filter.Unit, 0), withoutBeats);
        var workload = await ReadAsync(plan.Plan, (point, area) => official.Count(point.Longitude, point.Latitude, area, point.Calls, point.Weight), cancellation);
        return PlanComparison.Of(map, adjacency, workload, first, official.ToPlan("today's beats")) with { Lengths = plan.Plan.City.Lengths };
    }

    /// <summary>Beside beats that are given area by area.</summary>
    /// <param name="today">Areas it does not name are in a beat of their own, which is left out.</param>
    /// <exception cref="InputException">The plan does not fit the map, or no call passes its filters.</exception>
    public async Task<PlanComparison> WithBeatListAsync(PlanFile plan, string planWhere, BeatList today, CancellationToken cancellation = default)
    {
        var first = Compared(plan, planWhere, "the new plan");
        var (given, note) = today.On(map);
        var without = given.BeatOfArea.Contains(-1) ? given.Names.Count + 1 : 0;
        var second = new ComparedPlan(
            "today's beats",
            without == 0 ? given.Names : [.. given.Names, "no beat"],
            [.. given.BeatOfArea.Select(beat => beat < 0 ? without : beat + 1)])
        {
            Apart = [.. Enumerable.Range(1, given.Names.Count).Where(beat => plan.Plan.Request.WithoutBeats.Contains(given.Names[beat - 1])), .. without == 0 ? Array.Empty<int>() : [without]],
            Notes = [.. today.Notes, .. note is null ? Array.Empty<string>() : [note]],
        };
        return PlanComparison.Of(map, adjacency, await ReadAsync(plan.Plan, (_, _) => { }, cancellation), first, second);
    }

    private ComparedPlan Compared(PlanFile file, string where, string name)
    {
        var indexOf = map.Areas.ToDictionary(area => area.Id, area => area.Index, StringComparer.Ordinal);
        var beatOfArea = new int[map.Areas.Count];
        var strangers = new List<string>();
        for (var area = 0; area < file.AreaIds.Count; area++)
        {
            if (indexOf.TryGetValue(file.AreaIds[area], out var index))
            {
                beatOfArea[index] = file.Plan.BeatOfArea[area];
            }
            else
            {
                strangers.Add(file.AreaIds[area]);
            }
        }

        var missing = beatOfArea.Count(beat => beat == 0);
        if (strangers.Count + missing > 0)
        {
            var example = strangers.Count > 0 ? $" (area \"{strangers[0]}\" of the plan is not in it)" : $" (its area \"{map.Areas[Array.IndexOf(beatOfArea, 0)].Id}\" is not in the plan)";
            throw new InputException(
                where,
                FormattableString.Invariant($"the map given is another one than the plan was made on: {strangers.Count} of the plan's {file.AreaIds.Count} areas are not in it, {missing} of its {map.Areas.Count} not in the plan{example}"),
                $"Give the map of the plan{(file.MapIdField is { } field ? $"; its ids came from the field \"{field}\" (--id {field})" : "")}. The plan's own areas.zip does, too.");
        }

        return new ComparedPlan(name, [.. Enumerable.Range(1, file.Plan.BeatCount).Select(file.Plan.NameOfBeat)], beatOfArea)
        {
            Apart = [.. file.Plan.Measures.Beats.Where(beat => beat.Apart).Select(beat => beat.Number)],
            LowerBound = file.Plan.Measures.LowerBound,
            Notes = [$"Plan {file.Plan.PlanId}, seed {file.Plan.Request.Seed}.", .. SideNotes(file.Plan)],
        };
    }

    private IEnumerable<string> SideNotes(Plan plan)
    {
        if (plan.Shares.Count > 0)
        {
            yield return $"It is balanced on the {ShareWords.NameWorkload(plan)}; here calls alone are counted.";
        }

        if (plan.Sides.Any(side => side is { Count: > 0, Role: SideFiles.Barriers or SideFiles.Links }) && adjacency.Links.Count + adjacency.Barriers.Count == 0)
        {
            yield return "It was made with barriers or links, which were not given here: beats that need a link count as in several pieces.";
        }
    }

    private async Task<AreaWorkload> ReadAsync(Plan plan, Action<PointTally, int> take, CancellationToken cancellation)
    {
        await ValidateRequest.ThrowIfAbsentAsync(calls, plan.City.Id, plan.Request, cancellation);
        var filter = new CallFilter(plan.Request);
        var index = AreaIndex.Build(map);
        var counted = new long[map.Areas.Count];
        var weights = new long[map.Areas.Count];
        long outside = 0;
        await foreach (var point in calls.ReadPointsAsync(plan.City.Id, plan.Request, CallPart.Everything, cancellation))
        {
            var area = index.Find(point.Longitude, point.Latitude);
            if (area < 0)
            {
                outside += point.Calls;
                continue;
            }

            counted[area] += point.Calls;
            weights[area] += point.Weight;
            take(point, area);
        }

        return counted.Sum() > 0
            ? new AreaWorkload(counted, weights, filter.UnitsPerOne, filter.Unit, outside)
            : throw new InputException("--calls", "no call passes the plan's filters and lies in the map", "Give the calls the plan was made from, or calls of the period it asks for.");
    }
}
