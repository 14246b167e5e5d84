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

    internal static void ShouldAgree(double[] actual, double[] expected, double within)
    {
        actual.Length.ShouldBe(expected.Length);
        for (var at = 0; at < expected.Length; at++)
        {
            actual[at].ShouldBe(expected[at], within, $"at {at}");
        }
    }
}
