using NodaTime;

namespace SmartBeats.Cli.Sample;

/// <summary>What changes in the invented city's second year: a season by the river, a quarter that grows, and a door that closes.</summary>
internal static class LaterHabits
{
    /// <summary>The most that any place and time has, of the year before.</summary>
    public const int MostPercent = 200;

    private const int Usual = 100;

    /// <summary>How near the river its parks are, in metres.</summary>
    private const int Riverside = 900;

    private const int Summer = 140;
    private const int Winter = 80;

    /// <summary>A quarter built up from March on, by so much more every week.</summary>
    private const int GrowthPerWeek = 3;

    private const int MostGrowth = 90;

    private static readonly LocalDate _growsFrom = new(2025, 3, 3);
    private static readonly LocalDate _closesOn = new(2025, 6, 1);

    /// <summary>Calls there as a percentage of those a year before, 0 to <see cref="MostPercent"/>.</summary>
    /// <param name="at">Where.</param>
    /// <param name="time">When.</param>
    /// <param name="isClosing">Whether it is the door that closes.</param>
    public static int FindPercent(BoardPoint at, LocalDateTime time, bool isClosing)
    {
        if (isClosing && time.Date >= _closesOn)
        {
            return 0;
        }

        if (IsGrowing(at) && time.Date > _growsFrom)
        {
            var weeks = Period.Between(_growsFrom, time.Date, PeriodUnits.Weeks).Weeks;
            return Usual + Math.Min(MostGrowth, (int)weeks * GrowthPerWeek);
        }

        return Math.Abs(at.V) > Riverside ? Usual : time.Month is >= 5 and <= 9 ? Summer : Winter;
    }

    /// <summary>East of the centre and south of the river.</summary>
    private static bool IsGrowing(BoardPoint at) => at is { U: > 1600, V: < -Riverside };
}
