using SmartBeats.Demand;
using SmartBeats.Metrics;
using SmartBeats.Publishing;
using SmartBeats.Response;
using SmartBeats.Tests.Publishing;

namespace SmartBeats.Tests.Demand;

public class LastingToleranceTests
{
    [Theory]
    [InlineData(0.109, 0.055)]
    [InlineData(0.10, 0.05)]
    [InlineData(0.05, 0.025)]
    [InlineData(0.02, 0.01)]
    [InlineData(0.001, 0.005)]
    public void Widest_is_the_last_half_percent_that_raises_the_spread_by_no_more_than_a_twentieth(double ifEqual, double widest)
    {
        LastingTolerance.FindWidest(ifEqual).ShouldBe(widest);
        if (widest > 0.005)
        {
            LastingTolerance.Expect(ifEqual, widest).ShouldBeLessThanOrEqualTo(ifEqual * 1.05);
            LastingTolerance.Expect(ifEqual, widest + 0.005).ShouldBeGreaterThan(ifEqual * 1.05);
        }
    }

    [Fact]
    public void What_a_wider_tolerance_costs_and_saves_is_read_from_plans_the_run_has_met()
    {
        var later = new LaterSpread(52, 500, 0.006, 0.045, 0.03, 0.07, 1.2, new Estimate(0.1, 0.07, 0.11), new Estimate(0.25, 0.15, 0.4));
        var material = SamplePlan.Of();
        var measures = material.Plan.Measures with { MaxDeviationOfRest = 0.01, BoundaryKm = 100 };
        var plan = material.Plan with
        {
            Measures = measures,
            Outlook = new PlanOutlook("2015-01-01", "2015-12-31") { Later = later },
            Front =
            [
                Point(0.008, 101), Point(0.02, 99.5), Point(0.03, 95), Point(0.05, 92), Point(0.06, 91.9),
            ],
        };
        var ifEqual = Math.Sqrt(0.01 - 0.006 * 0.006);
        double At(double tolerance) => Math.Round(Math.Sqrt(ifEqual * ifEqual + 0.36 * tolerance * tolerance) * 100, 1);
        OutlookWords.DescribeTolerance(plan).ShouldBe(FormattableString.Invariant(
            $"What a wider tolerance would cost and save: 3% would take the expected spread from 10.0 to {At(0.03):0.0}% and 5.0% off the borders and 5% would take the expected spread from 10.0 to {At(0.05):0.0}% and 8.0% off the borders."));
        OutlookWords.DescribeTolerance(plan with { Front = [Point(0.02, 99.5)] }).ShouldBe("");
        OutlookWords.DescribeTolerance(plan with { Outlook = null }).ShouldBe("");
    }

    private static FrontPoint Point(double deviation, double km) => new([], deviation, deviation, 10, km);
}
