namespace SmartBeats.Districting;

public class SharedGraphsTests
{
    [SharedTheory("graphs")]
    [InlineData("chi77", 10)]
    [InlineData("chi77", 25)]
    [InlineData("boston506", 25)]
    [InlineData("boston506", 50)]
    [InlineData("chi_bg_calls", 50)]
    [InlineData("cook_bg", 25)]
    [InlineData("grid100", 10)]
    [InlineData("grid300", 50)]
    public void Every_shared_graph_gets_an_exact_contiguous_plan_under_every_goal(string name, int beats)
    {
        var graph = SharedGraph.Read(name);
        var result = BeatEngine.Design(new DistrictingProblem(graph, beats, Goal.Compact, 0.01, 1, 500_000), 2);
        foreach (var plan in result.Alternatives.Prepend(result.Chosen))
        {
            PlanAssert.IsLegal(graph, beats, plan.BeatOfArea, $"{name} {beats} {plan.Goal}").ShouldBeGreaterThanOrEqualTo(result.LowerBound);
        }
    }

    [SharedTheory("graphs")]
    [InlineData("chi77")]
    [InlineData("boston506")]
    [InlineData("chi_bg_calls")]
    [InlineData("cook_bg")]
    [InlineData("grid100")]
    [InlineData("grid300")]
    public void Whichever_goal_is_asked_for_its_plan_is_exact_and_contiguous(string name)
    {
        var graph = SharedGraph.Read(name);
        foreach (var (goal, beats) in (Span<(Goal, int)>)[(Goal.Compact, 50), (Goal.Tightest, 25), (Goal.Compromise, 10), (Goal.Tightest, 1), (Goal.Compact, 2)])
        {
            var result = BeatEngine.Design(new DistrictingProblem(graph, beats, goal, 0.01, 2, 300_000), 2);
            result.Chosen.Goal.ShouldBe(goal);
            PlanAssert.IsLegal(graph, beats, result.Chosen.BeatOfArea, $"{name} {beats} {goal}").ShouldBeGreaterThanOrEqualTo(result.LowerBound);
        }
    }

    [SharedFact("graphs/chi_bg_calls.json")]
    public void Small_effort_already_keeps_one_per_cent_on_two_thousand_areas_in_ten_beats()
    {
        var graph = SharedGraph.Read("chi_bg_calls");
        var result = BeatEngine.Design(new DistrictingProblem(graph, 10, Goal.Compact, 0.01, 1, 4_000_000), 2);
        PlanAssert.IsLegal(graph, 10, result.Chosen.BeatOfArea, "chi_bg_calls").ShouldBeLessThanOrEqualTo(0.01);
        PlanAssert.BorderCost(graph, result.Chosen.BeatOfArea).ShouldBeLessThan(260, "METIS, best of a thousand runs, cuts 240 edges");
    }

    [SharedTheory("graphs/chi77.json")]
    [InlineData(25, Goal.Tightest, 20_000_000, 0.137956, 104)]
    [InlineData(25, Goal.Compact, 20_000_000, 0.137956, 104)]
    [InlineData(10, Goal.Tightest, 60_000_000, 0.0070470, 80)]
    public void The_best_plan_of_seventy_seven_areas_is_found_and_proven(int beats, Goal goal, long effort, double deviation, int cut)
    {
        var graph = SharedGraph.Read("chi77");
        var result = BeatEngine.Design(new DistrictingProblem(graph, beats, goal, 0.01, 1, effort), 2);
        var reached = PlanAssert.IsLegal(graph, beats, result.Chosen.BeatOfArea, "chi77");
        reached.ShouldBe(deviation, 1e-6);
        PlanAssert.BorderCost(graph, result.Chosen.BeatOfArea).ShouldBe(cut);
        result.LowerBound.ShouldBe(reached, 1e-11);
        result.LowerBoundReason.ShouldBe(ExactPlans.Reason);
    }

    [SharedFact("graphs/chi77.json")]
    public void The_shortest_border_of_seventy_seven_areas_within_one_per_cent_is_found()
    {
        var graph = SharedGraph.Read("chi77");
        var result = BeatEngine.Design(new DistrictingProblem(graph, 10, Goal.Compact, 0.01, 1, 80_000_000), 2);
        PlanAssert.IsLegal(graph, 10, result.Chosen.BeatOfArea, "chi77").ShouldBeLessThanOrEqualTo(0.01);
        PlanAssert.BorderCost(graph, result.Chosen.BeatOfArea).ShouldBe(70);
    }
}
