using NodaTime;
using SmartBeats.Staffing;

namespace SmartBeats.Tests.Staffing;

/// <summary>Judges a finished roster by its table alone, with clock arithmetic: nothing the builder keeps is looked at.</summary>
internal static class RosterChecker
{
    /// <summary>Every rule the roster breaks, in words; empty for a sound one.</summary>
    public static IReadOnlyList<string> Faults(Roster roster)
    {
        var task = roster.Task;
        List<string> faults = [.. Coverage(roster)];
        var officers = task.Officers.ToDictionary(officer => officer.Id);
        foreach (var own in roster.Duties.Where(duty => duty.Officer is not null).GroupBy(duty => duty.Officer!))
        {
            if (!officers.TryGetValue(own.Key, out var officer))
            {
                faults.Add($"{own.Key} is no officer");
                continue;
            }

            faults.AddRange(Faults(officer, [.. own], task.Rules).Select(fault => $"{own.Key}: {fault}"));
        }

        return faults;
    }

    /// <summary>What is wrong with one officer's duties.</summary>
    public static IEnumerable<string> Faults(Officer officer, IReadOnlyList<Duty> own, RosterRules rules)
    {
        var duties = own.OrderBy(Start).ToList();
        foreach (var duty in duties)
        {
            if (officer.Leave.Any(leave => duty.Date.CompareTo(leave.From) >= 0 && duty.Date.CompareTo(leave.To) <= 0))
            {
                yield return $"on leave on {duty.Date}";
            }

            if (officer.DaysOff.Contains(duty.Date.DayOfWeek))
            {
                yield return $"off on {duty.Date.DayOfWeek}s";
            }

            if (officer.Shifts.Count > 0 && !officer.Shifts.Contains(duty.Shift.Name))
            {
                yield return $"does not work {duty.Shift.Name}";
            }
        }

        foreach (var (first, next) in duties.Zip(duties.Skip(1)))
        {
            if (Period.Between(End(first), Start(next), PeriodUnits.Hours).Hours < rules.RestHours || first.Date == next.Date)
            {
                yield return $"no rest between {first.Date} and {next.Date}";
            }
        }

        foreach (var week in duties.GroupBy(duty => NodaTime.Calendars.WeekYearRules.Iso.GetWeekYear(duty.Date) * 100 + NodaTime.Calendars.WeekYearRules.Iso.GetWeekOfWeekYear(duty.Date)))
        {
            var hours = week.Sum(duty => Period.Between(Start(duty), End(duty), PeriodUnits.Hours).Hours);
            if (hours > officer.HoursAWeek + rules.WeeklyOvertimeHours)
            {
                yield return $"{hours} hours in week {week.Key}";
            }
        }

        var dates = duties.Select(duty => duty.Date).ToHashSet();
        foreach (var date in dates.Where(date => Enumerable.Range(0, rules.ConsecutiveDays + 1).All(ahead => dates.Contains(date.PlusDays(ahead)))))
        {
            yield return $"over {rules.ConsecutiveDays} days in a row from {date}";
        }
    }

    /// <summary>Open posts that an officer could take without breaking a rule.</summary>
    public static IEnumerable<string> MissedChances(Roster roster) =>
        from open in roster.Duties.Where(duty => duty.Officer is null)
        from officer in roster.Task.Officers
        let own = roster.Duties.Where(duty => duty.Officer == officer.Id).Append(open).ToList()
        where !Faults(officer, own, roster.Task.Rules).Any()
        select $"{officer.Id} could take {open.Date} {open.Shift.Name}";

    private static IEnumerable<string> Coverage(Roster roster)
    {
        var task = roster.Task;
        var wanted = Enumerable.Range(0, task.Days).SelectMany(day => task.Posts.Select(post => (task.From.PlusDays(day), task.Shifts[post.Shift].Name, post.Name)));
        var given = roster.Duties.Select(duty => (duty.Date, duty.Shift.Name, string.Join('+', duty.Beats)));
        if (!wanted.Order().SequenceEqual(given.Order()))
        {
            yield return "the duties are not the posts wanted, each once";
        }

        if (roster.Duties.Count(duty => duty.Officer is null) != roster.OpenPosts)
        {
            yield return "the open posts are not those counted";
        }

        foreach (var load in roster.Loads)
        {
            var own = roster.Duties.Where(duty => duty.Officer == load.Officer).ToList();
            if (own.Count != load.Duties || own.Sum(duty => duty.Shift.Hours) != load.Hours || own.Count(duty => duty.Date.DayOfWeek >= IsoDayOfWeek.Saturday) != load.WeekendDuties)
            {
                yield return $"{load.Officer}'s load is not what the table gives";
            }
        }
    }

    private static LocalDateTime Start(Duty duty) => duty.Date.At(new LocalTime(duty.Shift.From, 0));

    private static LocalDateTime End(Duty duty) => duty.Shift.To > duty.Shift.From
        ? duty.Date.AtMidnight().PlusHours(duty.Shift.To)
        : duty.Date.PlusDays(1).AtMidnight().PlusHours(duty.Shift.To);
}
