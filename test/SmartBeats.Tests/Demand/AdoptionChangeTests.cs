using SmartBeats.Demand;
using SmartBeats.Publishing;
using SmartBeats.Response;
using SmartBeats.Response.Measured;

namespace SmartBeats.Tests.Demand;

/// <summary>Before and after an adoption, on simulated cities whose truth is known.</summary>
public class AdoptionChangeTests
{
    private const int Worlds = 100;
    private const int Areas = 60;
    private const int Beats = 6;
    private static readonly int _day = BeatWeeks.ToMonday(2870);
    private static readonly CallPeriod _covered = Cover(2870 - 104, 2870 + 30);
    private static readonly int[] _rows = [.. Enumerable.Range(0, Areas).Select(area => area / (Areas / Beats))];
    private static readonly int[] _columns = [.. Enumerable.Range(0, Areas).Select(area => area % Beats)];

    [Fact]
    public void A_known_change_of_response_is_recovered_and_the_season_is_not_taken_for_it()
    {
        var (covers, seasons, mean) = (0, 0, 0.0);
        for (var world = 1; world <= Worlds; world++)
        {
            // From that week on answers take a minute longer every year; the beats make them 48 seconds sooner.
            var change = ResponseChange.Measure(Simulate((ulong)world, season: 60, effect: -48), WeeksOfResponse()).ShouldHaveSingleItem();
            var part = change.Median.BeatsPart!.Value;
            covers += part.Contains(-0.8) ? 1 : 0;
            seasons += change.Median.YearEarlier!.Value.Contains(1) ? 1 : 0;
            mean += part.Value / Worlds;
        }

        covers.ShouldBeInRange(82, 97);
        seasons.ShouldBeInRange(82, 97);
        mean.ShouldBe(-0.8, 0.06);
    }

    [Fact]
    public void Where_nothing_changed_intervals_of_response_cover_zero_in_about_nine_of_ten_cities()
    {
        var (median, ninetieth) = (0, 0);
        for (var world = 1; world <= Worlds; world++)
        {
            var change = ResponseChange.Measure(Simulate((ulong)world, season: 0, effect: 0), WeeksOfResponse()).ShouldHaveSingleItem();
            median += change.Median.Difference.Contains(0) ? 1 : 0;
            ninetieth += change.NinetiethPercentile.BeatsPart!.Value.Contains(0) ? 1 : 0;
        }

        median.ShouldBeInRange(82, 97);
        ninetieth.ShouldBeInRange(82, 97);
    }

    [Fact]
    public void Where_beats_are_as_even_as_those_before_intervals_of_balance_cover_zero_in_about_nine_of_ten_cities()
    {
        var (difference, own) = (0, 0);
        for (var world = 1; world <= Worlds; world++)
        {
            var balance = MeasureBalance((ulong)world, _ => 1);
            difference += balance.Difference.Contains(0) ? 1 : 0;
            own += balance.OwnChange!.Value.Contains(0) ? 1 : 0;
        }

        difference.ShouldBeInRange(82, 97);
        own.ShouldBeInRange(82, 97);
    }

    [Fact]
    public void A_known_gain_in_balance_is_recovered_whatever_the_season()
    {
        // Areas of the columns before weigh 0.7 to 1.3; those of the rows add up alike. Every summer has half as many calls again.
        var changes = Enumerable.Range(1, Worlds).Select(world => MeasureBalance((ulong)world, area => 0.7 + 0.12 * _columns[area])).ToList();
        var truth = Enumerable.Range(1000, 200).Average(world => MeasureBalance((ulong)world, area => 0.7 + 0.12 * _columns[area], draws: false).Difference.Value);
        truth.ShouldBeLessThan(-0.14);
        changes.Count(change => change.Difference.Contains(truth)).ShouldBeInRange(82, 97);
        changes.Count(change => change.OwnChange!.Value.Contains(0)).ShouldBeInRange(82, 97);
    }

    [Fact]
    public void Figures_are_those_of_the_calls_counted_otherwise()
    {
        var calls = Simulate(7, season: 60, effect: -48);
        var change = ResponseChange.Measure(calls, WeeksOfResponse()).ShouldHaveSingleItem();
        var (since, before) = (Answered(0, 25), Answered(-25, 0));
        var (sinceEarlier, beforeEarlier) = (Answered(-52, -27), Answered(-77, -52));
        (change.CallsSince, change.CallsBefore).ShouldBe(((int)since.Calls, (int)before.Calls));
        (change.Median.Since, change.NinetiethPercentile.Before).ShouldBe((since.MedianMinutes, before.NinetiethPercentileMinutes));
        change.Median.BeatsPart!.Value.Value.ShouldBe(
            since.MedianMinutes - before.MedianMinutes - (sinceEarlier.MedianMinutes - beforeEarlier.MedianMinutes), 1e-9);

        // As the measured response of evaluate has it.
        MeasuredPriority Answered(int from, int end) => MeasuredResponse.Measure(calls.Where(
            call => call.LocalSeconds >= (_day + 7L * from) * 86_400 && call.LocalSeconds < (_day + 7L * end) * 86_400))!.Priorities[0];
    }

