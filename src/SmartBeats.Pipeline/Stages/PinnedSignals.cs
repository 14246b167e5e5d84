using SmartBeats.Geography.Columns;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Stages;

/// <summary>The signals and columns a request names, as the city has them when a run begins.</summary>
/// <param name="Files">The signals' content, as files of the run.</param>
/// <param name="Columns">Hash of the map's columns where the request names one; null otherwise.</param>
internal sealed record PinnedSignals(IReadOnlyList<SideFile> Files, string? Columns)
{
    private static readonly string[] CallLoads = ["calls", "service-minutes", "time-on-scene", "priority-weights"];

    private const string LeaveOut = "Load calls, or leave it out.";

    /// <summary>What of all this is part of the plan's id.</summary>
    public IEnumerable<string> Parts => [.. Files.Select(file => file.ToString()), .. Columns is null ? Array.Empty<string>() : [$"columns:{Columns}"]];

    /// <summary>Looks up every name: a signal of the city first, else a column of the map.</summary>
    /// <exception cref="InputException">A name is neither, or both; or the request rests on calls and the city has none.</exception>
    public static async Task<PinnedSignals> FindAsync(
        IObjectStore store, RunOrder order, CurrentMap map, bool hasCalls, CancellationToken cancellation)
    {
        var request = order.Request;
        if (!RequestShares.NamesColumnsOrSignals(request) && request.Label is null)
        {
            return new PinnedSignals([], null);
        }

        var columns = await CityFiles.LoadColumnsAsync(store, order.City, map.Version, map.Columns, map.Areas, cancellation);
        if (!hasCalls)
        {
            ThrowIfCallsNeeded(request, columns);
        }

        if (order.Sides.Any(side => side.Role == SideFiles.Growth) && request.Weigh.Count > 0)
        {
            throw new InputException("growth", $"growth rests on calls alone, and weigh gives {string.Join(" and ", RequestShares.FindOthers(request))} a share of the workload", "Leave one of them out.");
        }

        var signals = await CitySignals.ListAsync(store, order.City, cancellation);
        var names = new NameFinder([.. signals.Select(signal => signal.Name)], columns);
        names.Check("weigh", RequestShares.FindOthers(request));
        names.Check("balance", request.BalanceSignals.Keys);
        foreach (var name in request.KeepWhole.Keys)
        {
            columns.Get("keepWhole", name);
        }

        if (request.Label is { } label)
        {
            columns.Get("label", label);
        }

        var named = RequestShares.FindNamed(request);
        var found = signals.Where(signal => named.Contains(signal.Name, StringComparer.Ordinal)).ToArray();
        var usesColumns = found.Length < named.Count || request.KeepWhole.Count > 0 || request.Label is not null;
        return new PinnedSignals([.. found.Select(signal => new SideFile(SignalRecord.RoleOf(signal.Name), signal.Hash))], usesColumns ? map.Columns : null);
    }

    private static void ThrowIfCallsNeeded(PlanRequest request, MapColumns columns)
    {
        var remedy = columns.All.Any(column => column.Name == RequestShares.Calls)
            ? $"Load calls, or write {RequestShares.ColumnPrefix}{RequestShares.Calls} for the map's own column of that name."
            : "Load calls, or give columns and signals shares that add up to 1.";
        if (request.Weigh.Count > 0 && RequestShares.HasCalls(request))
        {
            throw new InputException(
                "weigh",
                FormattableString.Invariant($"calls have {request.Weigh[RequestShares.Calls]} of the workload, and the city has no calls"),
                remedy);
        }

        if (request.Weigh.Count > 0 && request.Balance.Count > 0)
        {
            throw new InputException("balance", "balances loads of calls, and the city has no calls", LeaveOut);
        }

        if (request.Weigh.Count > 0 && request.Response is not null)
        {
            throw new InputException("response", "says how soon calls are answered, and the city has no calls", LeaveOut);
        }
    }

    private sealed record NameFinder(string[] Signals, MapColumns Columns)
    {
        private const int MostNamed = 12;

        public void Check(string field, IEnumerable<string> names)
        {
            foreach (var name in names)
            {
                if (RequestShares.FindColumn(name) is { } column)
                {
                    Columns.Get(field, column);
                    continue;
                }

                var isSignal = Signals.Contains(name, StringComparer.Ordinal);
                if (isSignal && Columns.All.Any(column => column.Name == name))
                {
                    throw new InputException(field, $"\"{name}\" is a signal of the city and a column of its map", $"Write {RequestShares.ColumnPrefix}{name} for the column, or load the signal under another name.");
                }

                if (!isSignal && Columns.Find(name) is null)
                {
                    throw Refuse(field, name);
                }
            }
        }

        private InputException Refuse(string field, string name)
        {
            string[] columns = [.. Columns.All.Select(column => column.Name)];
            string[] loads = field == "balance" ? [.. CallLoads] : [RequestShares.Calls];
            return new InputException(
                field,
                $"\"{name}\" is no signal of the city and no column of its map{NearMiss.Hint(name, [.. Signals, .. columns, .. loads])}",
                $"Load a signal of that name, or leave it out. There are {string.Join(", ", loads)}; {Describe("signals", Signals)}; {Describe("columns", columns)}.");
        }

        private static string Describe(string noun, string[] names) => names.Length == 0
            ? $"no {noun}"
            : $"{noun} {string.Join(", ", names.Take(MostNamed))}{(names.Length > MostNamed ? ", ..." : "")}";
    }
}
