namespace SmartBeats.Districting;

/// <summary>The areas that touch another beat, in two groups: those that may leave at little cost, and the stiff ones, whose leaving would lengthen the border for certain.</summary>
/// <remarks>
/// On a smooth border most areas are stiff, and a draw over all of them is mostly wasted; with the groups apart, stiff areas can be drawn as
/// seldom as they would be accepted (rejection-free sampling in the manner of Bortz, Kalos and Lebowitz, J. Comput. Phys. 17, 1975).
/// Kept in one array, stiff areas behind the others.
/// </remarks>
internal sealed class Border
{
    private readonly int[] _areas;
    private readonly int[] _position;
    private readonly long[] _stiffUpTo;

    public Border(FlatGraph graph)
    {
        _areas = new int[graph.Count];
        _position = new int[graph.Count];
        Array.Fill(_position, -1);
        _stiffUpTo = new long[graph.Count];
        StiffCost = 2 * graph.MeanCost();
        for (var v = 0; v < graph.Count; v++)
        {
            var all = 0L;
            for (var e = graph.First[v]; e < graph.First[v + 1]; e++)
            {
                all += graph.Cost[e];
            }

            // Leaving costs at least what is kept inside less what is foreign: all - 2 foreign.
            _stiffUpTo[v] = (long)Math.Floor((all - StiffCost) / 2);
        }
    }

    /// <summary>What a stiff area's leaving adds to the border at least.</summary>
    public double StiffCost { get; }

    public int Count { get; private set; }

    public int LooseCount { get; private set; }

    public int this[int index] => _areas[index];

    public void Clear()
    {
        Array.Fill(_position, -1);
        Count = LooseCount = 0;
    }

    /// <summary>Puts an area where it belongs, given how many of its neighbours are in other beats and what the edges to them cost.</summary>
    public void Place(int v, int foreign, long foreignCost)
    {
        var at = _position[v];
        if (foreign == 0)
        {
            if (at >= 0)
            {
                Remove(v, at);
            }

            return;
        }

        var stiff = foreignCost <= _stiffUpTo[v];
        if (at < 0)
        {
            at = Count++;
            Set(at, v);
            if (!stiff)
            {
                Exchange(at, LooseCount++);
            }
        }
        else if (stiff != at >= LooseCount)
        {
            Exchange(at, stiff ? --LooseCount : LooseCount++);
        }
    }

    private void Remove(int v, int at)
    {
        if (at < LooseCount)
        {
            Exchange(at, --LooseCount);
            at = LooseCount;
        }

        Exchange(at, --Count);
        _position[v] = -1;
    }

    private void Exchange(int a, int b)
    {
        var (u, v) = (_areas[a], _areas[b]);
        Set(a, v);
        Set(b, u);
    }

    private void Set(int at, int v)
    {
        _areas[at] = v;
        _position[v] = at;
    }
}
