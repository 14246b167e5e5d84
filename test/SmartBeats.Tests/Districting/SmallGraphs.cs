namespace SmartBeats.Districting;

/// <summary>Graphs made for tests, each from a seed.</summary>
internal static class SmallGraphs
{
    public static AreaGraph Grid(int width, int height, Func<int, long> weight)
    {
        var edges = new List<GraphEdge>();
        for (var v = 0; v < width * height; v++)
        {
            if (v % width < width - 1)
            {
                edges.Add(new GraphEdge(v, v + 1, 1));
            }

            if (v + width < width * height)
            {
                edges.Add(new GraphEdge(v, v + width, 1));
            }
        }

        return new AreaGraph([.. Enumerable.Range(0, width * height).Select(weight)], edges);
    }

    /// <summary>A random planar map: a grid with diagonals in one direction, from which a share of edges and all corners are then taken.</summary>
    public static AreaGraph Planar(int width, int height, SeededRandom random, long heaviest)
    {
        var grid = Grid(width, height, _ => Weight(random, heaviest));
        var edges = grid.Edges.ToList();
        for (var v = 0; v + width + 1 < width * height; v++)
        {
            if (v % width < width - 1 && random.Next(2) == 0)
            {
                edges.Add(new GraphEdge(v, v + width + 1, 1 + random.Next(20)));
            }
        }

        // Edges may go as long as the map stays in one piece: a spanning tree of the grid is never touched.
        return new AreaGraph(grid.Weights, [.. edges.Where(edge => edge.B == edge.A + 1 || edge.A % width == 0 || random.Next(5) > 0)]);
    }

    public static AreaGraph Tree(int n, SeededRandom random, long heaviest) => new(
        Weights(n, random, heaviest),
        [.. Enumerable.Range(1, n - 1).Select(v => new GraphEdge(random.Next(v), v, 1 + random.Next(5)))]);

    public static AreaGraph Path(int n, SeededRandom random, long heaviest) => new(
        Weights(n, random, heaviest), [.. Enumerable.Range(1, n - 1).Select(v => new GraphEdge(v - 1, v, 1))]);

    public static AreaGraph Star(int n, SeededRandom random, long heaviest) => new(
        Weights(n, random, heaviest), [.. Enumerable.Range(1, n - 1).Select(v => new GraphEdge(0, v, 1))]);

    public static AreaGraph Clique(int n, SeededRandom random, long heaviest) => new(
        Weights(n, random, heaviest),
        [.. from a in Enumerable.Range(0, n) from b in Enumerable.Range(a + 1, n - a - 1) select new GraphEdge(a, b, 1)]);

    /// <summary>Two graphs side by side, not touching.</summary>
    public static AreaGraph Beside(AreaGraph left, AreaGraph right) => new(
        [.. left.Weights, .. right.Weights],
        [.. left.Edges, .. right.Edges.Select(edge => new GraphEdge(edge.A + left.Weights.Count, edge.B + left.Weights.Count, edge.Cost))]);

    /// <summary>The same map with its areas numbered anew: area v becomes <paramref name="number"/>[v].</summary>
    public static AreaGraph Relabelled(AreaGraph graph, int[] number)
    {
        var weights = new long[number.Length];
        for (var v = 0; v < number.Length; v++)
        {
            weights[number[v]] = graph.Weights[v];
        }

        return new AreaGraph(weights, [.. graph.Edges.Select(edge => new GraphEdge(number[edge.B], number[edge.A], edge.Cost)).Reverse()]);
    }

    private static long[] Weights(int n, SeededRandom random, long heaviest) => [.. Enumerable.Range(0, n).Select(_ => Weight(random, heaviest))];

    private static long Weight(SeededRandom random, long heaviest) => (long)(random.NextDouble() * random.NextDouble() * heaviest);
}
