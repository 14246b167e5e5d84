namespace SmartBeats.Districting;

public class StuckAreasTests
{
    /// <summary>A grid of 20 x 20 areas of some 100, 20 beats, and two areas that cannot be parted: 1070 that only touch 1000 more, together 1.02 of a share.</summary>
    private static AreaGraph WithPair(SeededRandom random)
    {
        var grid = SmallGraphs.Grid(20, 20, _ => 90 + random.Next(21));
        var share = grid.Weights.Sum() / 19;
        long[] weights = [.. grid.Weights, share * 49 / 100, share * 53 / 100];
        GraphEdge[] edges = [.. grid.Edges, new GraphEdge(0, 400, 1), new GraphEdge(1, 400, 1), new GraphEdge(20, 400, 1), new GraphEdge(400, 401, 1)];
        return new AreaGraph(weights, edges);
    }

    [Fact]
    public void A_pair_that_cannot_be_parted_is_named_and_the_other_beats_come_within_the_tolerance()
    {
        for (ulong seed = 1; seed <= 3; seed++)
        {
            var graph = WithPair(new SeededRandom(seed));
            var result = BeatEngine.Design(new DistrictingProblem(graph, 20, (Goal)(seed % 3), 0.01, seed, 4_000_000), 2);
            result.ForcedAreas.ShouldBeEmpty();
            var stuck = result.Stuck.ShouldHaveSingleItem();
            stuck.Beat.ShouldBe([400, 401]);
            stuck.Area.ShouldBe(401);
            foreach (var plan in result.Alternatives.Prepend(result.Chosen))
            {
                var name = $"seed {seed}, {plan.Goal}";
                PlanAssert.IsLegal(graph, 20, plan.BeatOfArea, name);
                plan.BeatOfArea[400].ShouldBe(plan.BeatOfArea[401], name);
                var loads = plan.BeatOfArea.Zip(graph.Weights).Where(one => one.First != plan.BeatOfArea[401]).GroupBy(one => one.First).Select(beat => beat.Sum(one => one.Second)).ToArray();
                var mean = loads.Average();
                loads.ShouldAllBe(load => Math.Abs(load - mean) <= 0.011 * mean, name);
            }
        }
    }

    [Fact]
    public void Where_areas_are_large_everywhere_nothing_is_counted_out()
    {
        var graph = SmallGraphs.Planar(7, 7, new SeededRandom(3), 1000);
        BeatEngine.Design(new DistrictingProblem(graph, 20, Goal.Compact, 0.01, 1, 200_000), 1).Stuck.ShouldBeEmpty();
    }

    [Fact]
    public void A_light_area_beside_two_heavy_ones_goes_to_the_lighter()
    {
        // 0 - 1 - 2 with 1 light; beyond, a path of ordinary areas. 17 areas, so that not every plan is tried.
        long[] weights = [1700, 60, 1300, .. Enumerable.Repeat(100L, 14)];
        GraphEdge[] edges = [new(0, 1, 5), new(1, 2, 1), new(0, 3, 1), .. Enumerable.Range(3, 13).Select(v => new GraphEdge(v, v + 1, 1))];
        var task = new DistrictingTask(new DistrictingProblem(new AreaGraph(weights, edges), 4, Goal.Compact, 0.1, 1, 100_000));
        task.Forced.ShouldBe([0, 2]);
        int[] plan = [0, 0, 1, .. Enumerable.Repeat(2, 7), .. Enumerable.Repeat(3, 7)];
        Shedding.Lighten(task, plan, 0.1).ShouldBe([0, 1, 1, .. Enumerable.Repeat(2, 7), .. Enumerable.Repeat(3, 7)]);
    }

    [Theory]
    [InlineData(160, 105)]
    [InlineData(40, 95)]
    public void Counted_out_the_worst_beat_is_just_within_the_level_of_the_others(long worst, long counted)
    {
        var graph = FlatGraph.From(new AreaGraph([worst - 10, 10, 60, 40, 30, 70], [.. Enumerable.Range(0, 5).Select(v => new GraphEdge(v, v + 1, 1))]));
        var aside = CountedOut.From(graph, 3, [0, 0, 1, 1, 2, 2], 0.05);
        aside.Weight.ShouldBe([counted - 10, 10, 60, 40, 30, 70]);
        CountedOut.From(graph, 3, [0, 0, 1, 1, 2, 2], 0.9).ShouldBeSameAs(graph);
    }
}
