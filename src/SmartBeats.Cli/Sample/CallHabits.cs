using NodaTime;

namespace SmartBeats.Cli.Sample;

/// <summary>When calls come, how urgent they are and how they end: shares invented after what American cities publish.</summary>
internal static class CallHabits
{
    /// <summary>A Monday; the sample covers 52 whole weeks from it.</summary>
    public static readonly LocalDateTime FirstMoment = new(2024, 1, 1, 0, 0, 0);

    /// <summary>Whole weeks of a file of calls.</summary>
    public const int Weeks = 52;

    // Calls by hour of the day, from midnight: quiet before dawn, busiest in the late afternoon; and where people go out, late.
    private static readonly int[] ByDay = [30, 24, 19, 15, 13, 14, 20, 32, 44, 50, 53, 55, 57, 57, 59, 64, 69, 72, 70, 66, 61, 54, 47, 38];
    private static readonly int[] ByNight = [70, 66, 60, 34, 14, 8, 8, 12, 18, 22, 24, 28, 32, 32, 32, 34, 38, 44, 52, 58, 66, 74, 82, 84];
    private static readonly int[] NightOfWeekday = [6, 6, 7, 9, 16, 20, 9];
    private static readonly int[] OfWeekday = [14, 14, 14, 14, 16, 15, 13];

    private static readonly int[] Priorities = [1, 2, 3, 4, 5, 6, 7, 9];
    private static readonly string[] Dispositions = ["1", "2", "3", "5", "6", "9", ""];
    private static readonly int[] MinutesOfPriority = [0, 62, 48, 34, 28, 24, 20, 18, 0, 12];

    private static readonly WeightedPick Hour = new(OfWeekday.SelectMany(day => ByDay.Select(hour => day * hour)));
    private static readonly WeightedPick NightHour = new(NightOfWeekday.SelectMany(day => ByNight.Select(hour => day * hour)));
    private static readonly WeightedPick Priority = new([30, 110, 290, 240, 150, 100, 60, 20]);
    private static readonly WeightedPick IncidentDisposition = new([9, 1, 3, 4, 74, 8, 1]);
    private static readonly WeightedPick OtherDisposition = new([16, 21, 20, 8, 4, 28, 3]);
    private static readonly WeightedPick Units = new([52, 33, 10, 4, 1]);

    /// <param name="isLively">Whether the place has a night life.</param>
    public static LocalDateTime Moment(SeededRandom random, bool isLively)
    {
        var hour = isLively && random.Next(5) < 3 ? NightHour.Next(random) : Hour.Next(random);
        return FirstMoment.PlusHours((random.Next(Weeks) * 168) + hour).PlusSeconds(random.Next(3600));
    }

    public static int DrawPriority(SeededRandom random) => Priorities[Priority.Next(random)];

    /// <summary>Urgent calls become incidents more often: one in two at priority 1, one in five at 6 and below.</summary>
    public static bool DrawIncident(SeededRandom random, int priority) => random.Next(100) < Math.Max(20, 56 - (6 * priority));

    public static string DrawDisposition(SeededRandom random, bool isIncident) =>
        Dispositions[(isIncident ? IncidentDisposition : OtherDisposition).Next(random)];

    /// <summary>Officers sent: one more, mostly, to what is urgent.</summary>
    public static int DrawUnits(SeededRandom random, int priority) => Units.Next(random) + (priority <= 2 ? 2 : 1);

    /// <summary>Officer-minutes in tenths: longer when urgent or when a report is written, shorter for a false alarm.</summary>
    public static int DrawServiceTenths(SeededRandom random, int priority, string disposition, int units)
    {
        var percent = disposition switch { "6" => 170, "2" => 60, "3" => 80, _ => 100 };
        var perOfficer = MinutesOfPriority[priority] * percent * (40 + random.Next(121)) / 1000;
        return perOfficer * (units + 1) / 2;
    }
}
