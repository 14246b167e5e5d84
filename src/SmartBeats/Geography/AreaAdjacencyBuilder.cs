namespace SmartBeats.Geography;

/// <summary>Finds which areas of a map touch along an edge, and how long that edge is.</summary>
/// <remarks>
/// Edges are matched vertex for vertex; those left over are snapped within the tolerance and matched again (README.md).
/// Deterministic. About 0.2 s for 10,000 areas with 100,000 edges.
/// </remarks>
public static class AreaAdjacencyBuilder
{
    /// <exception cref="InputException">A barrier or link names an area that is not in the map, or an area twice.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static AreaAdjacency Build(CityMap map, AdjacencyOptions options, CancellationToken cancellation = default)
    {
        var barriers = Pairs(options.Barriers, map.Areas.Count, "barriers");
        var links = Pairs(options.Links, map.Areas.Count, "links");
        barriers.ExceptWith(links);

        var plane = LocalMetres.For(map);
        var drawn = BoundaryNetwork.Read(map);
        var network = drawn.Snap(plane, options.ToleranceMetres);
        var shared = SharedEdges.Measure(drawn, network, map.Areas.Count, options.ToleranceMetres);
        // An overlap no wider on average than the tolerance is a boundary drawn twice: snapping dealt with it.
        var (found, isComplete) = OverlapFinder.Find(map, network.Vertices, shared.Uneven, cancellation);
        var overlaps = found
            .Where(o => o.SquareMetres > options.ToleranceMetres * shared.Lengths.GetValueOrDefault((o.A, o.B))).ToList();
        foreach (var overlap in overlaps) shared.Lengths.TryAdd((overlap.A, overlap.B), 0);
        foreach (var link in links) shared.Lengths.TryAdd(link, 0);
        var apart = barriers.Where(barrier => shared.Lengths.Remove(barrier)).ToHashSet();

        var boundaries = shared.Lengths.OrderBy(p => p.Key).Select(p => new SharedBoundary(p.Key.A, p.Key.B, p.Value)).ToArray();
        var parts = new AreaParts(map.Areas.Count);
        foreach (var boundary in boundaries) parts.Join(boundary.A, boundary.B);
        var component = parts.Numbers();
        // A barrier is no gap in the map: parts that only a barrier keeps apart are no parts to be bridged, not even by way of a third.
        foreach (var (a, b) in apart) parts.Join(a, b);
        var bridges = options.Bridges && component.Any(c => c > 0)
            ? new BridgeFinder(plane, parts, barriers, network.Vertices, Rim(network, component)).Join()
            : [];
        var say = new AdjacencyNotes(map, options, isComplete);
        MapFinding[] findings =
        [
            say.Slivers(shared), say.Duplicates(overlaps), say.Overlaps(overlaps), say.Parts(component), say.Islands(boundaries, component),
            say.Bridges(bridges), say.Barriers(Ascending(apart), Ascending(barriers.Except(apart))), say.Links(Ascending(links)),
        ];
        string[] notes = [.. findings.Where(finding => finding.Count > 0).Select(finding => finding.Sentence)];
        return new AreaAdjacency(map.Areas.Count, boundaries, component, bridges, shared.OuterMetres, notes)
        {
            Overlaps = overlaps,
            Links = Ascending(links),
            Barriers = Ascending(apart),
            Findings = findings,
        };
    }

    private static AreaPair[] Ascending(IEnumerable<(int A, int B)> pairs) => [.. pairs.Order().Select(pair => new AreaPair(pair.A, pair.B))];

    private static HashSet<(int A, int B)> Pairs(IReadOnlyList<(int A, int B)> pairs, int areas, string where)
    {
        var ordered = new HashSet<(int, int)>();
        foreach (var (a, b) in pairs)
        {
            if (a < 0 || b < 0 || a >= areas || b >= areas || a == b)
            {
                throw new InputException(where, $"the pair ({a}, {b}) is not two areas of a map with {areas}", "Name two different areas of the map.");
            }

            ordered.Add(a < b ? (a, b) : (b, a));
        }

        return ordered;
    }

    /// <summary>Sides where parts end: alone on their edge, or facing another part across a barrier.</summary>
    private static List<Side> Rim(BoundaryNetwork network, int[] component)
    {
        var rim = new List<Side>();
        var sides = network.Sides;
        for (int start = 0, end; start < sides.Length; start = end)
        {
            end = BoundaryNetwork.GroupEnd(sides, start);
            var group = sides[start..end];
            var inner = group.Length > 1;
            foreach (var side in group) inner &= component[side.Area] == component[group[0].Area];
            if (!inner) rim.AddRange(group);
        }

        return rim;
    }
}
