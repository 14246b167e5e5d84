namespace SmartBeats.Geography;

/// <summary>Two areas that share an edge. <paramref name="A"/> is below <paramref name="B"/>.</summary>
/// <param name="LengthMetres">Length of what they share, above 0; 0 for a link without a shared edge (a bridge, a forced link).</param>
public readonly record struct SharedBoundary(int A, int B, double LengthMetres);

/// <summary>A link added so that a disconnected part of the map can share a beat with another.</summary>
/// <param name="DistanceMetres">Straight distance between the two areas' shapes.</param>
public readonly record struct Bridge(int A, int B, double DistanceMetres);

/// <summary>Which areas of a map touch along an edge (rook adjacency; corners do not connect).</summary>
/// <param name="AreaCount">Areas of the map, neighbours or not.</param>
/// <param name="Boundaries">Pairs sharing an edge, ascending by A then B, bridges not among them.</param>
/// <param name="Component">Per area, the number of the connected part it lies in before bridges, 0-based in order of first area.</param>
/// <param name="Bridges">Links that join the parts into one, shortest first; empty for a connected map.</param>
/// <param name="OuterBoundaryMetres">Per area, the part of its outline that no other area shares.</param>
/// <param name="Notes">Gaps, overlaps, slivers, islands: what was met and how it was taken, a sentence each.</param>
public sealed record AreaAdjacency(
    int AreaCount,
    IReadOnlyList<SharedBoundary> Boundaries,
    IReadOnlyList<int> Component,
    IReadOnlyList<Bridge> Bridges,
    IReadOnlyList<double> OuterBoundaryMetres,
    IReadOnlyList<string> Notes)
{
    /// <summary>Of a map whose neighbours nobody asks for.</summary>
    internal static AreaAdjacency None { get; } = new(0, [], [], [], [], []);

    /// <summary>Pairs of areas that cover common ground, ascending by A then B.</summary>
    public IReadOnlyList<AreaOverlap> Overlaps { get; init; } = [];

    /// <summary>Pairs that are neighbours because they were said to be, ascending; among <see cref="Boundaries"/> too.</summary>
    public IReadOnlyList<AreaPair> Links { get; init; } = [];

    /// <summary>Pairs that are no neighbours because they were said not to be, ascending; those that share nothing are left out.</summary>
    public IReadOnlyList<AreaPair> Barriers { get; init; } = [];

    /// <summary>What was met, a line for each kind that is looked for; <see cref="Notes"/> has the sentences of those met.</summary>
    public IReadOnlyList<MapFinding> Findings { get; init; } = [];

    /// <summary>Areas without any neighbour, ascending.</summary>
    public IEnumerable<int> Islands() => AreaCount == 1 ? [] : AreasAlone(AreaCount, Boundaries);

    internal static IEnumerable<int> AreasAlone(int areas, IEnumerable<SharedBoundary> boundaries)
    {
        var touched = new bool[areas];
        foreach (var (a, b, _) in boundaries) touched[a] = touched[b] = true;
        return Enumerable.Range(0, areas).Where(area => !touched[area]);
    }
}
