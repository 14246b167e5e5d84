namespace SmartBeats.Districting;

/// <summary>A graph as flat arrays: the neighbours of v stand at First[v] to First[v + 1] - 1. Built once, never changed.</summary>
internal sealed class FlatGraph
{
    public FlatGraph(int[] first, int[] neighbour, int[] cost, long[] weight)
    {
        First = first;
        Neighbour = neighbour;
        Cost = cost;
        Weight = weight;
    }

    public int[] First { get; }

    public int[] Neighbour { get; }

    public int[] Cost { get; }

    public long[] Weight { get; }

    /// <summary>What is wished of plans on this graph; null for nothing.</summary>
    public WishSet? Wishes { get; private init; }

    public int Count => Weight.Length;

    /// <summary>Number of edges, each counted once.</summary>
    public int EdgeCount => Neighbour.Length / 2;

    /// <summary>The same graph under other wishes.</summary>
    public FlatGraph With(WishSet? wishes) => ReferenceEquals(wishes, Wishes) ? this : new FlatGraph(First, Neighbour, Cost, Weight) { Wishes = wishes };

    public int Degree(int v) => First[v + 1] - First[v];

    /// <summary>Mean cost of an edge, at least 1: what one step of temperature is measured in.</summary>
    public double MeanCost()
    {
        var sum = 0L;
        foreach (var cost in Cost)
        {
            sum += cost;
        }

        return Cost.Length == 0 ? 1 : Math.Max(1, (double)sum / Cost.Length);
    }

    /// <summary>Takes edges in any orientation; repeated edges are added up, loops are dropped, costs below 1 count 1.</summary>
    /// <exception cref="InputException">An edge names an area that is not there, or a weight is out of range.</exception>
    public static FlatGraph From(AreaGraph graph)
    {
        var weight = new long[graph.Weights.Count];
        for (var v = 0; v < weight.Length; v++)
        {
            weight[v] = graph.Weights[v];
            if (weight[v] is < 0 or > 1_000_000_000_000)
            {
                throw new InputException($"area {v}", $"weight {weight[v]} is outside 0 to 1,000,000,000,000", "Correct the area's workload, or use a larger unit.");
            }
        }

        var raw = new List<(int Low, int High, int Cost)>(graph.Edges.Count);
        foreach (var edge in graph.Edges)
        {
            if ((uint)edge.A >= (uint)weight.Length || (uint)edge.B >= (uint)weight.Length)
            {
                throw new InputException($"edge {edge.A} - {edge.B}", $"names an area outside 0 to {weight.Length - 1}", "Correct the edge list: areas are numbered from 0 in the order of their weights.");
            }

            if (edge.A != edge.B)
            {
                raw.Add((Math.Min(edge.A, edge.B), Math.Max(edge.A, edge.B), Math.Max(1, edge.Cost)));
            }
        }

        return Pack(weight, raw);
    }

    /// <summary>Edges low to high in any order, repetitions allowed.</summary>
    public static FlatGraph Pack(long[] weight, List<(int Low, int High, int Cost)> edges)
    {
        // Two stable counting passes (by high end, then by low end) sort the pairs without comparing them.
        var sorted = CountingSort(CountingSort(edges, weight.Length, byHigh: true), weight.Length, byHigh: false);
        var merged = new List<(int Low, int High, int Cost)>(sorted.Count);
        foreach (var edge in sorted)
        {
            if (merged.Count > 0 && merged[^1].Low == edge.Low && merged[^1].High == edge.High)
            {
                merged[^1] = (edge.Low, edge.High, Add(merged[^1].Cost, edge.Cost));
            }
            else
            {
                merged.Add(edge);
            }
        }

        var first = new int[weight.Length + 1];
        foreach (var (low, high, _) in merged)
        {
            first[low + 1]++;
            first[high + 1]++;
        }

        for (var v = 0; v < weight.Length; v++)
        {
            first[v + 1] += first[v];
        }

        var fill = first.AsSpan(0, weight.Length).ToArray();
        var neighbour = new int[merged.Count * 2];
        var cost = new int[merged.Count * 2];
        foreach (var (low, high, c) in merged)
        {
            (neighbour[fill[low]], cost[fill[low]++]) = (high, c);
            (neighbour[fill[high]], cost[fill[high]++]) = (low, c);
        }

        return new FlatGraph(first, neighbour, cost, weight);
    }

    /// <summary>Sum that stops at a ceiling: merged costs of a coarse graph may not overflow, and are only a guide there.</summary>
    private static int Add(int a, int b) => (int)Math.Min((long)a + b, int.MaxValue);

    private static List<(int Low, int High, int Cost)> CountingSort(List<(int Low, int High, int Cost)> edges, int n, bool byHigh)
    {
        var at = new int[n + 1];
        foreach (var (low, high, _) in edges)
        {
            at[(byHigh ? high : low) + 1]++;
        }

        for (var v = 0; v < n; v++)
        {
            at[v + 1] += at[v];
        }

        var sorted = new (int Low, int High, int Cost)[edges.Count];
        foreach (var edge in edges)
        {
            sorted[at[byHigh ? edge.High : edge.Low]++] = edge;
        }

        return [.. sorted];
    }
}
