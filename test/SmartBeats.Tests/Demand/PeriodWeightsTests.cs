using NodaTime;
using SmartBeats.Calls;
using SmartBeats.Demand;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Tests.Demand;

public class PeriodWeightsTests
{
    [Fact]
    public void A_season_is_its_months_of_earlier_years_and_the_four_months_before()
    {
        var periods = PeriodWeights.FromRequest(Parse("""{"beats": 5, "for": "2018-05..2018-08"}"""));
        periods.Select(period => period.Days.ToString()).ShouldBe([
            "2013-05-01..2013-08-31", "2014-05-01..2014-08-31", "2015-05-01..2015-08-31", "2016-05-01..2016-08-31", "2017-05-01..2017-08-31", "2018-01-01..2018-04-30"]);
        periods.ShouldAllBe(period => period.Weight == 1);
    }

    [Fact]
    public void A_season_that_reaches_into_the_months_before_counts_no_day_twice()
    {
        var periods = PeriodWeights.FromRequest(Parse("""{"beats": 5, "for": "2018-01..2018-12"}"""));
        periods.Zip(periods.Skip(1)).ShouldAllBe(pair => pair.First.Days.Last < pair.Second.Days.First);
        periods[^1].Days.ToString().ShouldBe("2017-09-01..2017-12-31");
        periods[^2].Days.ToString().ShouldBe("2017-01-01..2017-08-31");
    }

    [Fact]
    public void A_half_life_halves_what_a_call_counts_and_leaves_no_gap()
    {
        var periods = PeriodWeights.FromRequest(Parse("""{"beats": 5, "halfLife": "80d", "to": "2015-08-31"}"""));
        periods[^1].Days.ToString().ShouldBe("2015-08-22..2015-08-31");
        periods.Zip(periods.Skip(1)).ShouldAllBe(pair => pair.First.Days.Last + 1 == pair.Second.Days.First);
        var last = periods[^1].Days.Last;
        foreach (var age in (int[])[0, 40, 80, 200, 400])
        {
            var expected = Math.Pow(0.5, (age / 10 + 0.5) / 8);
            PeriodWeights.FindUnits(periods, last - age).ShouldBe((long)Math.Round(expected * 1000), $"{age} days");
        }

        PeriodWeights.FindUnits(periods, last + 1).ShouldBe(0);
        PeriodWeights.FindUnits(periods, last - 800).ShouldBe(0);
    }

    [Fact]
    public void The_filter_counts_calls_of_the_periods_by_their_weight()
    {
        var filter = new CallFilter(Parse("""{"beats": 5, "weighPeriods": {"2017-05..2017-08": 1, "2018-01-01..2018-01-02": 2.5}}"""));
        filter.UnitsPerOne.ShouldBe(1000);
        filter.Unit.ShouldBe("weighted calls");
        Weigh(2017, 5, 1).ShouldBe(1000);
        Weigh(2017, 8, 31).ShouldBe(1000);
        Weigh(2018, 1, 2).ShouldBe(2500);
        Weigh(2017, 9, 1).ShouldBeNull();
        Weigh(2018, 1, 3).ShouldBeNull();

        long? Weigh(int year, int month, int day)
        {
            var seconds = DayRange.ToDay(new LocalDate(year, month, day)) * 86_400L + 86_399;
            var call = new Call("1", 1, true, 0, 0, seconds, seconds, "", null, null);
            return filter.Matches(call) ? filter.WeightOf(call) : null;
        }
    }

    [Fact]
    public void Fields_are_part_of_the_canonical_request_come_back_from_it_and_leave_older_requests_as_they_were()
    {
        string[] texts =
        [
            """{"beats": 5, "weighPeriods": {"2018-01..2018-04": 1, "2017-05..2017-08": 2.5}}""",
            """{"beats": 5, "halfLife": "3m", "to": "2015-08-31"}""",
            """{"beats": 5, "for": "2018-05..2018-08"}""",
        ];
        foreach (var text in texts)
        {
            var canonical = PlanRequestJson.Canonical(Parse(text));
            PlanRequestJson.Canonical(PlanRequestJson.Parse("again", canonical)).ShouldBe(canonical);
            PlanId.Of(Parse(text), "1", "m", "c", []).ShouldNotBe(PlanId.Of(Parse("""{"beats": 5}"""), "1", "m", "c", []));
        }

        PlanRequestJson.Canonical(Parse(texts[0])).ShouldContain("\"weighPeriods\":{\"2017-05-01..2017-08-31\":2.5,\"2018-01-01..2018-04-30\":1}");
        PlanRequestJson.Canonical(Parse(texts[1])).ShouldContain("\"halfLife\":\"91d\"");
        foreach (var name in (string[])["weighPeriods", "halfLife", "\"for\""])
        {
            PlanRequestJson.Canonical(Parse("""{"beats": 5}""")).ShouldNotContain(name);
        }
    }

