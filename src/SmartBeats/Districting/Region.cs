namespace SmartBeats.Districting;

/// <summary>A few neighbouring beats taken out of a plan as a graph of at most 64 pieces, so that a set of pieces is the bits of one word.</summary>
/// <remarks>A piece is an area; where the beats have more areas than that, neighbours within a beat are merged at random, others each time.</remarks>
internal sealed class Region
{
    public const int MostPieces = 64;

    /// <summary>Most areas of a region: beyond, merging them costs more than dividing them anew is worth.</summary>
    public const int MostAreas = 4096;

    private const int Outside = -1;

    private readonly PlanState _state;
    private readonly FlatGraph _graph;
    private readonly SeededRandom _random;
    private readonly int[] _areas;
    private readonly int[] _parent;
    private readonly int[] _size;
    private readonly int[] _number;

    public Region(PlanState state, SeededRandom random)
    {
        (_state, _graph, _random) = (state, state.Graph, random);
        _areas = new int[Math.Min(MostAreas, _graph.Count)];
        _parent = new int[_graph.Count];
        _size = new int[_graph.Count];
        _number = new int[_graph.Count];
        Array.Fill(_parent, Outside);
    }

    /// <summary>Areas of the beats taken, beat by beat.</summary>
    public ReadOnlySpan<int> Areas => _areas.AsSpan(0, AreaCount);

    public int AreaCount { get; private set; }

    /// <summary>Number of pieces.</summary>
    public int Count { get; private set; }

    public long[] Weight { get; } = new long[MostPieces];

    /// <summary>Per piece, the pieces it touches.</summary>
    public ulong[] Near { get; } = new ulong[MostPieces];

    /// <summary>Cost of the edges between two pieces, at one * MostPieces + other, both ways.</summary>
    public long[] Cost { get; } = new long[MostPieces * MostPieces];

    /// <summary>Border between the region's beats as the plan has it.</summary>
    public long Cut { get; private set; }

    /// <summary>All pieces.</summary>
    public ulong All => Count == MostPieces ? ulong.MaxValue : (1UL << Count) - 1;

    public bool Has(int area) => _parent[area] != Outside;

    /// <summary>The piece of an area of the region.</summary>
    public int PieceOf(int area) => _number[Root(area)];

    /// <summary>Takes the areas of the given beats; false where there are too many.</summary>
    public bool Take(ReadOnlySpan<int> beats)
    {
        foreach (var v in Areas)
        {
            _parent[v] = Outside;
        }

        AreaCount = 0;
        var size = 0;
        foreach (var beat in beats)
        {
            size += _state.Size[beat];
        }

        if (size > _areas.Length)
        {
            return false;
        }

        foreach (var beat in beats)
        {
            Collect(beat);
        }

        Merge();
        Describe();
        return true;
    }

    private void Collect(int beat)
    {
        var head = AreaCount;
        Add(_state.RandomBorderArea(beat, 0));
        for (; head < AreaCount; head++)
        {
            var v = _areas[head];
            for (var e = _graph.First[v]; e < _graph.First[v + 1]; e++)
            {
                var u = _graph.Neighbour[e];
                if (_state.BeatOf[u] == beat && _parent[u] == Outside)
                {
                    Add(u);
                }
            }
        }
    }

    private void Add(int v)
    {
        _areas[AreaCount++] = v;
        (_parent[v], _size[v]) = (v, 1);
    }

    /// <summary>Joins random neighbours until few enough pieces are left, none much larger than the others; along borders, where divisions differ little, less often.</summary>
    private void Merge()
    {
        var (left, misses) = (AreaCount, 0);
        var cap = 2 * AreaCount / MostPieces;
        while (left > MostPieces)
        {
            var v = _areas[_random.Next(AreaCount)];
            var u = _graph.Neighbour[_graph.First[v] + _random.Next(_graph.Degree(v))];
            if ((_random.Next(4) == 0 || !IsRim(v)) && _state.BeatOf[u] == _state.BeatOf[v] && Root(v) is var a && Root(u) is var b && a != b && _size[a] + _size[b] <= cap)
            {
                _parent[a] = b;
                _size[b] += _size[a];
                left--;
                misses = 0;
            }
            else if (++misses > 4 * MostPieces)
            {
                (cap, misses) = (cap * 2, 0);
            }
        }
    }

    private bool IsRim(int v)
    {
        for (var e = _graph.First[v]; e < _graph.First[v + 1]; e++)
        {
            if (_state.BeatOf[_graph.Neighbour[e]] != _state.BeatOf[v])
            {
                return true;
            }
        }

        return false;
    }

    private int Root(int v)
    {
        while (_parent[v] != v)
        {
            v = _parent[v] = _parent[_parent[v]];
        }

        return v;
    }

    private void Describe()
    {
        Count = 0;
        foreach (var v in Areas)
        {
            if (_parent[v] == v)
            {
                (Weight[Count], Near[Count]) = (0, 0);
                Array.Clear(Cost, Count * MostPieces, MostPieces);
                _number[v] = Count++;
            }
        }

        var twice = 0L;
        foreach (var v in Areas)
        {
            var piece = PieceOf(v);
            Weight[piece] += _graph.Weight[v];
            for (var e = _graph.First[v]; e < _graph.First[v + 1]; e++)
            {
                var u = _graph.Neighbour[e];
                if (Has(u) && PieceOf(u) is var other && other != piece)
                {
                    Near[piece] |= 1UL << other;
                    Cost[(piece * MostPieces) + other] += _graph.Cost[e];
                    twice += _state.BeatOf[u] != _state.BeatOf[v] ? _graph.Cost[e] : 0;
                }
            }
        }

        Cut = twice / 2;
    }
}
