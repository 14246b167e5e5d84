namespace SmartBeats.Districting.Ranking;

/// <summary>Uniformly random spanning trees of connected sets of areas: every tree of the set is equally likely.</summary>
/// <remarks>
/// Wilson, "Generating random spanning trees more quickly than the cover time", STOC 1996: from every area not yet in the tree a
/// random walk runs until it meets the tree, and joins it without its loops. Which area is the root changes nothing but the time
/// taken: the one with most neighbours is met soonest. Cost: the mean time of a walk to the root, on maps some 4 to 8 steps an area.
/// </remarks>
internal sealed class SpanningTree(FlatGraph graph)
{
    private readonly int[] _setOf = new int[graph.Count];
    private readonly int[] _treeOf = new int[graph.Count];
    private readonly int[] _parent = new int[graph.Count];
    private readonly int[] _order = new int[graph.Count];
    private int _set;

    /// <summary>The areas of the last tree, parents before children, the root first.</summary>
    public ReadOnlySpan<int> Order => _order.AsSpan(0, Count);

    /// <summary>Towards the root; of the root itself meaningless.</summary>
    public int[] Parent => _parent;

    public int Count { get; private set; }

    /// <param name="areas">A connected set, at least one area.</param>
    public void Draw(ReadOnlySpan<int> areas, SeededRandom random)
    {
        _set++;
        var root = areas[0];
        foreach (var v in areas)
        {
            _setOf[v] = _set;
            root = graph.Degree(v) > graph.Degree(root) ? v : root;
        }

        (_treeOf[root], _order[0], Count) = (_set, root, 1);
        foreach (var v in areas)
        {
            for (var u = v; _treeOf[u] != _set; u = _parent[u])
            {
                _parent[u] = Neighbour(u, random);
            }

            var joined = Count;
            for (var u = v; _treeOf[u] != _set; u = _parent[u])
            {
                _treeOf[u] = _set;
                _order[Count++] = u;
            }

            // The branch was walked from its tip.
            _order.AsSpan(joined, Count - joined).Reverse();
        }
    }

    private int Neighbour(int v, SeededRandom random)
    {
        var (first, degree) = (graph.First[v], graph.Degree(v));
        int u;
        do
        {
            u = graph.Neighbour[first + random.Next(degree)];
        }
        while (_setOf[u] != _set);

        return u;
    }
}
