namespace SmartBeats.Districting;

public class BeatEngineTests
{
    private const long Effort = 60_000;

    [Fact]
    public void A_three_by_three_grid_falls_into_three_strips_of_equal_load()
    {
        var graph = SmallGraphs.Grid(3, 3, _ => 10);
        foreach (var goal in Enum.GetValues<Goal>())
        {
            var result = BeatEngine.Design(new DistrictingProblem(graph, 3, goal, 0.01, 1, Effort), 1);
            PlanAssert.IsLegal(graph, 3, result.Chosen.BeatOfArea, goal.ToString()).ShouldBe(0);
            PlanAssert.BorderCost(graph, result.Chosen.BeatOfArea).ShouldBe(6);
            result.LowerBound.ShouldBe(0);
        }
    }

    [Fact]
    public void A_longer_shared_boundary_is_kept_inside_a_beat()
    {
        // A ring of four equal areas: beats of two either keep the two boundaries of 100, or cut them.
        var graph = new AreaGraph([5, 5, 5, 5], [new(0, 1, 100), new(1, 2, 1), new(2, 3, 100), new(3, 0, 1)]);
        var plan = BeatEngine.Design(new DistrictingProblem(graph, 2, Goal.Compact, 0.01, 1, Effort), 1).Chosen.BeatOfArea;
        plan[0].ShouldBe(plan[1]);
        plan[2].ShouldBe(plan[3]);
        plan[0].ShouldNotBe(plan[2]);
    }

    [Fact]
    public void An_area_heavier_than_a_fair_share_is_named_and_the_rest_is_balanced_about_its_own_mean()
    {
        var graph = SmallGraphs.Grid(5, 5, v => v == 12 ? 1000 : 10);
        var result = BeatEngine.Design(new DistrictingProblem(graph, 5, Goal.Compact, 0.05, 1, Effort), 1);
        result.ForcedAreas.ShouldBe([12]);
        var plan = result.Chosen.BeatOfArea;
        PlanAssert.IsLegal(graph, 5, plan, "heavy centre");
        plan.Count(beat => beat == plan[12]).ShouldBe(1);
        plan.Where((_, v) => v != 12).GroupBy(beat => beat).Select(beat => beat.Count()).ShouldAllBe(areas => areas == 6);
        result.LowerBound.ShouldBe((1000 - 248.0) / 248, 1e-9);
        result.LowerBoundReason.ShouldBe("one area alone is heavier than a fair share");
    }

