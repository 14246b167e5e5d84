namespace SmartBeats.Response;

/// <summary>Calls split by whole weeks: some to design on, some kept aside to judge by.</summary>
/// <param name="Design">Everything that is not held out, broken weeks at the ends included.</param>
/// <param name="HeldOut">Whole weeks, Monday to Sunday, drawn by the seed.</param>
public sealed record HeldOutWeeks(CallPeriod Design, CallPeriod HeldOut)
{
    /// <summary>Draws the weeks, one from each of as many stretches of the period: every season is judged, none by itself.</summary>
    /// <param name="covered">What time the calls cover.</param>
    /// <param name="share">Of the whole weeks, above 0 and below 1; at least one week is held out and one is not.</param>
    /// <param name="seed">The same period, share and seed give the same weeks, whatever the calls.</param>
    /// <exception cref="InputException">Fewer than two whole weeks.</exception>
    public static HeldOutWeeks Split(CallPeriod covered, double share, ulong seed)
    {
        int[] weeks = [.. covered.FindWholeWeeks()];
        if (weeks.Length < 2)
        {
            throw new InputException("calls", $"holding weeks back takes at least 2 whole ones, Monday to Sunday, and the calls cover {weeks.Length}", "Load more calls.");
        }

        var count = Math.Clamp((int)Math.Round(share * weeks.Length), 1, weeks.Length - 1);
        var random = SeededRandom.Derive(seed, 0x5EED_BAC4);
        var held = new List<LocalSpan>();
        for (var at = 0; at < count; at++)
        {
            // Stretches of the period, as equal as whole weeks allow.
            var (from, end) = (at * weeks.Length / count, (at + 1) * weeks.Length / count);
            var week = weeks[from + random.Next(end - from)];
            held.Add(new LocalSpan(WeekSlice.WeekStart(week), WeekSlice.WeekStart(week + 1)));
        }

        return new HeldOutWeeks(new CallPeriod(Without(covered.Spans, held)) { Notes = covered.Notes }, new CallPeriod(held));
    }

    private static List<LocalSpan> Without(IReadOnlyList<LocalSpan> spans, List<LocalSpan> held)
    {
        List<LocalSpan> kept = [];
        foreach (var span in spans)
        {
            var from = span.From;
            foreach (var week in held.Where(week => span.From <= week.From && week.End <= span.End))
            {
                if (week.From > from)
                {
                    kept.Add(new LocalSpan(from, week.From));
                }

                from = week.End;
            }

            if (span.End > from)
            {
                kept.Add(new LocalSpan(from, span.End));
            }
        }

        return kept;
    }
}
