using System.Runtime.CompilerServices;
using SmartBeats.Calls;
using SmartBeats.Calls.Files;
using SmartBeats.Requests;
using SmartBeats.Response;

namespace SmartBeats.Pipeline.Stores;

/// <summary>The calls of one file in memory, for a plan of which nothing else is kept: no database lies between the file and its counts.</summary>
/// <remarks>
/// Of two rows with one event number the later wins. Event numbers are kept as hashes only: some 50 bytes a row in all. Rows
/// are added by one caller, then read by any number. Counts, weights and version are those of a store with the same rows.
/// </remarks>
/// <param name="version">That of the store the rows come from, in which every event number is there once: rows are then taken as they come,
/// and event numbers are not looked at. Null to find it from the rows.</param>
public sealed partial class CallTable(string? version = null) : ICallSource
{
    private const int RowsPerBlock = 1 << 14;

    private readonly CallRows _rows = new(RowsPerBlock);
    private EventNumberSet? _events = new();
    private readonly CallSetVersion _version = new();
    private readonly CallDetailRows _details = new(RowsPerBlock);
    private long _first = long.MaxValue, _last = long.MinValue;

    /// <summary>Calls with different event numbers.</summary>
    public int Count => _rows.Count;

    /// <summary>Takes calls in, in the order of the file.</summary>
    /// <exception cref="InvalidOperationException">After <see cref="Load"/>.</exception>
    public void Add(ReadOnlySpan<Call> calls)
    {
        var events = _events ?? throw new InvalidOperationException("The table has its load.");
        foreach (ref readonly var call in calls)
        {
            (_first, _last) = (Math.Min(_first, call.LocalSeconds), Math.Max(_last, call.LocalSeconds));
            if (version is not null)
            {
                Append(call);
                continue;
            }

            var before = events.FindOrAdd(call.EventNumber, Count);
            if (before >= 0)
            {
                _version.Remove(CallAt(before) with { EventNumber = call.EventNumber });
                _rows.Set(before, call);
                _details.Set(before, call.Details);
            }
            else
            {
                Append(call);
            }

            _version.Add(call);
        }
    }

    /// <summary>Takes in what a reader reads, and no more after it: what tells event numbers apart is the reader's too, and let go then.</summary>
    /// <param name="sources">At least one, read in the order given.</param>
    /// <param name="rejectedCsv">Gets <c>rejected.csv</c>; null for nobody.</param>
    /// <exception cref="InputException">The files are no calls, hold no rows, or too many bad ones.</exception>
    public CallReadReport Load(CallReader reader, IReadOnlyList<CallSource> sources, TextWriter? rejectedCsv = null, CancellationToken cancellation = default)
    {
        var report = reader.Read(sources, _events ?? throw new InvalidOperationException("The table has its load."), Add, rejectedCsv, cancellation);
        _events = null;
        SpentMemory.GiveBack(report.Rows);
        return report;
    }

    private void Append(in Call call)
    {
        _details.Set(_rows.Count, call.Details);
        _rows.Add(call);
    }

    /// <inheritdoc/>
    public Task<string> VersionAsync(string city, CancellationToken cancellation = default) => Task.FromResult(version ?? _version.ToString());

    /// <inheritdoc/>
    public Task<bool> HasFieldAsync(string city, CallField field, CancellationToken cancellation = default)
    {
        for (var at = 0; at < Count; at++)
        {
            if (CallFields.IsKnown(CallAt(at), field))
            {
                return Task.FromResult(true);
            }
        }

        return Task.FromResult(Count == 0);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<PointTally> ReadPointsAsync(
        string city, PlanRequest request, CallPart part, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Task.CompletedTask;
        var filter = new CallFilter(request);
        for (var at = 0; at < Count; at++)
        {
            if (at % RowsPerBlock == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var call = CallAt(at);
            if (IsIn(part, call.Longitude) && filter.Matches(call))
            {
                yield return new PointTally(call.Longitude, call.Latitude, 1, filter.WeightOf(call), filter.LacksMinutes(call) ? 1 : 0);
            }
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<DatedTally>> ReadDatedAsync(
        string city, PlanRequest request, CallPart part, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Task.CompletedTask;
        var filter = new CallFilter(request);
        for (var block = 0; block < Blocks; block++)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return ReadDated(block, filter, part);
        }
    }

    private List<DatedTally> ReadDated(int block, CallFilter filter, CallPart part)
    {
        var tallies = new List<DatedTally>(RowsPerBlock);
        var rows = Math.Min(RowsPerBlock, Count - block * RowsPerBlock);
        for (var at = 0; at < rows; at++)
        {
            if (!IsIn(part, _rows.ReadLongitude((block * RowsPerBlock) + at)))
            {
                continue;
            }

            var call = CallAt((block * RowsPerBlock) + at);
            if (filter.Matches(call))
            {
                tallies.Add(DatedTally.FromCall(call, filter));
            }
        }

        return tallies;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ServiceTally>> ReadServiceAsync(string city, PlanRequest request, CancellationToken cancellation = default)
    {
        var filter = new CallFilter(request);
        var tallies = new ServiceTallies();
        for (var at = 0; at < Count; at++)
        {
            var call = CallAt(at);
            if (filter.Matches(call))
            {
                tallies.Add(call);
            }
        }

        return Task.FromResult(tallies.ToList());
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReadNaturesAsync(string city, CancellationToken cancellation = default)
    {
        var counts = new long[_details.Texts.Count];
        for (var at = 0; at < Count; at++)
        {
            counts[_details.FindNature(at)]++;
        }

        return Task.FromResult<IReadOnlyList<string>>(
        [
            .. _details.Texts.Zip(counts).Where(nature => nature.First.Length > 0 && nature.Second > 0)
                .OrderByDescending(nature => nature.Second).ThenBy(nature => nature.First, StringComparer.Ordinal)
                .Select(nature => nature.First).Take(CallSummary.MostNatures),
        ]);
    }

    private int Blocks => (Count + RowsPerBlock - 1) / RowsPerBlock;

    /// <summary>Without its event number.</summary>
    private Call CallAt(int at) => _rows.Read(at) with { Details = _details.Find(at) };
}
