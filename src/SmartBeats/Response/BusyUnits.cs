namespace SmartBeats.Response;

/// <summary>Units on calls, the next to be free on top: a binary heap by time, then by unit.</summary>
internal sealed class BusyUnits(int units)
{
    private readonly (double Free, int Unit)[] _heap = new (double, int)[units];

    public int Count { get; private set; }

    public double NextFree => _heap[0].Free;

    public void Add(double free, int unit)
    {
        var at = Count++;
        while (at > 0 && (free, unit).CompareTo(_heap[(at - 1) / 2]) < 0)
        {
            _heap[at] = _heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }

        _heap[at] = (free, unit);
    }

    public (double Free, int Unit) TakeNext()
    {
        var top = _heap[0];
        var last = _heap[--Count];
        var at = 0;
        for (var child = 1; child < Count; child = 2 * at + 1)
        {
            if (child + 1 < Count && _heap[child + 1].CompareTo(_heap[child]) < 0)
            {
                child++;
            }

            if (last.CompareTo(_heap[child]) <= 0)
            {
                break;
            }

            _heap[at] = _heap[child];
            at = child;
        }

        _heap[at] = last;
        return top;
    }
}
