namespace SmartBeats.Districting;

/// <summary>Checks a plan from the graph and the assignment alone.</summary>
internal static class PlanAssert
{
    /// <summary>Exactly as many beats as asked, each in one piece. Returns max |load - mean| / mean.</summary>
    public static double IsLegal(AreaGraph graph, int beats, int[] beatOf, string name)
    {
        beatOf.Length.ShouldBe(graph.Weights.Count, name);
        beatOf.Distinct().Order().ShouldBe(Enumerable.Range(0, beats), name);
        var reached = new bool[beatOf.Length];
        var adjacent = graph.Edges.SelectMany(edge => new[] { (edge.A, edge.B), (edge.B, edge.A) }).ToLookup(pair => pair.Item1, pair => pair.Item2);
        var pieces = 0;
        for (var root = 0; root < beatOf.Length; root++)
        {
            if (reached[root])
            {
                continue;
            }

            pieces++;
            reached[root] = true;
            var open = new Queue<int>([root]);
            while (open.TryDequeue(out var v))
            {
                foreach (var u in adjacent[v].Where(u => !reached[u] && beatOf[u] == beatOf[v]))
                {
                    reached[u] = true;
                    open.Enqueue(u);
                }
            }
        }

        pieces.ShouldBe(beats, $"{name}: every beat is in one piece");
        return Deviation(graph, beats, beatOf);
    }

    public static double Deviation(AreaGraph graph, int beats, int[] beatOf)
    {
        var loads = new long[beats];
        for (var v = 0; v < beatOf.Length; v++)
        {
            loads[beatOf[v]] += graph.Weights[v];
        }

        var mean = loads.Sum() / (double)beats;
        return mean == 0 ? 0 : loads.Max(load => Math.Abs(load - mean)) / mean;
    }

    public static long BorderCost(AreaGraph graph, int[] beatOf) =>
        graph.Edges.Where(edge => beatOf[edge.A] != beatOf[edge.B]).Sum(edge => (long)edge.Cost);
}
