using System.Globalization;

namespace SmartBeats.Staffing;

/// <summary>A roster in a few sentences.</summary>
public static class RosterWords
{
    public static IReadOnlyList<string> Describe(Roster roster)
    {
        var task = roster.Task;
        var filled = roster.Duties.Count - roster.OpenPosts;
        var open = roster.OpenPosts == 0 ? "every post is filled"
            : roster.OpenPosts == roster.ProvenOpenPosts ? Text($"{roster.OpenPosts} stay open, and no roster under these rules leaves fewer")
            : Text($"{roster.OpenPosts} stay open; no roster under these rules leaves fewer than {roster.ProvenOpenPosts}");
        return
        [
            Text($"{task.Officers.Count} officers, {task.Date(0):uuuu-MM-dd} to {task.Date(task.Days - 1):uuuu-MM-dd}, {string.Join(", ", task.Shifts.Select((shift, at) => $"{shift} {task.Posts.Count(post => post.Shift == at)}"))}: {filled} of {roster.Duties.Count} posts filled, {open}."),
            Text($"Nights {Range(roster, load => load.Nights)} an officer, weekend duties {Range(roster, load => load.WeekendDuties)}, duties {Range(roster, load => load.Duties)}; {StaffingWords.Percent(Share(roster.Loads.Sum(load => load.KnownBeatDuties), filled))} of duties are in a beat the officer knows."),
        ];
    }

    private static string Range(Roster roster, Func<OfficerLoad, int> figure) => Text($"{roster.Loads.Min(figure)} to {roster.Loads.Max(figure)}");

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
