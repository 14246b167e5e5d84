using NodaTime;

namespace SmartBeats.Response;

/// <summary>Which hours of the week are meant: all, a shift, one hour. Local time; an hour counts from its first second to its last.</summary>
public sealed class WeekSlice
{
    public const int HoursPerWeek = 168;

    /// <summary>1970-01-01 was a Thursday: its midnight is hour 72 of a week that begins on Monday.</summary>
    private const int EpochHour = 72;

    private readonly bool[] _hours;

    private WeekSlice(string name, bool[] hours) => (Name, _hours) = (name, hours);

    /// <summary>As printed: <c>all week</c>, <c>22-6</c>, <c>Monday 14</c>.</summary>
    public string Name { get; }

    /// <summary>Hours of a week in the slice, 1 to 168.</summary>
    public int Hours => _hours.Count(included => included);

    public static WeekSlice Whole { get; } = new("all week", [.. Enumerable.Repeat(true, HoursPerWeek)]);

    /// <summary>One hour of one weekday.</summary>
    /// <param name="hour">0 to 23.</param>
    public static WeekSlice Hour(IsoDayOfWeek day, int hour) => Shift(hour, hour + 1, [day]);

    /// <summary>The hours from the start of <paramref name="from"/> to the start of <paramref name="to"/>; 22 to 6 crosses midnight.</summary>
    /// <param name="from">0 to 23.</param>
    /// <param name="to">1 to 24, not equal to <paramref name="from"/>.</param>
    /// <param name="days">Days on which the shift begins: Friday's night shift ends on Saturday. Null or empty for every day.</param>
    public static WeekSlice Shift(int from, int to, IReadOnlyList<IsoDayOfWeek>? days = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, 23);
        ArgumentOutOfRangeException.ThrowIfLessThan(to, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(to, 24);
        ArgumentOutOfRangeException.ThrowIfEqual(to, from);
        IReadOnlyList<IsoDayOfWeek> starts = days is { Count: > 0 } ? days : [.. Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day)];
        var hours = new bool[HoursPerWeek];
        var length = to > from ? to - from : to + 24 - from;
        foreach (var day in starts)
        {
            for (var hour = 0; hour < length; hour++)
            {
                hours[(((int)day - 1) * 24 + from + hour) % HoursPerWeek] = true;
            }
        }

        var name = days is { Count: > 0 } ? $"{string.Join(", ", starts)} {from}-{to}" : $"{from}-{to}";
        return new WeekSlice(name, hours);
    }

    /// <param name="localSeconds">Seconds since 1970-01-01T00:00:00 local, before or after.</param>
    public bool Contains(long localSeconds) => _hours[HourOfWeek(localSeconds)];

    /// <summary>0 (Monday from midnight) to 167.</summary>
    public static int HourOfWeek(long localSeconds) =>
        (int)(((FloorDivide(localSeconds, 3600) + EpochHour) % HoursPerWeek + HoursPerWeek) % HoursPerWeek);

    /// <summary>A second of an hour of the week: its first, of the week of 1970-01-01.</summary>
    /// <param name="hourOfWeek">0 (Monday from midnight) to 167.</param>
    public static long FirstSecond(int hourOfWeek) => WeekStart(0) + (hourOfWeek * 3600L);

    /// <summary>Weeks since the Monday before 1970-01-01, whole, downward.</summary>
    internal static long WeekOf(long localSeconds) => FloorDivide(localSeconds + EpochHour * 3600L, HoursPerWeek * 3600L);

    /// <summary>First second of a week, Monday at midnight.</summary>
    internal static long WeekStart(long week) => week * HoursPerWeek * 3600L - EpochHour * 3600L;

    private static long FloorDivide(long value, long by) => value >= 0 ? value / by : -((-value + by - 1) / by);
}
