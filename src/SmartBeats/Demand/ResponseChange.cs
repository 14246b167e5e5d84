using System.Text.Json.Serialization;
using SmartBeats.Response;
using SmartBeats.Response.Measured;

namespace SmartBeats.Demand;

/// <summary>How soon calls of one priority are answered since beats are patrolled, beside before.</summary>
/// <param name="Priority">1 to 9, or <see cref="PatrolCall.NoPriority"/>.</param>
/// <param name="CallsBefore">Answered before, with plausible stamps.</param>
/// <param name="CallsSince">Answered since.</param>
/// <param name="Median">Half were answered within so many minutes.</param>
/// <param name="NinetiethPercentile">Nine of ten were.</param>
public sealed record ResponseChange(int Priority, int CallsBefore, int CallsSince, MinutesChange Median, MinutesChange NinetiethPercentile)
{
    /// <summary>Measures it, priority by priority.</summary>
    /// <param name="calls">In any order; those in no area or without plausible stamps count nowhere.</param>
    /// <param name="weeks">Before and since, each at least two.</param>
    /// <returns>The highest priority first, of those with <see cref="MeasuredResponse.FewestCalls"/> before and since.</returns>
    internal static IReadOnlyList<ResponseChange> Measure(IEnumerable<MeasuredCall> calls, AdoptionWeeks weeks)
    {
        var changes = new List<ResponseChange>();
        var answers = calls.Where(call => call.Area >= 0 && call.Response is not null);
        foreach (var priority in answers.GroupBy(call => call.Priority).OrderBy(group => group.Key))
        {
            var byWeek = priority.GroupBy(call => BeatWeeks.ToWeek(DayRange.ToDay(call.LocalSeconds)))
                .ToDictionary(week => week.Key, week => week.Select(call => call.Response!.Value).Order().ToArray());
            int[][][] stretches = [.. new[] { weeks.Before, weeks.Since, weeks.BeforeYearEarlier, weeks.SinceYearEarlier }
                .Select(stretch => stretch.Select(week => byWeek.GetValueOrDefault(week) ?? []).ToArray())];
            int[] answered = [.. stretches.Select(stretch => stretch.Sum(week => week.Length))];
            if (Math.Min(answered[0], answered[1]) < MeasuredResponse.FewestCalls)
            {
                continue;
            }

            var isControlled = weeks.HasControl && Math.Min(answered[2], answered[3]) >= MeasuredResponse.FewestCalls;
            var compared = isControlled ? stretches : stretches[..2];
            var (median, ninetieth) = (MinutesChange.Measure(compared, 0.5), MinutesChange.Measure(compared, 0.9));
            changes.Add(new ResponseChange(priority.Key, answered[0], answered[1], median, ninetieth));
        }

        return changes;
    }

    /// <summary>Rounded for print: minutes to three decimals.</summary>
    internal ResponseChange ToPublishedPrecision() => this with
    {
        Median = Median.ToPublishedPrecision(),
        NinetiethPercentile = NinetiethPercentile.ToPublishedPrecision(),
    };
}

/// <summary>A percentile of the minutes from call to first arrival, before and since.</summary>
/// <param name="Before">Minutes.</param>
/// <param name="Since">Minutes.</param>
/// <param name="Difference"><paramref name="Since"/> less <paramref name="Before"/>: below 0 where calls are answered sooner.</param>
public sealed record MinutesChange(double Before, double Since, Estimate Difference)
{
    /// <summary>The same difference a year earlier; null where there are too few weeks or calls.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Estimate? YearEarlier { get; init; }

    /// <summary>What is left of the difference without that of a year earlier.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Estimate? BeatsPart { get; init; }

    /// <param name="stretches">Seconds of each week, ascending: before, since, and maybe the same two a year earlier.</param>
    /// <param name="share">Of the calls, above 0 and up to 1.</param>
    internal static MinutesChange Measure(int[][][] stretches, double share)
    {
        var isControlled = stretches.Length > 2;
        var found = WeekDraws.Estimate([.. stretches.Select(stretch => stretch.Length)], times =>
        {
            var minutes = new double[stretches.Length];
            for (var stretch = 0; stretch < minutes.Length; stretch++)
            {
                minutes[stretch] = FindQuantile(stretches[stretch], times[stretch], share) / 60;
            }

            var (difference, earlier) = (minutes[1] - minutes[0], isControlled ? minutes[3] - minutes[2] : 0);
            return [minutes[0], minutes[1], difference, earlier, difference - earlier];
        });
        return new MinutesChange(found[0].Value, found[1].Value, found[2])
        {
            YearEarlier = isControlled ? found[3] : null,
            BeatsPart = isControlled ? found[4] : null,
        };
    }

    internal MinutesChange ToPublishedPrecision() => new(Math.Round(Before, 3), Math.Round(Since, 3), Difference.Round(3))
    {
        YearEarlier = YearEarlier?.Round(3),
        BeatsPart = BeatsPart?.Round(3),
    };

    /// <summary>
    /// The smallest time with at least that share of the calls at or below it (as <see cref="MeasuredResponse"/> has it), each week
    /// counted so often; NaN without any call.
    /// </summary>
    private static double FindQuantile(int[][] weeks, int[] times, double share)
    {
        long calls = 0;
        for (var week = 0; week < weeks.Length; week++)
        {
            calls += (long)times[week] * weeks[week].Length;
        }

        if (calls == 0)
        {
            return double.NaN;
        }

        // Halving the range of possible seconds asks each week's ordered calls a few times, which is far less than to merge them.
        var wanted = (long)Math.Ceiling(share * calls);
        var (low, high) = (-1, (int)Calls.CallTimes.Longest);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            long below = 0;
            for (var week = 0; week < weeks.Length; week++)
            {
                below += times[week] == 0 ? 0 : (long)times[week] * CountUpTo(weeks[week], middle);
            }

            (low, high) = below < wanted ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static int CountUpTo(int[] ordered, int most)
    {
        var (low, high) = (0, ordered.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = ordered[middle] <= most ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
