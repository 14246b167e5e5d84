using SmartBeats.Demand;
using SmartBeats.Metrics;
using SmartBeats.Publishing;
using SmartBeats.Requests;
using SmartBeats.Response;
using SmartBeats.Tests.Publishing;

namespace SmartBeats.Tests.Demand;

public class RedrawRulesTests
{
    private static readonly int[] _eightMonths = [.. Enumerable.Range(16436, 243)]; // 2015-01-01 to 2015-08-31

    [Fact]
    public void Last_thirty_days_have_35_percent_of_the_weight_within_15_percent_for_seventeen_weeks()
    {
        var filled = RedrawRules.FillIn(new PlanRequest { Beats = 5, Anew = true }, _eightMonths);
        (filled.ChangeBudget, filled.LifeDays).ShouldBe((0.15, 119));
        filled.WeighPeriods.Select(period => period.Days.ToString()).ShouldBe(["2015-01-01..2015-08-01", "2015-08-02..2015-08-31"]);
        var (before, last) = (filled.WeighPeriods[0], filled.WeighPeriods[1]);
        before.Weight.ShouldBe(1);
        ((double)(last.Weight * 30 / (last.Weight * 30 + 213))).ShouldBe(0.35, 1e-4);
    }

    [Fact]
    public void What_is_said_stays()
    {
        var asked = new PlanRequest { Beats = 5, Anew = true, ChangeBudget = 0.3, LifeDays = 60, WeighPeriods = [new(new DayRange(16436, 16500), 2)] };
        RedrawRules.FillIn(asked, _eightMonths).ShouldBe(asked);
        var season = new PlanRequest { Beats = 5, Anew = true, For = DayRange.FromMonths(2015, 9, 4) };
        RedrawRules.FillIn(season, _eightMonths).ShouldBe(season with { ChangeBudget = 0.15 });
    }

    [Theory]
    [InlineData(243, 365)] // a year sees every season
    [InlineData(243, 183)]
    [InlineData(85, 119)] // the last month has more than 35 % anyway
    [InlineData(20, 119)]
    public void Across_a_change_of_season_or_on_a_short_past_all_calls_count_alike(int days, int life) =>
        PeriodWeights.WeighLastMonth([.. _eightMonths.Take(days)], life).ShouldBeEmpty();

    [Fact]
    public void Holes_in_the_past_have_no_weight()
    {
        int[] holed = [.. _eightMonths.Where(day => day is < 16500 or > 16550)];
        var weight = PeriodWeights.WeighLastMonth(holed, 119)[1].Weight;
        ((double)(weight * 30 / (weight * 30 + holed.Length - 30))).ShouldBe(0.35, 1e-4);
    }

    [Theory]
    [InlineData(0.12, 0.11, "Left as they are, today's beats are expected some 12.0% apart in the same time; drawing anew is worth it: 12.0 to 9.0% by moving 11.0% of the workload.")]
    [InlineData(0.095, 0.11, "Left as they are, today's beats are expected some 9.5% apart in the same time; drawing anew costs more than it brings (a point of workload that changes beat is to bring 0.05 points), so keep today's beats: 9.5 to 9.0% by moving 11.0% of the workload.")]
    public void Gain_is_set_against_the_change_it_costs(double today, double moved, string sentence)
    {
        var outlook = new PlanOutlook("2015-01-01", "2015-10-31")
        {
            Later = new LaterSpread(17, 500, 0.006, 0.045, 0.03, 0.07, 1.2, new Estimate(0.09, 0.07, 0.11), new Estimate(0.25, 0.15, 0.4)),
            AsToday = today,
        };
        RedrawRules.FindNet(outlook, moved)!.Value.ShouldBe(today - 0.09 - 0.05 * moved, 1e-12);
        var material = SamplePlan.Of();
        var change = new ChangeFigures(0.15, 3, 100, moved, 1, 0.1, 0.3, 0.3, [], []);
        var plan = material.Plan with { Outlook = outlook, Wishes = new WishFigures { Change = change } };
        OutlookWords.Describe(plan).Last().ShouldBe(sentence);
    }
}
