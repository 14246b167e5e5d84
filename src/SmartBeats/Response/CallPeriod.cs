namespace SmartBeats.Response;

/// <summary>A stretch of local time, from its first second up to but without its end.</summary>
/// <param name="From">Seconds since 1970-01-01T00:00:00 local.</param>
/// <param name="End">After <paramref name="From"/>.</param>
public readonly record struct LocalSpan(long From, long End);

/// <summary>What time the calls cover: one stretch, or the weeks picked out of it. Hours without a call count as much as any.</summary>
public sealed class CallPeriod
{
    private const long SecondsPerDay = 86_400;

    /// <param name="spans">Ascending, apart from one another.</param>
    public CallPeriod(IReadOnlyList<LocalSpan> spans)
    {
        for (var at = 0; at < spans.Count; at++)
        {
            if (spans[at].End <= spans[at].From || (at > 0 && spans[at].From < spans[at - 1].End))
            {
                throw new ArgumentException("Spans ascend and do not overlap.", nameof(spans));
            }
        }

        Spans = spans;
    }

    public IReadOnlyList<LocalSpan> Spans { get; }

    /// <summary>What was found out of the ordinary: stray dates, time without calls; a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Of <see cref="Notes"/>, the sentence on calls far from all others; null where there are none.</summary>
    public string? Strays { get; init; }

    public double Hours => Spans.Sum(span => (span.End - span.From) / 3600.0);

    /// <summary>The days that calls cover, see <see cref="CoveredTime"/>.</summary>
    /// <exception cref="InputException">No call at all.</exception>
    public static CallPeriod Covering(IEnumerable<PatrolCall> calls) =>
        CoveredTime.Find(CountByDay(calls.Select(call => call.LocalSeconds)));

    /// <summary>Instants counted by the day they lie in.</summary>
    /// <param name="localSeconds">Seconds since 1970-01-01T00:00:00 local, in any order.</param>
    internal static IEnumerable<DayTally> CountByDay(IEnumerable<long> localSeconds) =>
        localSeconds.CountBy(DayOf).Select(day => new DayTally(day.Key, day.Value));

    private static long DayOf(long localSeconds) => (localSeconds - (localSeconds % SecondsPerDay + SecondsPerDay) % SecondsPerDay) / SecondsPerDay;

    /// <summary>The part of the period within some dates.</summary>
    /// <param name="from">Seconds since 1970-01-01T00:00:00 local; null for no limit.</param>
    /// <param name="end">Likewise, itself not included.</param>
    /// <exception cref="InputException">Nothing of it lies there.</exception>
    public CallPeriod Within(long? from, long? end)
    {
        var kept = Spans
            .Select(span => new LocalSpan(Math.Max(span.From, from ?? span.From), Math.Min(span.End, end ?? span.End)))
            .Where(span => span.From < span.End)
            .ToList();
        return kept.Count > 0
            ? new CallPeriod(kept) { Notes = Notes }
            : throw new InputException("request", "its dates lie outside the time that calls cover", "Widen from and to.");
    }

    /// <summary>The whole weeks, Monday to Sunday, that lie in the period: each by how many came since the Monday before 1970-01-01, ascending.</summary>
    internal IEnumerable<int> FindWholeWeeks()
    {
        foreach (var span in Spans)
        {
            for (var week = WeekSlice.WeekOf(span.From - 1) + 1; week < WeekSlice.WeekOf(span.End); week++)
            {
                yield return (int)week;
            }
        }
    }

    public bool Contains(long localSeconds)
    {
        var (low, high) = (0, Spans.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (localSeconds < Spans[middle].From)
            {
                high = middle - 1;
            }
            else if (localSeconds >= Spans[middle].End)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Hours of the period that lie in the slice, parts of hours as fractions. The hours that clocks skip or repeat count as the wall clock shows them.</summary>
    public double HoursIn(WeekSlice slice)
    {
        var seconds = 0L;
        foreach (var span in Spans)
        {
            for (var from = span.From; from < span.End;)
            {
                var next = Math.Min(span.End, from - ((from % 3600) + 3600) % 3600 + 3600);
                seconds += slice.Contains(from) ? next - from : 0;
                from = next;
            }
        }

        return seconds / 3600.0;
    }
}
