using SmartBeats.Response;

namespace SmartBeats.Demand;

/// <summary>Which whole weeks are compared where beats changed on a day; counted as in <see cref="BeatWeeks"/>, ascending.</summary>
/// <param name="Since">From the first day of the beats on.</param>
/// <param name="Before">As many before it; empty where balance is compared, which needs none.</param>
/// <param name="SinceYearEarlier">Those of <paramref name="Since"/> 52 weeks earlier.</param>
/// <param name="BeforeYearEarlier">Those of <paramref name="Before"/> 52 weeks earlier.</param>
internal sealed record AdoptionWeeks(int[] Since, int[] Before, int[] SinceYearEarlier, int[] BeforeYearEarlier)
{
    /// <summary>Weeks that a stretch takes at least: the same as a forecast.</summary>
    public const int Fewest = DriftEstimate.FewestWeeks;

    /// <summary>Weeks on each side where response is compared: with more, one week would be both before and a year earlier.</summary>
    public const int MostOnEachSide = 25;

    /// <summary>Whole weeks of a year, so that a Monday stays one.</summary>
    public const int Year = 52;

    private const int DaysPerWeek = 7;

    /// <summary>Whether the weeks a year earlier are as good as all of them.</summary>
    public bool HasControl => IsMostOf(SinceYearEarlier, Since) && IsMostOf(BeforeYearEarlier, Before);

    /// <summary>The weeks that balance is compared in.</summary>
    /// <param name="covered">What time the calls cover.</param>
    /// <param name="changes">Days on which beats changed, in days since 1970-01-01; the one looked at is among them.</param>
    /// <param name="day">The one looked at.</param>
    public static AdoptionWeeks FindForBalance(CallPeriod covered, IReadOnlyList<int> changes, int day)
    {
        var (whole, first) = (covered.FindWholeWeeks().ToArray(), BeatWeeks.ToWeek(day + DaysPerWeek - 1));
        int[] since = [.. whole.Where(week => week >= first && week < Math.Min(first + Year, FindEnd(changes, day)))];
        return new AdoptionWeeks(since, [], FindYearEarlier(whole, since), []);
    }

    /// <summary>The weeks that response is compared in.</summary>
    /// <inheritdoc cref="FindForBalance"/>
    public static AdoptionWeeks FindForResponse(CallPeriod covered, IReadOnlyList<int> changes, int day)
    {
        var (whole, first, end) = (covered.FindWholeWeeks().ToArray(), BeatWeeks.ToWeek(day + DaysPerWeek - 1), BeatWeeks.ToWeek(day));
        int[] since = [.. whole.Where(week => week >= first && week < Math.Min(first + MostOnEachSide, FindEnd(changes, day)))];
        var count = since.Length == 0 ? 0 : since[^1] - first + 1;
        var begin = changes.Where(change => change < day)
            .Select(change => BeatWeeks.ToWeek(change + DaysPerWeek - 1)).Append(end - count).Max();
        int[] before = [.. whole.Where(week => week >= begin && week < end)];

        // A year in which beats changed about the same time is no year without a change.
        var (from, to) = (BeatWeeks.ToMonday(end - count - Year), BeatWeeks.ToMonday(first + count - Year));
        return changes.Any(change => from < change && change < to)
            ? new AdoptionWeeks(since, before, [], [])
            : new AdoptionWeeks(since, before, FindYearEarlier(whole, since), FindYearEarlier(whole, before));
    }

    private static int FindEnd(IReadOnlyList<int> changes, int day) =>
        changes.Where(change => change > day).Select(change => BeatWeeks.ToWeek(change)).DefaultIfEmpty(int.MaxValue).Min();

    private static bool IsMostOf(int[] part, int[] all) => all.Length == 0 || (part.Length >= Fewest && 4 * part.Length >= 3 * all.Length);

    /// <summary>The days of weeks.</summary>
    public static IReadOnlyList<DayRange> ToDays(int[] weeks) =>
        [.. weeks.Select(week => new DayRange(BeatWeeks.ToMonday(week), BeatWeeks.ToMonday(week + 1) - 1))];

    private static int[] FindYearEarlier(int[] whole, int[] weeks) =>
        [.. weeks.Select(week => week - Year).Where(week => Array.BinarySearch(whole, week) >= 0)];
}
