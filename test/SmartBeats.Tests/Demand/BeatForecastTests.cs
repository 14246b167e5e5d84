using SmartBeats.Calls;
using SmartBeats.Demand;
using SmartBeats.Requests;

namespace SmartBeats.Tests.Demand;

public class BeatForecastTests
{
    [Fact]
    public void Where_nothing_drifts_every_call_counts_alike()
    {
        // Blocks of 400 and 1200 calls: the first beat is 20 % above its share in one, 10 % in the other.
        var past = Weeks([(60, 40), (60, 40), (60, 40), (60, 40), (165, 135), (165, 135), (165, 135), (165, 135)]);
        var off = 0.25 * 0.2 + 0.75 * 0.1;
        BeatForecast.FindMeanSquare(past, new DriftEstimate(1.3, 0, 0, 0.5, 8), 13, 0).ShouldBe(off * off, 1e-12);
    }

    [Theory]
    [InlineData(13, 0)]
    [InlineData(4, 0)]
    [InlineData(13, 26)]
    public void Of_two_blocks_the_weights_are_those_of_the_closed_form(int life, int gap)
    {
        var past = Weeks([.. Enumerable.Repeat((60L, 40L), 4), .. Enumerable.Repeat((40L, 60L), 4)]);
        var measured = new DriftEstimate(1.2, 0.04, 0.01, 0.5, 8);
        double Covary(int from, int count, int otherFrom, int otherCount) => Enumerable.Range(from, count)
            .Average(week => Enumerable.Range(otherFrom, otherCount).Average(other => DriftLaw.Correlate(Math.Abs(week - other))));
        var chance = 1.2 * 2 / 400;
        var (own, across) = (0.04 * Covary(0, 4, 0, 4) + chance, 0.04 * Covary(0, 4, 4, 4));
        var (early, late) = (0.04 * Covary(0, 4, 8 + gap, life), 0.04 * Covary(4, 4, 8 + gap, life));

        // The variance of weight w on the later block and 1 - w on the earlier is least here.
        var expected = (own - across + late - early) / (2 * own - 2 * across);
        BeatForecast.WeighBlocks(WeekBlock.Cut(past), measured, past, life, gap).ShouldBe([1 - expected, expected], 1e-9);
        var off = (1 - expected) * 0.2 - expected * 0.2;
        BeatForecast.FindMeanSquare(past, measured, life, gap).ShouldBe(off * off, 1e-9);
    }

    [Fact]
    public void Beats_that_have_grown_unequal_lately_are_foretold_further_apart_than_equal_ones_and_less_than_they_are()
    {
        var (drawn, today) = (Beats(0, 1, 0, 1), Beats(0, 0, 1, 1));
        var past = Past(week => week < 26 ? [50, 50, 50, 50] : [62, 58, 40, 40]);
        long[] sums = past.SumByArea(4);
        var workload = new AreaWorkload(sums, sums, 1, "calls", 0);
        var request = new PlanRequest { Beats = 2, LifeDays = 91 };
        var outlook = PlanOutlook.Foretell(past, [1, 2, 1, 2], 2, workload, request)!.SetBesideToday(past, drawn, today, workload, request);
        outlook.Later!.Weeks.ShouldBe(13);
        var more = Math.Sqrt(outlook.AsToday!.Value * outlook.AsToday.Value - outlook.Later.Spread.Value * outlook.Later.Spread.Value);
        more.ShouldBeInRange(0.2 * 8 / 34, 0.2);
        RedrawRules.FindGain(outlook).ShouldBe(outlook.AsToday - outlook.Later.Spread.Value);

        var same = PlanOutlook.Foretell(past, [1, 2, 1, 2], 2, workload, request)!.SetBesideToday(past, drawn, drawn, workload, request);
        same.AsToday!.Value.ShouldBe(same.Later!.Spread.Value, 1e-12);
    }

    private static BalancedBeats Beats(params int[] beatOfArea) => new([1, 2], beatOfArea);

    /// <summary>34 Mondays of four areas, with a little noise that is the same for all who ask.</summary>
    private static DatedLoads Past(Func<int, long[]> loads)
    {
        var random = new SeededRandom(5);
        var rows = (from week in Enumerable.Range(0, 34) from area in Enumerable.Range(0, 4) select (Week: week, Area: area)).ToList();
        return new DatedLoads(
            [.. rows.Select(row => row.Area)],
            [.. rows.Select(row => BeatWeeks.ToMonday(2800 + row.Week))],
            [.. rows.Select(row => loads(row.Week)[row.Area] + random.Next(15) - 7)]);
    }

    private static BeatWeeks Weeks((long First, long Second)[] weeks) => new(2800, [.. weeks.Select(week => new[] { week.First, week.Second })]);
}