    [Fact]
    public void Disconnected_parts_get_beats_by_their_load()
    {
        var graph = SmallGraphs.Beside(SmallGraphs.Grid(6, 6, _ => 10), SmallGraphs.Grid(3, 4, _ => 10));
        var plan = BeatEngine.Design(new DistrictingProblem(graph, 4, Goal.Compact, 0.01, 1, Effort), 1).Chosen.BeatOfArea;
        PlanAssert.IsLegal(graph, 4, plan, "two parts").ShouldBe(0);
        plan.Take(36).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void More_parts_than_beats_is_refused_with_the_numbers()
    {
        var graph = new AreaGraph([1, 2, 3, 4], [new(0, 1, 1)]);
        Should.Throw<InputException>(() => BeatEngine.Seed(new DistrictingProblem(graph, 2, Goal.Compact, 0.01, 1, Effort), 0))
            .Message.ShouldBe("beats: 2 beats cannot cover a map of 3 disconnected parts. Ask for at least 3 beats, or link the parts (bridges).");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void A_number_of_beats_that_cannot_be_is_refused(int beats)
    {
        var graph = SmallGraphs.Grid(2, 2, _ => 1);
        Should.Throw<InputException>(() => BeatEngine.Design(new DistrictingProblem(graph, beats, Goal.Compact, 0.01, 1, Effort), 1))
            .Message.ShouldBe($"beats: {beats} beats cannot be made of 4 areas. Ask for 1 to 4 beats.");
    }

    [Fact]
    public void A_weight_out_of_range_is_refused_by_its_area()
    {
        var graph = new AreaGraph([1, -2], [new(0, 1, 1)]);
        Should.Throw<InputException>(() => BeatEngine.Design(new DistrictingProblem(graph, 1, Goal.Compact, 0.01, 1, Effort), 1))
            .Message.ShouldBe("area 1: weight -2 is outside 0 to 1,000,000,000,000. Correct the area's workload, or use a larger unit.");
    }

    public static TheoryData<string> Kinds => ["planar", "tree", "path", "star", "clique", "beside", "zero", "giant", "huge", "loose"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_plan_is_exact_contiguous_and_no_better_than_its_bound(string kind)
    {
        for (ulong seed = 0; seed < 24; seed++)
        {
            var random = new SeededRandom(seed * 7919 + 1);
            var graph = Make(kind, random);
            var n = graph.Weights.Count;
            var parts = Components.Find(FlatGraph.From(graph)).Count;
            var beats = (seed % 4) switch { 0 => n, 1 => parts, 2 => Math.Min(n, parts + 1), _ => parts + random.Next(n - parts + 1) };
            var goal = (Goal)(seed % 3);
            var problem = new DistrictingProblem(graph, beats, goal, 0.02, seed, 6_000);
            var result = BeatEngine.Design(problem, 1);
            foreach (var plan in result.Alternatives.Prepend(result.Chosen))
            {
                var name = $"{kind} seed {seed} n {n} k {beats} {plan.Goal}";
                var deviation = PlanAssert.IsLegal(graph, beats, plan.BeatOfArea, name);
                deviation.ShouldBeGreaterThanOrEqualTo(result.LowerBound - 1e-9, name);
            }

            result.Alternatives.Select(plan => plan.Goal).ShouldBe(Enum.GetValues<Goal>().Where(other => other != goal && other != Goal.Response));
        }
    }

    [Theory]
    [InlineData("planar")]
    [InlineData("tree")]
    [InlineData("beside")]
    [InlineData("giant")]
    public void Plans_are_identical_for_the_same_seed_at_any_thread_count(string kind)
    {
        var graph = Make(kind, new SeededRandom(5));
        var problem = new DistrictingProblem(graph, 6, Goal.Compact, 0.02, 9, 100_000);
        var one = Flat(BeatEngine.Design(problem, 1));
        Flat(BeatEngine.Design(problem, 2)).ShouldBe(one);
        Flat(BeatEngine.Design(problem, 8)).ShouldBe(one);

        var steps = Enumerable.Range(0, BeatEngine.StartCount(problem)).Select(start => BeatEngine.Balance(problem, BeatEngine.Seed(problem, start))).Reverse().ToArray();
        Flat(BeatEngine.Choose(problem, steps)).ShouldBe(one, "the three steps, run apart and in any order, give what Design gives");
    }

    [Fact]
    public void A_cancelled_design_is_still_legal_and_says_so()
    {
        var graph = SmallGraphs.Planar(40, 40, new SeededRandom(3), 1000);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var result = BeatEngine.Design(new DistrictingProblem(graph, 12, Goal.Compact, 0.01, 1, 100_000_000), 2, null, cancelled.Token);
        result.Truncated.ShouldBeTrue();
        PlanAssert.IsLegal(graph, 12, result.Chosen.BeatOfArea, "cancelled");
    }

    [Theory]
    [InlineData(30, Goal.Compact, 12, 3_000_000, 0)]
    [InlineData(30, Goal.Tightest, 12, 3_000_000, 0)]
    [InlineData(30, Goal.Compromise, 12, 3_000_000, 0)]
    [InlineData(30, Goal.Compact, 12, 3_000_000, 1_000_000)] // one area heavier than a share
    [InlineData(9, Goal.Compact, 9, 2_000_000, 0)] // small enough for the exact search
    public void Progress_is_the_share_of_the_effort_spent(int side, Goal goal, int beats, long effort, long heavy)
    {
        var graph = SmallGraphs.Planar(side, side, new SeededRandom(3), 1000);
        graph = heavy == 0 ? graph : new AreaGraph([heavy, .. graph.Weights.Skip(1)], graph.Edges);
        var seen = new Recorder();
        BeatEngine.Design(new DistrictingProblem(graph, beats, goal, 0.01, 1, effort), 2, seen);
        seen.Fractions.ShouldBe(seen.Fractions.Order());
        seen.Fractions[^1].ShouldBe(1);

        // A report is due at every two-hundredth; steps that end before their effort is spent leap over what they leave.
        var steps = seen.Fractions.Prepend(0).Zip(seen.Fractions, (before, after) => after - before).ToArray();
        steps.Max().ShouldBeLessThan(0.25);
        steps.Count(step => step > 0.05).ShouldBeLessThanOrEqualTo(4, string.Join(' ', steps.Where(step => step > 0.05)));
        // Not before the end: nothing is left to be done at 1.
        seen.Fractions.Count(fraction => fraction == 1).ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void A_relabelled_map_gives_as_good_a_plan()
    {
        var graph = SmallGraphs.Planar(20, 20, new SeededRandom(11), 1000);
        var number = Enumerable.Range(0, 400).ToArray();
        new SeededRandom(4).Shuffle<int>(number);
        var plain = BeatEngine.Design(new DistrictingProblem(graph, 8, Goal.Compact, 0.05, 1, 10_000_000), 1).Chosen.BeatOfArea;
        var other = BeatEngine.Design(new DistrictingProblem(SmallGraphs.Relabelled(graph, number), 8, Goal.Compact, 0.05, 1, 10_000_000), 1).Chosen.BeatOfArea;
        var renamed = number.Select(v => other[v]).ToArray();
        PlanAssert.IsLegal(graph, 8, renamed, "relabelled").ShouldBeLessThanOrEqualTo(0.05);
        PlanAssert.BorderCost(graph, renamed).ShouldBeInRange((long)(PlanAssert.BorderCost(graph, plain) * 0.9), (long)(PlanAssert.BorderCost(graph, plain) * 1.1));
    }

    private static int[][] Flat(DesignResult result) => [.. result.Alternatives.Prepend(result.Chosen).Select(plan => plan.BeatOfArea)];

    private static AreaGraph Make(string kind, SeededRandom random) => kind switch
    {
        "planar" => SmallGraphs.Planar(3 + random.Next(20), 3 + random.Next(20), random, 1000),
        "tree" => SmallGraphs.Tree(7 + random.Next(200), random, 100),
        "path" => SmallGraphs.Path(7 + random.Next(200), random, 100),
        "star" => SmallGraphs.Star(7 + random.Next(200), random, 100),
        "clique" => SmallGraphs.Clique(7 + random.Next(40), random, 100),
        "beside" => SmallGraphs.Beside(SmallGraphs.Planar(9, 9, random, 50), SmallGraphs.Beside(SmallGraphs.Tree(5, random, 500), SmallGraphs.Path(2, random, 3))),
        "zero" => SmallGraphs.Planar(5, 8, random, 0),
        "giant" => Heavier(SmallGraphs.Planar(9, 7, random, 100), random.Next(63)),
        "huge" => SmallGraphs.Planar(12, 12, random, 1_000_000_000_000),
        "loose" => new AreaGraph([.. Enumerable.Range(0, 9).Select(v => (long)v)], []),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static AreaGraph Heavier(AreaGraph graph, int area) => new([.. graph.Weights.Select((weight, v) => v == area ? 1_000_000_000_000 : weight)], graph.Edges);

    private sealed class Recorder : IProgress<DesignProgress>
    {
        public List<double> Fractions { get; } = [];

        public void Report(DesignProgress value) => Fractions.Add(value.Fraction);
    }
}
