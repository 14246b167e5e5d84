namespace SmartBeats.Districting;

/// <summary>The connected parts of a graph: which part every area is in.</summary>
/// <param name="Of">Per area, its part, numbered in order of first area.</param>
/// <param name="Size">Areas per part.</param>
/// <param name="Load">Weight per part.</param>
internal sealed record Components(int[] Of, int[] Size, long[] Load)
{
    public int Count => Size.Length;

    public static Components Find(FlatGraph graph)
    {
        var of = new int[graph.Count];
        Array.Fill(of, -1);
        var size = new List<int>();
        var load = new List<long>();
        var stack = new Stack<int>();
        for (var root = 0; root < graph.Count; root++)
        {
            if (of[root] >= 0)
            {
                continue;
            }

            var part = size.Count;
            size.Add(0);
            load.Add(0);
            of[root] = part;
            stack.Push(root);
            while (stack.TryPop(out var v))
            {
                size[part]++;
                load[part] += graph.Weight[v];
                for (var e = graph.First[v]; e < graph.First[v + 1]; e++)
                {
                    var u = graph.Neighbour[e];
                    if (of[u] < 0)
                    {
                        of[u] = part;
                        stack.Push(u);
                    }
                }
            }
        }

        return new Components(of, [.. size], [.. load]);
    }
}