    [Fact]
    public void Weeks_are_whole_ones_on_both_sides_and_never_both_before_and_a_year_earlier()
    {
        var monday = AdoptionWeeks.FindForResponse(_covered, [_day], _day);
        (monday.Since[0], monday.Since[^1], monday.Before[0], monday.Before[^1]).ShouldBe((2870, 2894, 2845, 2869));
        monday.SinceYearEarlier.ShouldBe([.. monday.Since.Select(week => week - 52)]);
        monday.SinceYearEarlier.Intersect(monday.Before).ShouldBeEmpty();

        // The week of a Wednesday is half and half.
        var wednesday = AdoptionWeeks.FindForResponse(_covered, [_day + 2], _day + 2);
        (wednesday.Since[0], wednesday.Before[^1]).ShouldBe((2871, 2869));
        wednesday.SinceYearEarlier.Intersect(wednesday.Before).ShouldBeEmpty();

        // Other beats ten weeks before: only their weeks are before; and a change a year ago is no control.
        AdoptionWeeks.FindForResponse(_covered, [_day - 70, _day], _day).Before.ShouldBe([.. Enumerable.Range(2860, 10)]);
        AdoptionWeeks.FindForResponse(_covered, [_day - 363, _day], _day).HasControl.ShouldBeFalse();
        monday.HasControl.ShouldBeTrue();

        // A hole of ten weeks a year earlier leaves less than three quarters of them.
        var holed = new CallPeriod([.. Cover(2870 - 104, 2870 - 50).Spans, .. Cover(2870 - 35, 2900).Spans]);
        AdoptionWeeks.FindForBalance(holed, [_day], _day).HasControl.ShouldBeFalse();
        AdoptionWeeks.FindForBalance(_covered, [_day], _day).HasControl.ShouldBeTrue();
    }

    [Fact]
    public void Too_few_weeks_or_calls_and_beats_nobody_knows_are_said_in_place_of_figures()
    {
        var (rows, columns) = (new BalancedBeats([1, 2, 3, 4, 5, 6], _rows), new BalancedBeats([1, 2, 3, 4, 5, 6], _columns));
        var calls = Draw(3, _ => 1, 1);
        var measured = Simulate(3, 0, 0);
        var alone = AdoptionChange.Measure(new PatrolledBeats(_day, rows, null, [_day]), calls, [], _covered);
        (alone.Balance, alone.NoBalance).ShouldBe((null, "nobody said which beats were patrolled before"));
        alone.NoResponse.ShouldBe("no priority has 30 calls before and since whose stamps say when a unit arrived");
        var early = AdoptionChange.Measure(new PatrolledBeats(_day, rows, columns, [_day]), calls, measured, Cover(2870 - 104, 2870 + 5));
        (early.NoBalance, early.NoResponse).ShouldBe(("that takes 8 whole weeks since, and there are 5", "that takes 8 whole weeks since, and there are 5"));
        var young = AdoptionChange.Measure(new PatrolledBeats(_day, rows, columns, [_day]), calls, measured, Cover(2870 - 3, 2900));
        (young.Balance!.YearEarlier, young.NoResponse).ShouldBe((null, "that takes 8 whole weeks under the beats before, and there are 3"));
        AdoptionChange.Measure(new PatrolledBeats(_day, rows, rows, [_day]), calls, measured, _covered).NoBalance.ShouldBe("the beats before are the same");
        var since = new PatrolledBeats(_day, rows, columns, [_day]);
        AdoptionChange.Measure(since with { BeforeDrawnOn = new DayRange(_day - 400, _day - 200) }, calls, measured, _covered).Balance!.OwnChange.ShouldBeNull();
        var whole = Draw(3, _ => 4, 1);
        var half = whole with { Loads = [.. whole.Loads.Select((load, row) => whole.Areas[row] < 30 || whole.Days[row] >= _day ? load : 0)] };
        var other = AdoptionChange.Measure(since, half, measured, _covered);
        (other.Balance!.OwnChange, other.NoResponse).ShouldBe((null, "before and since do not cover the same ground"));
        AdoptionChange.Measure(since with { BalancedFrom = _day + 70 }, calls, measured, _covered).Balance!.From.ShouldBe(DayRange.PrintDay(_day + 70));
        AdoptionChange.Measure(new PatrolledBeats(_day, rows, columns, [_day], 1, 100), calls, measured, _covered).NoBalance!.ShouldStartWith("that takes 30 calls a beat, and these are ");

        ChangeWords.Describe(alone, "calls").ShouldBe([
            $"How much evener beats are than those before {alone.From} is not said: nobody said which beats were patrolled before.",
            $"Whether calls are answered sooner than before {alone.From} is not said: no priority has 30 calls before and since whose stamps say when a unit arrived."]);
    }

