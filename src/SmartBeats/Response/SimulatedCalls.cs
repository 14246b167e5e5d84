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
    /// <remarks>Calls outside map or period are left out. Independent of the order given, but for calls equal in second, area and priority.</remarks>
    public static SimulatedCall[] Replay(IEnumerable<PatrolCall> calls, CallPeriod period, DemandSlice demand, ulong seed)
    {
        PatrolCall[] kept = [.. calls.Where(call => call.Area >= 0 && period.Contains(call.LocalSeconds))
            .OrderBy(call => call.LocalSeconds).ThenBy(call => call.Area).ThenBy(call => call.Priority)
            .ThenBy(call => call.ServiceMinutes ?? 0).ThenBy(call => call.Units ?? 0)];
        var random = SeededRandom.Derive(seed, ReplayKey);
        return Array.ConvertAll(kept, call =>
        {
            var place = Math.Max(0, Array.IndexOf(demand.Priorities, call.Priority));
            var officers = Math.Clamp(call.Units ?? WholeOfficers(demand.Officers[place], random), 1, 10);
            var minutes = call.ServiceMinutes / officers is > 0 and <= ServiceRecords.MostMinutes and var recorded
                ? recorded
                : Exponential(random) * demand.MinutesPerOfficer[place];
            return new SimulatedCall(period.MinutesInto(call.LocalSeconds), call.Area, call.Priority, officers, minutes);
        });
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
                var (place, area) = Math.DivRem(Pick(sums, random), demand.CallsPerHour.Length);
                yield return new SimulatedCall(now, area, demand.Priorities[place], WholeOfficers(demand.Officers[place], random), Exponential(random) * demand.MinutesPerOfficer[place]);
            }
        }
    }

    private static double[] Cumulate(DemandSlice demand)
    {
        var sum = 0.0;
        return [.. demand.CallsPerHourByPriority.SelectMany(rates => rates).Select(rate => sum += rate)];
    }

    private static int Pick(double[] sums, SeededRandom random)
    {
        var (low, high, drawn) = (0, sums.Length - 1, random.NextDouble() * sums[^1]);
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
