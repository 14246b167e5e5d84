using NodaTime;
using SmartBeats.Calls;
using SmartBeats.Requests;

namespace SmartBeats.Tests.Calls;

public class CallFilterTests
{
    // 2024-03-01 was a Friday.
    private static readonly LocalDateTime Friday = new(2024, 3, 1, 0, 0);

    [Fact]
    public void Empty_request_counts_every_call_as_one()
    {
        var filter = new CallFilter(new PlanRequest());
        filter.Matches(At(Friday)).ShouldBeTrue();
        filter.WeightOf(At(Friday)).ShouldBe(1);
        (filter.UnitsPerOne, filter.Unit).ShouldBe((1, "calls"));
    }

    [Theory]
    [InlineData(CallData.All, true, true)]
    [InlineData(CallData.Incidents, true, false)]
    [InlineData(CallData.NonIncidents, false, true)]
    public void Data_chooses_incidents_or_the_rest(CallData data, bool incidents, bool others)
    {
        var filter = new CallFilter(new PlanRequest { Data = data });
        filter.Matches(At(Friday) with { IsIncident = true }).ShouldBe(incidents);
        filter.Matches(At(Friday) with { IsIncident = false }).ShouldBe(others);
    }

    [Fact]
    public void Priorities_and_dispositions_choose_by_value()
    {
        var filter = new CallFilter(new PlanRequest { Priorities = [1, 3], Dispositions = ["6", ""] });
        filter.Matches(At(Friday) with { Priority = 3, Disposition = "6" }).ShouldBeTrue();
        filter.Matches(At(Friday) with { Priority = 3, Disposition = "" }).ShouldBeTrue();
        filter.Matches(At(Friday) with { Priority = 2, Disposition = "6" }).ShouldBeFalse();
        filter.Matches(At(Friday) with { Priority = 3, Disposition = "06" }).ShouldBeFalse();
    }

    [Fact]
    public void From_and_to_are_inclusive()
    {
        var filter = new CallFilter(new PlanRequest { From = Friday, To = Friday.PlusSeconds(59) });
        int[] offsets = [-1, 0, 59, 60];
        offsets.Select(seconds => filter.Matches(At(Friday.PlusSeconds(seconds)))).ShouldBe([false, true, true, false]);
    }

    [Fact]
    public void Hours_end_before_the_last_and_days_are_local()
    {
        var filter = new CallFilter(new PlanRequest { Hours = new HourRange(8, 16), Weekdays = [IsoDayOfWeek.Friday] });
        filter.Matches(At(Friday.PlusHours(8))).ShouldBeTrue();
        filter.Matches(At(Friday.PlusHours(16).PlusSeconds(-1))).ShouldBeTrue();
        filter.Matches(At(Friday.PlusHours(16))).ShouldBeFalse();
        filter.Matches(At(Friday.PlusHours(8 - 24))).ShouldBeFalse();
        filter.Matches(At(Friday.PlusYears(-60).PlusDays(4).PlusHours(9))).ShouldBe(Friday.PlusYears(-60).PlusDays(4).DayOfWeek == IsoDayOfWeek.Friday);
    }

    [Fact]
    public void Shift_across_midnight_belongs_to_the_day_it_starts_on()
    {
        var filter = new CallFilter(new PlanRequest { Hours = new HourRange(22, 6), Weekdays = [IsoDayOfWeek.Friday] });
        filter.Matches(At(Friday.PlusHours(22))).ShouldBeTrue();
        filter.Matches(At(Friday.PlusHours(24 + 5))).ShouldBeTrue();
        filter.Matches(At(Friday.PlusHours(24 + 6))).ShouldBeFalse();
        filter.Matches(At(Friday.PlusHours(24 + 22))).ShouldBeFalse();
        filter.Matches(At(Friday.PlusHours(5))).ShouldBeFalse();
        new CallFilter(new PlanRequest { Hours = new HourRange(22, 24) }).Matches(At(Friday.PlusHours(23))).ShouldBeTrue();
    }

    [Fact]
    public void Every_hour_of_a_week_falls_into_exactly_one_of_two_complementary_shifts()
    {
        var night = new CallFilter(new PlanRequest { Hours = new HourRange(22, 6) });
        var day = new CallFilter(new PlanRequest { Hours = new HourRange(6, 22) });
        Enumerable.Range(-100 * 24, 7 * 24).ShouldAllBe(hour => night.Matches(At(Friday.PlusHours(hour))) != day.Matches(At(Friday.PlusHours(hour))));
    }

    [Fact]
    public void Priority_weights_count_in_thousandths_and_default_to_one()
    {
        var filter = new CallFilter(new PlanRequest { Workload = WorkloadKind.PriorityWeights, PriorityWeights = new Dictionary<int, decimal> { [1] = 2.5m, [9] = 0 } });
        (filter.UnitsPerOne, filter.Unit).ShouldBe((1000, "weighted calls"));
        byte[] priorities = [1, 2, 9];
        priorities.Select(priority => filter.WeightOf(At(Friday) with { Priority = priority })).ShouldBe([2500L, 1000L, 0L]);
    }

    [Fact]
    public void Service_minutes_weigh_in_hundredths_and_their_lack_is_said_or_refused()
    {
        var filter = new CallFilter(new PlanRequest { Workload = WorkloadKind.ServiceMinutes });
        filter.WeightOf(At(Friday) with { ServiceMinuteHundredths = 1235 }).ShouldBe(1235);
        filter.WeightOf(At(Friday)).ShouldBe(0);
        filter.MinutesNote("calls.csv", 10, 0).ShouldBeNull();
        filter.MinutesNote("calls.csv", 1000, 999).ShouldBe("999 of 1,000 calls have no service_minutes and weigh nothing.");
        Should.Throw<InputException>(() => filter.MinutesNote("calls.csv", 10, 10)).Message
            .ShouldBe("calls.csv: workload by service minutes is asked for, and no call has service_minutes. Load calls with a service_minutes column, or ask for another workload (calls).");
        new CallFilter(new PlanRequest()).MinutesNote("calls.csv", 10, 10).ShouldBeNull();
    }

    private static Call At(LocalDateTime local) =>
        new("E", 3, false, 0, 0, 0, local.InUtc().ToInstant().ToUnixTimeSeconds(), "6", null, null);
}
