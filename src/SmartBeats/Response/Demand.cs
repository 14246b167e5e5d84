using System.Globalization;

namespace SmartBeats.Response;

/// <summary>How much the city asks of its patrols: calls an hour by area and priority, and how long each takes.</summary>
/// <param name="Slice">The hours of the week it holds for.</param>
/// <param name="Hours">Hours of the period in that slice: what counts were divided by.</param>
/// <param name="CallsPerHour">λ_j per area, all priorities.</param>
/// <param name="Priorities">Priorities met, ascending: 1 is answered first.</param>
/// <param name="CallsPerHourByPriority">As [place in <paramref name="Priorities"/>][area].</param>
/// <param name="MinutesPerOfficer">Mean minutes one officer is taken, per place in <paramref name="Priorities"/>.</param>
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

    /// <summary>1/μ of a model that sends one unit a call: mean officer-minutes of a call, all its officers together.</summary>
    /// <remarks>
    /// Keeps the work right, which is what utilisation is made of, and the number of calls; Green and Kolesar 1984 found counting a call
    /// once per officer the worst of the simplifications. Where officers matter in themselves, ask the simulation.
    /// </remarks>
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

    /// <summary>λ_k per place in <see cref="Priorities"/>.</summary>
    public double[] TotalsByPriority => Array.ConvertAll(CallsPerHourByPriority, rates => rates.Sum());
}

/// <summary>Reckons demand from recorded calls.</summary>
public static class Demand
{
    /// <param name="calls">In any order; calls outside the map, the period or the slice are left aside.</param>
    /// <param name="period">What time the records cover: rates are counts over its hours, not over hours that had calls.</param>
    /// <remarks>Minutes and officers are taken from all the period's calls of a priority, whatever the slice, to have enough of them. Independent of the calls' order.</remarks>
    /// <exception cref="InputException">No call in the slice, or a call's area the map does not have.</exception>
    public static DemandSlice Of(IEnumerable<PatrolCall> calls, int areaCount, CallPeriod period, WeekSlice slice, ServiceDefaults defaults)
    {
        var counts = new SortedDictionary<int, long[]>();
        var minutes = new SortedDictionary<int, List<double>>();
        var officers = new SortedDictionary<int, List<double>>();
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

            Note(minutes, call.Priority, call.ServiceMinutes / Math.Max(call.Units ?? 1, 1));
            Note(officers, call.Priority, call.Units);
            if (!slice.Contains(call.LocalSeconds))
            {
                continue;
            }

            if (call.Area < 0)
            {
                outside++;
                continue;
            }

            if (!counts.TryGetValue(call.Priority, out var count))
            {
                counts[call.Priority] = count = new long[areaCount];
            }

            count[call.Area]++;
        }

        if (counts.Count == 0)
        {
            throw new InputException("calls", $"no call lies in the hours {slice.Name} of the period", "Widen the hours or the dates.");
        }

        return Slice(counts, minutes, officers, outside, period.HoursIn(slice), slice, defaults);
    }

    private static DemandSlice Slice(
        SortedDictionary<int, long[]> counts, SortedDictionary<int, List<double>> minutes, SortedDictionary<int, List<double>> officers,
        int outside, double hours, WeekSlice slice, ServiceDefaults defaults)
    {
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

        List<string> said = [string.Create(CultureInfo.InvariantCulture, $"Call rates are counts over {hours:0} hours ({slice.Name}).")];
        if (outside > 0)
        {
            said.Add($"Calls outside the city, left aside: {outside}.");
        }

        var service = new double[priorities.Length];
        var sent = new double[priorities.Length];
        for (var at = 0; at < priorities.Length; at++)
        {
            service[at] = Minutes(priorities[at], minutes, defaults, said);
            sent[at] = Officers(priorities[at], officers, defaults, said);
        }

        return new DemandSlice(slice, hours, all, priorities, rates, service, sent, said);
    }

    private static double Minutes(int priority, SortedDictionary<int, List<double>> records, ServiceDefaults defaults, List<string> said)
    {
        if (records.TryGetValue(priority, out var values) && RobustMean.Of(values) is { Mean: > 0 } mean)
        {
            said.Add(string.Create(CultureInfo.InvariantCulture, $"A priority {priority} call takes an officer {mean.Mean:0.0} minutes, from {values.Count} records; {mean.LeftOut} of 0 or over 24 hours are left out, and the longest 1 % count as the 99th percentile."));
            return mean.Mean;
        }

        var assumed = defaults.MinutesFor(priority);
        said.Add(string.Create(CultureInfo.InvariantCulture, $"A priority {priority} call is assumed to take an officer {assumed:0.#} minutes: the records do not say."));
        return assumed;
    }

    private static double Officers(int priority, SortedDictionary<int, List<double>> records, ServiceDefaults defaults, List<string> said)
    {
        if (records.TryGetValue(priority, out var values) && values.Count >= RobustMean.FewestRecords)
        {
            // Ten is a scene of its own; sums of small whole numbers do not depend on their order.
            return values.Sum(value => Math.Clamp(value, 1, 10)) / values.Count;
        }

        var assumed = defaults.OfficersFor(priority);
        said.Add(string.Create(CultureInfo.InvariantCulture, $"{assumed:0.##} officer{(assumed == 1 ? " is" : "s are")} assumed to be sent to a priority {priority} call: the records do not say."));
        return assumed;
    }

    private static void Note(SortedDictionary<int, List<double>> lists, int priority, double? value)
    {
        if (value is not { } known)
        {
            return;
        }

        if (!lists.TryGetValue(priority, out var list))
        {
            lists[priority] = list = [];
        }

        list.Add(known);
    }
}
