using SmartBeats.Districting;

namespace SmartBeats.Tests.Districting;

public class HeavyAreasTests
{
    [Fact]
    public void Tightest_is_the_least_deviation_of_all_plans_where_several_areas_are_heavier_than_a_share()
    {
        var several = 0;
        for (ulong seed = 0; seed < 128; seed++)
        {
            var random = new SeededRandom(seed);
            var light = seed % 2 == 0 ? SmallGraphs.Planar(3, 3, random, 30) : SmallGraphs.Tree(10, random, 30);
            var beats = 3 + random.Next(3);
            long[] weights = [.. light.Weights];
            for (var heavy = 0; heavy < 2 + random.Next(2); heavy++)
            {
                weights[random.Next(weights.Length)] = 60 + random.Next(120);
            }

            var graph = new AreaGraph(weights, light.Edges);
            var goal = seed % 4 < 2 ? Goal.Tightest : Goal.Compact;
            var result = BeatEngine.Design(new DistrictingProblem(graph, beats, goal, .01, 1, 2_000_000), 1);
            var tightest = result.Alternatives.Append(result.Chosen).Single(plan => plan.Goal == Goal.Tightest).BeatOfArea;
            var name = $"seed {seed}, {beats} beats, {result.ForcedAreas.Count} heavy";
            PlanAssert.IsLegal(graph, beats, tightest, name).ShouldBe(EveryPlan.LeastDeviation(graph, beats), 1e-9, name);
            several += result.ForcedAreas.Count > 1 ? 1 : 0;
        }

        several.ShouldBeGreaterThan(40);
    }
}
