using SmartBeats.Response;

namespace SmartBeats.Tests.Response;

public class ResponseObjectiveTests
{
    [Theory]
    [InlineData(12, 256, .33)]
    [InlineData(20, 256, .33)]
    [InlineData(20, 256, .60)]
    [InlineData(54, 400, .20)]
    public void Short_lists_agree_with_the_full_approximation(int units, int areas, double utilisation)
    {
        var city = RandomCity.Of(units, areas, utilisation, 2);
        var objective = Objective(city);
        var full = HypercubeApproximation.Solve(city.System, WhenAllBusy.Wait);
        var travel = TravelFigures.Of(full, city.Travel, city.UnitToArea).CityMinutes;
        Enumerable.Range(0, units).Max(unit => Math.Abs(full.Utilisation[unit] - objective.Utilisation[unit])).ShouldBeLessThan(.003);
        objective.Current.MeanResponseMinutes.ShouldBe(travel + full.MeanWaitMinutes, .01 * travel);
        objective.Current.OutOfBeatShare.ShouldBe(full.OutOfBeatShare, .0005);
        objective.Depth.ShouldBeLessThan(units);
    }

    [Fact]
    public void Measures_after_many_moves_are_those_of_the_plan_made_afresh()
    {
        var city = RandomCity.Of(8, 90, .4, 6);
        var objective = Objective(city);
        var beats = (int[])city.Beats.Clone();
        var random = new SeededRandom(5);
        for (var move = 0; move < 300; move++)
        {
            var (area, to) = (random.Next(90), random.Next(8));
            if (beats.Count(beat => beat == beats[area]) == 1)
            {
                continue;
            }

            var tried = objective.Try(area, to);
            if (move % 3 == 0)
            {
                objective.Accept();
                objective.Current.ShouldBe(tried);
                beats[area] = to;
            }
            else
            {
                objective.Undo();
            }
        }

        var afresh = new ResponseObjective(8, PatrolSimulationTests.DemandOf(city.System), city.Travel, beats);
        objective.Current.Imbalance.ShouldBe(afresh.Current.Imbalance, 1e-5);
        objective.Current.MeanResponseMinutes.ShouldBe(afresh.Current.MeanResponseMinutes, 1e-5);
        objective.Current.HighPriorityResponseMinutes.ShouldBe(afresh.Current.HighPriorityResponseMinutes, 1e-5);
        objective.Current.OutOfBeatShare.ShouldBe(afresh.Current.OutOfBeatShare, 1e-5);
        Enumerable.Range(0, 90).ShouldAllBe(area => objective.BeatOf(area) == beats[area]);
    }

    [Fact]
    public void Move_undone_leaves_nothing_behind()
    {
        var city = RandomCity.Of(8, 90, .4, 6);
        var objective = Objective(city);
        var target = (city.Beats[0] + 1) % 8;
        var first = objective.Try(0, target);
        objective.Undo();
        objective.Try(1, (city.Beats[1] + 1) % 8);
        objective.Try(0, target).ShouldBe(first);
    }

    [Fact]
    public void High_priority_counts_where_its_calls_are_and_waits_least()
    {
        // Urgent calls in the first beat only: what a report says of them, the search must see.
        var city = RandomCity.Of(20, 200, .6, 3);
        double[] urgent = [.. city.System.CallsPerHour.Select((rate, area) => city.Beats[area] == 0 ? rate : 0)];
        double[] other = [.. city.System.CallsPerHour.Select((rate, area) => city.Beats[area] == 0 ? 0 : rate)];
        var demand = new DemandSlice(WeekSlice.Whole, 168, city.System.CallsPerHour, [1, 2], [urgent, other], [30, 30], [1, 1], []);
        var measures = new ResponseObjective(20, demand, city.Travel, city.Beats).Current;
        var report = ResponseEvaluator.Evaluate(demand, city.Travel, city.Beats, 20);
        report.Method.ShouldBe("hypercube model, approximated");
        measures.HighPriorityResponseMinutes.ShouldBe(report.Priorities[0].MeanMinutes.Value, report.Priorities[0].MeanMinutes.Value * .015);
        measures.MeanResponseMinutes.ShouldBe(report.MeanResponseMinutes.Value, report.MeanResponseMinutes.Value * .015);
        measures.Imbalance.ShouldBe(report.Imbalance.Value, .005);
        Math.Abs(measures.HighPriorityResponseMinutes - measures.MeanResponseMinutes).ShouldBeGreaterThan(.05);
    }

    [Fact]
    public void Last_area_of_a_beat_stays()
    {
        var places = Enumerable.Range(0, 3).Select(area => new AreaPlace(area * 1000, 0, 1)).ToArray();
        var demand = new DemandSlice(WeekSlice.Whole, 168, [1, 1, 1], [1], [[1, 1, 1]], [30], [1], []);
        var objective = new ResponseObjective(2, demand, new TravelLaw(places, new TravelLawOptions()), [0, 0, 1]);
        Should.Throw<ArgumentException>(() => objective.Try(2, 0)).Message.ShouldStartWith("A beat keeps at least one area.");
    }

    [Fact]
    public void Descent_by_the_objective_lowers_what_the_exact_model_sees()
    {
        var city = RandomCity.Of(10, 150, .4, 8);
        var objective = Objective(city);
        var before = objective.Current;
        var random = new SeededRandom(1);
        for (var move = 0; move < 3000; move++)
        {
            var tried = objective.Try(random.Next(150), random.Next(10));
            if (tried.CoefficientOfVariation < objective.Current.CoefficientOfVariation && tried.MeanResponseMinutes <= before.MeanResponseMinutes)
            {
                objective.Accept();
            }
        }

        objective.Undo();
        var beats = Enumerable.Range(0, 150).Select(objective.BeatOf).ToArray();
        var reach = UnitTravel.Patrolling(city.Travel, beats, 10, city.Presence);
        var exact = Hypercube.Solve(new PatrolSystem(10, city.System.CallsPerHour, 30, beats, PreferenceLists.Build(reach, beats)), WhenAllBusy.Wait);
        exact.Imbalance.ShouldBeLessThan(Hypercube.Solve(city.System, WhenAllBusy.Wait).Imbalance * .6);
    }

    private static ResponseObjective Objective(RandomCity city) => new(city.System.Units, PatrolSimulationTests.DemandOf(city.System), city.Travel, city.Beats);
}
