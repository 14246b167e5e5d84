namespace SmartBeats.Districting;

/// <summary>Merges two neighbouring beats and divides them anew along a random spanning tree.</summary>
/// <remarks>
/// DeFord, Duchin and Solomon, "Recombination: a family of Markov chains for redistricting", HDSR 3(1), 2021. Of the tree's edges
/// the one whose parts cost least in balance is cut, among equals the first met. Unlike a border move it changes a beat's
/// shape altogether, which is the way out when areas are few and heavy. Costs the areas of both beats.
/// </remarks>
internal sealed class PairRecombination
{
    private readonly PlanState _state;
    private readonly FlatGraph _graph;
    private readonly Energy _energy;
    private readonly BestPlan _best;
    private readonly SeededRandom _random;
    private readonly int[] _order;
    private readonly int[] _parent;
    private readonly int[] _seen;
    private readonly long[] _load;
    private readonly bool[] _below;
    private readonly (int From, int To)[] _frontier;
    private int _stamp;

    public PairRecombination(PlanState state, Energy energy, BestPlan best, SeededRandom random)
    {
        (_state, _graph, _energy, _best, _random) = (state, state.Graph, energy, best, random);
        _order = new int[_graph.Count];
        _parent = new int[_graph.Count];
        _seen = new int[_graph.Count];
        _load = new long[_graph.Count];
        _below = new bool[_graph.Count];
        _frontier = new (int, int)[_graph.Neighbour.Length + 1];
    }

    /// <summary>Recombines the beat of v with a neighbouring one; keeps the new division where it costs at most <paramref name="allowed"/> more.</summary>
    /// <returns>Areas looked at.</returns>
    public int Try(int v, int other, double allowed)
    {
        var beat = _state.BeatOf[v];
        var count = Grow(v, beat, other);
        var total = _state.Load[beat] + _state.Load[other];
        var (cut, least) = (-1, double.MaxValue);
        for (var i = count - 1; i > 0; i--)
        {
            var u = _order[i];
            _load[_parent[u]] += _load[u];
            var cost = _energy.Of(_load[u]) + _energy.Of(total - _load[u]);
            if (cost < least)
            {
                (cut, least) = (u, cost);
            }
        }

        // The part below the cut keeps the beat it overlaps most so that few areas change.
        var (ofBeat, ofOther) = (0, 0);
        for (var i = 0; i < count; i++)
        {
            var u = _order[i];
            _below[u] = u == cut || (i > 0 && _below[_parent[u]]);
            if (_below[u] == (_state.BeatOf[u] == beat))
            {
                ofBeat++;
            }
            else
            {
                ofOther++;
            }
        }

        var (below, above) = ofBeat >= ofOther ? (beat, other) : (other, beat);
        var change = least - _energy.Of(_state.Load[beat]) - _energy.Of(_state.Load[other]) + CutChange(count);
        if (change <= allowed && _state.Wishes is { } wishes)
        {
            change += wishes.OfDivision(_order.AsSpan(0, count), _below, _state.BeatOf, below, above);
        }

        if (change <= allowed)
        {
            for (var i = 0; i < count; i++)
            {
                var u = _order[i];
                var to = _below[u] ? below : above;
                if (_state.BeatOf[u] != to)
                {
                    _best.Move(u, to, _state.CutChange(u, to));
                }
            }

            _best.Consider();
        }

        return count;
    }

    /// <summary>Only borders between the two beats change: the pairs that part now, less those that were parted.</summary>
    private long CutChange(int count)
    {
        var change = 0L;
        for (var i = 0; i < count; i++)
        {
            var u = _order[i];
            var beat = _state.BeatOf[u];
            for (var e = _graph.First[u]; e < _graph.First[u + 1]; e++)
            {
                var w = _graph.Neighbour[e];
                if (w < u || _seen[w] != _stamp)
                {
                    continue;
                }

                change += (_below[w] != _below[u] ? _graph.Cost[e] : 0) - (_state.BeatOf[w] != beat ? _graph.Cost[e] : 0);
            }
        }

        return change;
    }

    private int Grow(int root, int beat, int other)
    {
        if (_stamp == int.MaxValue)
        {
            Array.Clear(_seen);
            _stamp = 0;
        }

        _stamp++;
        var (count, open, next) = (0, 0, root);
        _seen[root] = _stamp;
        _parent[root] = -1;
        while (next >= 0)
        {
            var v = next;
            _order[count++] = v;
            _load[v] = _graph.Weight[v];
            for (var e = _graph.First[v]; e < _graph.First[v + 1]; e++)
            {
                var u = _graph.Neighbour[e];
                if (_seen[u] != _stamp && (_state.BeatOf[u] == beat || _state.BeatOf[u] == other))
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
                if (_seen[to] != _stamp)
                {
                    _seen[to] = _stamp;
                    _parent[to] = from;
                    next = to;
                }
            }
        }

        return count;
    }
}
