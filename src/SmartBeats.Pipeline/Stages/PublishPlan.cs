using System.Text;
using SmartBeats.Calls;
using SmartBeats.Districting;
using SmartBeats.Districting.Ranking;
using SmartBeats.Geography;
using SmartBeats.Metrics;
using SmartBeats.Pipeline.Run;
using SmartBeats.Publishing;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Measures the chosen plan afresh and writes its files; <c>plan.json</c> last, once.</summary>
public static class PublishPlan
{
    /// <summary>The file that makes a plan published: written last, and only where none is.</summary>
    public const string PlanJsonName = "plan.json";

    /// <summary>What is to be known about the map the plan was made on.</summary>
    public const string MapReportName = "map-report.json";

    public static Task<Plan> RunAsync(RunFiles files, RunTicket ticket, City city, CancellationToken cancellation = default) =>
        RunAsync(files, ticket, city, () => Task.CompletedTask, cancellation);

    /// <param name="lastWord">Asked when all but <c>plan.json</c> is written; what it throws leaves the plan unpublished.</param>
    public static async Task<Plan> RunAsync(RunFiles files, RunTicket ticket, City city, Func<Task> lastWord, CancellationToken cancellation = default)
    {
        var request = await files.ReadRequestAsync(ticket, cancellation);
        var map = await files.ReadMapAsync(ticket, cancellation);
        var workload = await files.ReadWorkloadAsync(ticket, cancellation);
        var adjacency = await files.ReadAdjacencyAsync(ticket, cancellation);
        var problem = await files.ReadProblemAsync(ticket, cancellation);
        var evaluated = await files.Store.FindAsync<EvaluatedPlan>(Keys.Evaluated(ticket), cancellation);
        var chosen = evaluated?.Result ?? await files.Store.GetAsync<DesignResult>(Keys.Chosen(ticket), cancellation);

        var (beatOfArea, measures) = Measure(chosen.Chosen);
        var alternatives = chosen.Alternatives.Select((alternative, at) =>
        {
            var (beats, worth) = Measure(alternative);
            return new Alternative(alternative.Goal, beats, worth)
            {
                Response = evaluated?.Alternatives[at],
                Wishes = WishesOf(beats),
                WithoutPreferences = alternative.WithoutPreferences,
            };
        }).ToArray();
        var notes = PlanNotes.Of(request, map, adjacency, workload, problem, chosen, measures);
        var plan = new Plan(
            ticket.PlanId, city, request, ValidateRequest.EngineVersion, ticket.MapVersion, ticket.CallsVersion,
            problem.Beats, beatOfArea, measures, chosen.LowerBoundReason, alternatives, notes, chosen.Truncated)
        {
            Sides = await SidesAsync(files, ticket, cancellation),
            Response = evaluated?.Chosen,
            Rank = await files.Store.FindAsync<PlanRank>(Keys.Ranked(ticket), cancellation),
            Front = [.. chosen.Front.Select(met => FrontPoint.Measure(adjacency, workload.Weights, BeatNumbers.Of(problem, map, met), problem.Beats, chosen.ForcedAreas))],
            Wishes = WishesOf(beatOfArea),
            Sectors = request.Sectors > 0 ? SectorsOf(beatOfArea) : null,
            Shifts = [.. (evaluated?.Shifts ?? []).Select(ShiftPlanOf)],
        };
        var mapReport = Encoding.UTF8.GetBytes(MapReport.Of(map, adjacency).ToJson());
        await files.Store.PutAsync(Keys.PlanFile(ticket.City, ticket.PlanId, MapReportName), mapReport, cancellation);
        await WriteAsync(files, ticket, PlanPublisher.Files(new PlanMaterial(plan, map, adjacency, workload)), lastWord, cancellation);
        return plan;

        (int[] BeatOfArea, PlanMeasures Measures) Measure(DesignedPlan designed)
        {
            var numbered = BeatNumbers.Of(problem, map, designed.BeatOfArea);
            return (numbered, MeasureNumbered(numbered));
        }

        WishFigures? WishesOf(int[] numbered) => problem is { Wishes: { } wishes, Names: { } names }
            ? WishEvaluator.Measure(map, workload, wishes, names, numbered, problem.Beats, chosen.ForcedAreas)
            : null;

        PlanSectors SectorsOf(int[] numbered)
        {
            var ofBeat = SectorDesign.Group(
                problem.ToProblem().Graph, [.. numbered.Select(number => number - 1)], problem.Beats, request.Sectors, request.Tolerance, request.Seed);
            var ofArea = BeatNumbers.FromNorthWest(map, [.. numbered.Select(number => ofBeat[number - 1])], request.Sectors);
            for (var area = 0; area < ofArea.Length; area++)
            {
                ofBeat[numbered[area] - 1] = ofArea[area];
            }

            var outlines = BeatOutlines.Dissolve(map, [.. ofArea.Select(number => number - 1)], request.Sectors);
            return new PlanSectors(ofBeat, PlanEvaluator.Measure(map, adjacency, workload, ofArea, request.Sectors, 0, [], outlines));
        }

        ShiftPlan ShiftPlanOf(EvaluatedShift shift)
        {
            // Beats keep the numbers of the common map, wherever the shift has moved them.
            var numberOf = new int[problem.Beats];
            for (var area = 0; area < beatOfArea.Length; area++)
            {
                numberOf[chosen.Chosen.BeatOfArea[area]] = beatOfArea[area];
            }

            int[] numbered = [.. shift.BeatOfArea.Select(beat => numberOf[beat])];
            var own = MeasureOn(numbered, shift.Workload, shift.LowerBound, shift.ForcedAreas);
            var common = MeasureOn(beatOfArea, shift.Workload, shift.LowerBound, shift.ForcedAreas);
            return new ShiftPlan(shift.Hours, numbered, own, common.MaxDeviation, shift.ChangedShare, shift.Common, shift.Own)
            {
                Workload = shift.Workload,
            };
        }

        PlanMeasures MeasureNumbered(int[] numbered) => MeasureOn(numbered, workload, chosen.LowerBound, chosen.ForcedAreas);

        PlanMeasures MeasureOn(int[] numbered, AreaWorkload counted, double bound, IReadOnlyList<int> forced)
        {
            var outlines = BeatOutlines.Dissolve(map, [.. numbered.Select(number => number - 1)], problem.Beats);
            return PlanEvaluator.Measure(map, adjacency, counted, numbered, problem.Beats, bound, forced, outlines);
        }
    }

    private static async Task<IReadOnlyList<PlanSide>> SidesAsync(RunFiles files, RunTicket ticket, CancellationToken cancellation)
    {
        var sides = new List<PlanSide>();
        foreach (var side in ticket.Sides)
        {
            var content = await SideFiles.ReadAsync(files.Store, ticket, side.Role, cancellation);
            sides.Add(new PlanSide(side.Role, SideFiles.Count(content!), side.Hash));
        }

        return sides;
    }

    private static async Task WriteAsync(RunFiles files, RunTicket ticket, IReadOnlyList<PublishedFile> published, Func<Task> lastWord, CancellationToken cancellation)
    {
        foreach (var file in published.Where(file => file.Name != PlanJsonName))
        {
            await files.Store.PutAsync(Keys.PlanFile(ticket.City, ticket.PlanId, file.Name), file.Content, cancellation);
        }

        await lastWord();
        // A second publisher of the same plan wrote the same bytes: it lost a race, not a plan.
        var planJson = published.Single(file => file.Name == PlanJsonName);
        await files.Store.TryCreateAsync(Keys.PlanFile(ticket.City, ticket.PlanId, PlanJsonName), planJson.Content, cancellation);
    }
}
