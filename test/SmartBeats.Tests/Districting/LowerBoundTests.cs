namespace SmartBeats.Districting;

public class LowerBoundTests
{
    [Fact]
    public void Whole_weights_that_do_not_divide_bound_the_deviation()
    {
        var bound = LowerBound.Of(FlatGraph.From(SmallGraphs.Grid(2, 2, _ => 5)), 3);
        bound.Deviation.ShouldBe((20 / 3.0 - 6) / (20 / 3.0), 1e-9);
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

            var optimum = Optimum(graph, beats);
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

    /// <summary>Smallest max deviation over all divisions into connected beats, by trying every one: areas in order join an open beat or open the next.</summary>
    private static double Optimum(AreaGraph graph, int beats)
    {
        var n = graph.Weights.Count;
        var adjacent = new uint[n];
        foreach (var edge in graph.Edges)
        {
            adjacent[edge.A] |= 1u << edge.B;
            adjacent[edge.B] |= 1u << edge.A;
        }

        var mean = graph.Weights.Sum() / (double)beats;
        var members = new uint[beats];
        var best = double.MaxValue;
        Place(0, 0);
        return best;

        void Place(int v, int open)
        {
            if (n - v < beats - open)
            {
                return;
            }

            if (v == n)
            {
                if (members.All(Connected))
                {
                    best = Math.Min(best, members.Max(set => Math.Abs(Enumerable.Range(0, n).Where(u => (set >> u & 1) != 0).Sum(u => graph.Weights[u]) - mean) / mean));
                }

                return;
            }

            for (var beat = 0; beat < Math.Min(open + 1, beats); beat++)
            {
                members[beat] |= 1u << v;
                Place(v + 1, Math.Max(open, beat + 1));
                members[beat] &= ~(1u << v);
            }
        }

        bool Connected(uint set)
        {
            var reached = set & (0u - set);
            for (var before = 0u; before != reached;)
            {
                before = reached;
                for (var bits = reached; bits != 0; bits &= bits - 1)
                {
                    reached |= adjacent[System.Numerics.BitOperations.TrailingZeroCount(bits)] & set;
                }
            }

            return reached == set;
        }
    }
}
