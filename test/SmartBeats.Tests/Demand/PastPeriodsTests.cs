using SmartBeats.Demand;
using SmartBeats.Response;

namespace SmartBeats.Tests.Demand;

public class PastPeriodsTests
{
    [Fact]
    public void Whole_years_without_a_gap_have_nothing_to_say()
    {
        PastPeriods.Describe(Days("2015-01-01", "2015-12-30")).ShouldBeEmpty();
        PastPeriods.Describe(Days("2014-04-01", "2016-03-31")).ShouldBeEmpty();
        PastPeriods.Describe(Days("2015-01-01", "2015-01-20")).ShouldBeEmpty("too short to be judged by the calendar");
        PastPeriods.Describe([]).ShouldBeEmpty();
    }

    [Fact]
    public void One_year_typed_wrong_is_said_first_and_makes_no_hole() =>
        PastPeriods.Describe([.. Days("2015-01-01", "2015-12-30"), .. Days("2051-03-01", "2051-03-01").Select(day => day with { Calls = 1 })]).ShouldBe([
            "1 call, dated 2051-03-01, lies far from all others (2015-01-01 to 2015-12-30) and is left out of rates: look at the year."]);

    [Fact]
    public void Part_of_a_year_names_the_months_that_do_not_count() =>
        PastPeriods.Describe(Days("2015-01-01", "2015-08-31")).ShouldBe([
            "The calls are not of whole years (2015-01-01 to 2015-08-31): September to December do not count at all, January to August count once. For a whole year choose whole years (--from, --to), for a season its own months (--for)."]);

    [Fact]
    public void A_year_and_a_half_names_the_months_that_count_twice() =>
        PastPeriods.Describe(Days("2015-05-01", "2016-08-31")).First().ShouldContain("January to April and September to December count once, May to August count twice.");

    [Fact]
    public void Holes_and_broken_months_are_named()
    {
        var holed = Days("2017-01-01", "2017-08-31").Concat(Days("2018-01-01", "2018-08-08")).ToList();
        PastPeriods.Describe(holed).ShouldBe([
            "No calls came on 2017-09-01..2017-12-31: what is busy then counts for less.",
            "The calls are not of whole years (2017-01-01 to 2018-08-08): September to December do not count at all, August count once, January to July count twice. For a whole year choose whole years (--from, --to), for a season its own months (--for).",
            "August 2018 is broken: the calls end on 2018-08-08."]);

        var thin = Days("2015-01-01", "2015-12-31").Select(day => DayRange.ToDate((int)day.Day).Month == 3 ? day with { Calls = 10 } : day).ToList();
        PastPeriods.Describe(thin).ShouldBe(["March 2015 has 10 calls a day where 100 are usual: is it complete?"]);
    }

    private static List<DayTally> Days(string from, string to)
    {
        var pattern = NodaTime.Text.LocalDatePattern.Iso;
        var (first, last) = (DayRange.ToDay(pattern.Parse(from).Value), DayRange.ToDay(pattern.Parse(to).Value));
        return [.. Enumerable.Range(first, last - first + 1).Select(day => new DayTally(day, 100))];
    }
}
