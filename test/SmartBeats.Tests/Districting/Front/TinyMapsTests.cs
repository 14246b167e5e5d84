namespace SmartBeats.Districting;

/// <summary>Beside every division of small maps, tried one by one by the tests' own search.</summary>
public class TinyMapsTests
{
    [Fact]
    public void On_small_maps_every_goals_plan_is_the_best_there_is()
    {
        var (within, heavy) = (0, 0);
        for (ulong seed = 0; seed < 96; seed++)
        {
            var random = new SeededRandom(seed * 31 + 5);
            var map = (seed % 4) switch
            {
                0 => SmallGraphs.Planar(3, 3, random, 40),
                1 => SmallGraphs.Tree(11, random, 40),
                2 => Bridged(SmallGraphs.Planar(2, 3, random, 40), SmallGraphs.Planar(2, 3, random, 40)),
                _ => SmallGraphs.Grid(3, 4, _ => 20 + random.Next(3)),
            };
            var graph = seed % 3 == 0 ? HeavyMaps.Lognormal(map, random) : map;
            var beats = 2 + random.Next(3);
            var total = graph.Weights.Sum();
            var all = EveryPlan.Of(graph, beats);
            var name = $"seed {seed}, {graph.Weights.Count} areas, {beats} beats";
            var result = BeatEngine.Design(new DistrictingProblem(graph, beats, (Goal)(seed % 3), 0.05, seed, 4_000_000), 1);
            (long Gap, long Cut) Of(Goal goal)
            {
                var plan = result.Alternatives.Prepend(result.Chosen).Single(one => one.Goal == goal).BeatOfArea;
                return ((long)Math.Round(PlanAssert.IsLegal(graph, beats, plan, name) * total), PlanAssert.BorderCost(graph, plan));
            }

            // The largest |load - mean| times the number of beats is a whole number, and a deviation once divided by the total.
            var least = all.Min(plan => plan.Gap);
            Of(Goal.Tightest).Gap.ShouldBe(least, name);
            result.LowerBound.ShouldBe(least / (double)total, 1e-9, name);
            if (result.ForcedAreas.Count + result.Stuck.Count > 0)
            {
                heavy++;
                continue;
            }

            var atLeast = all.Where(plan => plan.Gap == least).Min(plan => plan.Cut);
            Of(Goal.Tightest).Cut.ShouldBeLessThanOrEqualTo(atLeast, name);
            var (gap, cut) = Of(Goal.Compromise);
            all.ShouldNotContain(plan => (plan.Gap < gap && plan.Cut <= cut) || (plan.Gap <= gap && plan.Cut < cut), name);
            if (least <= 0.05 * total)
            {
                within++;
                var compact = Of(Goal.Compact);
                (compact.Gap / (double)total).ShouldBeLessThanOrEqualTo(0.05 + 1e-12, name);
                compact.Cut.ShouldBe(all.Where(plan => plan.Gap / (double)total <= 0.05).Min(plan => plan.Cut), name);
            }
        }

        within.ShouldBeGreaterThan(20);
        heavy.ShouldBeGreaterThan(10);
    }

    /// <summary>Two maps with one edge between them.</summary>
    private static AreaGraph Bridged(AreaGraph left, AreaGraph right)
    {
        var beside = SmallGraphs.Beside(left, right);
        return new AreaGraph(beside.Weights, [.. beside.Edges, new GraphEdge(left.Weights.Count - 1, left.Weights.Count, 3)]);
    }
}
