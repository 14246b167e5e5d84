namespace SmartBeats.Districting.Ranking;

public class PlanRankingTests
{
    [Fact]
    public void A_three_by_three_grid_is_drawn_in_all_ten_ways_it_falls_into_three_beats_of_three()
    {
        var graph = SmallGraphs.Grid(3, 3, _ => 10);
        DrawMany(graph, 3, 0.01, 2000).Where(plan => PlanAssert.IsLegal(graph, 3, plan, "drawn") == 0).Select(Canonical).Distinct().Count().ShouldBe(10);
    }

    [Fact]
    public void Plans_are_drawn_and_ranked_as_often_as_all_trees_and_their_edges_say()
    {
        // Two rows of four areas in two beats within 30 %, so of three to five areas: every spanning tree counted, each of its
        // edges that leaves such sides alike.
        var graph = SmallGraphs.Grid(4, 2, _ => 1);
        var expected = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var trees = Subsets(graph.Edges, 7).Where(edges => Sides(edges, -1).All(root => root == 0)).ToArray();
        trees.Length.ShouldBe(56, "known number of spanning trees of the 4 by 2 grid");
        foreach (var tree in trees)
        {
            var halves = Enumerable.Range(0, 7).Select(cut => Sides(tree, cut)).Where(side => side.Count(root => root == 0) is >= 3 and <= 5).ToArray();
            foreach (var half in halves)
            {
                var name = Canonical(half);
                expected[name] = expected.GetValueOrDefault(name) + 1.0 / halves.Length;
            }
        }

        const int Plans = 40_000;
        var total = expected.Values.Sum();
        var seen = DrawMany(graph, 2, 0.3, Plans).GroupBy(Canonical).ToDictionary(plans => plans.Key, plans => plans.Count());
        seen.Keys.Order(StringComparer.Ordinal).ShouldBe(expected.Keys);
        foreach (var (plan, weight) in expected)
        {
            IsAbout(seen[plan], Plans * weight / total, plan);
        }

        // The plan whose rank is asked: the left half and the right half, even and with the shortest border.
        const int Sample = 10_000;
        var rank = PlanRanking.Rank(new DistrictingProblem(graph, 2, Goal.Compact, 0.3, 1, 0), [0, 0, 1, 1, 0, 0, 1, 1], Sample, 2);
        (rank.Plans, rank.WithinTolerance, rank.Balance, rank.Compared).ShouldBe((Sample, Sample, 0.3, Sample));
        IsAbout(rank.LessEven * Sample, Sample * Share(plan => PlanAssert.Deviation(graph, 2, plan) > 0), "less even");
        IsAbout(rank.LongerBorders * Sample, Sample * Share(plan => PlanAssert.BorderCost(graph, plan) > 2), "longer borders");
        var ribbons = PlanRanking.Rank(new DistrictingProblem(graph, 2, Goal.Compact, 0.3, 1, 0), [0, 0, 0, 0, 1, 1, 1, 1], Sample, 2);
        ribbons.LessEven.ShouldBe(rank.LessEven, "as even, and the sample does not depend on the plan");
        ribbons.LongerBorders.ShouldBe(0, "a tie is not better");

        double Share(Func<int[], bool> isWorse) => expected.Where(plan => isWorse([.. plan.Key.Select(digit => digit - '0')])).Sum(plan => plan.Value) / total;

        static void IsAbout(double count, double mean, string name) => Math.Abs(count - mean).ShouldBeLessThan(5 * Math.Sqrt(mean), $"{name}: {count} of {mean:F1}");

        // The part of each area when the tree is cut at one of its edges, named by its first area.
        static int[] Sides(GraphEdge[] edges, int cut)
        {
            var root = Enumerable.Range(0, 8).ToArray();
            foreach (var edge in edges.Where((_, i) => i != cut))
            {
                var (from, to) = (Math.Max(root[edge.A], root[edge.B]), Math.Min(root[edge.A], root[edge.B]));
                root = [.. root.Select(r => r == from ? to : r)];
            }

            return root;
        }
    }

