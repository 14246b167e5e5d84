using System.Globalization;

namespace SmartBeats.Districting;

/// <summary>What holds for every plan under wishes, on random planar maps.</summary>
public class WishPropertiesTests
{
    [Fact]
    public void Hard_wishes_hold_in_every_plan_on_random_maps()
    {
        for (ulong seed = 0; seed < 40; seed++)
        {
            var (problem, current) = Random(seed, 8, 40_000);
            var result = BeatEngine.Design(problem, 1);
            foreach (var plan in result.Alternatives.Prepend(result.Chosen))
            {
                var name = $"seed {seed} {plan.Goal} {plan.WithoutPreferences}";
                var deviation = PlanAssert.IsLegal(problem.Graph, problem.Beats, plan.BeatOfArea, name);
                deviation.ShouldBeGreaterThanOrEqualTo(result.LowerBound - 1e-9, name);
                Check(problem, current, plan.BeatOfArea, name);
            }
        }
    }

    [Fact]
    public void Hard_wishes_hold_through_coarse_levels()
    {
        for (ulong seed = 0; seed < 4; seed++)
        {
            var (problem, current) = Random(seed, 30, 1_500_000);
            var starts = Enumerable.Range(0, BeatEngine.StartCount(problem)).Select(start => BeatEngine.Seed(problem, start)).ToArray();
            foreach (var start in starts)
            {
                PlanAssert.IsLegal(problem.Graph, problem.Beats, start.BeatOfArea, $"seed {seed}");
                Check(problem, current, start.BeatOfArea, $"seed {seed} start {start.Start}");
            }

            Check(problem, current, BeatEngine.Choose(problem, starts).Chosen.BeatOfArea, $"seed {seed}");
        }
    }

    [Fact]
    public void Plan_under_wishes_is_the_same_at_any_thread_count_and_in_separate_steps()
    {
        for (ulong seed = 0; seed < 4; seed++)
        {
            var (problem, _) = Random(seed, 12, 200_000);
            var one = Flat(BeatEngine.Design(problem, 1));
            Flat(BeatEngine.Design(problem, 2)).ShouldBe(one);
            Flat(BeatEngine.Design(problem, 8)).ShouldBe(one);
            var steps = Enumerable.Range(0, BeatEngine.StartCount(problem)).Select(start => BeatEngine.Balance(problem, BeatEngine.Seed(problem, start))).Reverse().ToArray();
            Flat(BeatEngine.Choose(problem, steps)).ShouldBe(one);
        }
    }

    [Fact]
    public void Cancelled_design_keeps_hard_wishes()
    {
        var (problem, current) = Random(3, 20, 100_000_000);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var result = BeatEngine.Design(problem, 2, null, cancelled.Token);
        result.Truncated.ShouldBeTrue();
        Check(problem, current, result.Chosen.BeatOfArea, "cancelled");
    }

    [Theory]
    [InlineData(6)]
    [InlineData(12)]
    public void Wishes_that_ask_for_nothing_change_nothing(int side)
    {
        var (problem, _) = Random(1, side, 300_000);
        problem = problem with { Wishes = null };
        Flat(BeatEngine.Design(problem with { Wishes = new PlanWishes() }, 1)).ShouldBe(Flat(BeatEngine.Design(problem, 1)));
    }

    [Fact]
    public void Sums_kept_move_by_move_are_those_counted_afresh()
    {
        var (problem, _) = Random(5, 12, 1);
        var graph = new DistrictingTask(problem).Graph;
        var state = new PlanState(graph, problem.Beats, problem.Wishes!.Current!.BeatOfArea);
        var random = new SeededRandom(11);
        for (var i = 0; i < 500; i++)
        {
            state.Move(random.Next(graph.Count), random.Next(problem.Beats), 0);
        }

        var fresh = new PlanState(graph, problem.Beats, state.BeatOf);
        state.Wishes!.Away.ShouldBe(fresh.Wishes!.Away);
        state.Wishes.Preference.ShouldBe(fresh.Wishes.Preference);
        state.Wishes.WorstDeviation().ShouldBe(fresh.Wishes.WorstDeviation());
    }

    private static void Check(DistrictingProblem problem, int[] current, int[] plan, string name)
    {
        var wishes = problem.Wishes!.Current!;
        if (wishes.ChangeBudget is { } share)
        {
            WishesOnGridsTests.Away(problem.Graph, current, plan).ShouldBeLessThanOrEqualTo((long)(share * problem.Graph.Weights.Sum()), $"{name}: budget {share}");
        }

        wishes.LockedAreas.ShouldAllBe(v => plan[v] == current[v], name);
        var lockedBeats = wishes.LockedBeats.ToHashSet();
        Enumerable.Range(0, plan.Length).ShouldAllBe(v => !(lockedBeats.Contains(current[v]) || lockedBeats.Contains(plan[v])) || plan[v] == current[v], name);
    }

    /// <summary>A random map with beats of another workload as today's, and wishes of every kind in turn.</summary>
    private static (DistrictingProblem Problem, int[] Current) Random(ulong seed, int size, long effort)
    {
        var random = new SeededRandom(seed * 7919 + 3);
        var graph = SmallGraphs.Planar(size, size, random, 1000);
        var n = graph.Weights.Count;
        var beats = 2 + random.Next(size);
        var yesterday = new AreaGraph([.. Enumerable.Range(0, n).Select(_ => (long)random.Next(1000))], graph.Edges);
        var current = BeatEngine.Design(new DistrictingProblem(yesterday, beats, Goal.Compact, 0.05, seed, 20_000), 1).Chosen.BeatOfArea;
        int[] lockedBeats = seed % 3 == 0 ? [random.Next(beats)] : [];
        int[] lockedAreas = seed % 2 == 0 ? [.. Enumerable.Range(0, n).Where(_ => random.Next(10) == 0)] : [];
        var wishes = new PlanWishes
        {
            Current = new CurrentPlan(current, seed % 4 == 3 ? null : random.NextDouble() * 0.4, lockedAreas, lockedBeats),
            Criteria = seed % 2 == 1 ? [new BalanceCriterion("service-minutes", [.. Enumerable.Range(0, n).Select(_ => (long)random.Next(5000))], 0.5)] : [],
            KeepWhole = seed % 5 is 2 or 3 ? [new KeepWholeWish("HOOD", [.. Enumerable.Range(0, n).Select(v => v * 6 / n)], ["a", "b", "c", "d", "e", "f"], 1)] : [],
            EqualArea = seed % 5 == 0 ? new EqualAreaWish([.. Enumerable.Range(0, n).Select(_ => 1e5 + 1e6 * random.NextDouble())], 0.5) : null,
            Stations = seed % 5 == 1 ? new StationWish([.. Enumerable.Range(0, n).Select(_ => new[] { random.Next(9000), random.Next(9000), random.Next(9000) })], 1) : null,
        };
        return (new DistrictingProblem(graph, beats, (Goal)(seed % 3), 0.02, seed, effort) { Wishes = wishes }, current);
    }

    private static string Flat(DesignResult result) => string.Join('|', result.Alternatives.Prepend(result.Chosen)
        .Select(plan => string.Create(CultureInfo.InvariantCulture, $"{plan.Goal} {plan.WithoutPreferences} {string.Join(',', plan.BeatOfArea)}")));
}