    [Fact]
    public void Words_say_both_differences_the_control_and_what_is_left_for_the_beats()
    {
        var minutes = new MinutesChange(7.1, 6.5, new Estimate(-0.6, -1, -0.2)) { YearEarlier = new Estimate(-0.1, -0.4, 0.2), BeatsPart = new Estimate(-0.5, -1, 0) };
        var change = new AdoptionChange("2025-01-06", [new ResponseChange(1, 1200, 1300, minutes, minutes)])
        {
            Balance = new BalanceChange("2025-01-06", 51, 20_202, 12, 11, 0.0456, 0.4622, new Estimate(-0.4166, -0.43, -0.402))
            {
                YearEarlier = 0.459,
                OwnChange = new Estimate(0.0032, -0.0114, 0.017),
            },
        };
        ChangeWords.Describe(change, "calls").ShouldBe([
            "Since 2025-01-06, 51 weeks and 20,202 calls, beats are 4.6% apart; the 11 beats before would be 46.2% apart on the same: 41.7 points evener (40.2 to 43.0). "
            + "A year earlier, in the same weeks, those before were 45.9% apart: calls by themselves made them 0.3 points less even (-1.1 to 1.7).",
            "Priority 1 calls are answered 0.6 min sooner (0.2 to 1.0) than before, 6.5 for 7.1 min; a year earlier the same weeks were 0.1 min sooner (-0.2 to 0.4): "
            + "the beats' part is some 0.5 min sooner (0.0 to 1.0).",
            "These are medians of at most 25 weeks since 2025-01-06 and as many before. Ninetieth percentiles are among the figures."]);
        ChangeWords.Describe(change with { Response = [.. Enumerable.Repeat(change.Response[0], 5)] }, "calls").Skip(4).ShouldBe([
            "These are medians of at most 25 weeks since 2025-01-06 and as many before. 2 more priorities and the ninetieth percentiles are among the figures."]);
        var bare = new MinutesChange(7, 7.25, new Estimate(0.25, 0.1, 0.4));
        ChangeWords.Describe(change with { Balance = change.Balance with { YearEarlier = null }, Response = [new ResponseChange(10, 30, 30, bare, bare)] }, "calls").Last().ShouldBe(
            "A year earlier there are too few weeks or calls with stamps, or beats changed too: what the season did is not told from what the beats did.");
    }

    [Theory]
    [InlineData(7, 1.894579)]
    [InlineData(24, 1.710882)]
    [InlineData(51, 1.675285)]
    public void Students_quantiles_are_those_of_the_tables(int freedom, double quantile) => WeekDraws.FindStudent95(freedom).ShouldBe(quantile, 1e-3);

    private static AdoptionWeeks WeeksOfResponse() => AdoptionWeeks.FindForResponse(_covered, [_day], _day);

    private static BalanceChange MeasureBalance(ulong world, Func<int, double> weight, bool draws = true)
    {
        var weeks = AdoptionWeeks.FindForBalance(_covered, [_day], _day);
        weeks = draws ? weeks : weeks with { SinceYearEarlier = [] };
        return BalanceChange.Measure(Draw(world, weight, 1.5), weeks, new BalancedBeats([1, 2, 3, 4, 5, 6], _rows), new BalancedBeats([1, 2, 3, 4, 5, 6], _columns), 1);
    }

    /// <summary>Calls by chance, on average one a week and area times its weight; the second half of each year is busier.</summary>
    private static DatedLoads Draw(ulong world, Func<int, double> weight, double busy)
    {
        var random = SeededRandom.Derive(world, 5);
        var (areas, days) = (new List<int>(), new List<int>());
        for (var week = 2870 - 52; week < 2900; week++)
        {
            for (var area = 0; area < Areas; area++)
            {
                var calls = DrawCount(random, weight(area) * (week % 52 >= 26 ? busy : 1));
                for (var call = 0; call < calls; call++)
                {
                    areas.Add(area);
                    days.Add(BeatWeeks.ToMonday(week) + random.Next(7));
                }
            }
        }

        return DatedLoads.FromCalls([.. areas], [.. days]);
    }

    /// <summary>Some 40 answers a week, log-normal about 400 seconds; from the week of the change on, each year, slower by the season.</summary>
    private static List<MeasuredCall> Simulate(ulong world, int season, int effect)
    {
        var random = SeededRandom.Derive(world, 6);
        var calls = new List<MeasuredCall>();
        for (var week = 2870 - 77; week < 2870 + 25; week++)
        {
            var isSeason = week >= 2870 || (week >= 2818 && week < 2843);
            for (var call = DrawCount(random, 40); call > 0; call--)
            {
                var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                var seconds = (int)Math.Round(400 * Math.Exp(0.5 * normal)) + (isSeason ? season : 0) + (week >= 2870 ? effect : 0);
                calls.Add(new MeasuredCall(0, (BeatWeeks.ToMonday(week) + random.Next(7)) * 86_400L + 3600, 2, null, null, Math.Max(0, seconds), "", ""));
            }
        }

        return calls;
    }

    private static int DrawCount(SeededRandom random, double mean)
    {
        var (limit, product, count) = (Math.Exp(-mean), random.NextDouble(), 0);
        while (product > limit)
        {
            product *= random.NextDouble();
            count++;
        }

        return count;
    }

    private static CallPeriod Cover(int week, int end) => new([new LocalSpan(BeatWeeks.ToMonday(week) * 86_400L, BeatWeeks.ToMonday(end) * 86_400L)]);
}
