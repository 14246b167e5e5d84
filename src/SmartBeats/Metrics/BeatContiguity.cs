using SmartBeats.Geography;

namespace SmartBeats.Metrics;

/// <summary>Whether every beat is in one piece.</summary>
/// <param name="Contiguous">Every beat is in one piece over shared edges and bridges.</param>
/// <param name="BridgesNeeded">Fewest bridges that join the pieces of the beats; 0 where shared edges do.</param>
internal sealed record BeatContiguity(bool Contiguous, int BridgesNeeded)
{
    /// <summary>Walks each beat breadth first over shared edges, then joins the pieces found by the bridges inside it.</summary>
    public static BeatContiguity Check(AreaAdjacency adjacency, int[] beatOfArea, int beats)
    {
        var piece = Pieces(adjacency, beatOfArea, out var pieces);
        var joined = new int[pieces];
        for (var i = 0; i < pieces; i++)
        {
            joined[i] = i;
        }

        var needed = 0;
        foreach (var bridge in adjacency.Bridges)
        {
            var (a, b) = (Root(joined, piece[bridge.A]), Root(joined, piece[bridge.B]));
            if (beatOfArea[bridge.A] == beatOfArea[bridge.B] && a != b)
            {
                joined[b] = a;
                needed++;
            }
        }

        return new BeatContiguity(pieces - needed == beats, needed);
    }

    private static int[] Pieces(AreaAdjacency adjacency, int[] beatOfArea, out int pieces)
    {
        var neighbours = new List<int>[adjacency.AreaCount];
        for (var area = 0; area < neighbours.Length; area++)
        {
            neighbours[area] = [];
        }

        foreach (var boundary in adjacency.Boundaries)
        {
            neighbours[boundary.A].Add(boundary.B);
            neighbours[boundary.B].Add(boundary.A);
        }

        var piece = new int[adjacency.AreaCount];
        Array.Fill(piece, -1);
        pieces = 0;
        var queue = new Queue<int>();
        for (var start = 0; start < piece.Length; start++)
        {
            if (piece[start] >= 0)
            {
                continue;
            }

            piece[start] = pieces;
            queue.Enqueue(start);
            while (queue.TryDequeue(out var area))
            {
                foreach (var next in neighbours[area])
                {
                    if (piece[next] < 0 && beatOfArea[next] == beatOfArea[start])
                    {
                        piece[next] = pieces;
                        queue.Enqueue(next);
                    }
                }
            }

            pieces++;
        }

        return piece;
    }

    private static int Root(int[] joined, int piece)
    {
        while (joined[piece] != piece)
        {
            piece = joined[piece];
        }

        return piece;
    }
}
