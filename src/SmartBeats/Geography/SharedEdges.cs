namespace SmartBeats.Geography;

/// <summary>What areas share, measured.</summary>
/// <param name="Lengths">Metres per pair of areas, lower first.</param>
/// <param name="OuterMetres">Per area, the length of its outline that it shares with none.</param>
/// <param name="Uneven">The sides of edges that do not have as many areas on their left as on their right: the rim of the map, and where areas overlap.</param>
/// <param name="SnappedPairs">Pairs that share an edge only, or partly, because of snapping.</param>
/// <param name="SnappedMetres">How much they share that way.</param>
internal sealed record SharedEdges(
    Dictionary<(int A, int B), double> Lengths, double[] OuterMetres, List<Side> Uneven, int SnappedPairs, double SnappedMetres)
{
    /// <param name="drawn">The outlines as they are.</param>
    /// <param name="snapped">The outlines after snapping.</param>
    public static SharedEdges Measure(BoundaryNetwork drawn, BoundaryNetwork snapped, int areas, double toleranceMetres)
    {
        // What matches as it is drawn counts as it is drawn: an area thinner than the tolerance keeps its neighbours.
        var lengths = new Dictionary<(int A, int B), double>();
        Walk(drawn, (present, metres) =>
        {
            for (var i = 0; i < present.Count; i++)
            {
                for (var j = i + 1; j < present.Count; j++) Add(lengths, present[i], present[j], metres);
            }
        });

        var closed = new Dictionary<(int A, int B), double>();
        var outer = new double[areas];
        Walk(snapped, (present, metres) =>
        {
            if (present.Count == 1) outer[present[0].Area] += metres;
            for (var i = 0; i < present.Count; i++)
            {
                for (var j = i + 1; j < present.Count; j++)
                {
                    if (present[i].Drawn != present[j].Drawn) Add(closed, present[i], present[j], metres);
                }
            }
        });

        var (pairs, sum) = (0, 0.0);
        foreach (var (pair, metres) in closed)
        {
            // Where corners nearly meet, snapping can leave a crumb of an edge: shorter than the tolerance it proves nothing.
            if (!lengths.TryGetValue(pair, out var known) && metres <= toleranceMetres) continue;
            lengths[pair] = known + metres;
            pairs++;
            sum += metres;
        }

        return new SharedEdges(lengths, outer, FindUneven(snapped), pairs, sum);
    }

    private static void Add(Dictionary<(int A, int B), double> lengths, Side a, Side b, double metres) =>
        lengths[(a.Area, b.Area)] = lengths.GetValueOrDefault((a.Area, b.Area)) + metres;

    /// <summary>Calls back per edge with the areas on it, ascending, a side of each.</summary>
    private static void Walk(BoundaryNetwork network, Action<List<Side>, double> take)
    {
        var sides = network.Sides;
        var present = new List<Side>();
        for (int start = 0, end; start < sides.Length; start = end)
        {
            end = BoundaryNetwork.GroupEnd(sides, start);
            TakePresent(sides[start..end], present);
            if (present.Count == 0) continue;
            var (from, to) = (network.Vertices[sides[start].From], network.Vertices[sides[start].To]);
            take(present, LocalMetres.Length(from.X, from.Y, to.X, to.Y));
        }
    }

    /// <summary>An area that runs there and back (a spike folded flat by snapping) is not on the edge.</summary>
    private static void TakePresent(ReadOnlySpan<Side> group, List<Side> present)
    {
        present.Clear();
        foreach (var side in group)
        {
            var turns = 0;
            foreach (var other in group)
            {
                if (other.Area == side.Area) turns += Direction(other);
            }

            if (turns != 0 && !present.Exists(p => p.Area == side.Area)) present.Add(side);
        }

        present.Sort((a, b) => a.Area.CompareTo(b.Area));
    }

    private static List<Side> FindUneven(BoundaryNetwork network)
    {
        var uneven = new List<Side>();
        var sides = network.Sides;
        for (int start = 0, end; start < sides.Length; start = end)
        {
            end = BoundaryNetwork.GroupEnd(sides, start);
            var turns = 0;
            foreach (var side in sides[start..end]) turns += Direction(side);
            if (turns != 0) uneven.AddRange(sides[start..end]);
        }

        return uneven;
    }

    private static int Direction(Side side) => side.From < side.To ? 1 : -1;
}
