using NodaTime;
using SmartBeats.Response;

namespace SmartBeats.Tests.Response;

public class DemandTests
{
    private const long Day = 86_400;

    /// <summary>Monday 2024-01-01T00:00 local.</summary>
    private static readonly long Monday = Instant.FromUtc(2024, 1, 1, 0, 0).ToUnixTimeSeconds();

    private static readonly CallPeriod FourWeeks = new([new LocalSpan(Monday, Monday + 28 * Day)]);

    [Fact]
    public void Rates_are_counts_over_all_hours_of_the_period()
    {
        var calls = Enumerable.Range(0, 28).SelectMany(day => new[] { Call(0, day, 10), Call(0, day, 23), Call(2, day, 3) });
        var demand = PatrolDemand.Of(calls, 3, FourWeeks, WeekSlice.Whole, ServiceDefaults.Standard);
        HypercubeTests.ShouldAgree(demand.CallsPerHour, [2 / 24.0, 0, 1 / 24.0], 1e-12);
        demand.Hours.ShouldBe(672);
    }

    [Fact]
    public void Night_shift_crosses_midnight_and_counts_its_own_hours_only()
    {
        var calls = Enumerable.Range(0, 28).SelectMany(day => new[] { Call(0, day, 10), Call(0, day, 23), Call(2, day, 3) });
        var demand = PatrolDemand.Of(calls, 3, FourWeeks, WeekSlice.Shift(22, 6), ServiceDefaults.Standard);
        HypercubeTests.ShouldAgree(demand.CallsPerHour, [1 / 8.0, 0, 1 / 8.0], 1e-12);
        demand.Hours.ShouldBe(28 * 8);
    }

    [Fact]
    public void One_hour_of_the_week_is_there_once_a_week()
    {
        var demand = PatrolDemand.Of([Call(1, 0, 8), Call(1, 7, 8), Call(1, 8, 8)], 2, FourWeeks, WeekSlice.Hour(IsoDayOfWeek.Monday, 8), ServiceDefaults.Standard);
        demand.Hours.ShouldBe(4);
        demand.CallsPerHour[1].ShouldBe(.5);
    }

    [Fact]
    public void Friday_night_shift_ends_on_Saturday_morning()
    {
        var shift = WeekSlice.Shift(22, 6, [IsoDayOfWeek.Friday]);
        shift.Hours.ShouldBe(8);
        shift.Contains(Monday + 4 * Day + 23 * 3600).ShouldBeTrue();
        shift.Contains(Monday + 5 * Day + 5 * 3600).ShouldBeTrue();
        shift.Contains(Monday + 5 * Day + 23 * 3600).ShouldBeFalse();
        WeekSlice.HourOfWeek(-1).ShouldBe(71);
    }

    [Fact]
    public void A_call_nobody_closed_does_not_carry_off_the_mean()
    {
        var calls = Enumerable.Range(0, 1000).Select(at => Call(0, at % 28, 1, minutes: at == 0 ? 100_000 : at % 10 == 1 ? 900 : 20)).ToArray();

        // 999 records left, a tenth of them truly long: those stay.
        var demand = PatrolDemand.Of(calls, 1, FourWeeks, WeekSlice.Whole, ServiceDefaults.Standard);
        demand.MinutesPerOfficer[0].ShouldBe((899 * 20 + 100 * 900) / 999.0, 1e-9);
        demand.Assumptions.ShouldContain("A priority 1 call takes an officer 108.1 minutes, from 999 records; 1 of 0 or over 24 hours is left out.");
    }

    [Fact]
    public void Load_is_the_sum_of_the_records_minutes_over_the_hours()
    {
        // Calls that draw more officers last longer: means of ratios, multiplied, would say 12 % more.
        var calls = Enumerable.Range(0, 300).Select(at => Call(0, at % 28, 1 + at % 2, minutes: at % 3 == 0 ? 240 : 20, units: at % 3 == 0 ? 3 : 1)).ToArray();
        var demand = PatrolDemand.Of(calls, 1, FourWeeks, WeekSlice.Whole, ServiceDefaults.Standard);
        var load = demand.TotalCallsPerHour * demand.ServiceMinutes / 60;
        load.ShouldBe(calls.Sum(call => call.ServiceMinutes!.Value) / 60 / FourWeeks.Hours, 1e-9);
    }

