using NodaTime;
using SmartBeats.Staffing;

namespace SmartBeats.Tests.Staffing;

public class RosterBuilderTests
{
    [Fact]
    public void A_hundred_random_rosters_pass_the_checker()
    {
        var open = 0;
        for (var seed = 1UL; seed <= 100; seed++)
        {
            var roster = RosterBuilder.Build(Patrol.Random(seed, 3_000));
            RosterChecker.Faults(roster).ShouldBeEmpty($"seed {seed}");
            RosterChecker.MissedChances(roster).ShouldBeEmpty($"seed {seed}");
            roster.ProvenOpenPosts.ShouldBeLessThanOrEqualTo(roster.OpenPosts, $"seed {seed}");
            open += roster.OpenPosts;
        }

        // The instances are neither all easy nor all hopeless.
        open.ShouldBeInRange(100, 20_000);
    }

    [Fact]
    public void The_checker_finds_each_rule_broken()
    {
        var shifts = DutyShift.Standard;
        var officer = Patrol.Officer("O-01", 16, [IsoDayOfWeek.Sunday], [new Leave(Patrol.Monday.PlusDays(9), Patrol.Monday.PlusDays(9))], ["day", "night"]);
        IEnumerable<string> Faults(params (int Day, int Shift)[] duties) =>
            RosterChecker.Faults(officer, [.. duties.Select(duty => new Duty(Patrol.Monday.PlusDays(duty.Day), shifts[duty.Shift], [1], "O-01"))], new RosterRules(10, 2));
        Faults((0, 0), (1, 0)).ShouldBeEmpty();
        Faults((6, 0)).Single().ShouldBe("off on Sundays");
        Faults((9, 0)).Single().ShouldStartWith("on leave");
        Faults((0, 1)).Single().ShouldBe("does not work evening");
        Faults((0, 2), (1, 0)).Single().ShouldStartWith("no rest");
        Faults((0, 0), (2, 0), (4, 0)).Single().ShouldStartWith("24 hours in week");
        Faults((4, 0), (5, 0), (7, 0), (8, 0)).ShouldBeEmpty();
        Faults((0, 0), (1, 0), (2, 0)).ShouldContain(fault => fault.StartsWith("over 2 days in a row"));
    }

    [Fact]
    public void Enough_officers_leave_no_post_open_and_share_nights_and_weekends()
    {
        // 2 beats × 3 shifts × 28 days = 168 duties; 10 officers of 5 a week have 200.
        var roster = RosterBuilder.Build(Patrol.Task(Patrol.Officers(10), 2, 28, effort: 300_000));
        RosterChecker.Faults(roster).ShouldBeEmpty();
        roster.OpenPosts.ShouldBe(0);
        roster.Findings.ShouldBeEmpty();
        roster.Loads.Max(load => load.Duties).ShouldBeLessThanOrEqualTo(roster.Loads.Min(load => load.Duties) + 1);
        roster.Loads.Max(load => load.Nights).ShouldBeLessThanOrEqualTo(roster.Loads.Min(load => load.Nights) + 2);
        roster.Loads.Max(load => load.WeekendDuties).ShouldBeLessThanOrEqualTo(roster.Loads.Min(load => load.WeekendDuties) + 2);
    }

    [Fact]
    public void Officers_stay_in_beats_they_know()
    {
        Officer[] officers = [.. Enumerable.Range(1, 14).Select(at => Patrol.Officer($"O-{at:00}", beats: [1 + at % 3]))];
        var roster = RosterBuilder.Build(Patrol.Task(officers, 3, 14, effort: 300_000));
        roster.OpenPosts.ShouldBe(0);
        var duties = roster.Loads.Sum(load => load.Duties);
        roster.Loads.Sum(load => load.KnownBeatDuties).ShouldBeGreaterThan(duties * 8 / 10);
    }

    [Fact]
    public void Roster_is_the_same_for_the_same_seed_and_another_for_another()
    {
        var first = RosterCsv.Write(RosterBuilder.Build(Patrol.Random(5, 5_000)));
        RosterCsv.Write(RosterBuilder.Build(Patrol.Random(5, 5_000))).ShouldBe(first);
        RosterCsv.Write(RosterBuilder.Build(Patrol.Random(5, 5_000) with { Seed = 99 })).ShouldNotBe(first);
    }

    [Fact]
    public void Search_betters_the_first_roster_and_never_opens_more_posts()
    {
        for (var seed = 1UL; seed <= 5; seed++)
        {
            var first = RosterBuilder.Build(Patrol.Random(seed, 0));
            var searched = RosterBuilder.Build(Patrol.Random(seed, 30_000));
            searched.OpenPosts.ShouldBeLessThanOrEqualTo(first.OpenPosts, $"seed {seed}");
        }
    }

