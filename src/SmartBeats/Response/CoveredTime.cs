using System.Globalization;
using NodaTime;

namespace SmartBeats.Response;

/// <summary>Calls of one day.</summary>
/// <param name="Day">Days since 1970-01-01 by the city's wall clock; may be negative.</param>
/// <param name="Calls">At least 1.</param>
public readonly record struct DayTally(long Day, long Calls);

/// <summary>Which time a city's calls cover: rates are counts over this time, not over all that lies between the first date and the last.</summary>
/// <remarks>
/// One mistyped year would stretch a span from first to last call to a century and divide every rate by it. So a gap is time
/// not covered where at least 20 calls were to be expected in it (none come then once in half a billion), and a handful of
/// calls far from all others are strays. Both are said. A quiet file, in which long gaps are chance, has none.
/// </remarks>
public static class CoveredTime
{
    private const long SecondsPerDay = 86_400;

    /// <summary>Calls that must be missing before a gap is no chance.</summary>
    private const double CallsMissing = 20;

    /// <summary>Days that a gap lasts at least: calls of whole weekends may be missing by habit.</summary>
    private const long ShortestGapDays = 7;

    /// <summary>Days between strays and the others, at least: nearer by, a few days more or less move no rate.</summary>
    private const long StrayDays = 180;

    /// <summary>Strays are at most one call in this many.</summary>
    private const long CallsPerStray = 1000;

    /// <summary>That few calls may be strays of any file.</summary>
    private const long FewCalls = 3;

    private const int GapsNamed = 3;

    /// <summary>The period covered, in whole days, with a sentence for strays and one for gaps.</summary>
    /// <param name="days">All the city's calls by day, whatever a request counts; in any order, a day once.</param>
    /// <exception cref="InputException">No call at all.</exception>
    public static CallPeriod Find(IEnumerable<DayTally> days)
    {
        DayTally[] sorted = [.. days.OrderBy(day => day.Day)];
        if (sorted.Length == 0)
        {
            throw new InputException("calls", "there is no call to reckon response from", "Load calls, or widen the filters.");
        }

        var total = sorted.Sum(day => day.Calls);
        var stretches = CutAtGaps(sorted, CallsPerDay(sorted, total));
        var most = stretches.MaxBy(stretch => stretch.Calls)!;
        var strays = stretches.Where(stretch => IsStray(stretch, most, total)).ToList();
        var covered = stretches.Except(strays).ToList();
        return new CallPeriod([.. covered.Select(stretch => new LocalSpan(stretch.FirstDay * SecondsPerDay, (stretch.LastDay + 1) * SecondsPerDay))])
        {
            Notes = [.. DescribeStrays(strays, covered), .. DescribeGaps(covered)],
            Strays = DescribeStrays(strays, covered).FirstOrDefault(),
        };
    }

    /// <summary>Calls a day, from the middle 98 % of them: a stray date at either end does not thin it out.</summary>
    private static double CallsPerDay(DayTally[] days, long total)
    {
        var tail = Math.Max(1, total / 100);
        var (first, last) = (DayOfCall(days, tail), DayOfCall(days, Math.Max(tail, total - 1 - tail)));
        return Math.Max(1, total - 2 * tail) / (double)(last - first + 1);
    }

    private static long DayOfCall(DayTally[] days, long rank)
    {
        foreach (var day in days)
        {
            if (rank < day.Calls)
            {
                return day.Day;
            }

            rank -= day.Calls;
        }

        return days[^1].Day;
    }

    private static List<Stretch> CutAtGaps(DayTally[] days, double callsPerDay)
    {
        List<Stretch> stretches = [];
        foreach (var day in days)
        {
            var gap = stretches.Count == 0 ? 0 : day.Day - stretches[^1].LastDay - 1;
            if (stretches.Count == 0 || (gap >= ShortestGapDays && gap * callsPerDay >= CallsMissing))
            {
                stretches.Add(new Stretch(day.Day, day.Day, day.Calls));
            }
            else
            {
                stretches[^1] = stretches[^1] with { LastDay = day.Day, Calls = stretches[^1].Calls + day.Calls };
            }
        }

        return stretches;
    }

    private static bool IsStray(Stretch stretch, Stretch most, long total)
    {
        var apart = Math.Max(most.FirstDay - stretch.LastDay, stretch.FirstDay - most.LastDay);
        return stretch.Calls < most.Calls && stretch.Calls <= Math.Max(FewCalls, total / CallsPerStray) && apart > StrayDays;
    }

    private static IEnumerable<string> DescribeStrays(List<Stretch> strays, List<Stretch> covered)
    {
        if (strays.Count == 0)
        {
            yield break;
        }

        var calls = strays.Sum(stray => stray.Calls);
        var dates = string.Join(", ", strays.Take(GapsNamed).Select(stray => Date(stray.FirstDay)));
        var which = calls == 1 ? $"1 call, dated {dates}, lies" : $"{Count(calls)} calls, dated {dates}{(strays.Count > GapsNamed ? " and more" : "")}, lie";
        yield return $"{which} far from all others ({Date(covered[0].FirstDay)} to {Date(covered[^1].LastDay)}) and {(calls == 1 ? "is" : "are")} left out of rates: look at the year.";
    }

    private static IEnumerable<string> DescribeGaps(List<Stretch> covered)
    {
        if (covered.Count < 2)
        {
            yield break;
        }

        var gaps = covered.Zip(covered.Skip(1), (before, after) => (From: before.LastDay + 1, To: after.FirstDay - 1)).ToList();
        var named = string.Join(", ", gaps.Take(GapsNamed).Select(gap => $"{Date(gap.From)} to {Date(gap.To)}"));
        var more = gaps.Count > GapsNamed ? $" and {gaps.Count - GapsNamed} more" : "";
        yield return $"No calls from {named}{more}: rates leave out these {Count(gaps.Sum(gap => gap.To - gap.From + 1))} days.";
    }

    private static string Date(long day)
    {
        var date = new LocalDate(1970, 1, 1).PlusDays((int)day);
        return date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
    }

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Days with calls that no gap parts, both ends included.</summary>
    private sealed record Stretch(long FirstDay, long LastDay, long Calls);
}
