namespace SmartBeats.Response;

/// <summary>Calls split by whole weeks: some to design on, some kept aside to judge by.</summary>
/// <param name="Design">Everything that is not held out, broken weeks at the ends included.</param>
/// <param name="HeldOut">Whole weeks, Monday to Sunday, drawn by the seed.</param>
public sealed record HeldOutWeeks(CallPeriod Design, CallPeriod HeldOut)
{
    /// <summary>Draws the weeks. The same period, share and seed give the same weeks, whatever the calls.</summary>
    /// <param name="share">Of the whole weeks, above 0 and below 1; at least one week is held out and one is not.</param>
    /// <exception cref="InputException">Fewer than two whole weeks.</exception>
    public static HeldOutWeeks Split(LocalSpan covered, double share, ulong seed)
    {
        var first = WeekSlice.WeekOf(covered.From - 1) + 1;
        var count = (int)Math.Max(0, WeekSlice.WeekOf(covered.End) - first);
        if (count < 2)
        {
            throw new InputException("calls", $"holding weeks back takes at least 2 whole ones, Monday to Sunday, and the calls cover {count}", "Load more calls.");
        }

        var weeks = new long[count];
        for (var at = 0; at < count; at++)
        {
            weeks[at] = first + at;
        }

        SeededRandom.Derive(seed, 0x5EED_BAC4).Shuffle<long>(weeks);
        var held = weeks[..Math.Clamp((int)Math.Round(share * count), 1, count - 1)];
        Array.Sort(held);
        List<LocalSpan> kept = [];
        var from = covered.From;
        foreach (var week in held)
        {
            var start = WeekSlice.WeekStart(week);
            if (start > from)
            {
                kept.Add(new LocalSpan(from, start));
            }

            from = WeekSlice.WeekStart(week + 1);
        }

        if (covered.End > from)
        {
            kept.Add(new LocalSpan(from, covered.End));
        }

        return new HeldOutWeeks(
            new CallPeriod(kept),
            new CallPeriod([.. held.Select(week => new LocalSpan(WeekSlice.WeekStart(week), WeekSlice.WeekStart(week + 1)))]));
    }
}