    [Fact]
    public void Implausible_minutes_are_said_with_the_flag_that_settles_them()
    {
        var calls = Enumerable.Range(0, 40).Select(at => Call(0, at % 28, 1, minutes: 2, units: 2)).ToArray();
        PatrolDemand.Of(calls, 1, FourWeeks, WeekSlice.Whole, ServiceDefaults.Standard).Assumptions[^1].ShouldBe(
            "1.0 minutes of an officer's time a call are implausible: look whether service_minutes are minutes, and whether of all officers together or of each (--service-minutes-are).");
    }

    [Fact]
    public void Officer_minutes_are_shared_among_the_officers_sent()
    {
        var calls = Enumerable.Range(0, 40).Select(at => Call(0, at % 28, 1, minutes: 80, units: 2)).ToArray();
        var demand = PatrolDemand.Of(calls, 1, FourWeeks, WeekSlice.Whole, ServiceDefaults.Standard);
        demand.MinutesPerOfficer[0].ShouldBe(40);
        demand.Officers[0].ShouldBe(2);
        demand.ServiceMinutes.ShouldBe(80, 1e-12);
    }

    [Fact]
    public void What_was_assumed_is_said()
    {
        var demand = PatrolDemand.Of([Call(0, 0, 1), Call(-1, 0, 2)], 1, FourWeeks, WeekSlice.Whole, ServiceDefaults.Standard);
        demand.Assumptions.ShouldBe(
        [
            "Call rates are counts over 672 hours (all week).",
            "Calls outside the city, left aside: 1.",
            "A priority 1 call is assumed to take an officer 60 minutes: the records do not say.",
            "1 officer is assumed to be sent to a priority 1 call: the records do not say.",
            "So a call takes 60.0 officer-minutes on average, all its officers together: 60.0 minutes of each of 1.00 officers.",
        ]);
        demand.MinutesPerOfficer[0].ShouldBe(60);
    }

    [Fact]
    public void Call_as_loaded_keeps_its_minutes_and_what_was_not_recorded()
    {
        var call = new SmartBeats.Calls.Call("1", 2, true, 0, 0, 5, 7, "6", 1250, null);
        PatrolCall.Of(call, 3).ShouldBe(new PatrolCall(3, 7, 2, 12.5, null));
        PatrolCall.Of(call with { ServiceMinuteHundredths = null, Units = 2 }, -1).ShouldBe(new PatrolCall(-1, 7, 2, null, 2));
    }

    [Fact]
    public void Slice_without_a_call_is_refused() =>
        Should.Throw<InputException>(() => PatrolDemand.Of([Call(0, 0, 12)], 1, FourWeeks, WeekSlice.Shift(0, 6), ServiceDefaults.Standard)).Message
            .ShouldBe("calls: no call lies in the hours 0-6 of the period. Widen the hours or the dates.");

    [Fact]
    public void Held_out_weeks_are_whole_apart_from_the_rest_and_the_same_for_a_seed()
    {
        var covered = new CallPeriod([new LocalSpan(Monday - 2 * Day, Monday + 364 * Day + 3600)]);
        var split = HeldOutWeeks.Split(covered, .25, 4);
        split.HeldOut.Spans.Count.ShouldBe(13);
        split.HeldOut.Hours.ShouldBe(13 * 168);
        (split.HeldOut.Hours + split.Design.Hours).ShouldBe(covered.Hours, 1e-9);
        split.HeldOut.Spans.ShouldAllBe(week => WeekSlice.HourOfWeek(week.From) == 0 && !split.Design.Contains(week.From) && !split.Design.Contains(week.End - 1));
        HeldOutWeeks.Split(covered, .25, 4).HeldOut.Spans.ShouldBe(split.HeldOut.Spans);
        HeldOutWeeks.Split(covered, .25, 5).HeldOut.Spans.ShouldNotBe(split.HeldOut.Spans);
    }

