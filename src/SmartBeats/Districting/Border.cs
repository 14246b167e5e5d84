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
    private readonly Rim[] _rims;

    public Border(FlatGraph graph)
    {
        _areas = new int[graph.Count];
        _position = new int[graph.Count];
        _rims = new Rim[graph.Count];
        StiffCost = 2 * graph.MeanCost();
        for (var v = 0; v < graph.Count; v++)
        {
            var all = 0L;
            for (var e = graph.First[v]; e < graph.First[v + 1]; e++)
            {
                all += graph.Cost[e];
            }

            // Leaving costs at least what is kept inside less what is foreign: all - 2 foreign.
            var stiffUpTo = Math.Max(0, (long)Math.Floor((all - StiffCost) / 2));
            _rims[v] = new Rim { First = graph.First[v], End = graph.First[v + 1], Weight = graph.Weight[v], All = all, StiffUpTo = stiffUpTo };
        }
    }

    /// <summary>What a stiff area's leaving adds to the border at least.</summary>
    public double StiffCost { get; }

    public int Count { get; private set; }

    public int LooseCount { get; private set; }

    public int this[int index] => _areas[index];

    /// <summary>What is known of an area's edges, on the border or not.</summary>
    public ref readonly Rim RimOf(int v) => ref _rims[v];

    public void Clear()
    {
        for (var v = 0; v < _rims.Length; v++)
        {
            _rims[v].Foreign = 0;
        }

        Count = LooseCount = 0;
    }

    /// <summary>Adds to what the edges of an area to other beats cost, and puts it where it belongs.</summary>
    /// <returns>1 where it came to the border, -1 where it left it, else 0.</returns>
    public int Add(int v, long foreign)
    {
        ref var rim = ref _rims[v];
        var was = rim.Group;
        rim.Foreign += foreign;
        var now = rim.Group;
        if (was == now)
        {
            return 0;
        }

        if (was == RimGroup.Inside)
        {
            Enter(v, now);
            return 1;
        }

        var at = _position[v];
        if (now != RimGroup.Inside)
        {
            Exchange(at, now == RimGroup.Stiff ? --LooseCount : LooseCount++);
            return 0;
        }

        if (was == RimGroup.Loose)
        {
            Exchange(at, --LooseCount);
            at = LooseCount;
        }

        Exchange(at, --Count);
        return -1;
    }

    private void Enter(int v, RimGroup group)
    {
        var at = Count++;
        Set(at, v);
        if (group == RimGroup.Loose)
        {
            Exchange(at, LooseCount++);
        }
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

/// <summary>Where an area stands to the border of its beat.</summary>
internal enum RimGroup
{
    Inside,
    Stiff,
    Loose,
}

/// <summary>What moves ask of an area, kept together: each look at a large graph reaches far.</summary>
internal struct Rim
{
    /// <summary>Cost of the edges to other beats: 0 where there are none, as every edge costs something.</summary>
    public long Foreign;

    /// <summary>Cost of all its edges.</summary>
    public long All;

    /// <summary>Foreign cost up to which it is stiff.</summary>
    public long StiffUpTo;

    public long Weight;

    /// <summary>Its neighbours stand at First to End - 1.</summary>
    public int First;

    public int End;

    /// <summary>Cost of the edges to its own beat.</summary>
    public readonly long Kept => All - Foreign;

    /// <summary>What its leaving adds to the border at least, whatever beat it joins.</summary>
    public readonly long LeastCutChange => All - 2 * Foreign;

    public readonly RimGroup Group => (RimGroup)((Foreign > 0 ? 1 : 0) + (Foreign > StiffUpTo ? 1 : 0));
}
