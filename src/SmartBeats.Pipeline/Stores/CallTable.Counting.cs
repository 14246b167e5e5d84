using System.Runtime.CompilerServices;
using SmartBeats.Calls;
using SmartBeats.Demand;
using SmartBeats.Requests;
using SmartBeats.Response;
using SmartBeats.Response.Measured;

namespace SmartBeats.Pipeline.Stores;

/// <summary>Calls one by one, and how many there are.</summary>
public sealed partial class CallTable
{
    private Tuple<string, bool[]>? _inside;

    /// <inheritdoc/>
    public Task<IReadOnlyList<DayTally>> ReadDaysAsync(string city, CancellationToken cancellation = default)
    {
        if (Count == 0)
        {
            return Task.FromResult<IReadOnlyList<DayTally>>([]);
        }

        var firstDay = DayRange.ToDay(_first);
        var counts = new long[DayRange.ToDay(_last) - firstDay + 1];
        for (var at = 0; at < Count; at++)
        {
            _rows.ReadKind(at, out var local, out _);
            counts[DayRange.ToDay(local) - firstDay]++;
        }

        return Task.FromResult<IReadOnlyList<DayTally>>([.. counts.Select((calls, at) => new DayTally(firstDay + at, calls)).Where(day => day.Calls > 0)]);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StampTally>> ReadStampsAsync(string city, CancellationToken cancellation = default)
    {
        var days = new SortedDictionary<long, StampTally>();
        for (var at = 0; at < Count; at++)
        {
            var call = CallAt(at);
            var day = DayRange.ToDay(call.LocalSeconds);
            days[day] = (days.TryGetValue(day, out var before) ? before : new StampTally(day, 0, 0, 0, 0, 0)).With(call);
        }

        return Task.FromResult<IReadOnlyList<StampTally>>([.. days.Values]);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<Call>> ReadCallsAsync(
        string city, PlanRequest request, CallPart part, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Task.CompletedTask;
        var filter = new CallFilter(request);
        for (var block = 0; block < Blocks; block++)
        {
            cancellation.ThrowIfCancellationRequested();
            var calls = new List<Call>(RowsPerBlock);
            for (var at = block * RowsPerBlock; at < Math.Min((block + 1) * RowsPerBlock, Count); at++)
            {
                var call = CallAt(at);
                if (IsIn(part, call.Longitude) && filter.Matches(call))
                {
                    calls.Add(call);
                }
            }

            yield return calls;
        }
    }

    /// <inheritdoc/>
    public Task<CallSummary> SummariseAsync(string city, PlanRequest request, IndexedMap? map = null, CancellationToken cancellation = default)
    {
        var isInside = map is null ? null : FindInside(map);
        var filter = new CallFilter(request);
        var counter = new CallCounter(request, _rows.Dispositions, _details.Texts, Count == 0 ? 0 : _first, Count == 0 ? 0 : _last);
        for (var at = 0; at < Count; at++)
        {
            if (at % RowsPerBlock == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var kind = _rows.ReadKind(at, out var local, out var minutes);
            counter.Add(
                kind.Priority, kind.Disposition, kind.Incident, _details.FindNature(at), _details.FindSource(at), _details.IsTimed(at),
                local, minutes, isInside is null || isInside[at],
                request.WithoutPlaces.Count > 0 && _rows.ReadPlace(at) is var (longitude, latitude) && filter.IsLeftOut(longitude, latitude));
        }

        return Task.FromResult(counter.ToSummary(map is not null));
    }

    /// <summary>Per call whether it lies in the map: found once for a map, since calls do not move.</summary>
    private bool[] FindInside(IndexedMap map)
    {
        if (_inside is var (version, known) && version == map.Version && known.Length == Count)
        {
            return known;
        }

        var isInside = new bool[Count];
        for (var at = 0; at < Count; at++)
        {
            var (longitude, latitude) = _rows.ReadPlace(at);
            isInside[at] = map.Index.Find(longitude, latitude) >= 0;
        }

        _inside = Tuple.Create(map.Version, isInside);
        return isInside;
    }
}