    [Fact]
    public void Two_weeks_with_their_ends_cut_off_cannot_be_split() =>
        Should.Throw<InputException>(() => HeldOutWeeks.Split(new CallPeriod([new LocalSpan(Monday + 3600, Monday + 14 * Day)]), .5, 1)).Message
            .ShouldBe("calls: holding weeks back takes at least 2 whole ones, Monday to Sunday, and the calls cover 1. Load more calls.");

    [Fact]
    public void Replayed_calls_close_the_gaps_between_held_out_weeks()
    {
        var period = new CallPeriod([new LocalSpan(Monday, Monday + 7 * Day), new LocalSpan(Monday + 21 * Day, Monday + 28 * Day)]);
        PatrolCall[] calls = [Call(0, 22, 0, minutes: 30), Call(1, 0, 1, minutes: 50, units: 2), Call(0, 10, 0), Call(-1, 1, 0)];
        var demand = PatrolDemand.Of(calls, 2, period, WeekSlice.Whole, ServiceDefaults.Standard);
        var replayed = SimulatedCalls.Replay(calls, period, demand, 1);
        replayed.ShouldBe([new SimulatedCall(60, 1, 1, 2, 25), new SimulatedCall(8 * 24 * 60, 0, 1, 1, 30)]);
    }

    [Fact]
    public void Replayed_calls_are_the_same_in_whatever_order_they_were_recorded()
    {
        // Many in one second, so that all but the time decides.
        var random = new SeededRandom(8);
        PatrolCall[] calls = [.. Enumerable.Range(0, 2000).Select(_ => new PatrolCall(
            random.Next(4) - 1, Monday + random.Next(300), 1 + random.Next(3), random.Next(3) == 0 ? null : random.Next(3) * 10, random.Next(3) == 0 ? null : random.Next(3)))];
        var period = new CallPeriod([new LocalSpan(Monday, Monday + 100), new LocalSpan(Monday + 150, Monday + 280)]);
        var demand = PatrolDemand.Of(calls, 3, period, WeekSlice.Whole, ServiceDefaults.Standard);
        var replayed = SimulatedCalls.Replay(calls, period, demand, 1);
        replayed.Length.ShouldBe(calls.Count(call => call.Area >= 0 && period.Contains(call.LocalSeconds)));
        random.Shuffle(calls.AsSpan());
        SimulatedCalls.Replay(calls, period, demand, 1).ShouldBe(replayed);
    }

    [Fact]
    public void Weekly_calls_follow_the_hours_of_their_slices()
    {
        DemandSlice Of(WeekSlice slice, double rate) => new(slice, 1, [rate, rate * 3], [1], [[rate, rate * 3]], [30], [1], []);
        var calls = SimulatedCalls.Weekly([Of(WeekSlice.Shift(8, 20), 5), Of(WeekSlice.Shift(20, 2), 1)], 20, 3).ToArray();
        var day = calls.Count(call => call.Minute / 60 % 24 is >= 8 and < 20);
        var night = calls.Count(call => call.Minute / 60 % 24 is >= 20 or < 2);
        (day / (20 * 84.0)).ShouldBe(20, .5);
        (night / (20 * 42.0)).ShouldBe(4, .3);
        (day + night).ShouldBe(calls.Length);
        (calls.Count(call => call.Area == 1) / (double)calls.Length).ShouldBe(.75, .01);
        calls.Zip(calls.Skip(1)).ShouldAllBe(pair => pair.First.Minute <= pair.Second.Minute);
    }

    private static PatrolCall Call(int area, int day, int hour, double? minutes = null, int? units = null) =>
        new(area, Monday + day * Day + hour * 3600, 1, minutes, units);
}
