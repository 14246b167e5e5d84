using SmartBeats.Demand;
using SmartBeats.Publishing;
using SmartBeats.Tests.Publishing;

namespace SmartBeats.Tests.Demand;

public class PlanMonitorTests
{
    [Fact]
    public void Spread_chance_and_what_is_left_are_those_of_the_weeks_together()
    {
        // Two beats of equal share; 5 weeks of 60 and 40.
        var verdict = PlanMonitor.Judge(Weeks(5, _ => [60, 40]), [1000, 1000], 1.2);
        verdict.Weeks.ShouldBe(5);
        verdict.Load.ShouldBe(500);
        verdict.Spread.ShouldBe(0.2, 1e-12);
        verdict.Chance.ShouldBe(Math.Sqrt(1.2 * (1 + 500 / 2000.0) / 500), 1e-12);
        verdict.Left.ShouldBe(Math.Sqrt(0.04 - 1.2 * 1.25 / 500), 1e-12);
        verdict.From.ShouldBe("1969-12-29");

        // (300 - 250)² / 250 twice, over dispersion and the past's chance: 13.3 with one degree of freedom.
        verdict.HasDrifted.ShouldBe(true);
    }

    [Fact]
    public void Before_the_fourth_week_there_is_no_verdict_and_no_beat_named()
    {
        var verdict = PlanMonitor.Judge(Weeks(3, _ => [90, 10]), [1000, 1000], 1);
        verdict.HasDrifted.ShouldBeNull();
        verdict.Beats.ShouldBeEmpty();
    }

    [Fact]
    public void From_fewer_than_five_calls_a_beat_there_is_no_verdict_and_no_beat_named()
    {
        // One beat in ten has ten times its share, of some four calls.
        var thin = PlanMonitor.Judge(Weeks(8, _ => [5, 0, 0, 0, 0, 0, 0, 0, 0, 0]), [.. Enumerable.Repeat(1000.0, 10)], 1);
        (thin.HasDrifted, thin.Beats.Count).ShouldBe((null, 0));
        var enough = PlanMonitor.Judge(Weeks(10, _ => [5, 0, 0, 0, 0, 0, 0, 0, 0, 0]), [.. Enumerable.Repeat(1000.0, 10)], 1);
        (enough.HasDrifted, enough.Beats.Count).ShouldBe((true, 1));
        MonitorWords.Describe(thin, number => $"{number}", null, "calls").ShouldContain("No verdict on the whole plan before week 4 and 5 calls a beat.");
    }

    [Fact]
    public void A_beat_is_named_since_when_its_change_shows_best_and_shrunk_to_what_usually_stays()
    {
        var verdict = PlanMonitor.Judge(Weeks(26, week => [.. Enumerable.Range(0, 10).Select(beat => beat == 6 && week >= 18 ? 160L : 100)]), [.. Enumerable.Repeat(5200.0, 10)], 1);
        var beat = verdict.Beats.ShouldHaveSingleItem();
        beat.Beat.ShouldBe(7);
        beat.Weeks.ShouldBe(8);
        beat.Since.ShouldBe(DayRange.PrintDay(BeatWeeks.ToMonday(18)));
        beat.Observed.ShouldBe(160 / 106.0 - 1, 1e-12);
        beat.Expected.ShouldBe(beat.Observed * 8 / 12, 1e-12);
    }

