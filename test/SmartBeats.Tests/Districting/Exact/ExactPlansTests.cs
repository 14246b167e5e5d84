namespace SmartBeats.Districting;

public class ExactPlansTests
{
    private const long Plenty = 100_000_000;

    public static TheoryData<string> Kinds => ["planar", "zeros", "giant", "tree", "path", "star", "clique", "beside", "alike", "loose"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_least_deviation_and_at_it_the_shortest_border_are_those_of_all_plans(string kind)
    {
        for (ulong seed = 0; seed < 40; seed++)
        {
            if (Case(kind, seed) is not var (graph, beats, known))
            {
                continue;
            }

            var name = $"{kind} seed {seed}, {graph.Weights.Count} areas in {beats} beats";
            var (gap, cut) = EveryPlan.Of(graph, beats).Min();
            var outcome = ExactPlans.Improve(FlatGraph.From(graph), beats, known, 0, Plenty, default);
            outcome.IsBest.ShouldBeTrue(name);
            PlanAssert.IsLegal(graph, beats, outcome.BeatOf, name);
            Gap(graph, beats, outcome.BeatOf).ShouldBe(gap, name);
            PlanAssert.BorderCost(graph, outcome.BeatOf).ShouldBe(cut, name);
            var deviation = PlanAssert.Deviation(graph, beats, outcome.BeatOf);
            outcome.LeastDeviation.ShouldBeInRange(gap == 0 || beats == 1 ? 0 : deviation - 1e-11, deviation, name);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Within_a_tolerance_the_shortest_border_is_that_of_all_plans(string kind)
    {
        var (met, cases) = (0, 0);
        for (ulong seed = 0; seed < 40; seed++)
        {
            if (Case(kind, seed + 500) is not var (graph, beats, known))
            {
                continue;
            }

            var name = $"{kind} seed {seed}, {graph.Weights.Count} areas in {beats} beats";
            var limit = (seed % 3) switch { 0 => 0.05, 1 => 0.2, _ => 0.6 };
            var total = graph.Weights.Sum();
            var rule = BalanceRule.For(FlatGraph.From(graph), beats, limit);
            var plans = EveryPlan.Of(graph, beats).Select(plan => (Beyond: plan.Gap <= limit * total * (1 + 1e-12) ? 0 : plan.Gap, plan.Cut)).ToList();
            var (beyond, cut) = plans.Min();
            var outcome = ExactPlans.Improve(FlatGraph.From(graph), beats, known, limit, Plenty, default);
            outcome.IsBest.ShouldBeTrue(name);
            var deviation = PlanAssert.IsLegal(graph, beats, outcome.BeatOf, name);
            PlanAssert.BorderCost(graph, outcome.BeatOf).ShouldBe(cut, name);
            (deviation <= limit ? 0 : Gap(graph, beats, outcome.BeatOf)).ShouldBe(beyond, name);
            outcome.LeastDeviation.ShouldBeLessThanOrEqualTo(EveryPlan.LeastDeviation(graph, beats), name);
            (cases, met) = (cases + 1, met + (beyond == 0 ? 1 : 0));
        }

        cases.ShouldBeGreaterThan(30);
        (met > 0).ShouldBeTrue(kind);
    }

    [Fact]
    public void Whatever_the_effort_the_plan_is_legal_and_never_worse_and_what_is_proven_holds()
    {
        var (proven, partly) = (0, 0);
        for (ulong seed = 0; seed < 60; seed++)
        {
            var (graph, beats, known) = Case(seed % 2 == 0 ? "planar" : "beside", seed)!.Value;
            var flat = FlatGraph.From(graph);
            var optimum = EveryPlan.LeastDeviation(graph, beats);
            var (deviation, cut) = (PlanAssert.Deviation(graph, beats, known), PlanAssert.BorderCost(graph, known));
            for (var effort = 1L; effort < 30_000; effort = effort * 3 / 2 + 1)
            {
                var name = $"seed {seed}, effort {effort}";
                var outcome = ExactPlans.Improve(flat, beats, known, 0, effort, default);
                var found = PlanAssert.IsLegal(graph, beats, outcome.BeatOf, name);
                BestPlan.Better(deviation, cut, found, PlanAssert.BorderCost(graph, outcome.BeatOf), 0).ShouldBeFalse(name);
                outcome.LeastDeviation.ShouldBeLessThanOrEqualTo(optimum, name);
                outcome.Spent.ShouldBeLessThanOrEqualTo(effort, name);
                (proven, partly) = (proven + (outcome.IsBest ? 1 : 0), partly + (!outcome.IsBest && outcome.LeastDeviation > 0 ? 1 : 0));
            }
        }

        proven.ShouldBeGreaterThan(60);
        partly.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_map_with_too_many_sets_gives_the_known_plan_back_and_proves_nothing()
    {
        var graph = SmallGraphs.Planar(12, 10, new SeededRandom(1), 1000);
        var problem = new DistrictingProblem(graph, 3, Goal.Tightest, 0.01, 1, 100_000);
        var known = BeatEngine.Design(problem, 1).Chosen.BeatOfArea;
        var outcome = ExactPlans.Improve(FlatGraph.From(graph), 3, known, 0, 1_000_000, default);
        (outcome.BeatOf, outcome.LeastDeviation, outcome.IsBest).ShouldBe((known, 0, false));
        outcome.Spent.ShouldBeLessThan(100_000, "the estimate sees it beforehand");
    }

    [Fact]
    public void Cancelled_it_gives_the_known_plan_back()
    {
        var (graph, beats, known) = Case("planar", 2)!.Value;
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        ExactPlans.Improve(FlatGraph.From(graph), beats, known, 0, Plenty, cancelled.Token).ShouldBe(new ExactOutcome(known, 0, false, 0));
    }

    [Fact]
    public void Only_small_maps_with_workload_and_without_wishes_are_tried()
    {
        ExactPlans.CanTry(new DistrictingProblem(SmallGraphs.Grid(16, 8, _ => 1), 3, Goal.Compact, 0.01, 1, 1)).ShouldBeTrue();
        ExactPlans.CanTry(new DistrictingProblem(SmallGraphs.Grid(43, 3, _ => 1), 3, Goal.Compact, 0.01, 1, 1)).ShouldBeFalse("129 areas");
        ExactPlans.CanTry(new DistrictingProblem(SmallGraphs.Grid(3, 3, _ => 0), 3, Goal.Compact, 0.01, 1, 1)).ShouldBeFalse();
    }

    [Fact]
    public void All_128_areas_are_seen()
    {
        // A ring of 128 in 64 beats of two each, cut into pairs in the two ways there are: only in one does each pair weigh 200.
        var graph = new AreaGraph([.. Enumerable.Range(0, 128).Select(v => v % 2 == 0 ? v + 1L : 200L - v)], [.. Enumerable.Range(0, 128).Select(v => new GraphEdge(v, (v + 1) % 128, 1))]);
        var known = Enumerable.Range(0, 128).Select(v => (v + 1) / 2 % 64).ToArray();
        var outcome = ExactPlans.Improve(FlatGraph.From(graph), 64, known, 0, Plenty, default);
        outcome.IsBest.ShouldBeTrue();
        PlanAssert.IsLegal(graph, 64, outcome.BeatOf, "ring").ShouldBe(0);
        PlanAssert.BorderCost(graph, outcome.BeatOf).ShouldBe(64);
    }

    /// <summary>A graph of 8 to 11 areas, a number of beats, and a first plan; null where there is nothing to balance.</summary>
    private static (AreaGraph Graph, int Beats, int[] Known)? Case(string kind, ulong seed)
    {
        var random = new SeededRandom(seed + 9000);
        var heaviest = random.Next(3) == 0 ? 4 : 1 + random.Next(1000);
        var graph = kind switch
        {
            "tree" => SmallGraphs.Tree(8 + random.Next(3), random, heaviest),
            "path" => SmallGraphs.Path(8 + random.Next(3), random, heaviest),
            "star" => SmallGraphs.Star(8 + random.Next(3), random, heaviest),
            "clique" => SmallGraphs.Clique(7 + random.Next(2), random, heaviest),
            "beside" => SmallGraphs.Beside(SmallGraphs.Planar(3, 2, random, heaviest), SmallGraphs.Tree(4, random, heaviest)),
            "loose" => SmallGraphs.Beside(SmallGraphs.Path(5, random, heaviest), new AreaGraph([heaviest, heaviest / 2], [])),
            "alike" => SmallGraphs.Grid(3, 3, _ => 7),
            _ => random.Next(2) == 0 ? SmallGraphs.Planar(3, 3, random, heaviest) : SmallGraphs.Planar(5, 2, random, heaviest),
        };
        graph = kind switch
        {
            "zeros" => new AreaGraph([.. graph.Weights.Select(weight => random.Next(3) == 0 ? 0 : weight)], graph.Edges),
            "giant" => new AreaGraph([.. graph.Weights.Select((weight, v) => v == 4 ? heaviest * (2L + random.Next(20)) : weight)], graph.Edges),
            _ => graph,
        };
        var parts = Components.Find(FlatGraph.From(graph)).Count;
        var beats = (seed % 8) switch { 0 => graph.Weights.Count, 1 => parts, _ => Math.Max(parts, 2 + random.Next(4)) };
        return graph.Weights.Sum() == 0 ? null : (graph, beats, BeatEngine.Seed(new DistrictingProblem(graph, beats, Goal.Compact, 1, seed, 0), 0).BeatOfArea);
    }

    private static long Gap(AreaGraph graph, int beats, int[] beatOf)
    {
        var total = graph.Weights.Sum();
        return Enumerable.Range(0, beats).Max(beat => Math.Abs(beatOf.Select((of, v) => of == beat ? graph.Weights[v] : 0).Sum() * beats - total));
    }
}
