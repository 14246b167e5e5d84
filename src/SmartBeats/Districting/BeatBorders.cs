namespace SmartBeats.Districting;

/// <summary>The border areas of every beat, so that one of a given beat can be drawn at random.</summary>
internal sealed class BeatBorders(int areas, int beats)
{
    private readonly int[][] _areas = NewLists(beats);
    private readonly int[] _count = new int[beats];
    private readonly int[] _position = new int[areas];

    public void Clear() => Array.Clear(_count);

    public void Add(int beat, int v)
    {
        var at = _count[beat]++;
        if (at == _areas[beat].Length)
        {
            Array.Resize(ref _areas[beat], at * 2);
        }

        _areas[beat][at] = v;
        _position[v] = at;
    }

    public void Remove(int beat, int v)
    {
        var list = _areas[beat];
        var last = list[--_count[beat]];
        list[_position[v]] = last;
        _position[last] = _position[v];
    }

    public int Pick(int beat, uint draw) => _count[beat] == 0 ? -1 : _areas[beat][(int)((draw * (ulong)_count[beat]) >> 32)];

    private static int[][] NewLists(int beats)
    {
        var lists = new int[beats][];
        for (var beat = 0; beat < beats; beat++)
        {
            lists[beat] = new int[8];
        }

        return lists;
    }
}
