using System.Globalization;

namespace SmartBeats.Response;

/// <summary>How much the city asks of its patrols: calls an hour by area and priority, and how long each takes.</summary>
/// <param name="Slice">The hours of the week it holds for.</param>
/// <param name="Hours">Hours of the period in that slice: what counts were divided by.</param>
/// <param name="CallsPerHour">λ_j per area, all priorities.</param>
/// <param name="Priorities">Priorities met, ascending: 1 is answered first.</param>
/// <param name="CallsPerHourByPriority">As [place in <paramref name="Priorities"/>][area].</param>
/// <param name="MinutesPerOfficer">Minutes one officer is taken, per place in <paramref name="Priorities"/>: all officers' minutes over all officers sent, so that times <paramref name="Officers"/> it is the mean minutes of a call.</param>
/// <param name="Officers">Mean officers sent, likewise, at least 1.</param>
/// <param name="Assumptions">What was assumed, a sentence each, for the plan.</param>
public sealed record DemandSlice(
    WeekSlice Slice,
    double Hours,
    double[] CallsPerHour,
    int[] Priorities,
    double[][] CallsPerHourByPriority,
    double[] MinutesPerOfficer,
    double[] Officers,
    IReadOnlyList<string> Assumptions)
{
    /// <summary>λ.</summary>
    public double TotalCallsPerHour => CallsPerHour.Sum();

    /// <summary>Mean officer-minutes of a call, all its officers together.</summary>
    public double ServiceMinutes
    {
        get
        {
            var minutes = 0.0;
            for (var at = 0; at < Priorities.Length; at++)
            {
                minutes += CallsPerHourByPriority[at].Sum() * MinutesPerOfficer[at] * Officers[at];
            }

            return minutes / TotalCallsPerHour;
        }
    }

    /// <summary>Mean officers sent to a call, at least 1.</summary>
    public double OfficersPerCall => DispatchesByPriority.Sum() / TotalCallsPerHour;

    /// <summary>Officers beyond the first that calls ask for, per area and hour: they come from the units next in line, mostly of other beats.</summary>
    public double[] ExtraOfficersPerHour => PerArea(at => Officers[at] - 1);

    /// <summary>1/μ of a model in which every officer sent is a call of its own: mean minutes of one officer.</summary>
    public double MinutesPerDispatch => TotalCallsPerHour * ServiceMinutes / (TotalCallsPerHour + ExtraOfficersPerHour.Sum());

    /// <summary>Erlangs of work per area that first officers do.</summary>
    /// <remarks>Where priorities differ in minutes, a quarter of serious calls is more work than one of as many trifles (area-dependent service, as in Jarvis 1985).</remarks>
    public double[] FirstOfficerLoads => PerArea(at => MinutesPerOfficer[at] / 60);

    /// <summary>Erlangs of work per area that further officers do. With <see cref="FirstOfficerLoads"/> it adds up to λ × <see cref="ServiceMinutes"/> / 60.</summary>
    public double[] ExtraOfficerLoads => PerArea(at => MinutesPerOfficer[at] / 60 * (Officers[at] - 1));

    /// <summary>Officers sent an hour per place in <see cref="Priorities"/>.</summary>
    public double[] DispatchesByPriority => [.. CallsPerHourByPriority.Select((rates, at) => rates.Sum() * Officers[at])];

    /// <summary>λ_k per place in <see cref="Priorities"/>.</summary>
    public double[] TotalsByPriority => Array.ConvertAll(CallsPerHourByPriority, rates => rates.Sum());

    private double[] PerArea(Func<int, double> worth)
    {
        var sums = new double[CallsPerHour.Length];
        for (var at = 0; at < Priorities.Length; at++)
        {
            var each = worth(at);
            for (var area = 0; area < sums.Length; area++)
            {
                sums[area] += CallsPerHourByPriority[at][area] * each;
            }
        }

        return sums;
    }
}

