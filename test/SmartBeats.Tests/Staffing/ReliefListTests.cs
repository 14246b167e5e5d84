using NodaTime;
using SmartBeats.Staffing;

namespace SmartBeats.Tests.Staffing;

public class ReliefListTests
{
    private static readonly DutyShift Day = DutyShift.Standard[0];
    private static readonly DutyShift Evening = DutyShift.Standard[1];
    private static readonly DutyShift Night = DutyShift.Standard[2];

    [Fact]
    public void Rested_available_and_knowing_officers_come_first_and_reasons_are_given()
    {
        var date = Patrol.Monday.PlusDays(4);
        Officer[] officers =
        [
            Patrol.Officer("absent", beats: [3]),
            Patrol.Officer("on-leave", leave: [new Leave(date, date)], beats: [3]),
            Patrol.Officer("day-off", off: [IsoDayOfWeek.Friday], beats: [3]),
            Patrol.Officer("stranger"),
            Patrol.Officer("tired", beats: [3]),
            Patrol.Officer("knows", beats: [1, 3]),
            Patrol.Officer("overworked", beats: [3]),
            Patrol.Officer("busy", beats: [3]),
            Patrol.Officer("nights", shifts: ["night"], beats: [3]),
            Patrol.Officer("extra", beats: [3], overtime: 12),
        ];
        List<Duty> duties =
        [
            new(date, Day, [3], "absent"),
            new(date.PlusDays(-1), Night, [2], "tired"),
            new(date.PlusDays(-2), Day, [3], "knows"),
            new(date, Evening, [5], "busy"),
            .. Enumerable.Range(0, 4).Select(day => new Duty(Patrol.Monday.PlusDays(day), Day, [1], "overworked")),
            new(Patrol.Monday.PlusDays(5), Day, [1], "overworked"),
        ];
        var ranked = ReliefList.Rank(officers, duties, date, Day, [3], new RosterRules(), "absent");
        ranked.Select(candidate => $"{candidate.Officer.Id}: {string.Join(", ", candidate.Reasons)}").ShouldBe(
        [
            "knows: rested (40 hours), knows beat 3, 8 of 40 hours scheduled this week, no overtime",
            "overworked: rested (16 hours), knows beat 3, 40 of 40 hours scheduled this week, 8 hours of overtime, this duty counted",
            "extra: rested (2 days or more), knows beat 3, 0 of 40 hours scheduled this week, 12 hours of overtime, this duty counted",
            "stranger: rested (2 days or more), does not know the beat, 0 of 40 hours scheduled this week, no overtime",
            "day-off: rested (2 days or more), would come in on a day off, knows beat 3, 0 of 40 hours scheduled this week, no overtime",
            "on-leave: on leave, knows beat 3, 0 of 40 hours scheduled this week, no overtime",
            "nights: does not work day shifts, knows beat 3, 0 of 40 hours scheduled this week, no overtime",
            "tired: would have 0 hours of rest, fewer than 10, knows beat 3, 8 of 40 hours scheduled this week, no overtime",
            "busy: on duty that day (evening, beat 5), knows beat 3, 8 of 40 hours scheduled this week, no overtime",
        ]);
        ranked.Take(5).ShouldAllBe(candidate => candidate.CanCome);
        ranked.Skip(5).ShouldAllBe(candidate => !candidate.CanCome);
    }

    [Fact]
    public void Too_many_days_in_a_row_are_against_it()
    {
        Duty[] duties = [.. Enumerable.Range(0, 6).Select(day => new Duty(Patrol.Monday.PlusDays(day), Day, [1], "O-01"))];
        ReliefList.Rank([Patrol.Officer("O-01", 60)], duties, Patrol.Monday.PlusDays(6), Day, [1], new RosterRules()).Single().Reasons[0]
            .ShouldBe("would work 7 days in a row, more than 6");
    }

    [Fact]
    public void Who_may_come_could_have_been_rostered_so()
    {
        // What the list calls possible breaks no rule of the checker but weekly hours and days off, which relief may.
        var roster = RosterBuilder.Build(Patrol.Random(8, 2_000));
        foreach (var duty in roster.Duties.Where((_, at) => at % 7 == 0))
        {
            foreach (var candidate in ReliefList.Rank(roster.Task.Officers, roster.Duties, duty.Date, duty.Shift, duty.Beats, roster.Task.Rules, duty.Officer))
            {
                var own = roster.Duties.Where(other => other.Officer == candidate.Officer.Id).Append(duty).ToList();
                var faults = RosterChecker.Faults(candidate.Officer, own, roster.Task.Rules).Where(fault => !fault.Contains("hours in week") && !fault.StartsWith("off on", StringComparison.Ordinal));
                candidate.CanCome.ShouldBe(!faults.Any(), $"{duty} {candidate.Officer.Id}");
            }
        }
    }
}
