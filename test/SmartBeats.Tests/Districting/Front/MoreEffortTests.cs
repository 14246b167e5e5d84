namespace SmartBeats.Districting;

/// <summary>What ten times the effort comes to beside the effort itself, on small maps.</summary>
public class MoreEffortTests
{
    /// <summary>Tenth of a point of deviation, and a hundredth of the border, that more effort may lose.</summary>
    private const double Points = 0.001;

    private const double Border = 1.01;

    [Fact]
    public void Ten_times_the_effort_is_never_worse_by_the_goal_that_was_asked_for()
    {
        var (better, compared) = (0, 0);
        for (ulong seed = 0; seed < 200; seed++)
        {
            var random = new SeededRandom(seed + 77);
            var map = SmallGraphs.Planar(5 + random.Next(5), 5 + random.Next(5), random, 1000);
            // Every other map has areas heavier than a share.
            var graph = seed % 2 == 0 ? HeavyMaps.Lognormal(map, random) : map;
            var (beats, goal) = (3 + random.Next(5), (Goal)(seed % 3));
            var problem = new DistrictingProblem(graph, beats, goal, 0.02, seed, 150_000);
            var (less, more) = (BeatEngine.Design(problem, 1), BeatEngine.Design(problem with { Effort = 1_500_000 }, 1));
            var task = new DistrictingTask(problem);
            if (task.Stuck.Length > 0)
            {
                // What is stuck is counted out by the beat it is in: not a figure of the weights below.
                continue;
            }

            compared++;
            var aside = new AreaGraph(task.Graph.Weight, graph.Edges);
            (double Largest, double Even, long Border) Of(DesignResult result) => (
                PlanAssert.Deviation(graph, beats, result.Chosen.BeatOfArea),
                Math.Max(task.Limit(goal), PlanAssert.Deviation(aside, beats, result.Chosen.BeatOfArea)),
                PlanAssert.BorderCost(graph, result.Chosen.BeatOfArea));
            var (was, now) = (Of(less), Of(more));
            var name = $"seed {seed}, {goal}, {graph.Weights.Count} areas, {beats} beats: {was} to {now}";
            // A smaller deviation, of all or of what is not forced, is worth any border to one goal or the other.
            var isEvener = now.Largest < was.Largest - 1e-9 || now.Even < was.Even - 1e-9;
            (now.Even > was.Even + Points && now.Largest >= was.Largest - 1e-9).ShouldBeFalse(name);
            (now.Border > was.Border * Border && !isEvener).ShouldBeFalse(name);
            better += isEvener || now.Border < was.Border ? 1 : 0;
        }

        compared.ShouldBeGreaterThan(150);
        better.ShouldBeGreaterThan(40, "more effort is worth something");
    }
}
