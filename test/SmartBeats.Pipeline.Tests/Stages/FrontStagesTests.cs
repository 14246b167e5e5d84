using SmartBeats.Districting;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Tests.Stages;

public class FrontStagesTests
{
    [Fact]
    public async Task The_front_is_in_plan_json_measured_and_none_of_its_plans_beats_another()
    {
        await using var city = await SampleCity.LoadAsync();
        var pipeline = new LocalPipeline(city.Store, city.Calls, SampleCity.City, threads: 2);
        var (ticket, made) = await pipeline.RunAsync(new PlanRequest { Beats = 12, Effort = 2_000_000 }, "run-1");
        var key = Keys.PlanFile.For(ticket.City, ticket.PlanId, PublishPlan.PlanJsonName);
        var plan = PlanJson.Read(await File.ReadAllBytesAsync(city.Store.PathOf(key)), "plan.json").Plan;

        plan.Front.Count.ShouldBeInRange(3, 12);
        plan.Front.Select(point => point.BeatOfArea).ShouldBe(made.Plan.Front.Select(point => point.BeatOfArea));
        var files = new RunFiles(city.Store);
        var workload = await files.ReadWorkloadAsync(ticket, default);
        var adjacency = await files.ReadAdjacencyAsync(ticket, default);
        foreach (var point in plan.Front)
        {
            var loads = Enumerable.Range(1, 12).Select(beat => workload.Weights.Where((_, area) => point.BeatOfArea[area] == beat).Sum()).ToArray();
            point.MaxDeviation.ShouldBe(Math.Max(loads.Max() / loads.Average() - 1, 1 - loads.Min() / loads.Average()), 1e-6);
            var cut = adjacency.Boundaries.Where(boundary => point.BeatOfArea[boundary.A] != point.BeatOfArea[boundary.B]).ToArray();
            point.EdgesCut.ShouldBe(cut.Length);
            point.BoundaryKm.ShouldBe(cut.Sum(boundary => boundary.LengthMetres) / 1000, 0.001);
        }

        plan.Front.ShouldContain(point => point.BeatOfArea.SequenceEqual(plan.BeatOfArea));
        foreach (var alternative in plan.Alternatives)
        {
            plan.Front.ShouldContain(point => point.BeatOfArea.SequenceEqual(alternative.BeatOfArea), alternative.Goal.ToString());
        }

        var tightest = plan.Alternatives.Single(other => other.Goal == Goal.Tightest).Measures;
        foreach (var (before, after) in plan.Front.Zip(plan.Front.Skip(1)))
        {
            after.MaxDeviation.ShouldBeGreaterThanOrEqualTo(before.MaxDeviation);
            // Borders are searched in whole decimetres an edge.
            after.BoundaryKm.ShouldBeLessThanOrEqualTo(before.BoundaryKm + 0.02);
        }

        tightest.MaxDeviation.ShouldBe(plan.Front[0].MaxDeviation);
        var summary = await File.ReadAllTextAsync(city.Store.PathOf(Keys.PlanFile.For(ticket.City, ticket.PlanId, "summary.txt")));
        summary.ShouldContain("- And between them, deviation against borders (in plan.json): ");
    }
}
