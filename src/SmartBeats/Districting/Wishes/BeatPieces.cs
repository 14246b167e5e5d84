namespace SmartBeats.Districting;

/// <summary>The connected pieces of beats, found by plain search.</summary>
internal static class BeatPieces
{
    /// <summary>Every piece as its areas, in order of their first area; areas of beat -1 make pieces too.</summary>
    public static List<List<int>> Of(FlatGraph graph, int[] beatOf)
    {
        var pieces = new List<List<int>>();
        var seen = new bool[graph.Count];
        for (var root = 0; root < graph.Count; root++)
        {
            if (seen[root])
            {
                continue;
            }

            var piece = new List<int> { root };
            seen[root] = true;
            for (var at = 0; at < piece.Count; at++)
            {
                var v = piece[at];
                for (var e = graph.First[v]; e < graph.First[v + 1]; e++)
                {
                    var u = graph.Neighbour[e];
                    if (!seen[u] && beatOf[u] == beatOf[v])
                    {
                        seen[u] = true;
                        piece.Add(u);
                    }
                }
            }

            pieces.Add(piece);
        }

        return pieces;
    }
}
