using System.Globalization;
using NodaTime;
using SmartBeats.Response;

namespace SmartBeats.Demand;

/// <summary>Says when the calls of a past are a poor guide to a year: a mistyped year, not whole years, holes, a broken month.</summary>
public static class PastPeriods
{
    /// <summary>Days a file of whole years may lack or have too many.</summary>
    private const int DaysOff = 7;

    /// <summary>A month is broken with less than this share of the usual calls a day.</summary>
    private const double BrokenShare = 0.5;

    /// <summary>Fewer days than that say too little to be judged by the calendar.</summary>
    private const int FewestDays = 7 * DriftEstimate.FewestWeeks;

    private const int Named = 3;

    private static readonly string[] _months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12];

    /// <summary>A sentence for each, none for whole years without a gap.</summary>
    /// <param name="days">Calls by day, in any order, a day once.</param>
    public static IEnumerable<string> Describe(IReadOnlyCollection<DayTally> days)
    {
        if (days.Count == 0)
        {
            yield break;
        }

        var period = CoveredTime.Find(days);
        if (period.Strays is { } strays)
        {
            yield return strays;
        }

        var spans = period.Spans.Select(span => new DayRange(DayRange.ToDay(span.From), DayRange.ToDay(span.End - 1))).ToList();
        var covered = spans.Sum(span => span.Days);
        if (covered < FewestDays)
        {
            yield break;
        }

        if (spans.Count > 1)
        {
            var holes = spans.Zip(spans.Skip(1)).Select(pair => new DayRange(pair.First.Last + 1, pair.Second.First - 1).ToString()).ToList();
            yield return $"No calls came on {string.Join(", ", holes.Take(Named))}{(holes.Count > Named ? Text($" and {holes.Count - Named} more stretches") : "")}: what is busy then counts for less.";
        }

        if (FindUnevenMonths(spans, covered) is { } uneven)
        {
            yield return uneven;
        }

        foreach (var broken in FindBrokenMonths(days, spans))
        {
            yield return broken;
        }
    }

    private static string? FindUnevenMonths(List<DayRange> spans, int covered)
    {
        var years = Math.Round(covered / 365.25);
        if (years >= 1 && Math.Abs(covered - years * 365.25) <= DaysOff && spans.Count == 1)
        {
            return null;
        }

        // How often each month of the calendar is in it, in whole months.
        var times = new double[12];
        foreach (var span in spans)
        {
            for (var day = span.First; day <= span.Last; day++)
            {
                var date = DayRange.ToDate(day);
                times[date.Month - 1] += 1.0 / CalendarSystem.Iso.GetDaysInMonth(date.Year, date.Month);
            }
        }

        var rounded = Array.ConvertAll(times, time => (int)Math.Round(time));
        var groups = rounded.Distinct().Order().Select(count => $"{NameMonths(rounded, count)} {SayTimes(count)}").ToList();
        return groups.Count == 1
            ? null
            : Text($"The calls are not of whole years ({DayRange.PrintDay(spans[0].First)} to {DayRange.PrintDay(spans[^1].Last)}): {string.Join(", ", groups)}. For a whole year choose whole years (--from, --to), for a season its own months (--for).");
    }

    private static string NameMonths(int[] times, int count)
    {
        var names = new List<string>();
        for (var month = 0; month < 12; month++)
        {
            if (times[month] != count)
            {
                continue;
            }

            var last = month;
            while (last + 1 < 12 && times[last + 1] == count)
            {
                last++;
            }

            names.Add(last == month ? _months[month] : last == month + 1 ? $"{_months[month]} and {_months[last]}" : $"{_months[month]} to {_months[last]}");
            month = last;
        }

        return string.Join(" and ", names);
    }

    private static string SayTimes(int count) => count switch
    {
        0 => "do not count at all",
        1 => "count once",
        2 => "count twice",
        _ => Text($"count {count} times"),
    };

    private static IEnumerable<string> FindBrokenMonths(IReadOnlyCollection<DayTally> days, List<DayRange> spans)
    {
        var months = days.Where(day => spans.Any(span => span.Contains((int)day.Day)))
            .GroupBy(day => new YearMonth(DayRange.ToDate((int)day.Day).Year, DayRange.ToDate((int)day.Day).Month))
            .Select(month => (Month: month.Key, Calls: month.Sum(day => day.Calls), Days: CountDays(month.Key, spans)))
            .OrderBy(month => month.Month).ToList();
        double[] rates = [.. months.Select(month => (double)month.Calls / month.Days).Order()];
        var usual = rates[rates.Length / 2];
        foreach (var (month, calls, count) in months.Where(month => month.Days >= DaysOff && month.Calls < BrokenShare * usual * month.Days).Take(Named))
        {
            yield return Text($"{_months[month.Month - 1]} {month.Year} has {(double)calls / count:0.#} calls a day where {usual:0.#} are usual: is it complete?");
        }

        var last = DayRange.ToDate(spans[^1].Last);
        var length = CalendarSystem.Iso.GetDaysInMonth(last.Year, last.Month);
        if (length - last.Day > DaysOff)
        {
            yield return Text($"{_months[last.Month - 1]} {last.Year} is broken: the calls end on {DayRange.PrintDay(spans[^1].Last)}.");
        }
    }

    private static int CountDays(YearMonth month, List<DayRange> spans)
    {
        var own = DayRange.FromMonths(month.Year, month.Month, 1);
        return spans.Sum(span => Math.Max(0, Math.Min(span.Last, own.Last) - Math.Max(span.First, own.First) + 1));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
