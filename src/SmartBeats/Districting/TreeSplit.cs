namespace SmartBeats.Districting;

/// <summary>A first plan: exact and contiguous by construction, because a tree falls into exactly two parts at every edge.</summary>
/// <remarks>
/// Recursive: a random spanning tree of a set of areas is cut where one side's load is nearest a whole number of fair shares;
/// both sides are split on. Of several trees the best cut is taken. A set always has at least as many areas as beats, so an
/// edge that leaves both sides enough areas always exists. Spanning trees: DeFord, Duchin and Solomon, "Recombination", HDSR 2021.
/// </remarks>
internal sealed class TreeSplit
{
    private const int TryBudget = 20_000;
    private const int MostTries = 10;

    private readonly FlatGraph _graph;
    private readonly SeededRandom _random;
    private readonly int[] _set;
    private readonly int[] _parent;
    private readonly int[] _order;
    private readonly long[] _load;
    private readonly int[] _size;
    private readonly bool[] _inside;
    private readonly (int From, int To)[] _frontier;
    private int _nextSet = 1;

    private TreeSplit(FlatGraph graph, SeededRandom random)
    {
        _graph = graph;
        _random = random;
        _set = new int[graph.Count];
        _parent = new int[graph.Count];
        _order = new int[graph.Count];
        _load = new long[graph.Count];
        _size = new int[graph.Count];
        _inside = new bool[graph.Count];
        _frontier = new (int, int)[graph.Neighbour.Length];
    }

    public static int[] Plan(FlatGraph graph, int[] component, int[] beatsOfComponent, SeededRandom random)
    {
        var members = new List<int>[beatsOfComponent.Length];
        for (var c = 0; c < members.Length; c++)
        {
            members[c] = [];
        }

        for (var v = 0; v < graph.Count; v++)
        {
            members[component[v]].Add(v);
        }

        var split = new TreeSplit(graph, random);
        var plan = new int[graph.Count];
        var beat = 0;
        for (var c = 0; c < members.Length; c++)
        {
            split.Divide([.. members[c]], beatsOfComponent[c], plan, beat);
            beat += beatsOfComponent[c];
        }

        return plan;
    }

    private void Divide(int[] areas, int beats, int[] plan, int firstBeat)
    {
        var open = new Stack<(int[] Areas, int Beats, int FirstBeat)>();
        open.Push((areas, beats, firstBeat));
        while (open.TryPop(out var task))
        {
            if (task.Beats == 1)
            {
                foreach (var v in task.Areas)
                {
                    plan[v] = task.FirstBeat;
                }

                continue;
            }

            var (one, other, beatsOfOne) = Cut(task.Areas, task.Beats);
            open.Push((one, beatsOfOne, task.FirstBeat));
            open.Push((other, task.Beats - beatsOfOne, task.FirstBeat + beatsOfOne));
        }
    }

    private (int[] One, int[] Other, int BeatsOfOne) Cut(int[] areas, int beats)
    {
        var set = _nextSet++;
        var total = 0L;
        foreach (var v in areas)
        {
            _set[v] = set;
            total += _graph.Weight[v];
        }

        int[]? bestSide = null;
        var (bestScore, bestBeats) = (double.MaxValue, 0);
        var tries = Math.Clamp(TryBudget / areas.Length, 1, MostTries);
        for (var i = 0; i < tries; i++)
        {
            Grow(areas, set);
            var (root, share, score) = BestEdge(areas.Length, beats, total);
            var side = Side(root, areas.Length);
            score += 0.5 * BorderShare(side, set);
            if (score < bestScore)
            {
                (bestScore, bestSide, bestBeats) = (score, side, share);
            }
        }

        foreach (var v in bestSide!)
        {
            _set[v] = 0;
        }

        return (bestSide, [.. areas.Where(v => _set[v] == set)], bestBeats);
    }

    /// <summary>A random spanning tree of the set, grown from a random area along random edges: <see cref="_order"/> has parents before children.</summary>
    private void Grow(int[] areas, int set)
    {
        const int Unseen = -2;
        foreach (var v in areas)
        {
            _parent[v] = Unseen;
        }

        var (count, open, next) = (0, 0, areas[_random.Next(areas.Length)]);
        _parent[next] = -1;
        while (next >= 0)
        {
            var v = next;
            _order[count++] = v;
            for (var e = _graph.First[v]; e < _graph.First[v + 1]; e++)
            {
                var u = _graph.Neighbour[e];
                if (_set[u] == set && _parent[u] == Unseen)
                {
                    _frontier[open++] = (v, u);
                }
            }

            next = -1;
            while (open > 0 && next < 0)
            {
                var i = _random.Next(open);
                var (from, to) = _frontier[i];
                _frontier[i] = _frontier[--open];
                if (_parent[to] == Unseen)
                {
                    _parent[to] = from;
                    next = to;
                }
            }
        }
    }

    /// <summary>The tree edge whose lower side is nearest a whole number of shares; evenly halved sets are preferred, because they bend less.</summary>
    private (int Root, int Share, double Score) BestEdge(int count, int beats, long total)
    {
        var mean = Math.Max(1e-9, total / (double)beats);
        for (var i = 0; i < count; i++)
        {
            var v = _order[i];
            (_load[v], _size[v]) = (_graph.Weight[v], 1);
        }

        var (bestRoot, bestShare, bestScore) = (-1, 0, double.MaxValue);
        for (var i = count - 1; i > 0; i--)
        {
            var v = _order[i];
            _load[_parent[v]] += _load[v];
            _size[_parent[v]] += _size[v];
            var share = (int)Math.Clamp(Math.Round(_load[v] / mean), Math.Max(1, beats - (count - _size[v])), Math.Min(beats - 1, _size[v]));
            var off = Math.Abs(_load[v] - share * mean) / mean / Math.Min(share, beats - share);
            var score = off + 0.1 * Math.Abs(2 * share - beats) / beats;
            if (score < bestScore)
            {
                (bestRoot, bestShare, bestScore) = (v, share, score);
            }
        }

        return (bestRoot, bestShare, bestScore);
    }

    /// <summary>The areas at and below a tree node.</summary>
    private int[] Side(int root, int count)
    {
        var side = new int[_size[root]];
        var found = 0;
        var inside = _inside;
        for (var i = 0; i < count; i++)
        {
            var v = _order[i];
            inside[v] = v == root || (i > 0 && inside[_parent[v]]);
            if (inside[v])
            {
                side[found++] = v;
            }
        }

        return side;
    }

    /// <summary>Edges from the side to the rest of its set, as a share of the side's edges within the set.</summary>
    private double BorderShare(int[] side, int set)
    {
        var (cut, all) = (0L, 1L);
        foreach (var v in side)
        {
            for (var e = _graph.First[v]; e < _graph.First[v + 1]; e++)
            {
                var u = _graph.Neighbour[e];
                if (_set[u] == set)
                {
                    all += _graph.Cost[e];
                    cut += _inside[u] ? 0 : _graph.Cost[e];
                }
            }
        }

        return (double)cut / all;
    }
}
