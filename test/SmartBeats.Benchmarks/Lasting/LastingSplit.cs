using SmartBeats.Demand;

namespace SmartBeats.Benchmarks.Lasting;

/// <summary>One question asked of the past: beats drawn on some months, judged on others.</summary>
/// <param name="Name">As the table says it; an R is time reversed, the control for a trend that happens to flatter a method.</param>
/// <param name="Past">Months the beats are drawn on.</param>
/// <param name="Future">Months they are judged on.</param>
internal sealed record LastingSplit(string Name, string City, int Beats, DayRange[] Past, DayRange Future)
{
    public bool IsReversed => Name[0] == 'R';

    /// <summary>Seattle 2015 forwards and backwards with 54 beats, Chicago 2017 and 2018 with 23 and 100: 18 splits.</summary>
    public static IReadOnlyList<LastingSplit> All { get; } =
    [
        .. Seattle("S4", (1, 4), (5, 4)), .. Seattle("S6", (1, 6), (7, 4)), .. Seattle("S8", (1, 8), (9, 4)), .. Seattle("S9", (1, 9), (10, 3)),
        .. Seattle("R4", (9, 4), (5, 4)), .. Seattle("R6", (7, 6), (3, 4)), .. Seattle("R8", (5, 8), (1, 4)), .. Seattle("R9", (4, 9), (1, 3)),
        .. Chicago("C17", [DayRange.FromMonths(2017, 1, 4)], DayRange.FromMonths(2017, 5, 4)),
        .. Chicago("C18", [DayRange.FromMonths(2018, 1, 4)], DayRange.FromMonths(2018, 5, 4)),
        .. Chicago("CY", [DayRange.FromMonths(2017, 1, 8)], DayRange.FromMonths(2018, 1, 8)),
        .. Chicago("CYs", [DayRange.FromMonths(2017, 1, 8)], DayRange.FromMonths(2018, 1, 4)),
        .. Chicago("CYa", [DayRange.FromMonths(2017, 1, 8), DayRange.FromMonths(2018, 1, 4)], DayRange.FromMonths(2018, 5, 4)),
    ];

    private static IEnumerable<LastingSplit> Seattle(string name, (int Month, int Months) past, (int Month, int Months) future) =>
        [new(name, "seattle", 54, [DayRange.FromMonths(2015, past.Month, past.Months)], DayRange.FromMonths(2015, future.Month, future.Months))];

    private static IEnumerable<LastingSplit> Chicago(string name, DayRange[] past, DayRange future) =>
        [new($"{name}-23", "chicago", 23, past, future), new($"{name}-100", "chicago", 100, past, future)];
}
