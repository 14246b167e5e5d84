using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;
using SmartBeats.Calls;
using SmartBeats.Geography;

namespace SmartBeats.Tests.Metrics;

/// <summary>A city of square cells, numbered row by row from the south-west, small enough to check by hand.</summary>
internal sealed record GridCity(CityMap Map, AreaAdjacency Adjacency)
{
    public const double CellDegrees = 0.01;

    /// <param name="name">An area's id from its index; null for <c>a00, a01, …</c>.</param>
    /// <param name="gapAfterColumn">Columns east of this one lie two cells further east and touch nothing to the west; a bridge joins the rows at the south.</param>
    public static GridCity Of(int columns, int rows, Func<int, string>? name = null, int gapAfterColumn = int.MaxValue)
    {
        var factory = new GeometryFactory();
        var areas = new List<Area>();
        var boundaries = new List<SharedBoundary>();
        var bridges = new List<Bridge>();
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var index = areas.Count;
                var west = Degrees(-112.0, column + (column > gapAfterColumn ? 2 : 0));
                var south = Degrees(33.5, row);
                var cell = factory.ToGeometry(new Envelope(west, Degrees(west, 1), south, Degrees(south, 1)));
                areas.Add(new Area(index, name?.Invoke(index) ?? $"a{index:00}", cell));
                if (column + 1 < columns && column != gapAfterColumn)
                {
                    boundaries.Add(new SharedBoundary(index, index + 1, 1000));
                }
                else if (column == gapAfterColumn && row == 0)
                {
                    bridges.Add(new Bridge(index, index + 1, 1850));
                }

                if (row + 1 < rows)
                {
                    boundaries.Add(new SharedBoundary(index, index + columns, 900));
                }
            }
        }

        boundaries.Sort((x, y) => (x.A, x.B).CompareTo((y.A, y.B)));
        int[] component = [.. areas.Select(area => area.Index % columns > gapAfterColumn ? 1 : 0)];
        return new GridCity(
            new CityMap(areas, "NAME", "map-version", []),
            new AreaAdjacency(areas.Count, boundaries, component, bridges, new double[areas.Count], []));
    }

    public static AreaWorkload Workload(params long[] calls) => new(calls, calls, 1, "calls", 0);

    public Geometry[] Outlines(int[] beatOfArea, int beats) => [.. Enumerable.Range(1, beats)
        .Select(beat => UnaryUnionOp.Union(Map.Areas.Where(area => beatOfArea[area.Index] == beat).Select(area => area.Shape)) ?? Polygon.Empty)];

    // Rounded, so that neighbours share their corners to the last bit.
    private static double Degrees(double from, int cells) => Math.Round(from + cells * CellDegrees, 6);
}
