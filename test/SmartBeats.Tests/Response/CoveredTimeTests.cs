using SmartBeats.Response;

namespace SmartBeats.Tests.Response;

public class CoveredTimeTests
{
    // 2015-01-01.
    private const long FirstDay = 16_436;
    private const long SecondsPerDay = 86_400;

    [Fact]
    public void Three_rows_of_1900_change_no_hour_of_a_year()
    {
        var covered = CoveredTime.Find([.. Year(250), new DayTally(-25_567, 3)]);
        covered.Spans.ShouldBe([new LocalSpan(FirstDay * SecondsPerDay, (FirstDay + 365) * SecondsPerDay)]);
        covered.Notes.ShouldBe(["3 calls, dated 1900-01-01, lie far from all others (2015-01-01 to 2015-12-31) and are left out of rates: look at the year."]);
    }

    [Fact]
    public void One_mistyped_year_of_a_small_file_is_left_out()
    {
        var covered = CoveredTime.Find([.. Year(1), new DayTally(FirstDay + 3_652, 1)]);
        covered.Hours.ShouldBe(365 * 24);
        covered.Notes.ShouldBe(["1 call, dated 2024-12-31, lies far from all others (2015-01-01 to 2015-12-31) and is left out of rates: look at the year."]);
    }

    [Fact]
    public void Months_without_calls_are_holes_and_said()
    {
        var covered = CoveredTime.Find(Year(20).Where(day => day.Day - FirstDay is < 100 or >= 160));
        covered.Hours.ShouldBe(305 * 24);
        covered.Notes.ShouldBe(["No calls from 2015-04-11 to 2015-06-09: rates leave out these 60 days."]);
    }

    [Fact]
    public void Two_years_apart_are_both_covered()
    {
        var covered = CoveredTime.Find([.. Year(20), .. Year(20).Select(day => day with { Day = day.Day + 1_000 })]);
        covered.Spans.Count.ShouldBe(2);
        covered.Hours.ShouldBe(730 * 24);
    }

    [Fact]
    public void Rare_calls_have_gaps_by_chance_and_their_time_counts()
    {
        // One call a fortnight: a gap of two weeks says nothing.
        var covered = CoveredTime.Find(Enumerable.Range(0, 27).Select(at => new DayTally(FirstDay + 14 * at, 1)));
        covered.Hours.ShouldBe((26 * 14 + 1) * 24);
        covered.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_call_there_is_no_time() =>
        Should.Throw<InputException>(() => CoveredTime.Find([])).Message
            .ShouldBe("calls: there is no call to reckon response from. Load calls, or widen the filters.");

    private static IEnumerable<DayTally> Year(long callsPerDay) => Enumerable.Range(0, 365).Select(day => new DayTally(FirstDay + day, callsPerDay));
}
