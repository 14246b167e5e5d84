using System.Globalization;
using SmartBeats.Calls;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Tests.Stores;

/// <summary>Counts what a summary counts another way: each list by a filter of its own over all calls.</summary>
internal static class NaiveSummary
{
    public static void ShouldMatch(CallSummary summary, IReadOnlyList<Call> calls, PlanRequest request)
    {
        var said = request.ToString();
        var all = Passing(request);
        summary.Calls.ShouldBe(all.Count, said);
        summary.Total.ShouldBe(calls.Count);
        summary.Minutes.ShouldBe(all.Sum(call => (call.ServiceMinuteHundredths ?? 0) / 100m).ToDouble(), 1e-6, said);
        summary.HasMinutes.ShouldBe(all.Any(call => call.ServiceMinuteHundredths is not null));
        summary.First.ShouldBe(all.Count == 0 ? null : Time(all.Min(call => call.LocalSeconds)).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture), said);
        summary.Last.ShouldBe(all.Count == 0 ? null : Time(all.Max(call => call.LocalSeconds)).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture), said);
        summary.Days.ShouldBe(all.Select(call => Time(call.LocalSeconds).Date).Distinct().Count(), said);

        var anyPriority = Passing(request with { Priorities = [] });
        summary.Priorities.ShouldBe(
            calls.Select(call => call.Priority).Distinct().Order().Select(value => new PriorityCount(value, anyPriority.Count(call => call.Priority == value))), said);
        var anyDisposition = Passing(request with { Dispositions = [] });
        summary.Dispositions.ShouldBe(
            calls.Select(call => call.Disposition).Distinct().Order(StringComparer.Ordinal)
                .Select(value => new ValueCount(value, anyDisposition.Count(call => call.Disposition == value))),
            said);
        var anyNature = Passing(request with { Natures = [] });
        summary.Natures.ShouldBe(
            calls.Select(call => call.Details?.Nature ?? "").Distinct().Order(StringComparer.Ordinal)
                .Select(value => new ValueCount(value, anyNature.Count(call => (call.Details?.Nature ?? "") == value))),
            said);
        var anySource = Passing(request with { Sources = [] }).Select(call => call.Details?.IsOfficerInitiated).ToList();
        summary.Sources.ShouldBe(new SourceCount(anySource.Count(officer => officer == false), anySource.Count(officer => officer == true), anySource.Count(officer => officer is null)), said);
        summary.Timed.ShouldBe(all.Count(call => call.Details is { } details && details.ClearedUtc - details.ArrivedUtc is >= 0 and <= 86_400), said);
        var anyData = Passing(request with { Data = CallData.All });
        summary.Data.ShouldBe(
            new DataCount(anyData.Count(call => call.IsIncident == true), anyData.Count(call => call.IsIncident == false), anyData.Count(call => call.IsIncident is null)), said);
        summary.Months.ShouldBe(
            Passing(request with { From = null, To = null }).GroupBy(call => Time(call.LocalSeconds).ToString("yyyy-MM", CultureInfo.InvariantCulture))
                .OrderBy(month => month.Key, StringComparer.Ordinal).Select(month => new MonthCount(month.Key, month.Count())),
            said);
        var anyHour = Passing(request with { Weekdays = [], Hours = null }).ToLookup(call => HourOfWeek(Time(call.LocalSeconds)));
        summary.Week.Calls.ShouldBe(Enumerable.Range(0, 168).Select(hour => (long)anyHour[hour].Count()), said);
        summary.Week.Minutes.ShouldBe(Enumerable.Range(0, 168).Select(hour => anyHour[hour].Sum(call => call.ServiceMinuteHundredths ?? 0) / 100.0), said);

        List<Call> Passing(PlanRequest asked)
        {
            var filter = new CallFilter(asked);
            return [.. calls.Where(call => filter.Matches(call))];
        }
    }

    private static double ToDouble(this decimal value) => (double)value;

    private static DateTime Time(long localSeconds) => DateTime.UnixEpoch.AddSeconds(localSeconds);

    private static int HourOfWeek(DateTime time) => ((((int)time.DayOfWeek + 6) % 7) * 24) + time.Hour;
}
