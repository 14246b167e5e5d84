using SmartBeats.Response;

namespace SmartBeats.Tests.Response;

public class PatrolSimulationTests
{
    private const double Hour = 60;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Book_example_agrees_with_the_exact_model_within_its_intervals(ulong seed)
    {
        var exact = Hypercube.Solve(BookExample.System, WhenAllBusy.Wait);
        var travel = TravelFigures.Of(exact, BookExample.Line, UnitTravel.FromPosts(BookExample.Line, BookExample.Posts));
        var setup = Setup(BookExample.System, BookExample.Line, 40, 2_000 * Hour, seed) with { FreeUnit = FreeUnit.WaitsAtPost, Posts = BookExample.Posts };
        var found = PatrolSimulation.Run(setup, SimulatedCalls.Steady(DemandOf(BookExample.System), 80_100 * Hour, seed));
        ShouldHold(found, exact);
        found.MeanResponseMinutes.Contains(travel.CityMinutes + exact.MeanWaitMinutes).ShouldBeTrue($"{found.MeanResponseMinutes} {travel.CityMinutes + exact.MeanWaitMinutes}");
        found.ByPriority[0].MeanWaitMinutes.Contains(exact.MeanWaitMinutes).ShouldBeTrue();
        (found.Utilisation[0].High - found.Utilisation[0].Low).ShouldBeLessThan(.02);
    }

    [Theory]
    [InlineData(.33)]
    [InlineData(.60)]
    public void Balanced_city_agrees_with_the_exact_model_within_its_intervals(double utilisation)
    {
        var city = RandomCity.Of(8, 100, utilisation, 5);
        var exact = Hypercube.Solve(city.System, WhenAllBusy.Wait);
        var setup = Setup(city.System, city.Travel, 40, 700 * Hour, 9) with { Presence = city.Presence };
        var found = PatrolSimulation.Run(setup, SimulatedCalls.Steady(DemandOf(city.System), 28_100 * Hour, 9));
        ShouldHold(found, exact);
        var travel = TravelFigures.Of(exact, city.Travel, city.UnitToArea).CityMinutes;
        found.MeanResponseMinutes.Contains(travel + exact.MeanWaitMinutes).ShouldBeTrue($"{found.MeanResponseMinutes} {travel + exact.MeanWaitMinutes}");
    }

    [Fact]
    public void Lopsided_city_agrees_with_the_exact_model_within_its_intervals()
    {
        var city = RandomCity.Of(6, 60, .5, 4);
        double[] rates = [.. city.System.CallsPerHour.Select((rate, area) => city.Beats[area] == 0 ? rate * 3 : rate * .6)];
        var system = new PatrolSystem(6, rates, 30, city.Beats, city.System.Preferences);
        var exact = Hypercube.Solve(system, WhenAllBusy.Wait);
        exact.Imbalance.ShouldBeGreaterThan(.2);
        var found = PatrolSimulation.Run(Setup(system, city.Travel, 40, 1_000 * Hour, 3), SimulatedCalls.Steady(DemandOf(system), 40_100 * Hour, 3));
        ShouldHold(found, exact);
    }

