using SmartBeats.Geography;

namespace SmartBeats.Metrics;

/// <summary>Whether every beat is in one piece.</summary>
/// <param name="Contiguous">Every beat is in one piece over shared edges and bridges.</param>
/// <param name="BridgesNeeded">Fewest bridges that join the pieces of the beats; 0 where shared edges do.</param>
/// <param name="PieceOfArea">Per area a number that areas of one piece share, bridges counted, and others do not.</param>
internal sealed record BeatContiguity(bool Contiguous, int BridgesNeeded, int[] PieceOfArea)
{
    /// <summary>Walks each beat breadth first over shared edges, then joins the pieces found by the bridges inside it.</summary>
    public static BeatContiguity Check(AreaAdjacency adjacency, int[] beatOfArea, int beats) =>
        Check(adjacency, MeasuredMap.ListNeighbours(adjacency), beatOfArea, beats);

    /// <inheritdoc cref="Check(AreaAdjacency, int[], int)"/>
    /// <param name="neighbours">Per area those it shares an edge with.</param>
    public static BeatContiguity Check(AreaAdjacency adjacency, int[][] neighbours, int[] beatOfArea, int beats)
    {
        var piece = FindPieces(neighbours, beatOfArea, out var pieces);
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

        return new BeatContiguity(pieces - needed == beats, needed, [.. piece.Select(one => Root(joined, one))]);
    }

    private static int[] FindPieces(int[][] neighbours, int[] beatOfArea, out int pieces)
    {
        var piece = new int[neighbours.Length];
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
