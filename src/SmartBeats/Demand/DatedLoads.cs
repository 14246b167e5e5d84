using SmartBeats.Response;

namespace SmartBeats.Demand;

/// <summary>What calls weigh, by area and day: three columns of the same length, rows in any order.</summary>
/// <param name="Areas">Index of the area in the map, 0-based.</param>
/// <param name="Days">Days since 1970-01-01 by the city's wall clock; where only the week is known, the Monday it begins on.</param>
/// <param name="Loads">In whole units of the workload, 0 or more; 1 a call where calls are counted.</param>
public sealed record DatedLoads(int[] Areas, int[] Days, long[] Loads)
{
    /// <summary>Every call by itself, each weighing 1.</summary>
    /// <param name="areas">Index of the area in the map, 0-based.</param>
    /// <param name="days">As many days since 1970-01-01.</param>
    public static DatedLoads FromCalls(int[] areas, int[] days)
    {
        var loads = new long[areas.Length];
        Array.Fill(loads, 1);
        return new DatedLoads(areas, days, loads);
    }

    /// <summary>All that was in some days, or the rest.</summary>
    /// <param name="ranges">Any number, in any order.</param>
    /// <returns>Itself where nothing is left out.</returns>
    public DatedLoads Within(IReadOnlyList<DayRange> ranges)
    {
        // Millions of rows, few days: each day is looked for once.
        var isWithin = Days.Distinct().ToDictionary(day => day, day => ranges.Any(range => range.Contains(day)));
        var taken = Days.Count(day => isWithin[day]);
        if (taken == Days.Length)
        {
            return this;
        }

        var (within, next) = (new DatedLoads(new int[taken], new int[taken], new long[taken]), 0);
        for (var row = 0; row < Days.Length; row++)
        {
            if (isWithin[Days[row]])
            {
                (within.Areas[next], within.Days[next], within.Loads[next]) = (Areas[row], Days[row], Loads[row]);
                next++;
            }
        }

        return within;
    }

    /// <summary>The same without calls far from all others, whose year was mistyped (<see cref="CoveredTime"/>).</summary>
    public DatedLoads WithoutStrays()
    {
        if (Days.Length == 0)
        {
            return this;
        }

        var covered = CoveredTime.Find(CountByDay());
        return covered.Strays is null
            ? this
            : Within([.. covered.Spans.Select(span => new DayRange(DayRange.ToDay(span.From), DayRange.ToDay(span.End - 1)))]);
    }

    /// <summary>The loads of each day with any, all areas together.</summary>
    public IReadOnlyList<DayTally> CountByDay()
    {
        var days = new SortedDictionary<int, long>();
        for (var row = 0; row < Days.Length; row++)
        {
            days[Days[row]] = days.GetValueOrDefault(Days[row]) + Loads[row];
        }

        return [.. days.Select(day => new DayTally(day.Key, day.Value))];
    }

    /// <summary>The load of every area, all days together.</summary>
    /// <param name="areas">How many areas the map has.</param>
    public long[] SumByArea(int areas)
    {
        var sums = new long[areas];
        for (var row = 0; row < Areas.Length; row++)
        {
            sums[Areas[row]] += Loads[row];
        }

        return sums;
    }
}
