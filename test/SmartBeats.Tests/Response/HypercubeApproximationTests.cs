using SmartBeats.Response;

namespace SmartBeats.Tests.Response;

public class HypercubeApproximationTests
{
    [Fact]
    public void Correction_factors_are_the_published_ones()
    {
        HypercubeTests.ShouldAgree(QueueTerms.Of(3, 1.5, WhenAllBusy.Wait, 3).Corrections, [1, 0.73684, 0.63158], 5e-6);
        HypercubeTests.ShouldAgree(QueueTerms.Of(3, 1.5, WhenAllBusy.Lost, 3).Corrections, [1, .85118, .84279], 5e-6);
    }

    [Fact]
    public void Book_example_has_the_published_third_iteration_and_limit()
    {
        var third = HypercubeApproximation.Solve(BookExample.System, WhenAllBusy.Wait, 3);
        HypercubeTests.ShouldAgree(third.Utilisation, [0.5628, 0.4716, 0.4657], 5e-5);
        var limit = HypercubeApproximation.Solve(BookExample.System, WhenAllBusy.Wait);
        HypercubeTests.ShouldAgree(limit.Utilisation, [0.56263, 0.47170, 0.46566], 5e-6);
    }

    [Fact]
    public void Book_example_with_lost_calls_has_the_extended_limit() =>
        HypercubeTests.ShouldAgree(HypercubeApproximation.Solve(BookExample.System, WhenAllBusy.Lost).Utilisation, [.50151, .40224, .39475], 5e-6);

    [Theory]
    [InlineData(12, .33, 1)]
    [InlineData(12, .33, 2)]
    [InlineData(12, .33, 3)]
    [InlineData(12, .33, 4)]
    [InlineData(12, .33, 5)]
    [InlineData(16, .33, 1)]
    [InlineData(16, .60, 1)]
    public void Balanced_city_of_256_areas_is_within_a_hundredth_of_the_exact_model(int units, double utilisation, ulong seed)
    {
        var city = RandomCity.Of(units, 256, utilisation, seed);
        var exact = Hypercube.Solve(city.System, WhenAllBusy.Wait);
        var near = HypercubeApproximation.Solve(city.System, WhenAllBusy.Wait);
        LargestError(exact, near).ShouldBeInRange(.001, .0095);
        near.OutOfBeatShare.ShouldBe(exact.OutOfBeatShare, .002);
        near.DelayProbability.ShouldBe(exact.DelayProbability, 1e-12);
        Minutes(near).ShouldBe(Minutes(exact), Minutes(exact) * .02);

        double Minutes(HypercubeResult result) => TravelFigures.Of(result, city.Travel, city.UnitToArea).CityMinutes;
    }

    [Fact]
    public void Lopsided_city_is_within_a_fortieth_of_the_exact_model()
    {
        // Calls fall off by a factor of 15 from west to east over eight beats in a row.
        double[] rates = [.. Enumerable.Range(0, 8).Select(beat => 3.0 / (1 + 2 * beat))];
        var places = Enumerable.Range(0, 8).Select(beat => new AreaPlace(beat * 2000, 0, 4)).ToArray();
        var beats = Enumerable.Range(0, 8).ToArray();
        var reach = UnitTravel.FromPosts(new TravelLaw(places, new TravelLawOptions()), beats);
        var system = new PatrolSystem(8, rates, 30, beats, PreferenceLists.Build(reach, beats));
        LargestError(Hypercube.Solve(system, WhenAllBusy.Wait), HypercubeApproximation.Solve(system, WhenAllBusy.Wait)).ShouldBeLessThan(.025);
        LargestError(Hypercube.Solve(system, WhenAllBusy.Lost), HypercubeApproximation.Solve(system, WhenAllBusy.Lost)).ShouldBeLessThan(.025);
    }

    [Fact]
    public void Correction_factors_of_three_hundred_units_are_finite()
    {
        var factors = QueueTerms.Of(300, 100, WhenAllBusy.Wait, 300).Corrections;
        factors[0].ShouldBe(1, 1e-9);
        factors.ShouldAllBe(factor => double.IsFinite(factor) && factor >= 0);
    }

    private static double LargestError(HypercubeResult exact, HypercubeResult near) =>
        Enumerable.Range(0, exact.Utilisation.Length).Max(unit => Math.Abs(exact.Utilisation[unit] - near.Utilisation[unit]));
}
