using NodaTime;
using SmartBeats.Staffing;

namespace SmartBeats.Tests.Staffing;

/// <summary>Officers and tasks for tests.</summary>
internal static class Patrol
{
    /// <summary>A Monday.</summary>
    public static readonly LocalDate Monday = new(2025, 3, 3);

    public static Officer Officer(string id, double hours = 40, IsoDayOfWeek[]? off = null, Leave[]? leave = null, string[]? shifts = null, int[]? beats = null, double overtime = 0) =>
        new(id, hours, (off ?? []).ToHashSet(), leave ?? [], (shifts ?? []).ToHashSet(), beats ?? [], overtime);

    public static Officer[] Officers(int count) => [.. Enumerable.Range(1, count).Select(at => Officer($"O-{at:00}"))];

    /// <summary>One post a beat on every shift.</summary>
    public static RosterTask Task(Officer[] officers, int beats, int days = 14, IReadOnlyList<DutyShift>? shifts = null, RosterRules? rules = null, long effort = 20_000, ulong seed = 1)
    {
        shifts ??= DutyShift.Standard;
        var posts = shifts.SelectMany((_, shift) => Enumerable.Range(1, beats).Select(beat => new Post(shift, [beat])));
        return new RosterTask(Monday, days, shifts, [.. posts], officers, rules ?? new RosterRules(), seed, effort);
    }

    /// <summary>Officers with chance leave, days off, shifts and beats; enough of them or not.</summary>
    public static RosterTask Random(ulong seed, long effort)
    {
        var random = new SeededRandom(seed);
        DutyShift[][] patterns = [[.. DutyShift.Standard], [new("am", 6, 18), new("pm", 18, 6)], [new("a", 5, 15), new("b", 14, 0), new("c", 20, 6)]];
        var shifts = patterns[random.Next(patterns.Length)];
        var beats = 1 + random.Next(3);
        var days = 7 + random.Next(15);
        var rules = new RosterRules(8 + random.Next(5), 3 + random.Next(4), random.Next(2) * 8);
        var officers = Enumerable.Range(0, beats * shifts.Length * 2 + random.Next(6)).Select(at => Officer(
            $"O-{at:00}",
            20 + 4 * random.Next(6),
            [.. Enumerable.Range(1, 7).Where(_ => random.Next(6) == 0).Select(day => (IsoDayOfWeek)day)],
            random.Next(3) == 0 ? [Away(random, days)] : [],
            [.. shifts.Where(_ => random.Next(3) == 0).Select(shift => shift.Name)],
            [.. Enumerable.Range(1, beats).Where(_ => random.Next(2) == 0)]));
        return Task([.. officers], beats, days, shifts, rules, effort, seed) with { From = Monday.PlusDays(random.Next(7)) };
    }

    private static Leave Away(SeededRandom random, int days)
    {
        var from = Monday.PlusDays(random.Next(days));
        return new Leave(from, from.PlusDays(random.Next(6)));
    }
}
