using SmartBeats.Districting;

namespace SmartBeats.Benchmarks.Engine;

/// <summary>What a plan is worth, from the graph and the assignment alone: shares no code with the engine.</summary>
internal sealed record PlanCheck(int Beats, bool Contiguous, double MaxDeviation, int EdgesCut, long BorderCost);

internal static class PlanChecker
{
    public static PlanCheck Check(AreaGraph graph, int[] beatOf, int beats)
    {
        var root = Enumerable.Range(0, beatOf.Length).ToArray();
        var (cut, cost) = (0, 0L);
        foreach (var edge in graph.Edges)
        {
            if (beatOf[edge.A] == beatOf[edge.B])
            {
                root[Find(root, edge.A)] = Find(root, edge.B);
            }
            else
            {
                cut++;
                cost += edge.Cost;
            }
        }

        var used = beatOf.Distinct().Count();
        var pieces = Enumerable.Range(0, beatOf.Length).Count(v => Find(root, v) == v);
        var loads = new long[beats];
        for (var v = 0; v < beatOf.Length; v++)
        {
            loads[beatOf[v]] += graph.Weights[v];
        }

        var mean = loads.Sum() / (double)beats;
        var deviation = mean == 0 ? 0 : loads.Max(load => Math.Abs(load - mean)) / mean;
        return new PlanCheck(used, pieces == used, deviation, cut, cost);
    }

    private static int Find(int[] root, int v)
    {
        while (root[v] != v)
        {
            v = root[v] = root[root[v]];
        }

        return v;
    }
}