    [Fact]
    public void Waits_by_priority_agree_with_Cobham()
    {
        // Ten units, ten areas without distance between them, all calls in the first.
        var units = Enumerable.Range(0, 10).ToArray();
        var demand = new DemandSlice(WeekSlice.Whole, 168, Padded(14), [1, 2, 3], [Padded(2), Padded(4), Padded(8)], [30, 30, 30], [1, 1, 1], []);
        var setup = new SimulationSetup(10, units, [.. units.Select(_ => units)], new TravelMatrix(10, new float[100], []))
        {
            FreeUnit = FreeUnit.WaitsAtPost,
            Posts = new int[10],
            WarmUpMinutes = 100 * Hour,
            BatchMinutes = 1_500 * Hour,
            Batches = 40,
            Confidence = .999,
        };
        var found = PatrolSimulation.Run(setup, SimulatedCalls.Steady(demand, 60_100 * Hour, 11));
        double[] expected = [.7391, 1.0559, 3.1676];
        for (var at = 0; at < 3; at++)
        {
            var wait = found.ByPriority[at].MeanWaitMinutes;
            wait.Contains(expected[at]).ShouldBeTrue($"priority {at + 1}: {wait}");
            (wait.High - wait.Low).ShouldBeLessThan(expected[at] * .2);
        }

        found.DelayProbability.Contains(.22173).ShouldBeTrue();

        static double[] Padded(double rate) => [rate, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    }

    [Fact]
    public void Three_calls_for_one_unit_are_answered_by_priority_then_by_arrival_from_the_call_before()
    {
        var setup = new SimulationSetup(1, [0, 0, 0], [[0], [0], [0]], Line(3)) { FreeUnit = FreeUnit.WaitsAtPost, Posts = [0], BatchMinutes = 100 };
        var found = PatrolSimulation.Run(setup,
        [
            new SimulatedCall(0, 2, 2, 1, 30),   // 2 minutes from the post
            new SimulatedCall(5, 0, 3, 1, 10),   // waits for the next: sent at 40, from area 1
            new SimulatedCall(10, 1, 1, 1, 10),  // sent first, at 30, from area 2
        ]);
        found.ByPriority.Select(priority => priority.MeanMinutes.Value).ShouldBe([21, 2, 36]);
        found.ByPriority.Select(priority => priority.MeanWaitMinutes.Value).ShouldBe([20, 0, 35]);
        found.Utilisation[0].Value.ShouldBe(.5, 1e-12);
        found.DelayProbability.Value.ShouldBe(2.0 / 3, 1e-12);
    }

    [Fact]
    public void Call_for_three_officers_takes_who_is_free_and_the_third_when_one_comes_free()
    {
        var setup = new SimulationSetup(3, [0, 1, 2], [[0, 1, 2], [1, 0, 2], [2, 1, 0]], Line(3)) { FreeUnit = FreeUnit.WaitsAtPost, Posts = [0, 1, 2], BatchMinutes = 100 };
        var found = PatrolSimulation.Run(setup,
        [
            new SimulatedCall(0, 0, 2, 1, 20),
            new SimulatedCall(10, 0, 1, 3, 30),
        ]);

        // Unit 1 leaves its call at 20 and joins units 2 and 3, who came at once: first arrival after one step.
        found.ByPriority[0].MeanMinutes.Value.ShouldBe(1, 1e-12);
        found.Utilisation.Select(unit => Math.Round(unit.Value, 9)).ShouldBe([.5, .3, .3]);
        found.OutOfBeatShare.Value.ShouldBe(.5, 1e-12);
        found.DelayProbability.Value.ShouldBe(0);
    }

    [Fact]
    public void Driving_comes_on_top_of_service_where_records_leave_it_out()
    {
        var setup = new SimulationSetup(1, [0, 0, 0], [[0], [0], [0]], Line(3)) { FreeUnit = FreeUnit.WaitsAtPost, Posts = [0], BatchMinutes = 100, ServiceIncludesTravel = false };
        PatrolSimulation.Run(setup, [new SimulatedCall(0, 2, 1, 1, 30)]).Utilisation[0].Value.ShouldBe(.32, 1e-12);
    }

    [Fact]
    public void Unit_that_stays_at_its_last_call_drives_from_there()
    {
        var setup = new SimulationSetup(1, [0, 0, 0], [[0], [0], [0]], Line(3)) { FreeUnit = FreeUnit.StaysAtLastCall, BatchMinutes = 100, Presence = [1, 0, 0] };
        var found = PatrolSimulation.Run(setup, [new SimulatedCall(0, 2, 1, 1, 10), new SimulatedCall(50, 1, 2, 1, 10)]);
        found.ByPriority.Select(priority => priority.MeanMinutes.Value).ShouldBe([2, 1]);
    }

    [Fact]
    public void Figures_are_the_same_for_the_same_seed()
    {
        string Run(ulong seed)
        {
            var city = RandomCity.Of(5, 40, .4, 1);
            var setup = Setup(city.System, city.Travel, 5, 100 * Hour, seed);
            var found = PatrolSimulation.Run(setup, SimulatedCalls.Steady(DemandOf(city.System), 600 * Hour, seed));
            return string.Join(";", found.Utilisation) + found.MeanResponseMinutes + string.Join(";", found.ByPriority);
        }

        Run(7).ShouldBe(Run(7));
        Run(7).ShouldNotBe(Run(8));
    }

    [Fact]
    public void Change_to_the_same_plan_is_none_and_to_a_faster_fleet_is_seen_in_every_draw()
    {
        var city = RandomCity.Of(5, 40, .4, 1);
        var calls = SimulatedCalls.Steady(DemandOf(city.System), 1_100 * Hour, 2).ToArray();
        var setup = Setup(city.System, city.Travel, 10, 100 * Hour, 2);
        var before = PatrolSimulation.Run(setup, calls);
        before.ChangeTo(PatrolSimulation.Run(setup, calls)).MeanResponse.ShouldBe(new Estimate(0, 0, 0));
        var quick = new TravelMatrix(40, [.. Enumerable.Range(0, 1600).Select(at => (float)(city.Travel.Minutes(at / 40, at % 40) / 2))], []);
        var change = before.ChangeTo(PatrolSimulation.Run(setup with { Travel = quick }, calls));
        change.HighPriorityResponse.High.ShouldBeLessThan(-.2);
        change.Imbalance.Value.ShouldBe(0, 1e-12);
    }

    [Fact]
    public void Exponential_draws_have_mean_and_tail_of_the_law()
    {
        var random = new SeededRandom(3);
        var drawn = Enumerable.Range(0, 200_000).Select(_ => SimulatedCalls.Exponential(random)).ToArray();
        drawn.Average().ShouldBe(1, .01);
        drawn.Average(value => value * value).ShouldBe(2, .05);
        (drawn.Count(value => value > 3) / 200_000.0).ShouldBe(.049787, .002);
    }

    internal static DemandSlice DemandOf(PatrolSystem system) =>
        new(WeekSlice.Whole, 168, system.CallsPerHour, [1], [system.CallsPerHour], [system.ServiceMinutes], [1], []);

    private static SimulationSetup Setup(PatrolSystem system, ITravel travel, int batches, double batchMinutes, ulong seed) =>
        new(system.Units, system.BeatOfArea, system.Preferences, travel)
        {
            WarmUpMinutes = 100 * Hour,
            BatchMinutes = batchMinutes,
            Batches = batches,
            Seed = seed,
            Confidence = .999,
        };

    private static TravelMatrix Line(int areas) => new(areas, [.. Enumerable.Range(0, areas * areas).Select(at => (float)Math.Abs(at / areas - at % areas))], []);

    private static void ShouldHold(SimulationResult found, HypercubeResult exact)
    {
        for (var unit = 0; unit < exact.Utilisation.Length; unit++)
        {
            found.Utilisation[unit].Contains(exact.Utilisation[unit]).ShouldBeTrue($"unit {unit}: {found.Utilisation[unit]} and {exact.Utilisation[unit]}");
        }

        found.OutOfBeatShare.Contains(exact.OutOfBeatShare).ShouldBeTrue($"{found.OutOfBeatShare} {exact.OutOfBeatShare}");
        found.DelayProbability.Contains(exact.DelayProbability).ShouldBeTrue($"{found.DelayProbability} {exact.DelayProbability}");
    }
}
