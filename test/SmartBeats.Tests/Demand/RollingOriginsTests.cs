using NodaTime;
using SmartBeats.Demand;

namespace SmartBeats.Tests.Demand;

public class RollingOriginsTests
{
    private static readonly DayRange _year = new(Day(2015, 1, 1), Day(2015, 12, 30));

    [Fact]
    public void A_year_is_split_after_a_third_a_half_and_two_thirds_forwards_and_mirrored()
    {
        string[] expected =
        [
            "2015-01-01..2015-05-01 2015-05-02..2015-08-30",
            "2015-01-01..2015-07-01 2015-07-02..2015-10-30",
            "2015-01-01..2015-08-31 2015-09-01..2015-12-30",
            "2015-09-01..2015-12-30 2015-05-03..2015-08-31",
            "2015-07-02..2015-12-30 2015-03-03..2015-07-01",
            "2015-05-02..2015-12-30 2015-01-01..2015-05-01",
        ];
        var splits = RollingOrigins.Plan(_year, null, 3, reversed: true);
        splits.Select(split => $"{split.Past} {split.Life}").ShouldBe(expected);
        splits.Select(split => split.IsReversed).ShouldBe([false, false, false, true, true, true]);
    }

    [Fact]
    public void Mirrored_splits_are_the_forward_ones_seen_from_the_end()
    {
        var splits = RollingOrigins.Plan(_year, 60, 5, reversed: true);
        foreach (var (forward, mirrored) in splits.Where(split => !split.IsReversed).Zip(splits.Where(split => split.IsReversed)))
        {
            (mirrored.Past.First - _year.First).ShouldBe(_year.Last - forward.Past.Last);
            (mirrored.Life.Last - _year.First).ShouldBe(_year.Last - forward.Life.First);
            mirrored.Life.Days.ShouldBe(forward.Life.Days);
        }
    }

    [Fact]
    public void One_origin_is_the_last_and_no_more_come_back_than_there_are_days_for()
    {
        RollingOrigins.Plan(_year, 90, 1, reversed: false).ShouldHaveSingleItem().Life.Last.ShouldBe(_year.Last);
        RollingOrigins.Plan(new DayRange(0, 56 + 28 - 1), 28, 6, reversed: false).ShouldHaveSingleItem().Past.ShouldBe(new DayRange(0, 55));
    }

    [Fact]
    public void Too_little_time_is_said_with_what_it_takes()
    {
        Should.Throw<InputException>(() => RollingOrigins.Plan(new DayRange(Day(2015, 1, 1), Day(2015, 2, 28)), null, 3, true)).Message.ShouldBe(
            "calls: they cover 59 days (2015-01-01..2015-02-28), and a back-test takes 84: a past to draw beats on and a life to judge them by. Load calls of a longer time, or give a shorter --life.");
        Should.Throw<InputException>(() => RollingOrigins.Plan(_year, 330, 3, true)).Message.ShouldStartWith("calls: they cover 364 days (2015-01-01..2015-12-30), and a back-test takes 386");
        Should.Throw<InputException>(() => RollingOrigins.Plan(_year, 10, 3, true)).Message.ShouldBe(
            "--life: 10 days are too few to judge beats by. Give at least 28 days, such as 13w or 6m.");
    }

    private static int Day(int year, int month, int day) => DayRange.ToDay(new LocalDate(year, month, day));
}
