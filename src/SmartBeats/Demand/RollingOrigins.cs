using System.Globalization;
using System.Text.Json.Serialization;

namespace SmartBeats.Demand;

/// <summary>One question of a back-test: beats drawn on some days, judged on others.</summary>
/// <param name="Past">Days they are drawn on.</param>
/// <param name="Life">Days they are judged on, right after the past; right before it where time is reversed.</param>
/// <param name="IsReversed">Whether later calls are the past: the control for a trend that happens to flatter a plan.</param>
public sealed record BacktestSplit(
    [property: JsonConverter(typeof(DayRangeConverter))] DayRange Past,
    [property: JsonConverter(typeof(DayRangeConverter))] DayRange Life,
    bool IsReversed);

/// <summary>Days from which a back-test looks forward: the past grows from one to the next, the life stays as long.</summary>
/// <remarks>Tashman, "Out-of-sample tests of forecasting accuracy", International Journal of Forecasting 16, 2000: rolling origins.</remarks>
public static class RollingOrigins
{
    /// <summary>Days a past has at least: what <see cref="DriftEstimate"/> takes.</summary>
    public const int FewestPastDays = 7 * DriftEstimate.FewestWeeks;

    /// <summary>Days a life has at least.</summary>
    public const int FewestLifeDays = 28;

    private const int DaysPerYear = 365;

    /// <summary>Spreads origins evenly over the time there is.</summary>
    /// <param name="covered">The days that calls cover.</param>
    /// <param name="lifeDays">How long plans are judged; null for a third of the time there is, at most a year.</param>
    /// <param name="origins">How many, at least 1; fewer come back where there are not as many days.</param>
    /// <param name="reversed">Whether each comes with its mirror image in time.</param>
    /// <exception cref="InputException">Too little time.</exception>
    public static IReadOnlyList<BacktestSplit> Plan(DayRange covered, int? lifeDays, int origins, bool reversed)
    {
        var life = lifeDays ?? Math.Min(DaysPerYear, covered.Days / 3);
        if (life < FewestLifeDays)
        {
            throw lifeDays is null
                ? TooShort(covered, FewestPastDays + FewestLifeDays)
                : new InputException("--life", Text($"{life} days are too few to judge beats by"), Text($"Give at least {FewestLifeDays} days, such as 13w or 6m."));
        }

        // A past at least as long as the life it is to foretell, where there is time for it.
        var last = covered.Days - life;
        var first = Math.Min(Math.Max(FewestPastDays, life), last);
        if (first < FewestPastDays)
        {
            throw TooShort(covered, FewestPastDays + life);
        }

        var splits = new List<BacktestSplit>();
        foreach (var past in Enumerable.Range(0, origins).Select(at => origins == 1 ? last : first + (last - first) * at / (origins - 1)).Distinct())
        {
            var origin = covered.First + past;
            splits.Add(new BacktestSplit(new DayRange(covered.First, origin - 1), new DayRange(origin, origin + life - 1), false));
            if (reversed)
            {
                origin = covered.Last - past;
                splits.Add(new BacktestSplit(new DayRange(origin + 1, covered.Last), new DayRange(origin - life + 1, origin), true));
            }
        }

        return [.. splits.OrderBy(split => split.IsReversed)];
    }

    private static InputException TooShort(DayRange covered, int needed) => new(
        "calls",
        Text($"they cover {covered.Days} days ({covered}), and a back-test takes {needed}: a past to draw beats on and a life to judge them by"),
        "Load calls of a longer time, or give a shorter --life.");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