    [Theory]
    [InlineData("""{"beats": 5, "for": "2018-08..2018-05"}""", "request: for is \"2018-08..2018-05\", not a period of at most a year. Write months, such as \"2018-05..2018-08\".")]
    [InlineData("""{"beats": 5, "halfLife": "3 months", "to": "2015-08-31"}""", "request: halfLife is \"3 months\", not a length of time from 8 days to 4000. Write days, weeks or months, such as \"3m\" or \"13w\".")]
    [InlineData("""{"beats": 5, "halfLife": "3m"}""", "request: halfLife is given and to is not. Write to, the last day of the calls: age is counted back from there.")]
    [InlineData("""{"beats": 5, "for": "2018-05..2018-08", "halfLife": "3m", "to": "2018-01-01"}""", "request: halfLife and for both say what calls count by when they came. Keep one.")]
    [InlineData("""{"beats": 5, "weighPeriods": {"2018-01..2018-04": 1, "2018-04..2018-05": 1}}""", "request: weighPeriods has 2018-01-01..2018-04-30 and 2018-04-01..2018-05-31, which overlap. Write such as {\"2017-05..2017-08\": 1, \"2018-01..2018-04\": 1}: months or days, each once.")]
    [InlineData("""{"beats": 5, "weighPeriods": {"spring": 1}}""", "request: weighPeriods names \"spring\", which is no period. Write such as {\"2017-05..2017-08\": 1, \"2018-01..2018-04\": 1}: months or days, each once.")]
    [InlineData("""{"beats": 5, "for": "2018-05..2018-08", "response": true}""", "request: for is given with response or shifts, whose rates are counts over time. Leave out for, or response and shifts.")]
    public void What_cannot_be_meant_is_refused_with_what_to_write(string request, string message) =>
        Should.Throw<InputException>(() => Parse(request)).Message.ShouldBe(message);

    [Fact]
    public void Plans_say_in_words_what_counted()
    {
        RequestWords.CallsCounted(Parse("""{"beats": 5, "for": "2018-05..2018-08"}""")).ShouldBe(
            "all calls; for 2018-05-01..2018-08-31: the same days of earlier years and the four months before");
        RequestWords.CallsCounted(Parse("""{"beats": 5, "weighPeriods": {"2018-01..2018-04": 1.5}}""")).ShouldBe(
            "all calls; weighed by period: 2018-01-01..2018-04-30 × 1.5");
        RequestWords.CallsCounted(Parse("""{"beats": 5, "halfLife": "13w", "to": "2018-01-01"}""")).ShouldEndWith("half as much for every 91 days of age");
    }

    [Fact]
    public void Estimates_weigh_areas_as_their_periods_do()
    {
        // One call a day in area 0 through 2017, one in area 1 from 2018 on.
        var (first, last) = (DayRange.ToDay(new LocalDate(2017, 1, 1)), DayRange.ToDay(new LocalDate(2018, 4, 30)));
        int[] days = [.. Enumerable.Range(first, last - first + 1)];
        var calls = DatedLoads.FromCalls([.. days.Select(day => DayRange.ToDate(day).Year - 2017)], days);
        var life = DayRange.FromMonths(2018, 5, 4);
        new CallCounts().WeighAreas(calls, 2, life).ShouldBe([365, 120]);
        PeriodWeights.Season.WeighAreas(calls, 2, life).ShouldBe([123_000, 120_000]);
        var aged = PeriodWeights.FromHalfLife(91).WeighAreas(calls, 2, life);
        aged[1].ShouldBeGreaterThan(aged[0]);
    }

    private static PlanRequest Parse(string json) => PlanRequestJson.Parse("request", json);
}
