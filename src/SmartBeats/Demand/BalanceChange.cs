using System.Text.Json.Serialization;
using SmartBeats.Response;

namespace SmartBeats.Demand;

/// <summary>How even beats are since they are patrolled, beside what those before would have been on the same calls.</summary>
/// <param name="From">First Monday, as yyyy-MM-dd.</param>
/// <param name="Weeks">Whole weeks with calls since then.</param>
/// <param name="Load">Of these weeks, in units of the workload.</param>
/// <param name="Beats">How many beats that are balanced.</param>
/// <param name="BeatsBefore">How many there were before.</param>
/// <param name="Spread">Of the beats: standard deviation over mean, a fraction.</param>
/// <param name="SpreadBefore">Of the beats before, on the same calls.</param>
/// <param name="Difference"><paramref name="Spread"/> less <paramref name="SpreadBefore"/>: below 0 where the beats are evener.</param>
public sealed record BalanceChange(
    string From, int Weeks, double Load, int Beats, int BeatsBefore, double Spread, double SpreadBefore, Estimate Difference)
{
    /// <summary>The beats before in the same weeks a year earlier; null where there are too few of them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? YearEarlier { get; init; }

    /// <summary>What calls did by themselves: <see cref="SpreadBefore"/> less <see cref="YearEarlier"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Estimate? OwnChange { get; init; }

    /// <summary>Measures it.</summary>
    /// <param name="calls">Of the weeks and of those a year earlier; others are left out.</param>
    /// <param name="weeks">Of the beats, at least two.</param>
    /// <param name="beats">Those patrolled.</param>
    /// <param name="before">Those before, on the same map.</param>
    /// <param name="units">Whole units that one of the workload is.</param>
    internal static BalanceChange Measure(DatedLoads calls, AdoptionWeeks weeks, BalancedBeats beats, BalancedBeats before, int units)
    {
        (beats, before) = (beats.OnGroundOf(before), before.OnGroundOf(beats));
        var since = CountIn(calls, weeks.Since, beats);
        var sinceBefore = CountIn(calls, weeks.Since, before);
        var earlier = weeks.HasControl ? CountIn(calls, weeks.SinceYearEarlier, before) : [];
        int[] stretches = earlier.Length > 0 ? [since.Length, earlier.Length] : [since.Length];
        var found = WeekDraws.Estimate(stretches, times =>
        {
            var spreadBefore = FindSpread(sinceBefore, times[0]);
            return [FindSpread(since, times[0]) - spreadBefore, earlier.Length > 0 ? spreadBefore - FindSpread(earlier, times[1]) : 0];
        });
        int[] once = [.. Enumerable.Repeat(1, since.Length)];
        return new BalanceChange(
            DayRange.PrintDay(BeatWeeks.ToMonday(weeks.Since[0])), since.Length, (double)since.Sum(week => week.Sum()) / units,
            beats.Numbers.Length, before.Numbers.Length, FindSpread(since, once), FindSpread(sinceBefore, once), found[0])
        {
            YearEarlier = earlier.Length > 0 ? FindSpread(earlier, [.. Enumerable.Repeat(1, earlier.Length)]) : null,
            OwnChange = earlier.Length > 0 ? found[1] : null,
        };
    }

    /// <summary>Rounded for print: fractions to four decimals, the load to one.</summary>
    internal BalanceChange ToPublishedPrecision() => this with
    {
        Load = Math.Round(Load, 1),
        Spread = Math.Round(Spread, 4),
        SpreadBefore = Math.Round(SpreadBefore, 4),
        Difference = Difference.Round(4),
        YearEarlier = YearEarlier is { } earlier ? Math.Round(earlier, 4) : null,
        OwnChange = OwnChange?.Round(4),
    };

    private static long[][] CountIn(DatedLoads calls, int[] weeks, BalancedBeats beats)
    {
        var counted = BeatWeeks.Count(calls.Within(AdoptionWeeks.ToDays(weeks)), beats.BeatOfArea, beats.Numbers.Length);
        return [.. weeks.Select(week => week - counted.FirstWeek)
            .Select(at => at >= 0 && at < counted.Loads.Length ? counted.Loads[at] : new long[beats.Numbers.Length])];
    }

    private static double FindSpread(long[][] loads, int[] times)
    {
        var sums = new double[loads[0].Length];
        for (var week = 0; week < loads.Length; week++)
        {
            for (var beat = 0; beat < sums.Length; beat++)
            {
                sums[beat] += times[week] * loads[week][beat];
            }
        }

        var mean = sums.Average();
        return Math.Sqrt(sums.Average(sum => (sum - mean) * (sum - mean))) / mean;
    }
}
