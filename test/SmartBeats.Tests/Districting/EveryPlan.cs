using System.Numerics;

namespace SmartBeats.Districting;

/// <summary>Every division of a graph of at most a dozen areas into connected beats, by trying every one.</summary>
internal static class EveryPlan
{
    /// <summary>Smallest max |load - mean| / mean over all plans.</summary>
    public static double LeastDeviation(AreaGraph graph, int beats)
    {
        var mean = graph.Weights.Sum() / (double)beats;
        return Of(graph, beats).Min(plan => plan.Gap) / (mean * beats);
    }

    /// <returns>Per plan, the largest |load - mean| times the number of beats, which is whole, and the cost of its border.</returns>
    public static List<(long Gap, long Cut)> Of(AreaGraph graph, int beats)
    {
        var n = graph.Weights.Count;
        var adjacent = new uint[n];
        foreach (var edge in graph.Edges)
        {
            adjacent[edge.A] |= 1u << edge.B;
            adjacent[edge.B] |= 1u << edge.A;
        }

        var total = graph.Weights.Sum();
        var members = new uint[beats];
        var plans = new List<(long Gap, long Cut)>();
        Place(0, 0);
        return plans;

        // Areas in order join an open beat or open the next.
        void Place(int v, int open)
        {
            if (n - v < beats - open)
            {
                return;
            }

            if (v == n)
            {
                if (members.All(Connected))
                {
                    plans.Add((
                        members.Max(set => Math.Abs(Enumerable.Range(0, n).Where(u => (set >> u & 1) != 0).Sum(u => graph.Weights[u]) * beats - total)),
                        graph.Edges.Where(edge => members.All(set => (set >> edge.A & set >> edge.B & 1) == 0)).Sum(edge => (long)edge.Cost)));
                }

                return;
            }

            for (var beat = 0; beat < Math.Min(open + 1, beats); beat++)
            {
                members[beat] |= 1u << v;
                Place(v + 1, Math.Max(open, beat + 1));
                members[beat] &= ~(1u << v);
            }
        }

        bool Connected(uint set)
        {
            var reached = set & (0u - set);
            for (var before = 0u; before != reached;)
            {
                before = reached;
                for (var bits = reached; bits != 0; bits &= bits - 1)
                {
                    reached |= adjacent[BitOperations.TrailingZeroCount(bits)] & set;
                }
            }

            return reached == set;
        }
    }
}
