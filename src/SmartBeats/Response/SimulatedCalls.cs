namespace SmartBeats.Response;

/// <summary>A call as the simulation meets it; what it will take is settled before anybody is sent, so that two plans face the same calls.</summary>
/// <param name="Minute">Arrival, minutes from the start.</param>
/// <param name="Officers">Units it asks for, at least 1.</param>
/// <param name="ServiceMinutes">How long it keeps each of them.</param>
public readonly record struct SimulatedCall(double Minute, int Area, int Priority, int Officers, double ServiceMinutes);

/// <summary>Calls for a simulation: recorded ones replayed, or new ones drawn from a demand. In order of arrival.</summary>
public static class SimulatedCalls
{
    private const ulong ReplayKey = 1;
    private const ulong DrawKey = 2;

    /// <summary>The recorded calls of a period, its gaps closed up; minutes as recorded, or drawn with the demand's mean of their priority.</summary>
    /// <remarks>Calls outside map or period are left out. Independent of the order given.</remarks>
    public static SimulatedCall[] Replay(IReadOnlyCollection<PatrolCall> calls, CallPeriod period, DemandSlice demand, ulong seed) =>
        [.. ReplaySorted(Sort(calls), period, demand, seed)];

    /// <summary>Calls in the map as they come in, for several replays of them.</summary>
    internal static PatrolCall[] Sort(IReadOnlyCollection<PatrolCall> calls)
    {
        // Counted first: of millions of calls there is no room for an array that grows.
        var (sorted, next) = (new PatrolCall[calls.Count(call => call.Area >= 0)], 0);
        foreach (var call in calls)
        {
            if (call.Area >= 0)
            {
                sorted[next++] = call;
            }
        }

        var seconds = Array.ConvertAll(sorted, call => call.LocalSeconds);
        Array.Sort(seconds, sorted);
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            to = from + 1;
            while (to < sorted.Length && seconds[to] == seconds[from])
            {
                to++;
            }

            sorted.AsSpan(from, to - from).Sort(CompareWithinSecond);
        }

