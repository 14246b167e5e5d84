namespace SmartBeats;

/// <summary>A list that grows by blocks of one size: of many rows it never holds a second copy, nor half as many again that are empty.</summary>
internal sealed class RowBlocks<T>
{
    private const int RowsPerBlock = 1 << 14;

    private readonly List<T[]> _blocks = [];

    public int Count { get; private set; }

    public ref T this[int at] => ref _blocks[at / RowsPerBlock][at % RowsPerBlock];

    public void Add(T row)
    {
        if (Count == _blocks.Count * RowsPerBlock)
        {
            _blocks.Add(new T[RowsPerBlock]);
        }

        this[Count++] = row;
    }

    /// <summary>The rows in order.</summary>
    public IEnumerable<T> Read()
    {
        for (var at = 0; at < Count; at++)
        {
            yield return this[at];
        }
    }

    /// <summary>Takes some of the rows, in order, as an array, and lets go of all of them.</summary>
    /// <param name="isTaken">Whether the row at a place is one of them.</param>
    public T[] TakeOut(Func<int, bool> isTaken)
    {
        var count = 0;
        for (var at = 0; at < Count; at++)
        {
            count += isTaken(at) ? 1 : 0;
        }

        var (taken, next) = (new T[count], 0);
        for (var at = 0; at < Count; at++)
        {
            if (isTaken(at))
            {
                taken[next++] = this[at];
            }

        }

        _blocks.Clear();
        Count = 0;
        SpentMemory.GiveBack(taken.Length);
        return taken;
    }
}
