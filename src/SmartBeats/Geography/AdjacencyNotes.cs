using System.Globalization;

namespace SmartBeats.Geography;

/// <summary>Says in sentences what was met on a map when its neighbours were found: a finding for each kind that is looked for.</summary>
/// <param name="knowsAllOverlaps">False where there were too many overlaps to look at them all.</param>
internal sealed class AdjacencyNotes(CityMap map, AdjacencyOptions options, bool knowsAllOverlaps)
{
    private const int MostNamed = 5;

    private readonly LengthWords _lengths = new(options.Lengths);

    /// <summary>What matched only within the tolerance.</summary>
    public MapFinding Slivers(SharedEdges shared) => shared.SnappedPairs == 0
        ? MapFinding.None(MapFindingKind.Slivers, "Every common edge is drawn alike on both sides.")
        : new MapFinding(
            MapFindingKind.Slivers,
            shared.SnappedPairs,
            [],
            Text($"{Count(shared.SnappedPairs, "pair")} of neighbours did not match edge for edge; {_lengths.Stretch(shared.SnappedMetres / 1000)} of boundary were matched by closing gaps and overlaps up to {_lengths.Width(options.ToleranceMetres)} wide."));

    public MapFinding Duplicates(List<AreaOverlap> overlaps)
    {
        var pairs = overlaps.Where(o => o.Duplicate).Select(o => (o.A, o.B)).ToList();
        return pairs.Count == 0
            ? MapFinding.None(MapFindingKind.Duplicates, "No area covers the same ground as another.")
            : new MapFinding(MapFindingKind.Duplicates, pairs.Count, Examples(pairs), Text($"{AtLeast}{Count(pairs.Count, "pair")} of areas cover the same ground: {Names(pairs)}; calls there count in the first of each pair."));
    }

    public MapFinding Overlaps(List<AreaOverlap> overlaps)
    {
        var partial = overlaps.Where(o => !o.Duplicate).OrderByDescending(o => o.SquareMetres).ToList();
        var pairs = partial.ConvertAll(o => (o.A, o.B));
        return pairs.Count == 0
            ? MapFinding.None(MapFindingKind.Overlaps, "No two areas overlap.")
            : new MapFinding(MapFindingKind.Overlaps, pairs.Count, Examples(pairs), Text($"{AtLeast}{Count(pairs.Count, "pair")} of areas overlap by {_lengths.Surface(partial.Sum(o => o.SquareMetres))} together: {Names(pairs)}; calls there count in the first of each pair, and the two are taken as neighbours."));
    }

    public MapFinding Parts(int[] component)
    {
        var parts = component.Length == 0 ? 0 : component.Max() + 1;
        if (parts <= 1)
        {
            return MapFinding.None(MapFindingKind.Parts, "The map is in one piece.");
        }

        var sizes = component.CountBy(c => c).Select(c => c.Value).OrderDescending().ToList();
        var list = string.Join(", ", sizes.Take(MostNamed)) + (sizes.Count > MostNamed ? ", ..." : "");
        var firsts = Enumerable.Range(0, Math.Min(parts, MostNamed)).Select(part => map.Areas[Array.IndexOf(component, part)].Id);
        return new MapFinding(MapFindingKind.Parts, parts, [.. firsts], Text($"The map falls into {parts} parts that share no edge, of {list} areas."));
    }

    public MapFinding Islands(IReadOnlyList<SharedBoundary> boundaries, int[] component)
    {
        var islands = AreaAdjacency.AreasAlone(component.Length, boundaries).ToList();
        if (islands.Count == 0 || component.Length == 1)
        {
            return MapFinding.None(MapFindingKind.Islands, "Every area has a neighbour.");
        }

        string[] ids = [.. islands.Take(MostNamed).Select(i => map.Areas[i].Id)];
        var names = string.Join(", ", ids) + (islands.Count > MostNamed ? ", ..." : "");
        return new MapFinding(MapFindingKind.Islands, islands.Count, ids, Text($"{Count(islands.Count, "area")} without a neighbour: {names}."));
    }

    public MapFinding Bridges(List<Bridge> bridges)
    {
        var pairs = bridges.ConvertAll(b => (b.A, b.B));
        return pairs.Count == 0
            ? MapFinding.None(MapFindingKind.Bridges, "No bridge was added.")
            : new MapFinding(MapFindingKind.Bridges, pairs.Count, Examples(pairs), Text($"{Count(pairs.Count, "bridge")} joined the parts, {_lengths.Width(bridges[0].DistanceMetres)} to {_lengths.Width(bridges[^1].DistanceMetres)} long: {Names(pairs)}."));
    }

    /// <param name="apart">Barriers that keep apart what would be neighbours.</param>
    /// <param name="idle">Barriers between areas that share nothing.</param>
    public MapFinding Barriers(IReadOnlyList<AreaPair> apart, IReadOnlyList<AreaPair> idle)
    {
        var pairs = apart.Concat(idle).Select(p => (p.A, p.B)).ToList();
        if (pairs.Count == 0)
        {
            return MapFinding.None(MapFindingKind.Barriers, "No barrier was given.");
        }

        var without = idle.Count == 0 ? "" : Text($" Of these {idle.Count} share no edge anyway.");
        return new MapFinding(MapFindingKind.Barriers, pairs.Count, Examples(pairs), Text($"{Count(pairs.Count, "pair")} of areas kept apart by a barrier: {Names(pairs)}.{without}"));
    }

    public MapFinding Links(IReadOnlyList<AreaPair> links)
    {
        var pairs = links.Select(p => (p.A, p.B)).ToList();
        return pairs.Count == 0
            ? MapFinding.None(MapFindingKind.Links, "No link was given.")
            : new MapFinding(MapFindingKind.Links, pairs.Count, Examples(pairs), Text($"{Count(pairs.Count, "pair")} of areas joined by a link: {Names(pairs)}."));
    }

    private string AtLeast => knowsAllOverlaps ? "" : "At least ";

    private string[] Examples(List<(int A, int B)> pairs) => [.. pairs.Take(MostNamed).Select(p => $"{map.Areas[p.A].Id} and {map.Areas[p.B].Id}")];

    private string Names(List<(int A, int B)> pairs) => string.Join(", ", Examples(pairs)) + (pairs.Count > MostNamed ? ", ..." : "");

    private static string Count(int count, string noun) => Text($"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
