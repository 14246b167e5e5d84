using SmartBeats.Calls;

namespace SmartBeats.Response;

/// <summary>Counts calls into <see cref="ServiceTally"/>s, as a call store's SQL does.</summary>
public sealed class ServiceTallies
{
    private const int BeyondADay = 1441;

    private readonly SortedDictionary<(int Priority, int MinutesPerOfficer), ServiceTally> _tallies = [];

    /// <summary>Counts one call.</summary>
    /// <param name="call">One that passes the request's filters.</param>
    public void Add(in Call call)
    {
        var sent = Math.Clamp(call.Units ?? 1, 1, ServiceRecords.MostOfficers);
        int? minutes = call.ServiceMinuteHundredths is { } hundredths ? (int)Math.Min(BeyondADay, (hundredths + 50L * sent) / (100 * sent)) : null;
        var key = ((int)call.Priority, minutes ?? -1);
        var before = _tallies.TryGetValue(key, out var known)
            ? known
            : new ServiceTally(call.Priority, minutes, 0, 0, 0, call.LocalSeconds, call.LocalSeconds);
        _tallies[key] = before with
        {
            Calls = before.Calls + 1,
            CallsWithOfficers = before.CallsWithOfficers + (call.Units is null ? 0 : 1),
            Officers = before.Officers + (call.Units is null ? 0 : sent),
            FirstLocalSeconds = Math.Min(before.FirstLocalSeconds, call.LocalSeconds),
            LastLocalSeconds = Math.Max(before.LastLocalSeconds, call.LocalSeconds),
        };
    }

    /// <summary>By priority, then minutes; calls without minutes first.</summary>
    public IReadOnlyList<ServiceTally> ToList() => [.. _tallies.Values];
}
