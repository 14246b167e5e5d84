using SmartBeats.Metrics;

namespace SmartBeats.Districting;

public class WholeGroupsTests
{
    /// <summary>Four columns of four: the two on either side are a neighbourhood each.</summary>
    private static readonly KeepWholeWish _halves = new("HOOD", [.. Enumerable.Range(0, 16).Select(v => v % 4 / 2)], ["East", "West"], 1);

    [Fact]
    public void Two_beats_follow_the_neighbourhoods_where_borders_cost_the_same()
    {
        // Cut across or along: both halves are equal and have a border of four.
        var plan = BeatEngine.Design(new DistrictingProblem(SmallGraphs.Grid(4, 4, _ => 1), 2, Goal.Compact, 0.01, 3, 100_000) { Wishes = new PlanWishes { KeepWhole = [_halves] } }, 1).Chosen.BeatOfArea;
        var figures = WholeEvaluator.Measure(_halves, [.. plan.Select(beat => beat + 1)], null);
        (figures.Groups, figures.Whole, figures.Splits).ShouldBe((2, 2, 0));
        figures.Split.ShouldBeEmpty();
    }

    [Fact]
    public void Splits_are_counted_in_the_plan_and_today_by_name()
    {
        int[] rows = [.. Enumerable.Range(0, 16).Select(v => (v / 4) + 1)];
        int[] today = [.. Enumerable.Range(0, 16).Select(v => v / 8)];
        var figures = WholeEvaluator.Measure(_halves, rows, today);
        (figures.Whole, figures.Splits, figures.TodaySplits).ShouldBe((0, 6, 2));
        figures.Split.ShouldBe([new SplitGroup("East", 8, 4, 2), new SplitGroup("West", 8, 4, 2)]);
    }

    [Fact]
    public void Price_of_every_move_is_the_difference_counted_afresh_also_on_merged_areas()
    {
        const double price = 1000;
        var random = new SeededRandom(5);
        var (areas, beats) = (60, 5);
        KeepWholeWish[] wishes =
        [
            new("A", [.. Enumerable.Range(0, areas).Select(_ => random.Next(8) - 1)], ["0", "1", "2", "3", "4", "5", "6"], 1),
            new("B", [.. Enumerable.Range(0, areas).Select(v => v / 20)], ["x", "y", "z"], 2),
        ];
        int[] parent = [.. Enumerable.Range(0, areas).Select(v => v / 3)];
        var fine = WholeGroups.Create(wishes, areas, price)!;
        foreach (var (groups, membersOf) in ((WholeGroups, int[][])[])[
            (fine, [.. Enumerable.Range(0, areas).Select(v => new[] { v })]),
            (fine.Project(parent, 20), [.. Enumerable.Range(0, 20).Select(v => new[] { 3 * v, (3 * v) + 1, (3 * v) + 2 })])])
        {
            int[] beatOf = [.. membersOf.Select(_ => random.Next(beats))];
            var held = new int[beats * groups.Count];
            for (var v = 0; v < beatOf.Length; v++)
            {
                groups.Add(held, v, beatOf[v], 1);
            }

            var sum = groups.PriceOfAll(held);
            for (var move = 0; move < 300; move++)
            {
                var (v, to) = (random.Next(beatOf.Length), random.Next(beats));
                if (beatOf[v] == to)
                {
                    continue;
                }

                sum += groups.PriceOf(held, v, beatOf[v], to);
                groups.Add(held, v, beatOf[v], -1);
                groups.Add(held, v, to, 1);
                beatOf[v] = to;
                sum.ShouldBe(groups.PriceOfAll(held));
                // By the definition, from the areas alone: the sum of the roots of shares, less 1 for each group.
                Math.Abs(sum - Naive(wishes, membersOf, beatOf, beats, price)).ShouldBeLessThan(wishes.Length * 8 * beats);
            }
        }
    }

    private static double Naive(KeepWholeWish[] wishes, int[][] membersOf, int[] beatOf, int beats, double price)
    {
        var sum = 0.0;
        foreach (var wish in wishes)
        {
            foreach (var group in Enumerable.Range(0, wish.Groups.Length))
            {
                var ofBeat = new int[beats];
                for (var v = 0; v < membersOf.Length; v++)
                {
                    ofBeat[beatOf[v]] += membersOf[v].Count(area => wish.GroupOfArea[area] == group);
                }

                var all = ofBeat.Sum();
                if (all >= 2)
                {
                    sum += wish.Weight * price * (ofBeat.Sum(count => Math.Sqrt(count / (double)all)) - 1);
                }
            }
        }

        return sum;
    }
}
