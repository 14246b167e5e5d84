using System.Numerics;

namespace SmartBeats.Districting;

/// <summary>Whether an area can leave its beat without breaking it in two.</summary>
/// <remarks>
/// First the ring around the area (<see cref="LocalLinks"/>); where that says no, two searches run in step from the pieces the ring shows,
/// so the cost is that of the smaller piece. A search that exceeds its budget answers no, which is always safe.
/// </remarks>
internal sealed class Contiguity
{
    private readonly FlatGraph _graph;
    private readonly LocalLinks _links;
    private readonly int[] _mark;
    private readonly int[] _queueA;
    private readonly int[] _queueB;
    private int _stamp;

    public Contiguity(FlatGraph graph, LocalLinks links)
    {
        _graph = graph;
        _links = links;
        _mark = new int[graph.Count];
        _queueA = new int[graph.Count];
        _queueB = new int[graph.Count];
    }

    /// <summary>Areas looked at by searches so far: part of the effort.</summary>
    public long Looked { get; private set; }

    /// <summary>How many areas one search may look at before it gives up and answers no.</summary>
    public int Budget { get; set; } = 400;

    /// <summary>Whether the beat of v has other areas and stays connected without v.</summary>
    public bool CanLeave(int v, int[] beatOf)
    {
        var beat = beatOf[v];
        var first = _graph.First[v];
        var degree = _graph.First[v + 1] - first;
        var own = 0u;
        if (degree > LocalLinks.MaxDegree)
        {
            return CanLeaveCrowd(v, beatOf);
        }

        for (var i = 0; i < degree; i++)
        {
            if (beatOf[_graph.Neighbour[first + i]] == beat)
            {
                own |= 1u << i;
            }
        }

        return CanLeave(v, own, beatOf);
    }

    /// <summary>As <see cref="CanLeave(int, int[])"/> for an area of at most 32 neighbours, <paramref name="own"/> marking those in its beat.</summary>
    private bool CanLeave(int v, uint own, int[] beatOf)
    {
        if ((own & (own - 1)) == 0)
        {
            return own != 0;
        }

        var first = _graph.First[v];
        var beat = beatOf[v];
        var reached = _links.Reach(v, first, own, beatOf, beat);
        if (reached == own)
        {
            return true;
        }

        beatOf[v] = -1; // out of both searches' way
        var joins = SearchJoins(first, own, reached, beatOf, beat);
        beatOf[v] = beat;
        return joins;
    }

    /// <summary>Grows the reached piece and one unreached neighbour's piece in step until they meet or one is exhausted; repeats for what is left.</summary>
    private bool SearchJoins(int first, uint own, uint reached, int[] beatOf, int beat)
    {
        NextStamps(own);
        var mine = _stamp;
        var (headA, tailA) = (0, 0);
        for (var bits = reached; bits != 0; bits &= bits - 1)
        {
            var u = _graph.Neighbour[first + BitOperations.TrailingZeroCount(bits)];
            _mark[u] = mine;
            _queueA[tailA++] = u;
        }

        var looked = 0;
        for (var bits = own & ~reached; bits != 0; bits &= bits - 1)
        {
            var start = _graph.Neighbour[first + BitOperations.TrailingZeroCount(bits)];
            if (_mark[start] >= mine)
            {
                continue; // already met: every finished search has joined the reached piece
            }

            var other = ++_stamp;
            _mark[start] = other;
            _queueB[0] = start;
            var (headB, tailB, met) = (0, 1, false);
            while (!met)
            {
                if (headA == tailA || headB == tailB || looked > Budget)
                {
                    Looked += looked;
                    return false;
                }

                met = Step(_queueA, ref headA, ref tailA, mine, other, beatOf, beat)
                    || Step(_queueB, ref headB, ref tailB, other, mine, beatOf, beat);
                looked += 2;
            }

            // The two pieces are one: what either had still to expand, the first goes on with.
            for (var i = 0; i < tailB; i++)
            {
                _mark[_queueB[i]] = mine;
                if (i >= headB)
                {
                    _queueA[tailA++] = _queueB[i];
                }
            }
        }

        Looked += looked;
        return true;
    }

    private bool Step(int[] queue, ref int head, ref int tail, int mine, int other, int[] beatOf, int beat)
    {
        var v = queue[head++];
        var met = false;
        for (var e = _graph.First[v]; e < _graph.First[v + 1]; e++)
        {
            var u = _graph.Neighbour[e];
            if (beatOf[u] != beat || _mark[u] == mine)
            {
                continue;
            }

            if (_mark[u] == other)
            {
                met = true;
                continue;
            }

            _mark[u] = mine;
            queue[tail++] = u;
        }

        return met;
    }

    /// <summary>The same for an area of many neighbours: one search, over as soon as all neighbours in the beat are found.</summary>
    private bool CanLeaveCrowd(int v, int[] beatOf)
    {
        NextStamps(1);
        var beat = beatOf[v];
        var left = 0;
        var tail = 0;
        for (var e = _graph.First[v]; e < _graph.First[v + 1]; e++)
        {
            var u = _graph.Neighbour[e];
            if (beatOf[u] == beat)
            {
                _mark[u] = _stamp;
                if (left++ == 0)
                {
                    _queueA[tail++] = u;
                }
            }
        }

        if (left <= 1)
        {
            return left == 1;
        }

        left--;
        var (wanted, found) = (_stamp, ++_stamp);
        _mark[v] = _mark[_queueA[0]] = found;
        for (var head = 0; head < tail; head++)
        {
            var w = _queueA[head];
            for (var e = _graph.First[w]; e < _graph.First[w + 1]; e++)
            {
                var u = _graph.Neighbour[e];
                if (beatOf[u] != beat || _mark[u] == found)
                {
                    continue;
                }

                if (_mark[u] == wanted && --left == 0)
                {
                    Looked += head;
                    return true;
                }

                _mark[u] = found;
                _queueA[tail++] = u;
            }
        }

        Looked += tail;
        return false;
    }

    /// <summary>Stamps only grow, so that old marks are never read as new; before they could overflow they start over.</summary>
    private void NextStamps(uint own)
    {
        if (_stamp > int.MaxValue - 64 - BitOperations.PopCount(own))
        {
            Array.Clear(_mark);
            _stamp = 0;
        }

        _stamp++;
    }
}
