namespace SmartBeats.Response;

/// <summary>A stretch of local time, from its first second up to but without its end.</summary>
/// <param name="From">Seconds since 1970-01-01T00:00:00 local.</param>
/// <param name="End">After <paramref name="From"/>.</param>
public readonly record struct LocalSpan(long From, long End);

/// <summary>What time the calls cover: one stretch, or the weeks picked out of it. Hours without a call count as much as any.</summary>
public sealed class CallPeriod
{
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

    public double Hours => Spans.Sum(span => (span.End - span.From) / 3600.0);

    /// <summary>From the midnight before the first call to the midnight after the last.</summary>
    /// <exception cref="InputException">No call at all.</exception>
    public static CallPeriod Covering(IEnumerable<PatrolCall> calls)
    {
        var (first, last) = (long.MaxValue, long.MinValue);
        foreach (var call in calls)
        {
            (first, last) = (Math.Min(first, call.LocalSeconds), Math.Max(last, call.LocalSeconds));
        }

        if (first > last)
        {
            throw new InputException("calls", "there is no call to reckon response from", "Load calls, or widen the filters.");
        }

        const long day = 86_400;
        var from = first - ((first % day) + day) % day;
        var end = last - ((last % day) + day) % day + day;
        return new CallPeriod([new LocalSpan(from, end)]);
    }

    public bool Contains(long localSeconds) => IndexOf(localSeconds) >= 0;

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

    /// <summary>Minutes into the period with its gaps closed up; the second must lie in it.</summary>
    internal double MinutesInto(long localSeconds)
    {
        var index = IndexOf(localSeconds);
        var before = 0L;
        for (var at = 0; at < index; at++)
        {
            before += Spans[at].End - Spans[at].From;
        }

        return (before + localSeconds - Spans[index].From) / 60.0;
    }

    private int IndexOf(long localSeconds)
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
                return middle;
            }
        }

        return -1;
    }
}
