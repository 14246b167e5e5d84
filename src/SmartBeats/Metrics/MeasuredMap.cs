using SmartBeats.Geography;

namespace SmartBeats.Metrics;

/// <summary>What measures of plans need of a map alone, found once: for measuring many plans of one map.</summary>
/// <remarks>Each part is found when it is first asked for. Safe for several threads.</remarks>
public sealed class MeasuredMap
{
    private readonly Lazy<(double East, double North)[]> _centres;
    private readonly Lazy<double[]> _squareKilometres;
    private readonly Lazy<int[][]> _neighbours;

    /// <param name="map">The areas.</param>
    /// <param name="adjacency">Which of them touch.</param>
    public MeasuredMap(CityMap map, AreaAdjacency adjacency)
    {
        (Map, Adjacency) = (map, adjacency);
        _centres = new(() => FindCentres(map));
        _squareKilometres = new(() => [.. map.Areas.Select(area => LocalMetres.Area(area.Shape) / 1e6)]);
        _neighbours = new(() => ListNeighbours(adjacency));
    }

    /// <summary>The areas.</summary>
    public CityMap Map { get; }

    /// <summary>Which of them touch.</summary>
    public AreaAdjacency Adjacency { get; }

    /// <summary>Per area its centre of mass, in metres on the map's plane.</summary>
    internal (double East, double North)[] Centres => _centres.Value;

    /// <summary>Per area its ground.</summary>
    internal double[] SquareKilometres => _squareKilometres.Value;

    /// <summary>Per area those it shares an edge with; bridges are not among them.</summary>
    internal int[][] Neighbours => _neighbours.Value;

    private static (double East, double North)[] FindCentres(CityMap map)
    {
        var plane = LocalMetres.For(map);
        return [.. map.Areas.Select(area => area.Shape.Centroid).Select(centre => plane.ToPlane(centre.X, centre.Y))];
    }

    /// <summary>Per area those it shares an edge with.</summary>
    internal static int[][] ListNeighbours(AreaAdjacency adjacency)
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

        return [.. neighbours.Select(list => list.ToArray())];
    }
}
