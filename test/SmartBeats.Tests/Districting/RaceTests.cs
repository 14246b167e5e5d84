namespace SmartBeats.Districting;

public class RaceTests
{
    [Theory]
    [InlineData(15, 15, 0)]
    [InlineData(22, 22, 1)]
    [InlineData(32, 32, 2)]
    [InlineData(80, 80, 5)]
    public void A_race_over_any_number_of_graphs_ends_in_one_legal_plan_that_is_shorter_for_more_effort(int width, int height, int coarser)
    {
        var graph = SmallGraphs.Planar(width, height, new SeededRandom(7), 50);
        var task = new DistrictingTask(new DistrictingProblem(graph, 6, Goal.Compact, 0.01, 1, 0));
        var levels = Levels(task);
        (levels.Graphs.Count - 1).ShouldBeGreaterThanOrEqualTo(coarser);
        var (none, cut) = Race.Run(task, levels, 0, new SeededRandom(3), CancellationToken.None);
        cut.ShouldBeFalse();
        PlanAssert.IsLegal(graph, 6, none, "no effort");
        var (some, _) = Race.Run(task, levels, 2_000_000, new SeededRandom(3), CancellationToken.None);
        PlanAssert.IsLegal(graph, 6, some, "two million");
        Race.Run(task, levels, 2_000_000, new SeededRandom(3), CancellationToken.None).Plan.ShouldBe(some, "the same again");
        if (coarser > 0)
        {
            PlanAssert.BorderCost(graph, some).ShouldBeLessThan(PlanAssert.BorderCost(graph, none));
        }
    }

    [Fact]
    public void A_race_cancelled_before_it_begins_still_brings_down_a_legal_plan_and_says_that_it_was_cut_short()
    {
        var graph = SmallGraphs.Planar(60, 60, new SeededRandom(5), 50);
        var task = new DistrictingTask(new DistrictingProblem(graph, 8, Goal.Compact, 0.01, 1, 0));
        var (plan, truncated) = Race.Run(task, Levels(task), long.MaxValue / 1000, new SeededRandom(1), new CancellationToken(true));
        truncated.ShouldBeTrue();
        PlanAssert.IsLegal(graph, 8, plan, "cancelled");
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(4_900)]
    [InlineData(5_100)]
    public void A_design_of_scarce_effort_is_legal_and_the_same_at_any_number_of_threads(int perArea)
    {
        var graph = SmallGraphs.Planar(40, 40, new SeededRandom(11), 50);
        var problem = new DistrictingProblem(graph, 10, Goal.Compact, 0.01, 4, perArea * 1600L);
        BeatEngine.StartCount(problem).ShouldBe(perArea > Tuning.LeastPerAreaOfStarts ? 4 : 2);
        Tuning.IsScarce(problem).ShouldBe(perArea < Tuning.Plenty);
        var plan = BeatEngine.Design(problem, 1).Chosen.BeatOfArea;
        PlanAssert.IsLegal(graph, 10, plan, $"{perArea} an area");
        BeatEngine.Design(problem, 4).Chosen.BeatOfArea.ShouldBe(plan);
    }

    private static Coarsening Levels(DistrictingTask task) =>
        Coarsening.Build(task.Graph, task.Parts.Of, task.BeatsOfPart, Multilevel.CoarseTarget(task.Beats), null, new SeededRandom(2));
}
