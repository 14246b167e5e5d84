using SmartBeats.Demand;

namespace SmartBeats.Tests.Demand;

public class BeatTailsTests
{
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.841344746)]
    [InlineData(-1.959963985, 0.025)]
    [InlineData(3, 0.998650102)]
    public void Without_drift_deviations_are_normal(double deviations, double probability) =>
        new BeatTails(0, 1).Cumulate(deviations).ShouldBe(probability, 1e-7);

    [Theory]
    [InlineData(0.5)]
    [InlineData(2)]
    [InlineData(-3)]
    public void With_drift_alone_they_are_Student_s_with_four_degrees_of_freedom_scaled_to_variance_one(double deviations)
    {
        // Density 3/8 (1 + t²/4)^(-5/2) added up from far below.
        var (sum, step) = (0.0, 1e-3);
        for (var t = -2000.0; t < deviations * Math.Sqrt(2); t += step)
        {
            var middle = t + step / 2;
            sum += 0.375 * Math.Pow(1 + middle * middle / 4, -2.5) * step;
        }

        new BeatTails(1, 1e-12).Cumulate(deviations).ShouldBe(sum, 1e-3);
    }

    [Fact]
    public void Largest_of_one_is_its_own_quantile_and_of_many_lies_further_out()
    {
        var tails = new BeatTails(0, 1);
        tails.FindLargest([0], [2], 0.95).ShouldBe(2 * 1.959963985, 1e-5);
        tails.FindLargest([0.3], [1e-9], 0.5).ShouldBe(0.3, 1e-6);

        // 0.5 = p^50 for each of 50.
        var each = Math.Pow(0.5, 1 / 50.0);
        var found = tails.FindLargest(new double[50], [.. Enumerable.Repeat(1.0, 50)], 0.5);
        (2 * new BeatTails(0, 1).Cumulate(found) - 1).ShouldBe(each, 1e-6);
    }
}
