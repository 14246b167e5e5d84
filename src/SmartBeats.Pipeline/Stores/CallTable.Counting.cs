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
        if (_count == 0)
        {
            return Task.FromResult<IReadOnlyList<DayTally>>([]);
        }

        var firstDay = DayRange.ToDay(_first);
        var counts = new long[DayRange.ToDay(_last) - firstDay + 1];
        for (var block = 0; block < _blocks.Count; block++)
        {
            foreach (ref readonly var row in RowsIn(block))
            {
                counts[DayRange.ToDay(row.LocalSeconds) - firstDay]++;
            }
        }

        return Task.FromResult<IReadOnlyList<DayTally>>([.. counts.Select((calls, at) => new DayTally(firstDay + at, calls)).Where(day => day.Calls > 0)]);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StampTally>> ReadStampsAsync(string city, CancellationToken cancellation = default)
    {
        var days = new SortedDictionary<long, StampTally>();
        for (var at = 0; at < _count; at++)
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
        for (var block = 0; block < _blocks.Count; block++)
        {
            cancellation.ThrowIfCancellationRequested();
            var calls = new List<Call>(RowsPerBlock);
            for (var at = block * RowsPerBlock; at < Math.Min((block + 1) * RowsPerBlock, _count); at++)
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
        var counter = new CallCounter(request, _dispositions, _details.Texts, _count == 0 ? 0 : _first, _count == 0 ? 0 : _last);
        var at = 0;
        for (var block = 0; block < _blocks.Count; block++)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (ref readonly var row in RowsIn(block))
            {
                counter.Add(
                    row.Priority, row.Disposition, row.Incident, _details.FindNature(at), _details.FindSource(at), _details.IsTimed(at),
                    row.LocalSeconds, row.MinuteHundredths, isInside is null || isInside[at],
                    request.WithoutPlaces.Count > 0 && filter.IsLeftOut(row.Longitude, row.Latitude));
                at++;
            }
        }

        return Task.FromResult(counter.ToSummary(map is not null));
    }

    /// <summary>Per call whether it lies in the map: found once for a map, since calls do not move.</summary>
    private bool[] FindInside(IndexedMap map)
    {
        if (_inside is var (version, known) && version == map.Version && known.Length == _count)
        {
            return known;
        }

        var isInside = new bool[_count];
        for (var at = 0; at < _count; at++)
        {
            ref readonly var row = ref RowAt(at);
            isInside[at] = map.Index.Find(row.Longitude, row.Latitude) >= 0;
        }

        _inside = Tuple.Create(map.Version, isInside);
        return isInside;
    }
}
