using SmartBeats.Districting;
using SmartBeats.Response;

namespace SmartBeats.Tests.Response;

public class ResponseDesignTests
{
    private const int Side = 12;
    private const int Beats = 9;

    [Fact]
    public void Plan_is_more_even_in_work_and_no_slower_than_the_one_it_began_with()
    {
        var designed = ResponseDesign.Improve(Problem(), [Squares()], 2);
        designed.After.CoefficientOfVariation.ShouldBeLessThan(designed.Before.CoefficientOfVariation * .6);
        designed.After.HighPriorityResponseMinutes.ShouldBeLessThan(designed.Before.HighPriorityResponseMinutes);
        designed.Truncated.ShouldBeFalse();

        // What the search believed, the evaluator says of the plan afresh.
        var afresh = new ResponseObjective(Beats, Problem().Demand, Problem().Travel, designed.BeatOfArea).Current;
        afresh.CoefficientOfVariation.ShouldBe(designed.After.CoefficientOfVariation, 1e-5);
        afresh.HighPriorityResponseMinutes.ShouldBe(designed.After.HighPriorityResponseMinutes, 1e-5);
    }

    [Fact]
    public void Plan_is_the_same_at_one_thread_and_at_two()
    {
        var one = ResponseDesign.Improve(Problem(), [Squares()], 1);
        var two = ResponseDesign.Improve(Problem(), [Squares()], 2);
        two.BeatOfArea.ShouldBe(one.BeatOfArea);
        two.After.ShouldBe(one.After);
        ResponseDesign.Improve(Problem() with { Seed = 2 }, [Squares()], 1).BeatOfArea.ShouldNotBe(one.BeatOfArea);
    }

    [Theory]
    [InlineData(1, .1)]
    [InlineData(2, .3)]
    [InlineData(3, .6)]
    public void Beats_are_exact_connected_and_within_the_tolerance(ulong seed, double tolerance)
    {
        var problem = Problem() with { Seed = seed, Tolerance = tolerance };
        var start = Squares();
        var designed = ResponseDesign.Improve(problem, [start], 2);
        var beats = designed.BeatOfArea;
        beats.Distinct().Order().ShouldBe(Enumerable.Range(0, Beats));
        for (var beat = 0; beat < Beats; beat++)
        {
            Reached(problem.Graph, beats, beat).ShouldBe(beats.Count(one => one == beat), $"beat {beat}");
            Deviation(problem.Graph, beats, beat).ShouldBeLessThanOrEqualTo(Math.Max(tolerance, Deviation(problem.Graph, start, beat)) + 1e-9);
        }

        long Cut(int[] plan) => problem.Graph.Edges.Where(edge => plan[edge.A] != plan[edge.B]).Sum(edge => (long)edge.Cost);
        Cut(beats).ShouldBeLessThanOrEqualTo((long)(Cut(start) * (1 + ResponseDesign.BorderGrowth)));
    }

    [Fact]
    public void Cancelled_search_returns_a_valid_plan_and_says_so()
    {
        var designed = ResponseDesign.Improve(Problem(), [Squares()], 1, new CancellationToken(canceled: true));
        designed.Truncated.ShouldBeTrue();
        designed.BeatOfArea.ShouldBe(Squares());
    }

    [Fact]
    public void Score_weighs_a_published_gain_of_time_like_one_of_evenness()
    {
        var start = new ResponseMeasures(.24, .38, 3, 3, .1, 0);
        double Score(ResponseMeasures plan) => new ResponseWeights().Score(plan, start, .15);
        var faster = start with { MeanResponseMinutes = 3 * (1 - .058), HighPriorityResponseMinutes = 3 * (1 - .058) };
        var evener = start with { CoefficientOfVariation = .38 * (1 - .43), Imbalance = .24 * (1 - .43) };
        (Score(start) - Score(faster)).ShouldBe(Score(start) - Score(evener), .01);
    }

