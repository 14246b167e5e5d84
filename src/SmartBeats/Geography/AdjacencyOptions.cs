namespace SmartBeats.Geography;

/// <summary>How a map's adjacency is taken.</summary>
public sealed record AdjacencyOptions
{
    /// <summary>Gaps and overlaps along a common edge up to this wide are closed, in metres; 0 takes only edges that match exactly.</summary>
    /// <remarks>
    /// The default of 1 m is ten times the last digit of coordinates with six decimals, and a tenth of a narrow street:
    /// neighbours drawn twice are still neighbours, the two sides of a street are not.
    /// </remarks>
    public double ToleranceMetres { get; init; } = 1;

    /// <summary>Join the disconnected parts of the map by the shortest links; false leaves them apart.</summary>
    public bool Bridges { get; init; } = true;

    /// <summary>Pairs of area indices that are no neighbours whatever they share (a river, a freeway); nor are they bridged. Either order.</summary>
    public IReadOnlyList<(int A, int B)> Barriers { get; init; } = [];

    /// <summary>Pairs of area indices that are neighbours even without a shared edge (a ferry, a tunnel). Either order; wins over a barrier.</summary>
    public IReadOnlyList<(int A, int B)> Links { get; init; } = [];

    /// <summary>What is said of the map is said in these.</summary>
    public LengthSystem Lengths { get; init; }
}
