namespace SmartBeats.Geography;

/// <summary>What areas share, measured.</summary>
/// <param name="Lengths">Metres per pair of areas, lower first.</param>
/// <param name="OuterMetres">Per area, the length of its outline that it shares with none.</param>
/// <param name="Uneven">The sides of edges that do not have as many areas on their left as on their right: the rim of the map, and where areas overlap.</param>
/// <param name="SnappedPairs">Pairs that share more than the tolerance only because of snapping.</param>
/// <param name="SnappedMetres">How much they share that way.</param>
internal sealed record SharedEdges(
    Dictionary<(int A, int B), double> Lengths, double[] OuterMetres, List<Side> Uneven, int SnappedPairs, double SnappedMetres)
{
    /// <summary>Areas on one edge that are all paired with each other; no map that could be walked has as many.</summary>
    /// <remarks>Beyond it (a layer of copies, each moved a little) an area is paired with the next only: pairs grow with the square.</remarks>
    private const int MostPairedOnOneEdge = 32;

    /// <param name="drawn">The outlines as they are.</param>
    /// <param name="snapped">The outlines after snapping.</param>
    public static SharedEdges Measure(BoundaryNetwork drawn, BoundaryNetwork snapped, int areas, double toleranceMetres)
    {
        // What matches as it is drawn counts as it is drawn: an area thinner than the tolerance keeps its neighbours.
        var lengths = new Dictionary<(int A, int B), double>();
        Walk(drawn, (present, edge) =>
        {
            for (var i = 0; i < present.Count; i++)
            {
                for (var j = i + 1; j < EndOfPairs(present, i); j++) Add(lengths, present[i], present[j], Metres(drawn, edge));
            }
        });

        var closed = new Dictionary<(int A, int B), double>();
        var outer = new double[areas];
        var uneven = new List<Side>();
        Walk(snapped, (present, edge) =>
        {
            if (present.Count == 1) outer[present[0].Area] += Metres(snapped, edge);
            for (var i = 0; i < present.Count; i++)
            {
                for (var j = i + 1; j < EndOfPairs(present, i); j++)
                {
                    if (present[i].Drawn != present[j].Drawn) Add(closed, present[i], present[j], Metres(snapped, edge));
                }
            }

            if (present.Sum(Direction) != 0) uneven.AddRange(present);
        });

        var (pairs, sum) = (0, 0.0);
        foreach (var (pair, metres) in closed)
        {
            // Where corners nearly meet, snapping can leave a crumb of an edge: shorter than the tolerance it proves nothing.
            if (!lengths.TryGetValue(pair, out var known) && metres <= toleranceMetres) continue;
            lengths[pair] = known + metres;
            if (metres <= toleranceMetres) continue;
            pairs++;
            sum += metres;
        }

        return new SharedEdges(lengths, outer, uneven, pairs, sum);
    }

    private static int EndOfPairs(List<Side> present, int first) =>
        present.Count <= MostPairedOnOneEdge ? present.Count : Math.Min(present.Count, first + 2);

    private static void Add(Dictionary<(int A, int B), double> lengths, Side a, Side b, double metres) =>
        lengths[(a.Area, b.Area)] = lengths.GetValueOrDefault((a.Area, b.Area)) + metres;

    private static double Metres(BoundaryNetwork network, Side edge)
    {
        var (from, to) = (network.Vertices[edge.From], network.Vertices[edge.To]);
        return LocalMetres.Length(from.X, from.Y, to.X, to.Y);
    }

    /// <summary>Calls back per edge with the areas on it, ascending, a side of each.</summary>
    private static void Walk(BoundaryNetwork network, Action<List<Side>, Side> take)
    {
        var sides = network.Sides;
        var present = new List<Side>();
        for (int start = 0, end; start < sides.Length; start = end)
        {
            end = BoundaryNetwork.GroupEnd(sides, start);
            present.Clear();
            if (end - start > MostPairedOnOneEdge)
            {
                present.AddRange(FindPresent(sides[start..end].ToArray()));
            }
            else
            {
                for (var i = start; i < end; i++) AddIfPresent(sides[start..end], sides[i], present);
            }

            if (present.Count > 0) take(present, sides[start]);
        }
    }

    /// <summary>What <see cref="AddIfPresent"/> finds, for many sides at once.</summary>
    private static IEnumerable<Side> FindPresent(Side[] group) =>
        group.GroupBy(side => side.Area).Where(sides => sides.Sum(Direction) != 0).OrderBy(sides => sides.Key).Select(sides => sides.First());

    /// <summary>Keeps the list ascending. An area that runs there and back (a spike folded flat by snapping) is not on the edge.</summary>
    private static void AddIfPresent(ReadOnlySpan<Side> group, Side side, List<Side> present)
    {
        var turns = 0;
        foreach (var other in group)
        {
            if (other.Area == side.Area) turns += Direction(other);
        }

        var place = present.Count;
        while (place > 0 && present[place - 1].Area > side.Area) place--;
        if (turns != 0 && (place == 0 || present[place - 1].Area != side.Area)) present.Insert(place, side);
    }

    private static int Direction(Side side) => side.From < side.To ? 1 : -1;
}
