using System.Text.Json;

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
        var graph = Read(SharedData.File($"graphs/{name}.json"));
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
        var graph = Read(SharedData.File($"graphs/{name}.json"));
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
        var graph = Read(SharedData.File("graphs/chi_bg_calls.json"));
        var result = BeatEngine.Design(new DistrictingProblem(graph, 10, Goal.Compact, 0.01, 1, 4_000_000), 2);
        PlanAssert.IsLegal(graph, 10, result.Chosen.BeatOfArea, "chi_bg_calls").ShouldBeLessThanOrEqualTo(0.01);
        PlanAssert.BorderCost(graph, result.Chosen.BeatOfArea).ShouldBeLessThan(260, "METIS, best of a thousand runs, cuts 240 edges");
    }

    [SharedFact("graphs/chi77.json")]
    public void The_proven_optimum_of_seventy_seven_areas_in_twenty_five_beats_is_found()
    {
        var graph = Read(SharedData.File("graphs/chi77.json"));
        var result = BeatEngine.Design(new DistrictingProblem(graph, 25, Goal.Tightest, 0.01, 1, 20_000_000), 2);
        PlanAssert.IsLegal(graph, 25, result.Chosen.BeatOfArea, "chi77").ShouldBe(0.137956, 1e-6);
    }

    private static AreaGraph Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return new AreaGraph(
            [.. document.RootElement.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("weight").GetInt64())],
            [.. document.RootElement.GetProperty("edges").EnumerateArray().Select(edge => new GraphEdge(edge[0].GetInt32(), edge[1].GetInt32(), 1))]);
    }
}
