using SmartBeats.Districting;

namespace SmartBeats.Benchmarks.Engine;

/// <summary>The same map under other names: areas numbered anew, edges in another order and turned round, all from a seed.</summary>
internal static class Relabelling
{
    public static AreaGraph Of(AreaGraph graph, ulong seed)
    {
        var random = SeededRandom.Derive(seed, 0x4C4142454C);
        var number = Enumerable.Range(0, graph.Weights.Count).ToArray();
        random.Shuffle<int>(number);
        var weights = new long[number.Length];
        for (var v = 0; v < number.Length; v++)
        {
            weights[number[v]] = graph.Weights[v];
        }

        var edges = graph.Edges.Select(edge => new GraphEdge(number[edge.B], number[edge.A], edge.Cost)).ToArray();
        random.Shuffle<GraphEdge>(edges);
        return new AreaGraph(weights, edges);
    }
}