    [Theory]
    [InlineData("planar")]
    [InlineData("tree")]
    [InlineData("star")]
    [InlineData("beside")]
    [InlineData("zero")]
    [InlineData("giant")]
    public void Every_drawn_plan_is_exact_and_contiguous_whether_or_not_balance_can_be_had(string kind)
    {
        for (ulong seed = 0; seed < 12; seed++)
        {
            var random = new SeededRandom(seed);
            var graph = kind switch
            {
                "planar" => SmallGraphs.Planar(9, 8, random, 100),
                "tree" => SmallGraphs.Tree(60, random, 100),
                "star" => SmallGraphs.Star(40, random, 100),
                "beside" => SmallGraphs.Beside(SmallGraphs.Planar(5, 5, random, 50), SmallGraphs.Path(7, random, 90)),
                "zero" => SmallGraphs.Planar(6, 6, random, 0),
                _ => SmallGraphs.Beside(SmallGraphs.Planar(5, 5, random, 50), new AreaGraph([1_000_000_000_000], [])),
            };
            var beats = (int)(seed % 3) switch { 0 => graph.Weights.Count, 1 => 2, _ => 2 + random.Next(12) };
            foreach (var plan in DrawMany(graph, beats, 0.05, 10))
            {
                PlanAssert.IsLegal(graph, beats, plan, $"{kind} {seed} in {beats} beats");
            }
        }
    }

    [Fact]
    public void Rank_is_the_same_at_any_number_of_threads_and_another_with_another_seed()
    {
        var graph = SmallGraphs.Planar(16, 15, new SeededRandom(3), 1000);
        var problem = new DistrictingProblem(graph, 8, Goal.Compact, 0.05, 7, 200_000);
        var plan = BeatEngine.Design(problem, 1).Chosen.BeatOfArea;
        var one = PlanRanking.Rank(problem, plan, 100, 1);
        PlanRanking.Rank(problem, plan, 100, 2).ShouldBe(one);
        PlanRanking.Rank(problem, plan, 100, 8).ShouldBe(one);
        PlanRanking.Rank(problem with { Seed = 8 }, plan, 100, 2).ShouldNotBe(one);
        one.LongerBorders.ShouldBeGreaterThan(0.95, "the engine shortens borders, chance does not");
    }

    [Fact]
    public void A_tolerance_trees_cannot_keep_is_loosened_and_said()
    {
        // Areas of a third of a fair share and their like: one per cent is out of reach, an exact figure of the sample is not.
        var graph = SmallGraphs.Planar(9, 8, new SeededRandom(5), 1000);
        var problem = new DistrictingProblem(graph, 20, Goal.Compact, 0.01, 1, 200_000);
        var rank = PlanRanking.Rank(problem, BeatEngine.Design(problem, 1).Chosen.BeatOfArea, 200, 2);
        rank.WithinTolerance.ShouldBe(0);
        rank.Balance.ShouldBeGreaterThan(0.01);
        rank.Compared.ShouldBeInRange(60, 200);
        rank.LessEven.ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public void A_cancelled_ranking_gives_none()
    {
        var graph = SmallGraphs.Grid(3, 3, _ => 10);
        Should.Throw<OperationCanceledException>(() => PlanRanking.Rank(
            new DistrictingProblem(graph, 3, Goal.Compact, 0.01, 1, 0), [0, 0, 0, 1, 1, 1, 2, 2, 2], 100, 1, new CancellationToken(canceled: true)));
    }

    private static IEnumerable<int[]> DrawMany(AreaGraph graph, int beats, double balance, int plans)
    {
        var task = new DistrictingTask(new DistrictingProblem(graph, beats, Goal.Compact, balance, 1, 0));
        var draw = new RandomPlans(task.Graph, task.Parts, task.BeatsOfPart);
        for (var i = 0; i < plans; i++)
        {
            yield return draw.Draw(balance, new SeededRandom((ulong)i));
        }
    }

    /// <summary>The plan with its beats numbered in the order of their first areas.</summary>
    private static string Canonical(int[] plan)
    {
        var order = plan.Distinct().ToList();
        return string.Concat(plan.Select(beat => (char)('0' + order.IndexOf(beat))));
    }

    private static IEnumerable<T[]> Subsets<T>(IReadOnlyList<T> items, int size) => Enumerable.Range(0, 1 << items.Count)
        .Where(bits => System.Numerics.BitOperations.PopCount((uint)bits) == size)
        .Select(bits => items.Where((_, i) => (bits >> i & 1) != 0).ToArray());
}
