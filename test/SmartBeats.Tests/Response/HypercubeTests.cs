using SmartBeats.Response;

namespace SmartBeats.Tests.Response;

public class HypercubeTests
{
    private static readonly HypercubeResult Waiting = Hypercube.Solve(BookExample.System, WhenAllBusy.Wait);
    private static readonly HypercubeResult Losing = Hypercube.Solve(BookExample.System, WhenAllBusy.Lost);

    [Fact]
    public void Book_example_has_the_published_workloads()
    {
        ShouldAgree(Waiting.Utilisation, [0.55736, 0.47337, 0.46926], 5e-6);
        Waiting.DelayProbability.ShouldBe(0.23684, 5e-6);
        Waiting.MeanWaitMinutes.ShouldBe(0.23684 * 60 / (3 * 0.5), 1e-3);
    }

    [Fact]
    public void Book_example_has_the_published_dispatch_fractions()
    {
        Waiting.Dispatch(0, 0).ShouldBe(0.08693, 5e-6);
        Waiting.OutOfBeatShare.ShouldBe(0.43529, 1e-4);
        Enumerable.Range(0, 10).Sum(area => Enumerable.Range(0, 3).Sum(unit => Waiting.Dispatch(unit, area))).ShouldBe(1, 1e-9);
    }

    [Fact]
    public void Book_example_has_every_state_as_computed_by_hand()
    {
        ShouldAgree(Waiting.States, [.21053, .13669, .08863, .09489, .09047, .08894, .05301, .11842], 5e-6);
        (Waiting.DelayProbability - Waiting.States[7]).ShouldBe(.11842, 5e-6);
    }

    [Fact]
    public void Book_example_with_lost_calls_has_the_extended_figures()
    {
        ShouldAgree(Losing.Utilisation, [.49791, .40263, .39797], 5e-6);
        Losing.DelayProbability.ShouldBe(.13433, 5e-6);
        Losing.OutOfBeatShare.ShouldBe(.36353, 5e-6);
        Losing.MeanWaitMinutes.ShouldBe(0);
    }

    [Fact]
    public void Book_example_on_a_line_has_the_extended_travel_times()
    {
        var travel = TravelFigures.Of(Waiting, BookExample.Line, UnitTravel.FromPosts(BookExample.Line, BookExample.Posts));
        travel.QueuedMinutes.ShouldBe(3.20444, 5e-6);
        travel.CityMinutes.ShouldBe(2.35932, 5e-6);
        ShouldAgree(travel.UnitMinutes, [2.18717, 2.27956, 2.64424], 5e-6);

        // City mean = calls-weighted mean of the areas' means.
        Enumerable.Range(0, 10).Sum(area => travel.AreaMinutes[area] * BookExample.System.CallsPerHour[area] / 1.5).ShouldBe(2.35932, 5e-6);
    }

    [Fact]
    public void Equal_calls_are_not_equal_work_and_the_middle_helps_out_most()
    {
        // METHODS 3.1: a 4 x 4 city of equal calls a beat has utilisations of .300-.350 at one third.
        // Sixteen areas a beat, so that ties between neighbours fall evenly.
        var places = Enumerable.Range(0, 256).Select(area => new AreaPlace(area % 16 * 250, area / 16 * 250, .0625)).ToArray();
        var beats = Enumerable.Range(0, 256).Select(area => area / 64 * 4 + area % 16 / 4).ToArray();
        double[] rates = [.. Enumerable.Repeat(2 / 3.0 / 16, 256)];
        var reach = UnitTravel.Patrolling(new TravelLaw(places, new TravelLawOptions()), beats, 16, rates);
        var result = Hypercube.Solve(new PatrolSystem(16, rates, 30, beats, PreferenceLists.Build(reach, beats)), WhenAllBusy.Wait);
        int[] middle = [5, 6, 9, 10];
        int[] corners = [0, 3, 12, 15];
        middle.Average(unit => result.Utilisation[unit]).ShouldBeInRange(.345, .36);
        corners.Average(unit => result.Utilisation[unit]).ShouldBeInRange(.295, .315);
        middle.Min(unit => result.Utilisation[unit]).ShouldBeGreaterThan(corners.Max(unit => result.Utilisation[unit]));
        result.OutOfBeatShare.ShouldBe(.333, .005);
    }

