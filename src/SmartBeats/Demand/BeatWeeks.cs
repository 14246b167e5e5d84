namespace SmartBeats.Demand;

/// <summary>What each beat carried in each week, Monday to Sunday: the table that drift and chance are read from.</summary>
/// <param name="FirstWeek">Weeks since the Monday before 1970-01-01.</param>
/// <param name="Loads">By week from <paramref name="FirstWeek"/> on, then by beat from 0; weeks without any call are all zero.</param>
public sealed record BeatWeeks(int FirstWeek, long[][] Loads)
{
    private const int DaysPerWeek = 7;

    /// <summary>1970-01-01 was a Thursday, three days into its week.</summary>
    private const int EpochWeekday = 3;

    /// <summary>Number of beats, at least 1.</summary>
    public int Beats => Loads.Length == 0 ? 0 : Loads[0].Length;

    /// <summary>Adds calls up by beat and week.</summary>
    /// <param name="calls">Of any length of time; at least one row.</param>
    /// <param name="beatOfArea">Per area, its beat, 0-based; below 0 for an area whose calls are left out.</param>
    /// <param name="beats">How many.</param>
    public static BeatWeeks Count(DatedLoads calls, int[] beatOfArea, int beats)
    {
        if (calls.Days.Length == 0)
        {
            return new BeatWeeks(0, []);
        }

        var first = ToWeek(calls.Days.Min());
        var loads = new long[ToWeek(calls.Days.Max()) - first + 1][];
        for (var week = 0; week < loads.Length; week++)
        {
            loads[week] = new long[beats];
        }

        for (var row = 0; row < calls.Days.Length; row++)
        {
            if (beatOfArea[calls.Areas[row]] is >= 0 and var beat)
            {
                loads[ToWeek(calls.Days[row]) - first][beat] += calls.Loads[row];
            }
        }

        return new BeatWeeks(first, loads);
    }

    /// <summary>The week a day lies in, counted from the Monday before 1970-01-01.</summary>
    /// <param name="day">Days since 1970-01-01; may be negative.</param>
    public static int ToWeek(int day)
    {
        var shifted = day + EpochWeekday;
        return shifted >= 0 ? shifted / DaysPerWeek : -((-shifted + DaysPerWeek - 1) / DaysPerWeek);
    }

    /// <summary>The Monday a week begins on, in days since 1970-01-01.</summary>
    public static int ToMonday(int week) => week * DaysPerWeek - EpochWeekday;

    /// <summary>Load of each beat over some of the weeks.</summary>
    /// <param name="from">Index of the first, from 0.</param>
    /// <param name="end">Index after the last.</param>
    public long[] SumByBeat(int from, int end)
    {
        var sums = new long[Beats];
        for (var week = from; week < end; week++)
        {
            for (var beat = 0; beat < sums.Length; beat++)
            {
                sums[beat] += Loads[week][beat];
            }
        }

        return sums;
    }
}