    [Fact]
    public void Several_areas_tried_at_once_measure_as_the_plan_made_afresh_and_leave_nothing_behind()
    {
        var problem = Problem();
        var objective = new ResponseObjective(Beats, problem.Demand, problem.Travel, Squares());
        AreaMove[] moves = [new(3, 1), new(4, 0), new(16, 0)];
        var plan = Squares();
        foreach (var (area, to) in moves)
        {
            plan[area] = to;
        }

        var tried = objective.Try(moves);
        tried.CoefficientOfVariation.ShouldBe(new ResponseObjective(Beats, problem.Demand, problem.Travel, plan).Current.CoefficientOfVariation, 1e-5);
        objective.Undo();
        objective.Try(moves).ShouldBe(tried);
    }

    [Fact]
    public void Swap_of_two_whole_beats_is_no_emptying()
    {
        var places = Enumerable.Range(0, 2).Select(area => new AreaPlace(area * 1000, 0, 1)).ToArray();
        var demand = new DemandSlice(WeekSlice.Whole, 168, [1, .5], [1], [[1, .5]], [30], [1], []);
        var objective = new ResponseObjective(2, demand, new TravelLaw(places, new TravelLawOptions()), [0, 1]);
        var before = objective.Current;
        objective.Try([new(0, 1), new(1, 0)]).CoefficientOfVariation.ShouldBe(before.CoefficientOfVariation, 1e-6);
        Should.Throw<ArgumentException>(() => objective.Try([new(0, 1)])).Message.ShouldStartWith("A beat keeps at least one area.");
        objective.Current.ShouldBe(before);
    }

    /// <summary>Half-kilometre squares; calls fall off from the middle, the urgent ones lie in one corner.</summary>
    internal static ResponseDesignProblem Problem()
    {
        var places = new AreaPlace[Side * Side];
        var urgent = new double[places.Length];
        var other = new double[places.Length];
        var edges = new List<GraphEdge>();
        for (var area = 0; area < places.Length; area++)
        {
            var (row, column) = (area / Side, area % Side);
            places[area] = new AreaPlace(column * 500, row * 500, .25);
            other[area] = .05 * (1 + 6.0 / (1 + Math.Abs(row - 6) + Math.Abs(column - 6)));
            urgent[area] = row < 5 && column < 5 ? .02 : .002;
            if (column + 1 < Side)
            {
                edges.Add(new GraphEdge(area, area + 1, 5000));
            }

            if (row + 1 < Side)
            {
                edges.Add(new GraphEdge(area, area + Side, 5000));
            }
        }

        double[] all = [.. urgent.Zip(other, (a, b) => a + b)];
        var demand = new DemandSlice(WeekSlice.Whole, 168, all, [1, 3], [urgent, other], [40, 12], [1, 1], []);
        var graph = new AreaGraph([.. all.Select(rate => (long)(rate * 1000))], edges);
        return new ResponseDesignProblem(graph, Beats, demand, new TravelLaw(places, new TravelLawOptions()), .3, 1, 4_000_000);
    }

    internal static int[] Squares() => [.. Enumerable.Range(0, Side * Side).Select(area => area / Side / 4 * 3 + area % Side / 4)];

    private static double Deviation(AreaGraph graph, int[] plan, int beat)
    {
        var mean = graph.Weights.Sum() / (double)Beats;
        return Math.Abs(Enumerable.Range(0, plan.Length).Where(area => plan[area] == beat).Sum(area => graph.Weights[area]) - mean) / mean;
    }

    private static int Reached(AreaGraph graph, int[] plan, int beat)
    {
        var found = new HashSet<int>();
        var queue = new Queue<int>([Array.IndexOf(plan, beat)]);
        while (queue.TryDequeue(out var area))
        {
            if (plan[area] == beat && found.Add(area))
            {
                foreach (var edge in graph.Edges.Where(edge => edge.A == area || edge.B == area))
                {
                    queue.Enqueue(edge.A + edge.B - area);
                }
            }
        }

        return found.Count;
    }
}
