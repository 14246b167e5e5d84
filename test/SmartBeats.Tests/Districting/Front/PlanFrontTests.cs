namespace SmartBeats.Districting;

public class PlanFrontTests
{
    /// <summary>Recounted from the graph and the assignment: largest deviation, the same with heavy areas and stuck beats counted as one share each, border.</summary>
    private sealed record Figures(string Name, double Largest, double Even, int Beyond, long Border);

    [Fact]
    public void No_plan_that_a_run_delivers_is_beaten_by_another_of_the_same_run()
    {
        var (heavy, points) = (0, 0);
        for (ulong seed = 0; seed < 200; seed++)
        {
            var random = new SeededRandom(seed + 1);
            var map = SmallGraphs.Planar(5 + random.Next(13), 6 + random.Next(12), random, 1000);
            var graph = HeavyMaps.Lognormal(map, random);
            var beats = 3 + random.Next(graph.Weights.Count / 5);
            var goal = (Goal)(seed % 3);
            var problem = new DistrictingProblem(graph, beats, goal, 0.01, seed, 60_000);
            // What the starts met is told only where the steps are run apart: on every tenth map.
            StartPlan[] starts = seed % 10 == 0
                ? [.. Enumerable.Range(0, BeatEngine.StartCount(problem)).Select(start => BeatEngine.Balance(problem, BeatEngine.Seed(problem, start)))]
                : [];
            var result = seed % 10 == 0 ? BeatEngine.Choose(problem, starts) : BeatEngine.Design(problem, 1);
            var name = $"seed {seed}, {graph.Weights.Count} areas, {beats} beats, {result.ForcedAreas.Count} heavy";
            heavy += result.ForcedAreas.Count > 1 ? 1 : 0;
            points += result.Front.Count;

            var aside = new AreaGraph(new DistrictingTask(problem).Graph.Weight, graph.Edges);
            Figures[] delivered = [.. result.Alternatives.Prepend(result.Chosen).Select(plan => Of(problem, result.Stuck, aside, plan.BeatOfArea, plan.Goal.ToString()))];
            Figures[] front = [.. result.Front.Select(plan => Of(problem, result.Stuck, aside, plan, "a point of the front"))];
            Figures[] met = [.. starts.SelectMany(start => (int[][])[start.BeatOfArea, .. start.Met!]).Select(plan => Of(problem, result.Stuck, aside, plan, "a start's"))];
            foreach (var plan in delivered.Concat(front))
            {
                foreach (var other in delivered.Concat(front).Concat(met))
                {
                    IsBeaten(plan, other).ShouldBeFalse($"{name}: {plan} by {other}");
                }
            }

            result.Front.Count.ShouldBeInRange(1, PlanFront.Most);
            front.Select(point => point.Largest).ShouldBe(front.Select(point => point.Largest).Order(), name);
            result.Front.ShouldContain(plan => plan.SequenceEqual(result.Chosen.BeatOfArea), name);
        }

        heavy.ShouldBeGreaterThan(100);
        points.ShouldBeGreaterThan(600);
    }

    private static bool IsBeaten(Figures plan, Figures by) =>
        by.Largest <= plan.Largest + 1e-12 && by.Even <= plan.Even + 1e-12 && by.Beyond <= plan.Beyond && by.Border <= plan.Border
        && (by.Largest < plan.Largest - 1e-12 || by.Even < plan.Even - 1e-12 || by.Beyond < plan.Beyond || by.Border < plan.Border);

    private static Figures Of(DistrictingProblem problem, IReadOnlyList<StuckBeat> stuck, AreaGraph aside, int[] plan, string name)
    {
        var largest = PlanAssert.IsLegal(problem.Graph, problem.Beats, plan, name);
        var mean = aside.Weights.Sum() / (double)problem.Beats;
        var loads = plan.Zip(aside.Weights).GroupBy(one => one.First).Select(beat => beat.Sum(one => one.Second)).ToArray();
        var beyond = loads.Count(load => Math.Abs(load - mean) / mean > problem.Tolerance);
        var even = PlanAssert.Deviation(aside, problem.Beats, plan);
        foreach (var one in stuck)
        {
            // Only the beat that is counted out may be as far off as it is.
            var load = plan.Index().Where(area => area.Item == plan[one.Area]).Sum(area => area.Index == one.Area ? problem.Graph.Weights[area.Index] : aside.Weights[area.Index]);
            var (off, least) = (Math.Abs(load - mean) / mean, Math.Abs(one.Beat.Sum(v => problem.Graph.Weights[v]) - mean) / mean);
            (even, beyond) = off > least + 1e-9 ? (Math.Max(even, off), beyond + 1) : (even, beyond);
        }

        return new Figures(name, largest, even, Math.Min(beyond, (problem.Beats + 9) / 10 + 1), PlanAssert.BorderCost(problem.Graph, plan));
    }
}
