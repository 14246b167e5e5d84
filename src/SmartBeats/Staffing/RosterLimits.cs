using System.Globalization;

namespace SmartBeats.Staffing;

/// <summary>What no roster can do, whoever is put where: proven before the search, by date and rule.</summary>
/// <param name="OpenPosts">Posts that must stay open over the whole period.</param>
/// <param name="Findings">A sentence a day or week that cannot be filled.</param>
internal sealed record RosterLimits(int OpenPosts, IReadOnlyList<string> Findings)
{
    /// <remarks>
    /// A day: the largest matching of officers to posts under leave, days off and shifts. A week: the duties its officers' hours, days and
    /// days in a row allow. The larger of the two counts per week. Cost: O(days × posts × officers × posts) at worst, far less in practice.
    /// </remarks>
    public static RosterLimits Of(RosterTask task, DutyRules rules)
    {
        var findings = new List<string>();
        var open = 0;
        foreach (var week in Enumerable.Range(0, task.Days).GroupBy(rules.WeekOf))
        {
            var days = week.ToList();
            var byDay = 0;
            foreach (var day in days)
            {
                var short_ = task.Posts.Count - Matching(task, rules, day);
                if (short_ > 0)
                {
                    byDay += short_;
                    findings.Add(Day(task, rules, day, short_));
                }
            }

            var wanted = days.Count * task.Posts.Count;
            var possible = Enumerable.Range(0, task.Officers.Count).Sum(officer => MostDuties(task, rules, officer, days));
            if (wanted - possible > byDay)
            {
                findings.Add(string.Create(CultureInfo.InvariantCulture, $"{task.Date(days[0]):uuuu-MM-dd} to {task.Date(days[^1]):uuuu-MM-dd}: {wanted} posts, and weekly hours, days off and leave allow {possible} duties: {wanted - possible} cannot be filled."));
            }

            open += Math.Max(byDay, wanted - possible);
        }

        return new RosterLimits(open, findings);
    }

    /// <summary>Duties of an officer in a week at most: by hours over the shortest shift worked, by days present.</summary>
    private static int MostDuties(RosterTask task, DutyRules rules, int officer, List<int> days)
    {
        var shifts = task.Shifts.Where(task.Officers[officer].CanWork).ToList();
        var present = days.Count(day => shifts.Exists(shift => rules.Standing(task.Officers[officer], day, shift) == DutyObstacle.None));
        return present == 0 ? 0 : Math.Min(present, (int)(rules.HoursAllowed(officer) / shifts.Min(shift => shift.Hours)));
    }

    private static string Day(RosterTask task, DutyRules rules, int day, int missing)
    {
        var date = task.Date(day);
        var leave = task.Officers.Count(officer => officer.IsOnLeave(date));
        var off = task.Officers.Count(officer => !officer.IsOnLeave(date) && officer.IsDayOff(date));
        var shifts = task.Shifts.Select((shift, at) => string.Create(CultureInfo.InvariantCulture,
            $"{shift.Name} {task.Officers.Count(officer => rules.Standing(officer, day, shift) == DutyObstacle.None)} for {task.Posts.Count(post => post.Shift == at)}"));
        return string.Create(CultureInfo.InvariantCulture,
            $"{date:uuuu-MM-dd}: {missing} of {task.Posts.Count} posts cannot be filled: of {task.Officers.Count} officers {leave} are on leave and {off} have the day off; who can work a shift, for its posts: {string.Join(", ", shifts)}.");
    }

    /// <summary>Posts of a day that can be filled at once, by augmenting paths.</summary>
    private static int Matching(RosterTask task, DutyRules rules, int day)
    {
        var postOf = new int[task.Officers.Count];
        Array.Fill(postOf, -1);
        return Enumerable.Range(0, task.Posts.Count).Count(post => Augment(post, new bool[postOf.Length]));

        bool Augment(int post, bool[] seen)
        {
            for (var officer = 0; officer < postOf.Length; officer++)
            {
                if (seen[officer] || !rules.MayWork(officer, day, post))
                {
                    continue;
                }

                seen[officer] = true;
                if (postOf[officer] < 0 || Augment(postOf[officer], seen))
                {
                    postOf[officer] = post;
                    return true;
                }
            }

            return false;
        }
    }
}

/// <summary>Names the posts a roster leaves open, and which rule keeps each officer from them.</summary>
internal static class OpenPosts
{
    public static IEnumerable<string> Describe(RosterState state)
    {
        var task = state.Task;
        for (var day = 0; day < task.Days; day++)
        {
            foreach (var shift in Enumerable.Range(0, task.Posts.Count).Where(post => state.OfficerOf[day][post] < 0).GroupBy(post => task.Posts[post].Shift))
            {
                var beats = string.Join(", ", shift.Select(post => task.Posts[post].Name));
                var reasons = Enumerable.Range(0, task.Officers.Count)
                    .Select(officer => state.Rules.Obstacle(officer, state.PostOf[officer], day, shift.First()))
                    .GroupBy(obstacle => obstacle)
                    .OrderBy(group => group.Key)
                    .Select(group => string.Create(CultureInfo.InvariantCulture, $"{NameOf(group.Key, task.Rules)} {group.Count()}"));
                yield return $"{task.Date(day):uuuu-MM-dd} {task.Shifts[shift.Key].Name}: open in beat {beats}. Why not the others: {string.Join(", ", reasons)}.";
            }
        }
    }

    private static string NameOf(DutyObstacle obstacle, RosterRules rules) => obstacle switch
    {
        DutyObstacle.Leave => "on leave",
        DutyObstacle.DayOff => "day off",
        DutyObstacle.Shift => "does not work this shift",
        DutyObstacle.OnDuty => "on duty that day",
        DutyObstacle.Rest => $"under {rules.RestHours} hours' rest",
        DutyObstacle.ConsecutiveDays => $"over {rules.ConsecutiveDays} days in a row",
        DutyObstacle.WeeklyHours => "weekly hours used up",
        _ => "free",
    };
}
