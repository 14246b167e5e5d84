namespace SmartBeats.Staffing;

/// <summary>Why an officer may not take a duty, in the order in which it is looked for.</summary>
public enum DutyObstacle
{
    None,

    /// <summary>Away by the officers file.</summary>
    Leave,

    /// <summary>A weekday the officer never works.</summary>
    DayOff,

    /// <summary>Not among the shifts the officer can work.</summary>
    Shift,

    /// <summary>Another duty begins on the same day.</summary>
    OnDuty,

    /// <summary>Contract hours of the week, and the overtime allowed, are used up.</summary>
    WeeklyHours,

    /// <summary>Too few hours between two duties.</summary>
    Rest,

    /// <summary>Too many days in a row.</summary>
    ConsecutiveDays,
}

/// <summary>Whether a row of duties (one officer, a post or -1 a day) keeps to the rules.</summary>
internal sealed class DutyRules
{
    private readonly RosterTask _task;
    private readonly bool[][] _mayWork;
    private readonly int[] _from;
    private readonly int[] _hours;
    private readonly int[] _week;

    public DutyRules(RosterTask task)
    {
        _task = task;
        _from = [.. task.Posts.Select(post => task.Shifts[post.Shift].From)];
        _hours = [.. task.Posts.Select(post => task.Shifts[post.Shift].Hours)];
        var monday = (int)task.From.DayOfWeek - 1;
        _week = [.. Enumerable.Range(0, task.Days).Select(day => (day + monday) / 7)];
        _mayWork = [.. task.Officers.Select(officer => Enumerable.Range(0, task.Days)
            .SelectMany(day => task.Shifts.Select(shift => Standing(officer, day, shift) == DutyObstacle.None)).ToArray())];
    }

    /// <summary>Number of the calendar week a day lies in, from 0.</summary>
    public int WeekOf(int day) => _week[day];

    /// <summary>Whether the officers file lets an officer take a post on a day at all.</summary>
    public bool MayWork(int officer, int day, int post) => _mayWork[officer][day * _task.Shifts.Count + _task.Posts[post].Shift];

    /// <summary>What the officers file says against a shift on a day.</summary>
    public DutyObstacle Standing(Officer officer, int day, DutyShift shift) =>
        officer.IsOnLeave(_task.Date(day)) ? DutyObstacle.Leave
        : officer.IsDayOff(_task.Date(day)) ? DutyObstacle.DayOff
        : !officer.CanWork(shift) ? DutyObstacle.Shift
        : DutyObstacle.None;

    /// <summary>What stands against giving an officer a post on top of the row of duties so far.</summary>
    public DutyObstacle Obstacle(int officer, int[] row, int day, int post)
    {
        var standing = Standing(_task.Officers[officer], day, _task.ShiftOf(post));
        if (standing != DutyObstacle.None)
        {
            return standing;
        }

        if (row[day] >= 0)
        {
            return DutyObstacle.OnDuty;
        }

        row[day] = post;
        var obstacle = HoursOfWeek(row, day) > HoursAllowed(officer) ? DutyObstacle.WeeklyHours
            : !IsRested(row, day) ? DutyObstacle.Rest
            : RunThrough(row, day) > _task.Rules.ConsecutiveDays ? DutyObstacle.ConsecutiveDays
            : DutyObstacle.None;
        row[day] = -1;
        return obstacle;
    }

    public double HoursAllowed(int officer) => _task.Officers[officer].HoursAWeek + _task.Rules.WeeklyOvertimeHours;

    /// <summary>Whether the days <paramref name="from"/> to <paramref name="to"/> of a row, just changed, keep to every rule.</summary>
    public bool Allows(int officer, int[] row, int from, int to)
    {
        for (var day = from; day <= to; day++)
        {
            if (row[day] >= 0 && !(MayWork(officer, day, row[day]) && IsRested(row, day) && HoursOfWeek(row, day) <= HoursAllowed(officer) && RunThrough(row, day) <= _task.Rules.ConsecutiveDays))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Two days on either side: a shift of 16 hours from 23:00 reaches into the afternoon after.</summary>
    private bool IsRested(int[] row, int day)
    {
        for (var other = Math.Max(0, day - 2); other <= Math.Min(row.Length - 1, day + 2); other++)
        {
            if (other == day || row[other] < 0)
            {
                continue;
            }

            var (first, next) = (Math.Min(day, other), Math.Max(day, other));
            if (24 * (next - first) + _from[row[next]] - (_from[row[first]] + _hours[row[first]]) < _task.Rules.RestHours)
            {
                return false;
            }
        }

        return true;
    }

    private static int RunThrough(int[] row, int day)
    {
        var (first, last) = (day, day);
        while (first > 0 && row[first - 1] >= 0)
        {
            first--;
        }

        while (last < row.Length - 1 && row[last + 1] >= 0)
        {
            last++;
        }

        return last - first + 1;
    }

    private int HoursOfWeek(int[] row, int day)
    {
        var hours = 0;
        for (var other = day; other >= 0 && _week[other] == _week[day]; other--)
        {
            hours += row[other] < 0 ? 0 : _hours[row[other]];
        }

        for (var other = day + 1; other < row.Length && _week[other] == _week[day]; other++)
        {
            hours += row[other] < 0 ? 0 : _hours[row[other]];
        }

        return hours;
    }
}