    [Fact]
    public void A_world_that_stands_still_raises_at_most_one_false_alarm_in_two_years_of_weekly_looks()
    {
        const int Cities = 30;
        var alarms = 0;
        Parallel.For(0, Cities, city =>
        {
            var play = new Play((ulong)city, 54, 32, 52);
            var named = new HashSet<int>();
            var isDrifted = false;
            for (var week = 1; week <= 104; week++)
            {
                var verdict = PlanMonitor.Judge(play.Next(_ => 1), play.DrawnOn, 1);
                isDrifted |= verdict.HasDrifted == true;
                named.UnionWith(verdict.Beats.Select(beat => beat.Beat));
            }

            Interlocked.Add(ref alarms, named.Count + (isDrifted ? 1 : 0));
        });
        ((double)alarms / Cities).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void A_beat_that_gains_three_tenths_is_named_within_14_weeks_in_80_of_100_cities()
    {
        var named = 0;
        Parallel.For(0, 100, city =>
        {
            var play = new Play((ulong)city, 54, 32, 52);
            for (var week = 1; week <= 14; week++)
            {
                if (PlanMonitor.Judge(play.Next(beat => beat == 3 ? 1.3 : 1), play.DrawnOn, 1).Beats.Any(beat => beat.Beat == 4))
                {
                    Interlocked.Increment(ref named);
                    break;
                }
            }
        });
        named.ShouldBeGreaterThanOrEqualTo(80);
    }

    [Fact]
    public void Words_say_the_verdict_the_forecast_and_the_beats()
    {
        var material = SamplePlan.Of();
        var plan = material.Plan with { Outlook = null };
        var verdict = new MonitorVerdict("2016-01-04", 12, 5200, 0.0911, 0.0522, 0.0747, true, 0.251, [new BeatDrift(7, "2016-02-08", 7, 0.2214, 0.1409)]);
        MonitorWords.Describe(verdict, plan.NameOfBeat, plan.Outlook?.Later, "calls").ShouldBe([
            "12 whole weeks since 2016-01-04, 5,200 calls: beats are 9.1% apart (standard deviation over the mean). Chance alone makes 5.2%, so 7.5% is left.",
            "The plan has drifted: chance makes beats so far apart less than once in two years of weekly looks.",
            "Beat 7 is some 14.1% above its share since 2016-02-08 (22.1% seen over 7 weeks, of which so much usually stays).",
            "What is not named is within chance, or smaller than the 25.1% that could be told by now."]);
        MonitorWords.Describe(verdict with { HasDrifted = false, Beats = [] }, plan.NameOfBeat, plan.Outlook?.Later, "calls").Skip(1).ShouldBe([
            "The plan holds: chance alone may make its beats so far apart.",
            "No single beat's change can be told from chance: by now one of about 25.1% could."]);
    }

    [Theory]
    [InlineData(0.975, 1.959964)]
    [InlineData(0.99986, 3.632)]
    public void Normal_quantiles_are_those_of_the_tables(double probability, double quantile) =>
        PlanMonitor.FindNormal(probability).ShouldBe(quantile, 2e-3);

    [Theory]
    [InlineData(53, 1.644854, 70.993)]
    [InlineData(10, 2.326348, 23.209)]
    public void Chi_square_quantiles_are_near_those_of_the_tables(int freedom, double normal, double quantile) =>
        PlanMonitor.FindChiSquare(freedom, normal).ShouldBe(quantile, 0.05);

    private static BeatWeeks Weeks(int count, Func<int, long[]> loads) => new(0, [.. Enumerable.Range(0, count).Select(loads)]);

    /// <summary>Equal beats, calls by chance.</summary>
    private sealed class Play
    {
        private readonly SeededRandom _random;
        private readonly double _rate;
        private readonly List<long[]> _weeks = [];

        public Play(ulong seed, int beats, double rate, int past)
        {
            (_random, _rate) = (SeededRandom.Derive(seed, 77), rate);
            DrawnOn = [.. Enumerable.Range(0, beats).Select(_ => (double)Enumerable.Range(0, past).Sum(_ => Draw(rate)))];
        }

        public double[] DrawnOn { get; }

        public BeatWeeks Next(Func<int, double> factor)
        {
            _weeks.Add([.. DrawnOn.Select((_, beat) => Draw(_rate * factor(beat)))]);
            return new BeatWeeks(0, [.. _weeks]);
        }

        private long Draw(double mean)
        {
            var (limit, product, count) = (Math.Exp(-mean), _random.NextDouble(), 0L);
            while (product > limit)
            {
                product *= _random.NextDouble();
                count++;
            }

            return count;
        }
    }
}
