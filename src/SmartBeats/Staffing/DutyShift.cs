using System.Globalization;
using SmartBeats.Response;

namespace SmartBeats.Staffing;

/// <summary>Hours of the day an officer is on duty, the same on every day, by the city's wall clock.</summary>
/// <param name="Name">One word: letters, digits, hyphens.</param>
/// <param name="From">0 to 23.</param>
/// <param name="To">0 to 24. At or before <paramref name="From"/> it is the next day: 22-6 crosses midnight.</param>
/// <remarks>A shift belongs to the day on which it begins: Friday's night shift ends on Saturday.</remarks>
public sealed record DutyShift(string Name, int From, int To)
{
    /// <summary>The longest shift anybody should be asked to work.</summary>
    public const int MostHours = 16;

    /// <summary>1 to 16, as the clock shows them: nights on which clocks change count as any.</summary>
    public int Hours => To > From ? To - From : To + 24 - From;

    /// <summary>More than half of its hours lie between 22 and 6.</summary>
    public bool IsNight => Enumerable.Range(From, Hours).Count(hour => hour % 24 is >= 22 or < 6) * 2 > Hours;

    public WeekSlice Slice => WeekSlice.Shift(From, To == 0 ? 24 : To);

    /// <summary>As printed: <c>night 22:00-06:00</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} {From:00}:00-{To % 24:00}:00");

    /// <summary>Three watches of eight hours.</summary>
    public static IReadOnlyList<DutyShift> Standard { get; } = [new("day", 6, 14), new("evening", 14, 22), new("night", 22, 6)];

    /// <summary>Reads <c>day=6-14,evening=14-22,night=22-6</c>.</summary>
    /// <exception cref="InputException">Not that form, a name twice, or a shift over 16 hours.</exception>
    public static IReadOnlyList<DutyShift> Parse(string text, string where)
    {
        const string remedy = "Write shifts as day=6-14,evening=14-22,night=22-6: whole hours, 22-6 crosses midnight.";
        var shifts = new List<DutyShift>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var halves = part.Split('=', StringSplitOptions.TrimEntries);
            var hours = halves.Length == 2 ? halves[1].Split('-', StringSplitOptions.TrimEntries) : [];
            if (hours.Length != 2 || !OfficerText.IsWord(halves[0])
                || !int.TryParse(hours[0], NumberStyles.None, CultureInfo.InvariantCulture, out var from) || from > 23
                || !int.TryParse(hours[1], NumberStyles.None, CultureInfo.InvariantCulture, out var to) || to > 24)
            {
                throw new InputException(where, $"\"{part}\" is no shift", remedy);
            }

            var shift = new DutyShift(halves[0].ToLowerInvariant(), from, to);
            if (shift.Hours > MostHours)
            {
                throw new InputException(where, $"the shift {shift} is {shift.Hours} hours long", $"Make shifts of at most {MostHours} hours.");
            }

            if (shifts.Exists(other => other.Name == shift.Name))
            {
                throw new InputException(where, $"the shift {shift.Name} stands twice", remedy);
            }

            shifts.Add(shift);
        }

        return shifts;
    }
}
