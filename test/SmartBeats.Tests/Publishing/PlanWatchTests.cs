using SmartBeats.Demand;
using SmartBeats.Publishing;
using SmartBeats.Response;

namespace SmartBeats.Tests.Publishing;

public class PlanWatchTests
{
    private static readonly int _monday = BeatWeeks.ToMonday(2900);
    private static readonly BalancedBeats _three = new([1, 2, 3], [0, 1, 2]);

    [Fact]
    public void Weeks_cut_at_both_ends_do_not_count_and_a_mistyped_year_is_no_week()
    {
        // Ten days from a Thursday on, and one call of the year 2095.
        int[] days = [.. Enumerable.Range(_monday + 3, 17), _monday + 25_000];
        var calls = DatedLoads.FromCalls([.. days.Select(_ => 0)], days);
        var whole = PlanWatch.CutToWholeWeeks([.. days.Select(day => new DayTally(day, day > _monday + 100 ? 1 : 500))], calls, _monday, "new.csv");
        (whole.Days.Min(), whole.Days.Max()).ShouldBe((_monday + 7, _monday + 13));
    }

    [Fact]
    public void Calls_that_are_not_newer_or_fill_no_week_are_refused()
    {
        DayTally[] days = [.. Enumerable.Range(_monday, 5).Select(day => new DayTally(day, 1000))];
        var calls = DatedLoads.FromCalls([0], [_monday]);
        Should.Throw<InputException>(() => PlanWatch.CutToWholeWeeks(days, calls, _monday + 7, "old.csv")).Message.ShouldBe(
            $"old.csv: none of its 5,000 calls is of {DayRange.PrintDay(_monday + 7)} or later, the first Monday after those the plan was made from. Give the calls since then.");
        Should.Throw<InputException>(() => PlanWatch.CutToWholeWeeks(days, calls, _monday, "new.csv")).Message.ShouldBe(
            $"new.csv: it holds no whole week, Monday to Sunday, since {DayRange.PrintDay(_monday)} that counts. Give more calls.");
    }

    [Fact]
    public void Calls_of_a_part_of_the_city_are_refused_before_any_figure()
    {
        int[] areas = [.. Enumerable.Range(0, 400).Select(row => row % 2)];
        var half = DatedLoads.FromCalls(areas, [.. areas.Select((_, row) => _monday + row % 28)]);
        Should.Throw<InputException>(() => PlanWatch.Judge(_three, [1000, 1000, 1000], half, 1.1, 1)).Message.ShouldBe(
            "NEWCALLS: there is no call in beat 3, where chance does not explain that: they do not cover the ground of the plan. Give the calls of the whole city.");
        Should.Throw<InputException>(() => PlanWatch.Judge(_three, [1000, 0, 1000], half, 1.1, 1)).Message.ShouldStartWith("PLAN: it has a beat without workload");
    }
}
