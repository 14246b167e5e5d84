using SmartBeats.Districting;
using SmartBeats.Editing;
using SmartBeats.Geography;

namespace SmartBeats.Tests.Editing;

/// <summary>Plans to draw on, and edits as a hand makes them.</summary>
internal static class DraftStart
{
    public static GraphEdge[] Edges(AreaAdjacency adjacency) =>
    [
        .. adjacency.Boundaries.Select(boundary => new GraphEdge(boundary.A, boundary.B, 1)),
        .. adjacency.Bridges.Select(bridge => new GraphEdge(bridge.A, bridge.B, 1)),
    ];

    /// <summary>Connected beats of no particular merit: all grow by turns from scattered areas.</summary>
    public static int[] Grow(AreaAdjacency adjacency, int beats, SeededRandom random)
    {
        var neighbours = Neighbours(adjacency);
        var beatOf = new int[adjacency.AreaCount];
        Array.Fill(beatOf, -1);
        var fronts = Enumerable.Range(0, beats).Select(_ => new Queue<int>()).ToArray();
        for (var beat = 0; beat < beats; beat++)
        {
            int area;
            do
            {
                area = random.Next(beatOf.Length);
            }
            while (beatOf[area] >= 0);
            beatOf[area] = beat;
            fronts[beat].Enqueue(area);
        }

        while (fronts.Any(front => front.Count > 0))
        {
            for (var beat = 0; beat < beats; beat++)
            {
                if (fronts[beat].TryDequeue(out var area))
                {
                    foreach (var next in neighbours[area].Where(next => beatOf[next] < 0))
                    {
                        beatOf[next] = beat;
                        fronts[beat].Enqueue(next);
                    }
                }
            }
        }

        return beatOf;
    }

    /// <summary>Mostly a stroke at a border; now and then areas from anywhere, a new beat, a merge.</summary>
    public static void Edit(PlanDraft draft, AreaAdjacency adjacency, SeededRandom random)
    {
        var border = adjacency.Boundaries[random.Next(adjacency.Boundaries.Count)];
        var kind = random.Next(100);
        if (kind == 0)
        {
            var name = $"new {draft.Names.Count}";
            draft.Give([border.A, border.B], draft.AddBeat(name));
        }
        else if (kind == 1 && draft.FindBeats().Names.Count > 8)
        {
            var from = draft.BeatOfArea[border.A];
            draft.Give([.. Enumerable.Range(0, draft.BeatOfArea.Count).Where(area => draft.BeatOfArea[area] == from)], draft.BeatOfArea[random.Next(draft.BeatOfArea.Count)]);
        }
        else if (kind < 20)
        {
            draft.Give([random.Next(draft.BeatOfArea.Count), border.A], draft.BeatOfArea[random.Next(draft.BeatOfArea.Count)]);
        }
        else
        {
            draft.Give([border.A], draft.BeatOfArea[border.B]);
        }
    }

    private static ILookup<int, int> Neighbours(AreaAdjacency adjacency) => Edges(adjacency)
        .SelectMany(edge => new[] { (From: edge.A, To: edge.B), (From: edge.B, To: edge.A) })
        .ToLookup(pair => pair.From, pair => pair.To);
}
