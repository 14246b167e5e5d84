using System.Numerics;

namespace SmartBeats.Districting;

public class RedivisionTests
{
    [Fact]
    public void A_grid_is_divided_into_quarters_of_exactly_equal_load()
    {
        // 4 x 4 areas in columns of 1, 2, 3 and 4: 40 in all, 10 a quarter, which each row is.
        var graph = SmallGraphs.Grid(4, 4, v => 1 + (v % 4));
        var (region, division) = Take(graph, [.. Enumerable.Range(0, 16).Select(v => v % 4)], 4);
        var budget = 1_000_000;
        division.Search(4, 10, 10, long.MaxValue, ref budget).ShouldBeTrue();
        Loads(division.Found(4), region).ShouldBe([10, 10, 10, 10]);
        budget.ShouldBeLessThan(1_000_000);
    }

    [Fact]
    public void A_window_that_no_division_meets_is_refused_though_every_set_was_looked_at()
    {
        // Three areas of 2 in a row, and one of 1 at each end: halves weigh 3 and 5 or 5 and 3, never 4.
        var graph = new AreaGraph([1, 2, 2, 2, 1], [new(0, 1, 1), new(1, 2, 1), new(2, 3, 1), new(3, 4, 1)]);
        var (_, division) = Take(graph, [0, 0, 0, 1, 1], 2);
        var budget = 10_000;
        division.Search(2, 4, 4, long.MaxValue, ref budget).ShouldBeFalse();
        budget.ShouldBeGreaterThan(0);
        budget = 10_000;
        division.Search(2, 3, 5, long.MaxValue, ref budget).ShouldBeTrue();
    }

    [Fact]
    public void What_is_found_covers_the_region_in_connected_beats_within_the_window_and_is_found_whenever_there_is_one()
    {
        var (found, none) = (0, 0);
        for (ulong seed = 0; seed < 40; seed++)
        {
            var random = new SeededRandom(seed);
            var graph = SmallGraphs.Planar(3 + random.Next(2), 3, random, 40);
            var plan = TreeSplit.Plan(FlatGraph.From(graph), new int[graph.Weights.Count], [3], random);
            var (region, division) = Take(graph, plan, 3);
            var mean = graph.Weights.Sum() / 3.0;
            var (low, high) = ((long)Math.Ceiling(mean * 0.93), (long)Math.Floor(mean * 1.07));
            var budget = int.MaxValue;
            region.Cut.ShouldBe(PlanAssert.BorderCost(graph, plan));
            var shortest = ShortestBorder(graph, 3, low, high);
            division.Search(3, low, high, long.MaxValue, ref budget).ShouldBe(shortest is not null, $"seed {seed}");
            if (shortest is not { } border)
            {
                none++;
                continue;
            }

            found++;
            division.Search(3, low, high, border - 1, ref budget).ShouldBeFalse($"seed {seed}: none is that short");
            division.Search(3, low, high, border, ref budget).ShouldBeTrue($"seed {seed}: one is just as short");
            PlanAssert.BorderCost(graph, BeatOf(region, division.Found(3), graph.Weights.Count)).ShouldBe(border);
            Loads(division.Found(3), region).ShouldAllBe(load => load >= low && load <= high);
            division.Found(3).ToArray().Aggregate((a, b) => (a & b) == 0 ? a | b : 0).ShouldBe(region.All);
            PlanAssert.IsLegal(graph, 3, BeatOf(region, division.Found(3), graph.Weights.Count), $"seed {seed}");
        }

        (found > 8 && none > 8).ShouldBeTrue($"{found} with, {none} without a division");
    }

    [Fact]
    public void Beats_of_many_areas_become_at_most_64_connected_pieces_that_respect_the_beats()
    {
        var random = new SeededRandom(3);
        var graph = SmallGraphs.Planar(30, 30, random, 100);
        var flat = FlatGraph.From(graph);
        var plan = TreeSplit.Plan(flat, new int[900], [4], random);
        var region = new Region(new PlanState(flat, 4, plan), random);
        region.Take([0, 1, 2, 3]).ShouldBeTrue();
        region.Count.ShouldBe(64);
        region.Weight[..64].Sum().ShouldBe(graph.Weights.Sum());
        var pieces = Enumerable.Range(0, 900).GroupBy(region.PieceOf).ToList();
        pieces.ShouldAllBe(piece => piece.Select(v => plan[v]).Distinct().Count() == 1);
        PlanAssert.IsLegal(graph, 64, [.. Enumerable.Range(0, 900).Select(region.PieceOf)], "pieces are connected");
        pieces.Max(piece => piece.Count()).ShouldBeLessThan(90, "none swallows the others");
    }

