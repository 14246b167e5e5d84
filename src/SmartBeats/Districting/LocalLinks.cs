namespace SmartBeats.Districting;

/// <summary>For every area, how its neighbours hang together around it: directly, or through one area beyond.</summary>
/// <remarks>
/// On a map, the neighbours of an area form a ring; two that follow each other touch, or at a four-corner point have an area
/// between them that touches both. With both kinds of link noted as bit masks over the neighbours, whether an area may leave
/// its beat is mostly decided by a few bit operations (METHODS 4.1, without needing the order of the ring).
/// </remarks>
internal sealed class LocalLinks
{
    /// <summary>Areas with more neighbours than bits are left to the search.</summary>
    public const int MaxDegree = 32;

    private const int MaxDegreeBeyond = 64;

    private readonly uint[] _touching;
    private readonly int[] _firstBeyond;
    private readonly int[] _beyond;
    private readonly uint[] _beyondMask;

    public LocalLinks(FlatGraph graph)
    {
        _touching = new uint[graph.Neighbour.Length];
        _firstBeyond = new int[graph.Count + 1];
        var beyond = new List<int>();
        var masks = new List<uint>();
        var index = new int[graph.Count];
        var mask = new uint[graph.Count];
        Array.Fill(index, -1);
        var seen = new List<int>();
        for (var v = 0; v < graph.Count; v++)
        {
            _firstBeyond[v] = beyond.Count;
            var first = graph.First[v];
            var degree = graph.Degree(v);
            if (degree is < 2 or > MaxDegree)
            {
                continue;
            }

            for (var i = 0; i < degree; i++)
            {
                index[graph.Neighbour[first + i]] = i;
            }

            for (var i = 0; i < degree; i++)
            {
                var u = graph.Neighbour[first + i];
                if (graph.Degree(u) > MaxDegreeBeyond)
                {
                    continue;
                }

                for (var e = graph.First[u]; e < graph.First[u + 1]; e++)
                {
                    var w = graph.Neighbour[e];
                    if (index[w] >= 0)
                    {
                        _touching[first + i] |= 1u << index[w];
                        _touching[first + index[w]] |= 1u << i;
                    }
                    else if (w != v)
                    {
                        if (mask[w] == 0)
                        {
                            seen.Add(w);
                        }

                        mask[w] |= 1u << i;
                    }
                }
            }

            foreach (var w in seen)
            {
                if ((mask[w] & (mask[w] - 1)) != 0)
                {
                    beyond.Add(w);
                    masks.Add(mask[w]);
                }

                mask[w] = 0;
            }

            seen.Clear();
            for (var i = 0; i < degree; i++)
            {
                index[graph.Neighbour[first + i]] = -1;
            }
        }

        _firstBeyond[graph.Count] = beyond.Count;
        _beyond = [.. beyond];
        _beyondMask = [.. masks];
    }

    /// <summary>Of the neighbours of v named by <paramref name="own"/> (not empty), those that hang together with the first of them within the beat, seen locally.</summary>
    public uint Reach(int v, int first, uint own, int[] beatOf, int beat)
    {
        var reached = own & (0u - own);
        var open = reached;
        while (reached != own)
        {
            var grown = reached;
            while (open != 0)
            {
                grown |= _touching[first + System.Numerics.BitOperations.TrailingZeroCount(open)];
                open &= open - 1;
            }

            grown &= own;
            if (grown == reached)
            {
                for (var i = _firstBeyond[v]; i < _firstBeyond[v + 1]; i++)
                {
                    var mask = _beyondMask[i];
                    if ((mask & grown) != 0 && (mask & own & ~grown) != 0 && beatOf[_beyond[i]] == beat)
                    {
                        grown |= mask & own;
                    }
                }

                if (grown == reached)
                {
                    break;
                }
            }

            open = grown & ~reached;
            reached = grown;
        }

        return reached;
    }
}
