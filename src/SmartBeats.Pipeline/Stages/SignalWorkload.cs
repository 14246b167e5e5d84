using SmartBeats.Calls;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Requests;
using SmartBeats.Signals;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Gives signals and columns of the map their share of the workload, and their place among what is balanced.</summary>
internal static class SignalWorkload
{
    /// <summary>The workload that is balanced, of the calls counted and what else the request names.</summary>
    /// <param name="map">With its columns, where the request names one.</param>
    /// <param name="counted">The calls, as the request filters and weighs them.</param>
    /// <param name="notes">Gains what is to be known of the signals, a sentence each.</param>
    /// <exception cref="InputException">A column is no numbers, or a signal has nothing inside the city.</exception>
    public static async Task<AreaWorkload> AddAsync(
        RunFiles files, RunTicket ticket, PlanRequest request, CityMap map, AreaWorkload counted, List<string> notes, CancellationToken cancellation)
    {
        var amounts = new Dictionary<string, SignalAmounts>(StringComparer.Ordinal)
        {
            [RequestShares.Calls] = new(RequestShares.Calls, SignalKind.Calls, counted.Unit, counted.UnitsPerOne, counted.Weights),
        };
        foreach (var name in RequestShares.FindNamed(request))
        {
            if (RequestShares.FindColumn(name) is { } column)
            {
                // Told apart from the calls, and from a signal of its name, wherever both are named.
                amounts[name] = ColumnAmounts.Read(map, map.Columns.Get("weigh", column), notes) with { Name = name, Unit = name };
                continue;
            }

            amounts[name] = await files.ReadSideAsync(ticket, SignalRecord.RoleOf(name), cancellation) is { } content
                ? SignalJoin.Join(SignalLayer.Read(name, content), map, await files.ReadIndexAsync(ticket, cancellation), request, notes)
                : ColumnAmounts.Read(map, map.Columns.Get("weigh", name), notes);
        }

        var mixed = request.Weigh.Count == 0 ? counted : WorkloadMix.Mix(counted, [.. RequestShares.Find(request).Select(share => (amounts[share.Name], share.Share))]);
        if (request.Weigh.ContainsKey(RequestShares.Calls) && map.Columns.All.Any(column => column.Name == RequestShares.Calls))
        {
            notes.Add($"calls are the calls for service; the map's own column of that name is {RequestShares.ColumnPrefix}{RequestShares.Calls}.");
        }

        if (request.Weigh.Count > 0)
        {
            notes.Add($"How even the beats will stay is not foretold: that takes calls alone, and {string.Join(" and ", RequestShares.FindOthers(request))} {(RequestShares.FindOthers(request).Count == 1 ? "has" : "have")} a share of the workload.");
        }

        var first = (double)request.Balance.GetValueOrDefault(request.Workload, 1m);
        return mixed with
        {
            Others =
            [
                .. counted.Others,
                .. request.BalanceSignals.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (Signal: amounts[pair.Key], Weight: (double)pair.Value / first))
                    .Select(own => new AreaCriterion(own.Signal.Name, own.Signal.Unit, own.Signal.UnitsPerOne, own.Weight, own.Signal.Units)),
            ],
        };
    }
}