    [Fact]
    public void Tightening_betters_the_worst_beat_and_keeps_the_plan_legal()
    {
        for (ulong seed = 0; seed < 12; seed++)
        {
            var random = new SeededRandom(seed);
            var graph = SmallGraphs.Planar(9, 8, random, 1000);
            var flat = FlatGraph.From(graph);
            var state = new PlanState(flat, 8, TreeSplit.Plan(flat, new int[72], [8], random));
            var rule = BalanceRule.For(flat, 8, 0.001);
            var before = rule.Worst(state.Load);
            var best = new BestPlan(state, rule);
            var (spent, finished) = new Tightening(state, rule, best, random).Run(1_000_000, default);
            finished.ShouldBeTrue();
            spent.ShouldBeGreaterThan(0);
            PlanAssert.IsLegal(graph, 8, best.BeatOf, $"seed {seed}").ShouldBe(best.Deviation, 1e-9);
            best.Deviation.ShouldBeLessThan(before / 2, $"seed {seed}");
            PlanAssert.BorderCost(graph, best.BeatOf).ShouldBe(best.Cut);
        }
    }

    private static (Region Region, Redivision Division) Take(AreaGraph graph, int[] plan, int beats)
    {
        var random = new SeededRandom(1);
        var region = new Region(new PlanState(FlatGraph.From(graph), beats, plan), random);
        region.Take([.. Enumerable.Range(0, beats)]).ShouldBeTrue();
        return (region, new Redivision(region, random));
    }

    private static int[] BeatOf(Region region, ReadOnlySpan<ulong> sets, int areas)
    {
        var plan = new int[areas];
        for (var v = 0; v < areas; v++)
        {
            for (var set = 0; set < sets.Length; set++)
            {
                plan[v] = (sets[set] >> region.PieceOf(v) & 1) != 0 ? set : plan[v];
            }
        }

        return plan;
    }

    private static long[] Loads(ReadOnlySpan<ulong> sets, Region region)
    {
        var loads = new long[sets.Length];
        for (var set = 0; set < sets.Length; set++)
        {
            for (var bits = sets[set]; bits != 0; bits &= bits - 1)
            {
                loads[set] += region.Weight[BitOperations.TrailingZeroCount(bits)];
            }
        }

        return loads;
    }

    /// <summary>The shortest border of all assignments of areas to beats, tried one by one; null where none has its loads within the window.</summary>
    private static long? ShortestBorder(AreaGraph graph, int beats, long low, long high)
    {
        var n = graph.Weights.Count;
        var plan = new int[n];
        long? shortest = null;
        for (var code = 0; code < (int)Math.Pow(beats, n - 1); code++)
        {
            for (var (v, rest) = (1, code); v < n; v++, rest /= beats)
            {
                plan[v] = rest % beats;
            }

            var loads = new long[beats];
            for (var v = 0; v < n; v++)
            {
                loads[plan[v]] += graph.Weights[v];
            }

            if (loads.All(load => load >= low && load <= high) && plan.Distinct().Count() == beats && IsConnected(graph, plan, beats))
            {
                shortest = Math.Min(shortest ?? long.MaxValue, PlanAssert.BorderCost(graph, plan));
            }
        }

        return shortest;
    }

    private static bool IsConnected(AreaGraph graph, int[] plan, int beats)
    {
        var root = Enumerable.Range(0, plan.Length).ToArray();
        var pieces = plan.Length;
        foreach (var edge in graph.Edges)
        {
            var (a, b) = (edge.A, edge.B);
            if (plan[a] != plan[b])
            {
                continue;
            }

            while (root[a] != a)
            {
                a = root[a];
            }

            while (root[b] != b)
            {
                b = root[b];
            }

            if (a != b)
            {
                root[a] = b;
                pieces--;
            }
        }

        return pieces == beats;
    }
}
