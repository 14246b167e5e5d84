using System.Globalization;
using NodaTime;

namespace SmartBeats.Staffing;

/// <summary>An officer who might stand in.</summary>
/// <param name="CanCome">No rule stands against it.</param>
/// <param name="OvertimeHours">Overtime of late, and what this duty adds to it.</param>
/// <param name="Reasons">What speaks for and against, in words.</param>
public sealed record ReliefCandidate(Officer Officer, bool CanCome, bool IsDayOff, bool KnowsBeat, double OvertimeHours, IReadOnlyList<string> Reasons);

/// <summary>Who could stand in on a shift, the best choice first.</summary>
public static class ReliefList
{
    /// <summary>Ranks all officers but the absent one: who may come; not called from a day off; knows a beat; least overtime; fewest hours this week; first in the file.</summary>
    /// <param name="duties">The roster round the day; empty where there is none, and then nobody is known to be on duty.</param>
    /// <param name="date">The day on which the shift begins.</param>
    /// <param name="beats">Beats that want an officer.</param>
    public static IReadOnlyList<ReliefCandidate> Rank(
        IReadOnlyList<Officer> officers, IReadOnlyList<Duty> duties, LocalDate date, DutyShift shift, IReadOnlyList<int> beats, RosterRules rules, string? absent = null)
    {
        var own = duties.Where(duty => duty.Officer is not null).ToLookup(duty => duty.Officer!, StringComparer.Ordinal);
        return [.. officers
            .Where(officer => officer.Id != absent)
            .Select(officer => Weigh(officer, [.. own[officer.Id]], date, shift, beats, rules))
            .OrderBy(found => found.Candidate.CanCome ? 0 : 1)
            .ThenBy(found => found.Candidate.IsDayOff ? 1 : 0)
            .ThenBy(found => found.Candidate.KnowsBeat ? 0 : 1)
            .ThenBy(found => found.Candidate.OvertimeHours)
            .ThenBy(found => found.HoursThisWeek)
            .Select(found => found.Candidate)];
    }

    private static (ReliefCandidate Candidate, int HoursThisWeek) Weigh(Officer officer, Duty[] own, LocalDate date, DutyShift shift, IReadOnlyList<int> beats, RosterRules rules)
    {
        var hours = own.Where(duty => MondayOf(duty.Date) == MondayOf(date)).Sum(duty => duty.Shift.Hours);
        var overtime = officer.OvertimeHours + Math.Max(0, hours + shift.Hours - Math.Max(hours, officer.HoursAWeek));
        var against = Against(officer, own, date, shift, rules);
        var (isOff, knows) = (officer.IsDayOff(date), officer.Knows(beats));
        List<string> reasons = against is not null ? [against] : [Rested(own, date, shift)];
        if (isOff)
        {
            reasons.Add("would come in on a day off");
        }

        reasons.Add(knows ? $"knows beat {string.Join(" and ", beats.Where(officer.Beats.Contains))}" : "does not know the beat");
        reasons.Add(string.Create(CultureInfo.InvariantCulture, $"{hours} of {officer.HoursAWeek:0.#} hours scheduled this week"));
        reasons.Add(overtime > 0 ? string.Create(CultureInfo.InvariantCulture, $"{overtime:0.#} hours of overtime, this duty counted") : "no overtime");
        return (new ReliefCandidate(officer, against is null, isOff, knows, overtime, reasons), hours);
    }

    private static string? Against(Officer officer, Duty[] own, LocalDate date, DutyShift shift, RosterRules rules)
    {
        if (officer.IsOnLeave(date))
        {
            return "on leave";
        }

        if (!officer.CanWork(shift))
        {
            return $"does not work {shift.Name} shifts";
        }

        if (own.FirstOrDefault(duty => duty.Date == date) is { } same)
        {
            return $"on duty that day ({same.Shift.Name}, beat {string.Join('+', same.Beats)})";
        }

        if (RestHours(own, date, shift) is { } rest && rest < rules.RestHours)
        {
            return string.Create(CultureInfo.InvariantCulture, $"would have {rest} hours of rest, fewer than {rules.RestHours}");
        }

        var days = own.Select(duty => duty.Date).Append(date).ToHashSet();
        var run = 1;
        for (var day = date.PlusDays(-1); days.Contains(day); day = day.PlusDays(-1))
        {
            run++;
        }

        for (var day = date.PlusDays(1); days.Contains(day); day = day.PlusDays(1))
        {
            run++;
        }

        return run > rules.ConsecutiveDays ? $"would work {run} days in a row, more than {rules.ConsecutiveDays}" : null;
    }

    private static string Rested(Duty[] own, LocalDate date, DutyShift shift) =>
        RestHours(own, date, shift) is { } rest and < 48 ? string.Create(CultureInfo.InvariantCulture, $"rested ({rest} hours)") : "rested (2 days or more)";

    /// <summary>Hours to the nearest duty before or after; below 0 where they overlap; null where there is none.</summary>
    private static long? RestHours(Duty[] own, LocalDate date, DutyShift shift)
    {
        long? least = null;
        foreach (var duty in own)
        {
            var between = Period.Between(date, duty.Date, PeriodUnits.Days).Days;
            var rest = between > 0 || (between == 0 && duty.Shift.From > shift.From)
                ? 24L * between + duty.Shift.From - shift.From - shift.Hours
                : 24L * -between + shift.From - duty.Shift.From - duty.Shift.Hours;
            least = least is { } known && known <= rest ? known : rest;
        }

        return least;
    }

    private static LocalDate MondayOf(LocalDate date) => date.PlusDays(1 - (int)date.DayOfWeek);
}
