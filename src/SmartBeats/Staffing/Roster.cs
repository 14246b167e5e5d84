using NodaTime;
using SmartBeats.Publishing;

namespace SmartBeats.Staffing;

/// <summary>An officer on a post on a day.</summary>
/// <param name="Date">The day on which the shift begins.</param>
/// <param name="Officer">The officer's id; null while the post is open.</param>
public sealed record Duty(LocalDate Date, DutyShift Shift, IReadOnlyList<int> Beats, string? Officer);

/// <summary>What a roster gives one officer.</summary>
/// <param name="OvertimeHours">Hours above contract, week by calendar week.</param>
/// <param name="KnownBeatDuties">Duties in a beat the officer knows.</param>
/// <param name="BeatChanges">Times the beat is another than at the duty before.</param>
public sealed record OfficerLoad(string Officer, int Duties, int Hours, double OvertimeHours, int Nights, int WeekendDuties, int KnownBeatDuties, int BeatChanges);

/// <summary>Who is on duty where and when.</summary>
/// <param name="Duties">Every post of every day, by date, shift (in the task's order) and post.</param>
/// <param name="Loads">An officer each, in the order of the file.</param>
/// <param name="OpenPosts">Posts without an officer, over all days.</param>
/// <param name="ProvenOpenPosts">No roster under these rules leaves fewer open: at most <paramref name="OpenPosts"/>.</param>
/// <param name="Findings">What could not be kept, with dates and rule; leave outside the period; a sentence each.</param>
public sealed record Roster(
    RosterTask Task,
    IReadOnlyList<Duty> Duties,
    IReadOnlyList<OfficerLoad> Loads,
    int OpenPosts,
    int ProvenOpenPosts,
    IReadOnlyList<string> Findings);

/// <summary>Builds rosters.</summary>
public static class RosterBuilder
{
    /// <summary>A first roster, then search. Rest, hours, leave and days off are never broken: what they forbid stays open and is named.</summary>
    /// <remarks>Deterministic for a task: the same seed and effort give the same roster.</remarks>
    /// <exception cref="InputException">A period or rule that cannot be, or fewer officers than one shift has posts.</exception>
    public static Roster Build(RosterTask task, CancellationToken cancellation = default)
    {
        task.Check();
        var state = new RosterState(task);
        RosterStart.Fill(state);
        new RosterSearch(state).Run(cancellation);
        RosterStart.Fill(state);
        var limits = RosterLimits.Of(task, state.Rules);
        List<string> findings = [.. limits.Findings, .. OpenPosts.Describe(state), .. LeaveOutside(task)];
        return new Roster(
            task,
            [.. Duties(state)],
            [.. task.Officers.Select((officer, at) => Load(state, at))],
            state.Open,
            limits.OpenPosts,
            findings);
    }

    private static IEnumerable<Duty> Duties(RosterState state)
    {
        var task = state.Task;
        for (var day = 0; day < task.Days; day++)
        {
            for (var post = 0; post < task.Posts.Count; post++)
            {
                var officer = state.OfficerOf[day][post];
                yield return new Duty(task.Date(day), task.ShiftOf(post), task.Posts[post].Beats, officer < 0 ? null : task.Officers[officer].Id);
            }
        }
    }

    private static OfficerLoad Load(RosterState state, int officer)
    {
        var task = state.Task;
        var row = state.PostOf[officer];
        var days = Enumerable.Range(0, row.Length).Where(day => row[day] >= 0).ToList();
        var overtime = days.GroupBy(state.Rules.WeekOf)
            .Sum(week => Math.Max(0, week.Sum(day => task.ShiftOf(row[day]).Hours) - task.Officers[officer].HoursAWeek));
        return new OfficerLoad(
            task.Officers[officer].Id,
            days.Count,
            days.Sum(day => task.ShiftOf(row[day]).Hours),
            overtime,
            days.Count(day => state.Costs.IsNight(row[day])),
            days.Count(state.Costs.IsWeekend),
            days.Count(day => state.Costs.Knows(officer, row[day])),
            days.Zip(days.Skip(1)).Count(pair => task.Posts[row[pair.First]].Name != task.Posts[row[pair.Second]].Name));
    }

    /// <summary>A year's leave in the officers file is no fault; that it has no say here is worth knowing.</summary>
    private static IEnumerable<string> LeaveOutside(RosterTask task)
    {
        var last = task.Date(task.Days - 1);
        var outside = task.Officers.SelectMany(officer => officer.Leave.Where(leave => leave.To < task.From || leave.From > last).Select(leave => $"{officer.Id} {leave}")).ToList();
        return outside.Count == 0 ? [] : [$"Leave outside the period {task.From:uuuu-MM-dd} to {last:uuuu-MM-dd}, which changes nothing here: {Words.List(outside, 5)}."];
    }
}
