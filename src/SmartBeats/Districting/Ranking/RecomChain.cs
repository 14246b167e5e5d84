namespace SmartBeats.Districting.Ranking;

/// <summary>A random walk over plans that redraws two neighbouring beats at a time: exact, contiguous and within the balance at every step.</summary>
/// <remarks>
/// DeFord, Duchin and Solomon, "Recombination: a family of Markov chains for redistricting", HDSR 3(1), 2021, as GerryChain takes its
/// step by default: an edge between beats, each alike, names the two; a spanning tree of both by random weights of their edges is cut at
/// one of the edges that leave either side within the balance, each alike; without one another tree is drawn. Every step is accepted. The
/// plans of a walk are not independent: look at one in some steps only, after a good number at the start.
/// <para>One instance serves one thread. Cost of a step: a sort of the two beats' edges for each tree, and a pass over all edges.</para>
/// </remarks>
internal sealed class RecomChain
{
    /// <summary>Trees tried for two beats before other two are drawn.</summary>
    private const int MostTrees = 1000;

    /// <summary>Pairs tried for one step; where none can be cut the plan stays, as on a map of so few areas that nothing else is legal.</summary>
    private const int MostPairs = 20;

    private readonly FlatGraph _graph;
    private readonly SeededRandom _random;
    private readonly double _low;
    private readonly double _high;
    private readonly List<int>[] _members;
    private readonly int[] _root;
    private readonly int[] _parent;
    private readonly long[] _load;
    private readonly List<(ulong Weight, int A, int B)> _edges = [];
    private readonly List<int>[] _tree;
    private readonly List<int> _order = [];
    private readonly List<int> _cuts = [];

    /// <param name="start">A contiguous plan, 0-based; it is walked on from, and kept as it is.</param>
    /// <param name="balance">Largest |load - mean| / mean of a beat.</param>
    public RecomChain(FlatGraph graph, int[] start, int beats, double balance, SeededRandom random)
    {
        (_graph, _random, Plan) = (graph, random, (int[])start.Clone());
        var mean = graph.Weight.Sum() / (double)beats;
        // A hair wider, so that a load exactly on the edge counts as within it.
        (_low, _high) = (mean * (1 - balance) - 1e-9 * mean, mean * (1 + balance) + 1e-9 * mean);
        _members = [.. Enumerable.Range(0, beats).Select(_ => new List<int>())];
        for (var v = 0; v < start.Length; v++)
        {
            _members[start[v]].Add(v);
        }

        (_root, _parent, _load) = (new int[graph.Count], new int[graph.Count], new long[graph.Count]);
        _tree = [.. Enumerable.Range(0, graph.Count).Select(_ => new List<int>())];
    }

    /// <summary>The plan the walk is at, 0-based; changes with every step.</summary>
    public int[] Plan { get; }

    /// <summary>Redraws two neighbouring beats.</summary>
    public void Step()
    {
        for (var pair = 0; pair < MostPairs; pair++)
        {
            if (CutEdge() is not var (one, other))
            {
                return;
            }

            int[] areas = [.. _members[one], .. _members[other]];
            for (var tree = 0; tree < MostTrees; tree++)
            {
                DrawTree(areas, one, other);
                if (_cuts.Count > 0)
                {
                    Part(areas, _cuts[_random.Next(_cuts.Count)], one, other);
                    return;
                }
            }
        }
    }

    /// <summary>The beats on either side of an edge between beats, drawn from all such edges; null where there is none.</summary>
    private (int One, int Other)? CutEdge()
    {
        var (found, seen) = (((int, int)?)null, 0);
        for (var v = 0; v < _graph.Count; v++)
        {
            for (var e = _graph.First[v]; e < _graph.First[v + 1]; e++)
            {
                var u = _graph.Neighbour[e];
                if (v < u && Plan[u] != Plan[v] && _random.Next(++seen) == 0)
                {
                    found = (Plan[v], Plan[u]);
                }
            }
        }

        return found;
    }

    /// <summary>A spanning tree by random weights (Kruskal), and the areas whose edge to their parent may be cut.</summary>
    private void DrawTree(int[] areas, int one, int other)
    {
        _edges.Clear();
        foreach (var v in areas)
        {
            _root[v] = v;
            _tree[v].Clear();
            for (var e = _graph.First[v]; e < _graph.First[v + 1]; e++)
            {
                var u = _graph.Neighbour[e];
                if (v < u && (Plan[u] == one || Plan[u] == other))
                {
                    _edges.Add((_random.NextUInt64(), v, u));
                }
            }
        }

        _edges.Sort();
        foreach (var (_, a, b) in _edges)
        {
            var (rootA, rootB) = (Root(a), Root(b));
            if (rootA != rootB)
            {
                _root[rootA] = rootB;
                _tree[a].Add(b);
                _tree[b].Add(a);
            }
        }

        Weigh(areas[0]);
        var total = _load[areas[0]];
        _cuts.Clear();
        foreach (var v in _order)
        {
            if (v != areas[0] && Within(_load[v]) && Within(total - _load[v]))
            {
                _cuts.Add(v);
            }
        }
    }

    private bool Within(long load) => load >= _low && load <= _high;

    private int Root(int v)
    {
        while (_root[v] != v)
        {
            v = _root[v] = _root[_root[v]];
        }

        return v;
    }

    /// <summary>Fills <see cref="_order"/>, parents before children, and the load below and at every area.</summary>
    private void Weigh(int root)
    {
        _order.Clear();
        _order.Add(root);
        _parent[root] = -1;
        for (var i = 0; i < _order.Count; i++)
        {
            var v = _order[i];
            _load[v] = _graph.Weight[v];
            foreach (var u in _tree[v])
            {
                if (u != _parent[v])
                {
                    _parent[u] = v;
                    _order.Add(u);
                }
            }
        }

        for (var i = _order.Count - 1; i > 0; i--)
        {
            _load[_parent[_order[i]]] += _load[_order[i]];
        }
    }

    /// <summary>What hangs on <paramref name="cut"/> becomes one beat, the rest the other.</summary>
    private void Part(int[] areas, int cut, int one, int other)
    {
        foreach (var v in areas)
        {
            Plan[v] = other;
        }

        foreach (var v in _order)
        {
            if (v == cut || (_parent[v] >= 0 && Plan[_parent[v]] == one))
            {
                Plan[v] = one;
            }
        }

        _members[one].Clear();
        _members[other].Clear();
        foreach (var v in areas)
        {
            _members[Plan[v]].Add(v);
        }
    }
}
