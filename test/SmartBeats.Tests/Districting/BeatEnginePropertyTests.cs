namespace SmartBeats.Districting;

/// <summary>What holds of every plan on every kind of graph, whoever asks, however many threads, and whenever it is stopped.</summary>
public class BeatEnginePropertyTests
{
    public static TheoryData<string> Kinds => ["planar", "tree", "path", "star", "clique", "parts", "zeros", "giant", "heavy weights", "wheel"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Whole_or_in_steps_and_at_any_number_of_threads_the_plans_are_the_same_and_legal(string kind)
    {
        for (ulong seed = 0; seed < 6; seed++)
        {
            var random = new SeededRandom(seed * 104_729 + 17);
            var graph = Make(kind, random);
            var n = graph.Weights.Count;
            var parts = Components.Find(FlatGraph.From(graph)).Count;
            var beats = seed switch { 0 => parts, 1 => n, _ => parts + random.Next(Math.Min(n - parts, 30) + 1) };
            var problem = new DistrictingProblem(graph, beats, (Goal)(seed % 3), 0.03, seed, seed < 2 ? 0 : 40_000);
            var name = $"{kind} seed {seed}, {n} areas, {beats} beats, {problem.Goal}";

            var result = BeatEngine.Design(problem, 1);
            foreach (var plan in Plans(result))
            {
                PlanAssert.IsLegal(graph, beats, plan, name).ShouldBeGreaterThanOrEqualTo(result.LowerBound - 1e-12, name);
            }

            Plans(BeatEngine.Design(problem, 2)).ShouldBe(Plans(result), name);
            Plans(BeatEngine.Design(problem, 8)).ShouldBe(Plans(result), name);
            var balanced = Enumerable.Range(0, BeatEngine.StartCount(problem)).Select(start =>
            {
                var seeded = BeatEngine.Seed(problem, start);
                PlanAssert.IsLegal(graph, beats, seeded.BeatOfArea, $"{name}, seeded");
                var better = BeatEngine.Balance(problem, seeded);
                PlanAssert.IsLegal(graph, beats, better.BeatOfArea, $"{name}, balanced");
                return better;
            }).ToArray();
            Plans(BeatEngine.Choose(problem, balanced, 8)).ShouldBe(Plans(result), $"{name}, in steps");
        }
    }

    [Fact]
    public void Stopped_at_any_moment_the_plans_are_legal()
    {
        var graph = SmallGraphs.Planar(30, 25, new SeededRandom(8), 1000);
        var random = new SeededRandom(21);
        var truncated = 0;
        for (var run = 0; run < 24; run++)
        {
            var problem = new DistrictingProblem(graph, 2 + random.Next(40), (Goal)random.Next(3), 0.01, (ulong)run, 3_000_000);
            using var stop = new CancellationTokenSource();
            // By the clock for moments within a run, at a report for those between; which comes first does not matter.
            stop.CancelAfter(random.Next(120));
            var result = BeatEngine.Design(problem, 1 + run % 2, new StopAt(stop, random.Next(6)), stop.Token);
            truncated += result.Truncated ? 1 : 0;
            foreach (var plan in Plans(result))
            {
                PlanAssert.IsLegal(graph, problem.Beats, plan, $"run {run}").ShouldBeGreaterThanOrEqualTo(result.LowerBound - 1e-12);
            }
        }

        truncated.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Stopped_steps_hand_on_a_legal_plan_that_says_so()
    {
        var graph = SmallGraphs.Planar(20, 20, new SeededRandom(4), 1000);
        var problem = new DistrictingProblem(graph, 9, Goal.Compact, 0.01, 1, 2_000_000);
        var stopped = new CancellationToken(canceled: true);
        var seeded = BeatEngine.Seed(problem, 0, cancellation: stopped);
        PlanAssert.IsLegal(graph, 9, seeded.BeatOfArea, "seeded");
        var balanced = BeatEngine.Balance(problem, BeatEngine.Seed(problem, 0), cancellation: stopped);
        balanced.Truncated.ShouldBeTrue();
        PlanAssert.IsLegal(graph, 9, balanced.BeatOfArea, "balanced");
        var result = BeatEngine.Choose(problem, [balanced, BeatEngine.Seed(problem, 1)], 2, null, stopped);
        result.Truncated.ShouldBeTrue();
        foreach (var plan in Plans(result))
        {
            PlanAssert.IsLegal(graph, 9, plan, "chosen");
        }
    }

    private static int[][] Plans(DesignResult result) => [.. result.Alternatives.Prepend(result.Chosen).Select(plan => plan.BeatOfArea)];

    private static AreaGraph Make(string kind, SeededRandom random) => kind switch
    {
        "planar" => SmallGraphs.Planar(4 + random.Next(20), 4 + random.Next(20), random, 1 + random.Next(5000)),
        "tree" => SmallGraphs.Tree(6 + random.Next(150), random, 100),
        "path" => SmallGraphs.Path(6 + random.Next(150), random, 100),
        "star" => SmallGraphs.Star(6 + random.Next(150), random, 100),
        "clique" => SmallGraphs.Clique(6 + random.Next(30), random, 100),
        "parts" => SmallGraphs.Beside(
            SmallGraphs.Beside(SmallGraphs.Planar(7, 6, random, 90), SmallGraphs.Star(9, random, 900)),
            SmallGraphs.Beside(SmallGraphs.Path(1, random, 50), SmallGraphs.Clique(5, random, 0))),
        "zeros" => Reweighed(SmallGraphs.Planar(8, 9, random, 100), (weight, _) => random.Next(4) > 0 ? 0 : weight),
        "giant" => Reweighed(SmallGraphs.Planar(8, 9, random, 100), (weight, v) => v == 31 ? 1_000_000_000_000 : weight),
        "heavy weights" => Reweighed(SmallGraphs.Planar(10, 9, random, 100), (weight, _) => 1_000_000_000_000 - weight),
        _ => Wheel(8 + random.Next(60), random),
    };

    private static AreaGraph Reweighed(AreaGraph graph, Func<long, int, long> weight) => new([.. graph.Weights.Select(weight)], graph.Edges);

    /// <summary>A hub that touches every area of a ring: more neighbours than the local test of contiguity has bits for.</summary>
    private static AreaGraph Wheel(int n, SeededRandom random)
    {
        var star = SmallGraphs.Star(n, random, 100);
        return new AreaGraph(star.Weights, [.. star.Edges, .. Enumerable.Range(1, n - 1).Select(v => new GraphEdge(v, v % (n - 1) + 1, 2))]);
    }

    private sealed class StopAt(CancellationTokenSource stop, int report) : IProgress<DesignProgress>
    {
        private int _seen;

        public void Report(DesignProgress value)
        {
            if (_seen++ == report)
            {
                stop.Cancel();
            }
        }
    }
}
