namespace SmartBeats.Districting;

public class LowerBoundTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [Fact]
    public void Whole_weights_that_do_not_divide_bound_the_deviation()
    {
        // Four in three beats: somebody gets two, and 4/3 is fair.
        var bound = LowerBound.Of(FlatGraph.From(SmallGraphs.Grid(2, 2, _ => 1)), 3);
        bound.Deviation.ShouldBe((2 - 4 / 3.0) / (4 / 3.0), 1e-9);
        bound.Reason.ShouldBe("weights are whole numbers and the total does not divide evenly");
    }

    [Fact]
    public void Parts_that_are_no_whole_number_of_shares_bound_the_deviation()
    {
        // 30 and 10 in two beats: each part is a beat, 20 is fair, 50 % off.
        var graph = SmallGraphs.Beside(SmallGraphs.Grid(3, 1, _ => 10), SmallGraphs.Grid(2, 1, _ => 5));
        LowerBound.Of(FlatGraph.From(graph), 2).Deviation.ShouldBe(0.5, 1e-9);
    }

    [Fact]
    public void A_dead_end_too_light_for_a_beat_weighs_on_the_area_it_hangs_on()
    {
        // A star whose centre carries 8 and whose four leaves carry 3 each: 20 in two beats, a leaf alone is 70 % off,
        // and all leaves with the centre leave nothing for the other.
        var graph = new AreaGraph([8, 3, 3, 3, 3], [new(0, 1, 1), new(0, 2, 1), new(0, 3, 1), new(0, 4, 1)]);
        var bound = LowerBound.Of(FlatGraph.From(graph), 2);
        bound.Deviation.ShouldBe(0.7, 1e-9);
        bound.Reason.ShouldBe("a dead end of the map can only join the one area it hangs on");
    }

    [Fact]
    public void An_area_whose_every_beat_is_far_off_bounds_the_deviation()
    {
        // A ring of 7, 5, 7, 5 in two beats of 12 is even, but with 1, 9, 1, 9, 4 around a ring the 4 is in a beat of 5, 13 or 14, or the
        // other way round 11, 15 and so on: of 12 the nearest is 11 or 13.
        var graph = new AreaGraph([1, 9, 1, 9, 4], [new(0, 1, 1), new(1, 2, 1), new(2, 3, 1), new(3, 4, 1), new(4, 0, 1)]);
        var bound = LowerBound.Of(FlatGraph.From(graph), 2);
        bound.Deviation.ShouldBe(1 / 12.0, 1e-9);
        bound.Reason.ShouldBe("one area can be in no beat that comes nearer to a fair share, whatever is put with it");
        EveryPlan.LeastDeviation(graph, 2).ShouldBe(1 / 12.0, 1e-9);
    }

    [Fact]
    public void A_set_that_strands_a_light_piece_is_no_beat()
    {
        // A path of 6, 10, 2, 10, 8 in three beats of 12: 10 and 2 are even by themselves, but leave 6 alone and 18 for the last.
        var graph = new AreaGraph([6, 10, 2, 10, 8], [new(0, 1, 1), new(1, 2, 1), new(2, 3, 1), new(3, 4, 1)]);
        LowerBound.Of(FlatGraph.From(graph), 3).Deviation.ShouldBe(EveryPlan.LeastDeviation(graph, 3), 1e-9);
    }

    [Fact]
    public void Bound_never_exceeds_the_enumerated_optimum_and_is_mostly_tight_on_small_maps()
    {
        var (tight, cases) = (new SortedDictionary<string, int>(StringComparer.Ordinal), new SortedDictionary<string, int>(StringComparer.Ordinal));
        for (ulong seed = 0; seed < 320; seed++)
        {
            var random = new SeededRandom(seed + 5000);
            var heaviest = random.Next(3) == 0 ? 4 : 1 + random.Next(1000);
            var kind = (seed % 8) switch { 0 or 1 => "planar", 2 => "planar with zeros", 3 => "planar with a giant", 4 => "tree", 5 => "path", 6 => "clique", _ => "beside" };
            var graph = kind switch
            {
                "tree" => SmallGraphs.Tree(8 + random.Next(4), random, heaviest),
                "path" => SmallGraphs.Path(8 + random.Next(4), random, heaviest),
                "clique" => SmallGraphs.Clique(7 + random.Next(2), random, heaviest),
                "beside" => SmallGraphs.Beside(SmallGraphs.Planar(3, 2, random, heaviest), SmallGraphs.Tree(4, random, heaviest)),
                _ => random.Next(2) == 0 ? SmallGraphs.Planar(3, 3, random, heaviest) : SmallGraphs.Planar(5, 2, random, heaviest),
            };
            graph = kind switch
            {
                "planar with zeros" => new AreaGraph([.. graph.Weights.Select(weight => random.Next(3) == 0 ? 0 : weight)], graph.Edges),
                "planar with a giant" => new AreaGraph([.. graph.Weights.Select((weight, v) => v == 4 ? heaviest * (2L + random.Next(20)) : weight)], graph.Edges),
                _ => graph,
            };
            var beats = 2 + random.Next(4);
            if (graph.Weights.Sum() == 0)
            {
                continue;
            }

            var optimum = EveryPlan.LeastDeviation(graph, beats);
            var bound = LowerBound.Of(FlatGraph.From(graph), beats).Deviation;
            bound.ShouldBeLessThanOrEqualTo(optimum + 1e-12, $"{kind} seed {seed}, {beats} beats");
            cases[kind] = cases.GetValueOrDefault(kind) + 1;
            tight[kind] = tight.GetValueOrDefault(kind) + (bound >= optimum - 1e-9 ? 1 : 0);
        }

        cases.Values.Sum().ShouldBeGreaterThan(300);
        tight.Values.Sum().ShouldBeGreaterThan(cases.Values.Sum() * 6 / 10, string.Join(", ", cases.Keys.Select(kind => $"{kind} {tight[kind]} of {cases[kind]}")));
        output.WriteLine("The bound is the optimum on " + string.Join(", ", cases.Keys.Select(kind => $"{kind} {tight[kind]} of {cases[kind]}")));
    }

    [Fact]
    public void Bound_never_exceeds_the_enumerated_optimum_and_the_engine_often_attains_the_optimum()
    {
        var (attained, bounded, cases) = (0, 0, 0);
        for (ulong seed = 0; seed < 150; seed++)
        {
            var random = new SeededRandom(seed + 1000);
            var graph = (seed % 5) switch
            {
                0 => SmallGraphs.Planar(3, 3, random, 60),
                1 => SmallGraphs.Tree(10, random, 60),
                2 => SmallGraphs.Star(9, random, 60),
                3 => SmallGraphs.Beside(SmallGraphs.Tree(6, random, 60), SmallGraphs.Path(4, random, 60)),
                _ => SmallGraphs.Path(10, random, 60),
            };
            var beats = 2 + random.Next(4);
            if (graph.Weights.Sum() == 0)
            {
                continue;
            }

            var optimum = EveryPlan.LeastDeviation(graph, beats);
            var bound = LowerBound.Of(FlatGraph.From(graph), beats).Deviation;
            bound.ShouldBeLessThanOrEqualTo(optimum + 1e-12, $"seed {seed}, {beats} beats");
            bounded += bound > 0 ? 1 : 0;
            var result = BeatEngine.Design(new DistrictingProblem(graph, beats, Goal.Tightest, 0.01, seed, 60_000), 1);
            if (result.ForcedAreas.Count == 0)
            {
                cases++;
                attained += PlanAssert.Deviation(graph, beats, result.Chosen.BeatOfArea) <= optimum + 1e-9 ? 1 : 0;
            }
        }

        bounded.ShouldBeGreaterThan(100);
        attained.ShouldBeGreaterThan(cases * 8 / 10, $"of {cases}");
    }
}