    [Theory]
    [InlineData(WhenAllBusy.Wait)]
    [InlineData(WhenAllBusy.Lost)]
    public void Every_state_balances_what_enters_and_what_leaves(WhenAllBusy whenAllBusy)
    {
        var system = RandomCity.Of(6, 40, .55, 3).System;
        var states = Hypercube.Solve(system, whenAllBusy, 1e-13).States;
        const double mu = 2;
        var flow = new double[states.Length];
        for (var state = 0; state < states.Length; state++)
        {
            for (var unit = 0; unit < 6; unit++)
            {
                if ((state & (1 << unit)) != 0)
                {
                    flow[state] -= mu * states[state];
                    flow[state ^ (1 << unit)] += mu * states[state];
                }
            }

            // Each area by itself, down its list: what the solver never does.
            for (var area = 0; area < 40 && state != 63; area++)
            {
                var sent = system.Preferences[area].First(unit => (state & (1 << unit)) == 0);
                flow[state] -= system.CallsPerHour[area] * states[state];
                flow[state | (1 << sent)] += system.CallsPerHour[area] * states[state];
            }
        }

        flow.ShouldAllBe(net => Math.Abs(net) < 1e-10);
    }

    [Fact]
    public void Figures_move_with_the_names_of_units_and_areas_and_not_with_the_unit_of_time()
    {
        var system = RandomCity.Of(7, 30, .5, 9).System;
        var plain = Hypercube.Solve(system, WhenAllBusy.Wait);
        var units = Enumerable.Range(0, 7).ToArray();
        var areas = Enumerable.Range(0, 30).ToArray();
        new SeededRandom(4).Shuffle<int>(units);
        new SeededRandom(5).Shuffle<int>(areas);
        var renamed = Hypercube.Solve(
            new PatrolSystem(7, [.. areas.Select(area => system.CallsPerHour[area] * 3)], system.ServiceMinutes / 3, [.. areas.Select(area => units[system.BeatOfArea[area]])], [.. areas.Select(area => system.Preferences[area].Select(unit => units[unit]).ToArray())]),
            WhenAllBusy.Wait);
        for (var unit = 0; unit < 7; unit++)
        {
            renamed.Utilisation[units[unit]].ShouldBe(plain.Utilisation[unit], 1e-8);
            renamed.Dispatch(units[unit], 3).ShouldBe(plain.Dispatch(unit, areas[3]), 1e-8);
        }

        renamed.OutOfBeatShare.ShouldBe(plain.OutOfBeatShare, 1e-8);
        renamed.MeanWaitMinutes.ShouldBe(plain.MeanWaitMinutes / 3, 1e-9);
    }

    [Fact]
    public void Calls_that_outrun_the_units_are_refused_with_the_number_needed()
    {
        var system = new PatrolSystem(1, [3.0], 50, [0], [[0]]);
        Should.Throw<InputException>(() => Hypercube.Solve(system, WhenAllBusy.Wait)).Message
            .ShouldBe("units: the calls keep 2.5 units busy around the clock and there are 1. Put at least 3 units on duty, or look at fewer calls.");
        Hypercube.Solve(system, WhenAllBusy.Lost).DelayProbability.ShouldBe(2.5 / 3.5, 1e-9);
    }

    [Fact]
    public void More_units_than_the_exact_model_takes_are_refused()
    {
        var units = Enumerable.Range(0, 23).ToArray();
        var system = new PatrolSystem(23, [1.0], 30, [0], [units]);
        Should.Throw<InputException>(() => Hypercube.Solve(system, WhenAllBusy.Wait)).Message
            .ShouldBe("units: the exact model has 2^23 states for 23 units. Use the approximation, or at most 22 units.");
    }

    internal static void ShouldAgree(double[] actual, double[] expected, double within)
    {
        actual.Length.ShouldBe(expected.Length);
        for (var at = 0; at < expected.Length; at++)
        {
            actual[at].ShouldBe(expected[at], within, $"at {at}");
        }
    }
}
