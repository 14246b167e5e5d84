using SmartBeats.Calls;
using SmartBeats.Calls.Files;
using SmartBeats.Geography;
using SmartBeats.Response.Measured;

namespace SmartBeats.Response;

/// <summary>The calls of a file while it is read: of rows given twice the last stands in the first one's place.</summary>
/// <param name="index">The map's.</param>
/// <param name="filter">Which calls count; the others only say what time the file covers.</param>
internal sealed class PatrolCallRows(AreaIndex index, CallFilter filter)
{
    private readonly RowBlocks<PatrolCall> _rows = new();
    private readonly RowBlocks<bool> _isCounted = new();
    private readonly Dictionary<int, MeasuredCall> _measured = [];
    private readonly HashSet<CallField> _absent = [.. filter.NeededFields];
    private readonly HashSet<string> _natures = new(StringComparer.Ordinal);

    /// <summary>The natures met, where the filter asks for any.</summary>
    public IReadOnlySet<string> Natures => _natures;

    /// <summary>The first call of the file that counts.</summary>
    public Call? FirstCounted { get; private set; }

    /// <exception cref="InputException">The file is refused whole.</exception>
    public CallReadReport Read(CallReader reader, IReadOnlyList<CallSource> sources, CancellationToken cancellation)
    {
        var events = new EventNumberSet();
        return reader.Read(sources, events, batch => Add(batch, events), null, cancellation);
    }

    /// <summary>A field that the filter asks for and no row has.</summary>
    public CallField? FindAbsent() => _absent.Count > 0 && _rows.Count > 0 ? _absent.Min() : null;

    /// <summary>When the calls came, whether they count or not.</summary>
    public IEnumerable<long> ReadSeconds() => _rows.Read().Select(row => row.LocalSeconds);

    /// <summary>Those that count and tell how they were answered, in the order of the file.</summary>
    public IReadOnlyList<MeasuredCall> ListMeasured() =>
        [.. _measured.Where(call => _isCounted[call.Key]).OrderBy(call => call.Key).Select(call => call.Value)];

    /// <summary>Those that count, in the order of the file; none is left here.</summary>
    public PatrolCall[] TakeCounted() => _rows.TakeOut(at => _isCounted[at]);

    private void Add(ReadOnlySpan<Call> batch, EventNumberSet events)
    {
        foreach (ref readonly var call in batch)
        {
            var counts = filter.Matches(call);
            Note(call, counts);
            var row = PatrolCall.Of(call, index.Find(call.Longitude, call.Latitude));
            var before = events.FindOrAdd(call.EventNumber, _rows.Count);
            if (before < 0)
            {
                before = _rows.Count;
                _rows.Add(row);
                _isCounted.Add(counts);
            }
            else
            {
                (_rows[before], _isCounted[before]) = (row, counts);
            }

            if (MeasuredCall.FromCall(call, row.Area) is { TellsSomething: true } told)
            {
                _measured[before] = told;
            }
            else
            {
                _measured.Remove(before);
            }
        }
    }

    private void Note(in Call call, bool counts)
    {
        if (_absent.Count > 0)
        {
            var known = call;
            _absent.RemoveWhere(field => CallFields.IsKnown(known, field));
        }

        if (filter.NeedsDetails && call.Details is { Nature.Length: > 0 } details)
        {
            _natures.Add(details.Nature);
        }

        if (counts && FirstCounted is null)
        {
            FirstCounted = call;
        }
    }
}