        return sorted;
    }

    /// <param name="sorted">By <see cref="Sort"/>.</param>
    /// <inheritdoc cref="Replay(IReadOnlyCollection{PatrolCall}, CallPeriod, DemandSlice, ulong)"/>
    internal static IEnumerable<SimulatedCall> ReplaySorted(PatrolCall[] sorted, CallPeriod period, DemandSlice demand, ulong seed)
    {
        var random = SeededRandom.Derive(seed, ReplayKey);
        var (at, before) = (0, 0L);
        foreach (var span in period.Spans)
        {
            for (; at < sorted.Length && sorted[at].LocalSeconds < span.End; at++)
            {
                var call = sorted[at];
                if (call.LocalSeconds < span.From)
                {
                    continue;
                }

                var place = Math.Max(0, Array.IndexOf(demand.Priorities, call.Priority));
                var officers = Math.Clamp(call.Units ?? WholeOfficers(demand.Officers[place], random), 1, 10);
                var minutes = call.ServiceMinutes / officers is > 0 and <= ServiceRecords.MostMinutes and var recorded
                    ? recorded
                    : Exponential(random) * demand.MinutesPerOfficer[place];
                yield return new SimulatedCall((before + call.LocalSeconds - span.From) / 60.0, call.Area, call.Priority, officers, minutes);
            }

            before += span.End - span.From;
        }
    }

    /// <summary>A Poisson stream at the demand's rates, the same at every hour; exponential service.</summary>
    public static IEnumerable<SimulatedCall> Steady(DemandSlice demand, double minutes, ulong seed) => Draw([demand], _ => 0, minutes, seed);

    /// <summary>A Poisson stream whose rates follow the hour of the week: each hour has those of the first slice that contains it, and no calls where none does.</summary>
    /// <param name="weeks">Whole weeks from a Monday at midnight.</param>
    public static IEnumerable<SimulatedCall> Weekly(IReadOnlyList<DemandSlice> slices, int weeks, ulong seed)
    {
        var sliceOfHour = new int[WeekSlice.HoursPerWeek];
        for (var hour = 0; hour < sliceOfHour.Length; hour++)
        {
            sliceOfHour[hour] = slices.TakeWhile(slice => !slice.Slice.Contains(WeekSlice.WeekStart(0) + hour * 3600L)).Count();
            sliceOfHour[hour] = sliceOfHour[hour] == slices.Count ? -1 : sliceOfHour[hour];
        }

        return Draw(slices, hour => sliceOfHour[hour % WeekSlice.HoursPerWeek], weeks * WeekSlice.HoursPerWeek * 60.0, seed);
    }

    private static IEnumerable<SimulatedCall> Draw(IReadOnlyList<DemandSlice> slices, Func<long, int> sliceAt, double minutes, ulong seed)
    {
        var random = SeededRandom.Derive(seed, DrawKey);
        var cumulated = slices.Select(Cumulate).ToArray();
        var now = 0.0;
        while (now < minutes)
        {
            // Rates change on the hour; an exponential wait cut there may be drawn anew, for it has no memory.
            var hour = (long)(now / 60);
            var end = (hour + 1) * 60.0;
            var at = sliceAt(hour);
            if (at < 0)
            {
                now = end;
                continue;
            }

            var sums = cumulated[at];
            var next = now + Exponential(random) * 60 / sums[^1];
            if (next >= end)
            {
                now = end;
                continue;
            }

            now = next;
            if (now < minutes)
            {
                var demand = slices[at];
                var (place, area) = Math.DivRem(Pick(sums, random.NextDouble()), demand.CallsPerHour.Length);
                yield return new SimulatedCall(now, area, demand.Priorities[place], WholeOfficers(demand.Officers[place], random), Exponential(random) * demand.MinutesPerOfficer[place]);
            }
        }
    }

    private static int CompareWithinSecond(PatrolCall one, PatrolCall other) =>
        one.Area != other.Area ? one.Area.CompareTo(other.Area)
        : one.Priority != other.Priority ? one.Priority.CompareTo(other.Priority)
        : (one.ServiceMinutes ?? 0) != (other.ServiceMinutes ?? 0) ? (one.ServiceMinutes ?? 0).CompareTo(other.ServiceMinutes ?? 0)
        : (one.Units ?? -1).CompareTo(other.Units ?? -1);

    private static double[] Cumulate(DemandSlice demand)
    {
        var sum = 0.0;
        return [.. demand.CallsPerHourByPriority.SelectMany(rates => rates).Select(rate => sum += rate)];
    }

    /// <summary>The first place whose running sum is above the share of the whole; the last where rounding leaves none.</summary>
    /// <param name="share">In [0, 1).</param>
    internal static int Pick(double[] sums, double share)
    {
        var (low, high, drawn) = (0, sums.Length - 1, share * sums[^1]);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = drawn < sums[middle] ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    /// <summary>A whole number with the mean given: 1.3 is 2 in three of ten draws, else 1.</summary>
    private static int WholeOfficers(double mean, SeededRandom random)
    {
        var floor = Math.Floor(mean);
        return (int)floor + (mean > floor && random.NextDouble() < mean - floor ? 1 : 0);
    }

    /// <summary>Exponential with mean 1, by comparisons of uniforms alone: the same bits on every machine, which a logarithm does not promise.</summary>
    /// <remarks>von Neumann, "Various techniques used in connection with random digits", 1951: the first run of falling uniforms of even end gives its first.</remarks>
    internal static double Exponential(SeededRandom random)
    {
        for (var whole = 0; ; whole++)
        {
            var first = random.NextDouble();
            var (last, drawn) = (first, 1);
            do
            {
                var next = random.NextDouble();
                drawn++;
                if (next >= last)
                {
                    break;
                }

                last = next;
            }
            while (true);
            if (drawn % 2 == 0)
            {
                return whole + first;
            }
        }
    }
}
