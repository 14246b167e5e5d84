namespace SmartBeats.Districting;

/// <summary>A graph of at most 128 areas for work on sets of them. Areas are numbered anew, lightest first.</summary>
internal sealed class SetGraph
{
    private readonly FlatGraph _graph;
    private readonly int[] _rank;

    public SetGraph(FlatGraph graph)
    {
        _graph = graph;
        Area = [.. Enumerable.Range(0, graph.Count).OrderBy(v => graph.Weight[v]).ThenBy(v => v)];
        _rank = new int[graph.Count];
        for (var rank = 0; rank < Area.Length; rank++)
        {
            _rank[Area[rank]] = rank;
        }

        Weight = [.. Area.Select(v => graph.Weight[v])];
        Near = new AreaSet[graph.Count];
        foreach (var v in Area)
        {
            for (var e = graph.First[v]; e < graph.First[v + 1]; e++)
            {
                Near[_rank[v]] |= AreaSet.Of(_rank[graph.Neighbour[e]]);
            }

            All |= AreaSet.Of(_rank[v]);
        }
    }

    /// <summary>Per number here, the area's number in the graph given.</summary>
    public int[] Area { get; }

    public AreaSet[] Near { get; }

    /// <summary>Ascending.</summary>
    public long[] Weight { get; }

    public AreaSet All { get; }

    public int Count => Area.Length;

    public long Weigh(AreaSet set)
    {
        var load = 0L;
        for (; !set.IsEmpty; set = set.WithoutFirst)
        {
            load += Weight[set.First];
        }

        return load;
    }

    /// <summary>Cost of all edges that leave the set. The border of a plan is half the sum over its beats.</summary>
    public long Border(AreaSet set)
    {
        var border = 0L;
        for (var rest = set; !rest.IsEmpty; rest = rest.WithoutFirst)
        {
            var v = Area[rest.First];
            for (var e = _graph.First[v]; e < _graph.First[v + 1]; e++)
            {
                border += set.Contains(_rank[_graph.Neighbour[e]]) ? 0 : _graph.Cost[e];
            }
        }

        return border;
    }

    /// <summary>What is connected to the given areas within a set that holds them.</summary>
    public AreaSet Reach(AreaSet from, AreaSet within)
    {
        var (reached, open) = (from, from);
        while (!open.IsEmpty)
        {
            var next = (Near[open.First] & within).Except(reached);
            reached |= next;
            open = open.WithoutFirst | next;
        }

        return reached;
    }

    /// <summary>Whether the components of a set can each be a whole number of beats with loads from low to high, these numbers adding up.</summary>
    /// <param name="window">Loads; the high one above 0.</param>
    public bool Divides(AreaSet set, int beats, (long Low, long High) window)
    {
        var (least, most) = (0L, 0L);
        while (!set.IsEmpty)
        {
            var piece = Reach(AreaSet.Of(set.First), set);
            set = set.Except(piece);
            var (load, areas) = (Weigh(piece), piece.Count);
            var few = Math.Max(1, (load + window.High - 1) / window.High);
            var many = window.Low > 0 ? Math.Min(load / window.Low, areas) : areas;
            if (few > many)
            {
                return false;
            }

            least += few;
            most += many;
        }

        return least <= beats && beats <= most;
    }
}
