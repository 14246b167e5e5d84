using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;
using SmartBeats.Response;
using SmartBeats.Staffing;

namespace SmartBeats.Pipeline.Answers;

/// <summary>When the calls a plan counts come, by hour of the week.</summary>
/// <param name="Week">All of them, 168 hours from Monday 0:00.</param>
/// <param name="Days">How many Mondays, Tuesdays, ... the calls cover: what a count is divided by for an average week.</param>
/// <param name="Officers">Officers on duty by hour of the week; null where nobody said.</param>
/// <param name="Notes">What was found out of the ordinary in the time that calls cover.</param>
public sealed record CallWeek(WeekCount Week, int[] Days, int[]? Officers, int? Beat, string CallsVersion, IReadOnlyList<string> Notes)
{
    private const long SecondsPerDay = 86_400;

    /// <summary>Counts under the plan's filters, in its map.</summary>
    /// <param name="beat">Number of a beat; null for the whole city.</param>
    /// <param name="shifts">With the officers on duty on each; null where nobody said.</param>
    /// <exception cref="InputException">The plan has no such beat, or there are no calls.</exception>
    public static async Task<CallWeek> CountAsync(
        AnswerSources sources, string city, PlanFile file, int? beat, IReadOnlyList<(DutyShift Shift, int Officers)>? shifts = null)
    {
        var plan = file.Plan;
        if (beat is { } number && (number < 1 || number > plan.BeatCount))
        {
            throw new InputException("beat", $"the plan has no beat {number}", $"Its beats are numbered 1 to {plan.BeatCount}.");
        }

        var (counted, version) = await sources.CountOnceAsync(city, $"week {city} {plan.PlanId}", () => ReadAsync(sources, city, plan));
        return new CallWeek(counted.Weeks[beat ?? 0], counted.Days, CountOfficers(shifts), beat, version, counted.Notes);
    }

    private static async Task<CountedWeeks> ReadAsync(AnswerSources sources, string city, Plan plan)
    {
        var index = await sources.ReadIndexAsync(city, plan.MapVersion);
        var calls = new long[plan.BeatCount + 1][];
        var hundredths = new long[plan.BeatCount + 1][];
        for (var beat = 0; beat <= plan.BeatCount; beat++)
        {
            (calls[beat], hundredths[beat]) = (new long[WeekSlice.HoursPerWeek], new long[WeekSlice.HoursPerWeek]);
        }

        await foreach (var batch in sources.Calls.ReadCallsAsync(city, plan.Request, CallPart.Everything))
        {
            foreach (var call in batch)
            {
                if (index.Find(call.Longitude, call.Latitude) is >= 0 and var area)
                {
                    var (hour, beat) = (WeekSlice.HourOfWeek(call.LocalSeconds), plan.BeatOfArea[area]);
                    calls[beat][hour]++;
                    hundredths[beat][hour] += call.ServiceMinuteHundredths ?? 0;
                    calls[0][hour]++;
                    hundredths[0][hour] += call.ServiceMinuteHundredths ?? 0;
                }
            }
        }

        var period = await RequestDemand.FindPeriodAsync(sources.Calls, city, plan.Request, CancellationToken.None);
        var weeks = calls.Zip(hundredths, (counted, minutes) => new WeekCount(counted, [.. minutes.Select(minute => minute / 100.0)]));
        return new CountedWeeks([.. weeks], CountDays(period), period.Notes);
    }

    /// <summary>Days of each weekday, a day that is only partly covered counting as one.</summary>
    private static int[] CountDays(CallPeriod period)
    {
        var days = new int[7];
        foreach (var span in period.Spans)
        {
            var begin = span.From - (((span.From % SecondsPerDay) + SecondsPerDay) % SecondsPerDay);
            for (var day = begin; day < span.End; day += SecondsPerDay)
            {
                days[WeekSlice.HourOfWeek(day) / 24]++;
            }
        }

        return days;
    }

    private static int[]? CountOfficers(IReadOnlyList<(DutyShift Shift, int Officers)>? shifts) => shifts is null ? null :
    [
        .. Enumerable.Range(0, WeekSlice.HoursPerWeek)
            .Select(hour => shifts.Where(duty => duty.Shift.Slice.Contains(WeekSlice.FirstSecond(hour))).Sum(duty => duty.Officers)),
    ];

    /// <param name="Weeks">The city's, then each beat's.</param>
    private sealed record CountedWeeks(WeekCount[] Weeks, int[] Days, IReadOnlyList<string> Notes);
}