/// <summary>Reckons demand from recorded calls.</summary>
public static class PatrolDemand
{
    /// <param name="calls">In any order; calls outside the map, the period or the slice are left aside.</param>
    /// <param name="period">What time the records cover: rates are counts over its hours, not over hours that had calls.</param>
    /// <remarks>Minutes and officers are those of the slice's calls of a priority; of all the period's calls where the slice has fewer than 30 records. Independent of the calls' order, but for the last bits of sums.</remarks>
    /// <exception cref="InputException">No call in the slice, or a call's area the map does not have.</exception>
    public static DemandSlice Of(IEnumerable<PatrolCall> calls, int areaCount, CallPeriod period, WeekSlice slice, ServiceDefaults defaults)
    {
        var tallies = new Dictionary<int, PriorityTally>();
        var outside = 0;
        foreach (var call in calls)
        {
            if (!period.Contains(call.LocalSeconds))
            {
                continue;
            }

            if (call.Area >= areaCount)
            {
                throw new InputException("calls", $"a call lies in area number {call.Area} of a map of {areaCount}", "Join the calls to this map again.");
            }

            if (!tallies.TryGetValue(call.Priority, out var tally))
            {
                tallies[call.Priority] = tally = new PriorityTally();
            }

            tally.All.Note(call.ServiceMinutes, call.Units);
            if (!slice.Contains(call.LocalSeconds))
            {
                continue;
            }

            tally.InSlice.Note(call.ServiceMinutes, call.Units);
            if (call.Area < 0)
            {
                outside++;
                continue;
            }

            tally.Counts ??= new long[areaCount];
            tally.Counts[call.Area]++;
        }

        // The slice's own records where there are enough of them: a night's calls may take longer than a day's.
        var counts = new SortedDictionary<int, long[]>();
        var records = new SortedDictionary<int, ServiceRecords>();
        foreach (var (priority, tally) in tallies)
        {
            records[priority] = tally.InSlice.HasMinutes ? tally.InSlice : tally.All;
            if (tally.Counts is not null)
            {
                counts[priority] = tally.Counts;
            }
        }

        if (counts.Count == 0)
        {
            throw new InputException("calls", $"no call lies in the hours {slice.Name} of the period", "Widen the hours or the dates.");
        }

        return Slice(counts, records, outside, period, slice, defaults);
    }

    /// <summary>The same from counts, for calls that stay in their store.</summary>
    /// <param name="counts">Calls per priority and area, all in the slice; not empty.</param>
    /// <param name="service">What the calls took; minutes are whole there, which moves a mean by seconds.</param>
    public static DemandSlice OfCounts(
        SortedDictionary<int, long[]> counts, long outside, IEnumerable<ServiceTally> service, CallPeriod period, WeekSlice slice, ServiceDefaults defaults)
    {
        var records = new SortedDictionary<int, ServiceRecords>();
        foreach (var tally in service)
        {
            RecordsOf(records, PatrolCall.RankPriority(tally.Priority)).Note(tally);
        }

        return Slice(counts, records, outside, period, slice, defaults);
    }

    private static DemandSlice Slice(
        SortedDictionary<int, long[]> counts, SortedDictionary<int, ServiceRecords> records, long outside, CallPeriod period, WeekSlice slice, ServiceDefaults defaults)
    {
        var hours = period.HoursIn(slice);
        int[] priorities = [.. counts.Keys];
        var rates = Array.ConvertAll(priorities, priority => Array.ConvertAll(counts[priority], count => count / hours));
        var all = new double[rates[0].Length];
        foreach (var rate in rates)
        {
            for (var area = 0; area < all.Length; area++)
            {
                all[area] += rate[area];
            }
        }

        List<string> said = [.. period.Notes, string.Create(CultureInfo.InvariantCulture, $"Call rates are counts over {hours:0} hours ({slice.Name}).")];
        if (outside > 0)
        {
            said.Add($"Calls outside the city, left aside: {outside}.");
        }

        var service = new double[priorities.Length];
        var sent = new double[priorities.Length];
        for (var at = 0; at < priorities.Length; at++)
        {
            service[at] = RecordsOf(records, priorities[at]).MinutesOr(priorities[at], defaults, said);
            sent[at] = RecordsOf(records, priorities[at]).OfficersOr(priorities[at], defaults, said);
        }

        var demand = new DemandSlice(slice, hours, all, priorities, rates, service, sent, said);
        said.AddRange(ServiceWords.Describe(demand, records.Values.Any(record => record.HasMinutes)));
        return demand;
    }

    /// <summary>Calls of one priority: what they took, in the period and in the slice, and how many each area has in the slice.</summary>
    private sealed class PriorityTally
    {
        public ServiceRecords All { get; } = new();

        public ServiceRecords InSlice { get; } = new();

        public long[]? Counts { get; set; }
    }

    private static ServiceRecords RecordsOf(SortedDictionary<int, ServiceRecords> all, int priority)
    {
        if (!all.TryGetValue(priority, out var records))
        {
            all[priority] = records = new ServiceRecords();
        }

        return records;
    }
}
