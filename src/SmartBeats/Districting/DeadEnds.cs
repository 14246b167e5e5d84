namespace SmartBeats.Districting;

/// <summary>Dead ends: light pieces that hang on the rest of the map by one area, and so share its beat.</summary>
/// <remarks>
/// METHODS 4.2, item 4. If a plan of deviation below D exists, every beat carries more than mean (1 - D). A piece that hangs on area v
/// and weighs no more than that cannot hold a beat of its own, so all of it lies in the beat of v; that beat then carries at
/// least the sum, and deviates by at least sum / mean - 1. The least D for which this is no contradiction bounds every plan.
/// </remarks>
internal static class DeadEnds
{
    public static LowerBound Bound(FlatGraph graph, Components parts, int beats, double mean, double known)
    {
        var pieces = Pieces(graph, parts);
        var bound = known;
        foreach (var ofArea in pieces.GroupBy(piece => piece.Area))
        {
            var heaviestFirst = ofArea.Select(piece => piece.Load).OrderBy(load => load).ToArray();
            var load = graph.Weight[ofArea.Key];
            // Lightest first: each piece that is swallowed makes the beat heavier. With all pieces up to and including one of load p
            // swallowed, a plan of deviation D needs p > mean (1 - D) (the piece holds a beat after all) or sum <= mean (1 + D).
            var sum = load;
            var at = load > mean ? (load - mean) / mean : 0;
            foreach (var piece in heaviestFirst)
            {
                sum += piece;
                at = Math.Max(at, Math.Min((sum - mean) / mean, (mean - piece) / mean));
            }

            bound = Math.Max(bound, at);
        }

        return new LowerBound(bound, "a dead end of the map can only join the one area it hangs on");
    }

    /// <summary>Every piece that removing one area separates from the rest, the part's largest remainder (towards the root) included.</summary>
    private static List<(int Area, long Load)> Pieces(FlatGraph graph, Components parts)
    {
        var pieces = new List<(int, long)>();
        var (depth, low, parent, load) = (new int[graph.Count], new int[graph.Count], new int[graph.Count], new long[graph.Count]);
        var at = (int[])graph.First.Clone();
        Array.Fill(parent, -1);
        var path = new Stack<int>();
        for (var root = 0; root < graph.Count; root++)
        {
            if (depth[root] > 0)
            {
                continue;
            }

            depth[root] = low[root] = 1;
            load[root] = graph.Weight[root];
            path.Push(root);
            var separated = new Dictionary<int, long>();
            while (path.TryPeek(out var v))
            {
                if (at[v] < graph.First[v + 1])
                {
                    var u = graph.Neighbour[at[v]++];
                    if (depth[u] == 0)
                    {
                        (parent[u], depth[u], low[u], load[u]) = (v, depth[v] + 1, depth[v] + 1, graph.Weight[u]);
                        path.Push(u);
                    }
                    else if (u != parent[v])
                    {
                        low[v] = Math.Min(low[v], depth[u]);
                    }

                    continue;
                }

                path.Pop();
                var up = parent[v];
                if (up < 0)
                {
                    continue;
                }

                low[up] = Math.Min(low[up], low[v]);
                load[up] += load[v];
                if (low[v] >= depth[up])
                {
                    pieces.Add((up, load[v]));
                    separated[up] = separated.GetValueOrDefault(up) + load[v];
                }
            }

            // For the root, the separated pieces are everything; for others, what lies above is a piece too.
            foreach (var (v, below) in separated.OrderBy(pair => pair.Key))
            {
                if (v != root)
                {
                    pieces.Add((v, parts.Load[parts.Of[v]] - below - graph.Weight[v]));
                }
            }
        }

        return pieces;
    }
}
