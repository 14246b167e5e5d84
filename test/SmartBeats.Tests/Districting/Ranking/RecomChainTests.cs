using System.Globalization;
using System.Text.Json;
using Xunit.Abstractions;

namespace SmartBeats.Districting.Ranking;

/// <summary>The walk beside quantiles that another implementation met on the same graphs, two seeds each.</summary>
public class RecomChainTests(ITestOutputHelper output)
{
    private const double Balance = 0.05;

    [SharedTheory("recom.json")]
    [InlineData("boston506", 10, 4000)]
    [InlineData("boston506", 25, 4000)]
    [InlineData("chi_bg_calls", 25, 3000)]
    public void Borders_and_evenness_are_spread_as_another_implementation_has_them(string name, int beats, int steps)
    {
        var graph = SharedGraph.Read(name);
        var met = Walk(graph, beats, 40 * beats, steps, 1);
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.File("recom.json")));
        var published = document.RootElement.EnumerateArray().Where(run => run.GetProperty("graph").GetString() == name && run.GetProperty("beats").GetInt32() == beats).ToArray();
        published.Length.ShouldBe(2);
        double[] quantiles = [.. published[0].GetProperty("quantiles").EnumerateArray().Select(value => value.GetDouble())];
        for (var i = 0; i < quantiles.Length; i++)
        {
            var cut = Quantile(met.Select(plan => (double)plan.Cut), quantiles[i]);
            var deviation = Quantile(met.Select(plan => plan.Deviation), quantiles[i]);
            double[] cuts = [.. published.Select(run => run.GetProperty("edgesCut")[i].GetDouble())];
            double[] deviations = [.. published.Select(run => run.GetProperty("maxDeviation")[i].GetDouble())];
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{quantiles[i]:P0}: cut {cut} beside {cuts[0]} and {cuts[1]}; deviation {deviation:0.0000} beside {deviations[0]:0.0000} and {deviations[1]:0.0000}"));
            // The two published seeds are up to 4 % apart.
            cut.ShouldBeInRange(cuts.Min() * 0.96, cuts.Max() * 1.04);
            deviation.ShouldBeInRange(deviations.Min() - 0.004, deviations.Max() + 0.004);
        }
    }

    [SharedFact("recom.json")]
    public void A_plan_from_the_middle_of_a_walk_ranks_in_the_middle()
    {
        var graph = SharedGraph.Read("boston506");
        var met = Walk(graph, 10, 400, 4000, 2);
        var (cut, deviation) = (Quantile(met.Select(plan => (double)plan.Cut), 0.5), Quantile(met.Select(plan => plan.Deviation), 0.5));
        var middle = met.MinBy(plan => Math.Abs(plan.Cut - cut) / 40 + Math.Abs(plan.Deviation - deviation) / 0.01);
        var rank = PlanRanking.Rank(new DistrictingProblem(graph, 10, Goal.Compact, Balance, 1, 0), middle.Plan, 1000, 2);
        rank.Recom!.Plans.ShouldBe(1000);
        rank.Recom.LongerBorders.ShouldBeInRange(0.4, 0.6);
        rank.Recom.LessEven.ShouldBeInRange(0.4, 0.6);
        // The plans of single trees are another crowd: the same plan is better than most of them.
        rank.LongerBorders.ShouldBeGreaterThan(0.6);
    }

    [Fact]
    public void Every_step_keeps_number_contiguity_and_balance()
    {
        var graph = SmallGraphs.Grid(12, 10, v => 5 + (v * 7 % 11));
        foreach (var (cut, deviation, plan) in Walk(graph, 6, 0, 300, 3))
        {
            PlanAssert.IsLegal(graph, 6, plan, "step").ShouldBe(deviation, 1e-12);
            deviation.ShouldBeLessThanOrEqualTo(Balance * 3);
            cut.ShouldBe(graph.Edges.Count(edge => plan[edge.A] != plan[edge.B]));
        }
    }

    [Fact]
    public void Walks_and_ranks_are_the_same_on_any_number_of_threads()
    {
        var graph = SmallGraphs.Grid(12, 10, v => 5 + (v * 7 % 11));
        var problem = new DistrictingProblem(graph, 6, Goal.Compact, 0.15, 4, 0);
        var plan = Walk(graph, 6, 10, 1, 3)[0].Plan;
        var one = PlanRanking.Rank(problem, plan, 50, 1);
        one.Recom!.Plans.ShouldBe(50);
        PlanRanking.Rank(problem, plan, 50, 4).ShouldBe(one);
    }

    private static List<(int Cut, double Deviation, int[] Plan)> Walk(AreaGraph graph, int beats, int burnIn, int steps, ulong seed)
    {
        var balance = graph.Weights.Count < 200 ? Balance * 3 : Balance;
        var task = new DistrictingTask(new DistrictingProblem(graph, beats, Goal.Compact, balance, seed, 0));
        var draw = new RandomPlans(task.Graph, task.Parts, task.BeatsOfPart);
        var random = new SeededRandom(seed);
        int[] start;
        do
        {
            start = draw.Draw(balance, random);
        }
        while (PlanAssert.Deviation(graph, beats, start) > balance);

        var chain = new RecomChain(task.Graph, start, beats, balance, random);
        for (var i = 0; i < burnIn; i++)
        {
            chain.Step();
        }

        var met = new List<(int, double, int[])>();
        for (var i = 0; i < steps; i++)
        {
            chain.Step();
            met.Add((graph.Edges.Count(edge => chain.Plan[edge.A] != chain.Plan[edge.B]), PlanAssert.Deviation(graph, beats, chain.Plan), (int[])chain.Plan.Clone()));
        }

        return met;
    }

    private static double Quantile(IEnumerable<double> values, double quantile)
    {
        double[] sorted = [.. values.Order()];
        return sorted[(int)Math.Round(quantile * (sorted.Length - 1))];
    }
}
