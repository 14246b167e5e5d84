using System.Globalization;

namespace SmartBeats.Geography;

/// <summary>Says in sentences what was met on a map: snapped edges, overlaps, duplicates, islands, parts, bridges.</summary>
internal static class AdjacencyNotes
{
    private const int MostNamed = 5;

    public static List<string> Write(
        CityMap map, SharedEdges shared, IReadOnlyList<SharedBoundary> boundaries, int[] component,
        List<Bridge> bridges, List<AreaOverlap> overlaps, AdjacencyOptions options)
    {
        var notes = new List<string>();
        if (shared.SnappedPairs > 0)
        {
            notes.Add(Text($"{Count(shared.SnappedPairs, "pair")} of neighbours did not match edge for edge; {shared.SnappedMetres / 1000:0.###} km of boundary were matched by closing gaps and overlaps up to {options.ToleranceMetres:0.###} m wide."));
        }

        var duplicates = overlaps.Where(o => o.Duplicate).ToList();
        if (duplicates.Count > 0) notes.Add(Text($"{Count(duplicates.Count, "pair")} of areas cover the same ground: {Names(map, duplicates.Select(o => (o.A, o.B)))}; calls there count in the first of each pair."));
        var partial = overlaps.Where(o => !o.Duplicate).ToList();
        if (partial.Count > 0) notes.Add(Text($"{Count(partial.Count, "pair")} of areas overlap by {Surface(partial.Sum(o => o.SquareMetres))} together: {Names(map, partial.OrderByDescending(o => o.SquareMetres).Select(o => (o.A, o.B)))}; calls there count in the first of each pair, and the two are taken as neighbours."));
        NoteParts(notes, map, boundaries, component);
        if (bridges.Count > 0) notes.Add(Text($"{Count(bridges.Count, "bridge")} joined the parts, {bridges[0].DistanceMetres:0} to {bridges[^1].DistanceMetres:0} m long: {Names(map, bridges.Select(b => (b.A, b.B)))}."));
        return notes;
    }

    private static void NoteParts(List<string> notes, CityMap map, IReadOnlyList<SharedBoundary> boundaries, int[] component)
    {
        var parts = component.Length == 0 ? 0 : component.Max() + 1;
        if (parts > 1)
        {
            var sizes = component.CountBy(c => c).Select(c => c.Value).OrderDescending().ToList();
            var list = string.Join(", ", sizes.Take(MostNamed)) + (sizes.Count > MostNamed ? ", ..." : "");
            notes.Add(Text($"The map falls into {parts} parts that share no edge, of {list} areas."));
        }

        var neighbours = new bool[component.Length];
        foreach (var (a, b, _) in boundaries) neighbours[a] = neighbours[b] = true;
        var islands = Enumerable.Range(0, component.Length).Where(i => !neighbours[i]).ToList();
        if (islands.Count > 0 && component.Length > 1)
        {
            var names = string.Join(", ", islands.Take(MostNamed).Select(i => map.Areas[i].Id)) + (islands.Count > MostNamed ? ", ..." : "");
            notes.Add(Text($"{Count(islands.Count, "area")} without a neighbour: {names}."));
        }
    }

    private static string Names(CityMap map, IEnumerable<(int A, int B)> pairs)
    {
        var list = pairs.ToList();
        return string.Join(", ", list.Take(MostNamed).Select(p => $"{map.Areas[p.A].Id} and {map.Areas[p.B].Id}"))
            + (list.Count > MostNamed ? ", ..." : "");
    }

    private static string Surface(double squareMetres) =>
        squareMetres >= 10_000 ? Text($"{squareMetres / 1e6:0.###} km²") : Text($"{squareMetres:0} m²");

    private static string Count(int count, string noun) => Text($"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