    [Fact]
    public void A_day_on_which_nobody_can_come_is_named_with_the_rule()
    {
        var away = new Leave(Patrol.Monday.PlusDays(3), Patrol.Monday.PlusDays(3));
        Officer[] officers = [.. Enumerable.Range(1, 10).Select(at => Patrol.Officer($"O-{at:00}", off: at <= 2 ? [IsoDayOfWeek.Thursday] : [], leave: at > 2 ? [away] : []))];
        var roster = RosterBuilder.Build(Patrol.Task(officers, 2, 7));
        RosterChecker.Faults(roster).ShouldBeEmpty();
        roster.OpenPosts.ShouldBe(6);
        roster.ProvenOpenPosts.ShouldBe(6);
        roster.Findings.ShouldBe(
        [
            "2025-03-06: 6 of 6 posts cannot be filled: of 10 officers 8 are on leave and 2 have the day off; who can work a shift, for its posts: day 0 for 2, evening 0 for 2, night 0 for 2.",
            "2025-03-06 day: open in beat 1, 2. Why not the others: on leave 8, day off 2.",
            "2025-03-06 evening: open in beat 1, 2. Why not the others: on leave 8, day off 2.",
            "2025-03-06 night: open in beat 1, 2. Why not the others: on leave 8, day off 2.",
        ]);
    }

    [Fact]
    public void A_week_without_hours_enough_is_named_with_the_rule()
    {
        // 21 posts a week; four officers of 32 hours make 16 duties.
        Officer[] officers = [.. Enumerable.Range(1, 4).Select(at => Patrol.Officer($"O-{at:00}", 32))];
        var roster = RosterBuilder.Build(Patrol.Task(officers, 1, 7));
        roster.OpenPosts.ShouldBe(5);
        roster.ProvenOpenPosts.ShouldBe(5);
        roster.Findings[0].ShouldBe("2025-03-03 to 2025-03-09: 21 posts, and weekly hours, days off and leave allow 16 duties: 5 cannot be filled.");
        roster.Findings.Skip(1).Sum(finding => finding.Contains("weekly hours used up") ? 1 : 0).ShouldBeGreaterThan(0);
        roster.Findings.Skip(1).ShouldAllBe(finding => finding.StartsWith("2025-03-0"));
    }

    [Fact]
    public void Posts_that_must_stay_open_are_spread_over_the_days()
    {
        // 63 posts a week, 10 officers of five duties: 13 must stay open, about two a day.
        var roster = RosterBuilder.Build(Patrol.Task(Patrol.Officers(10), 3, 7, effort: 100_000));
        roster.OpenPosts.ShouldBe(13);
        roster.ProvenOpenPosts.ShouldBe(13);
        roster.Duties.Where(duty => duty.Officer is null).GroupBy(duty => duty.Date).Max(day => day.Count()).ShouldBeLessThanOrEqualTo(4);
        roster.Duties.Where(duty => duty.Officer is null).GroupBy(duty => (duty.Date, duty.Shift.Name)).Max(shift => shift.Count()).ShouldBe(1);
    }

    [Fact]
    public void Rest_that_cannot_be_had_is_named_by_the_rule()
    {
        // One officer alone on two shifts of twelve hours: 24 hours' rest allow every other of them.
        DutyShift[] shifts = [new("am", 6, 18), new("pm", 18, 6)];
        Officer[] officers = [Patrol.Officer("O-01", 84, shifts: ["am"]), Patrol.Officer("O-02", 84, shifts: ["pm"])];
        var roster = RosterBuilder.Build(Patrol.Task(officers, 1, 4, shifts, new RosterRules(24)));
        roster.OpenPosts.ShouldBe(4);
        roster.Findings.Count.ShouldBe(4);
        roster.Findings.ShouldAllBe(finding => finding.Contains("under 24 hours' rest 1"));
        roster.Findings[0].ShouldStartWith("2025-03-0");
    }

    [Fact]
    public void Fewer_officers_than_beats_are_refused() =>
        Should.Throw<InputException>(() => RosterBuilder.Build(Patrol.Task(Patrol.Officers(4), 5))).Message.ShouldBe(
            "officers: 4 officers cannot fill the 5 posts of the shift day even once. Add officers, plan fewer beats, or ask for fewer on duty: beats then share an officer.");

    [Fact]
    public void Leave_outside_the_period_is_said()
    {
        var officers = Patrol.Officers(6);
        officers[2] = Patrol.Officer("O-03", leave: [new Leave(new(2024, 12, 24), new(2024, 12, 31))]);
        RosterBuilder.Build(Patrol.Task(officers, 1, 7)).Findings.ShouldBe(
            ["Leave outside the period 2025-03-03 to 2025-03-09, which changes nothing here: O-03 2024-12-24 to 2024-12-31."]);
    }

    [Fact]
    public void Periods_and_rules_that_cannot_be_are_refused()
    {
        var task = Patrol.Task(Patrol.Officers(4), 1);
        Should.Throw<InputException>(() => RosterBuilder.Build(task with { Days = 0 })).Message.ShouldBe("period: 0 days cannot be scheduled at once. Ask for 1 to 366 days.");
        Should.Throw<InputException>(() => RosterBuilder.Build(task with { Rules = new RosterRules(RestHours: 30) })).Message.ShouldBe(
            "rules: rest is 0 to 24 hours, days in a row 1 to 14, overtime 0 to 84 hours a week. Correct the rule.");
    }
}
