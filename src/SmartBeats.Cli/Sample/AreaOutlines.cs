using NetTopologySuite.Geometries;

namespace SmartBeats.Cli.Sample;

/// <summary>Draws the outline of every area from its blocks, with the same vertices on both sides of every street.</summary>
internal sealed class AreaOutlines
{
    /// <summary>Distance of the vertices that let a straight street bend with the river.</summary>
    private const int StepMetres = 200;

    private readonly Dictionary<int, SortedSet<int>> _cornersOfAvenue = [];
    private readonly Dictionary<int, SortedSet<int>> _cornersOfStreet = [];

    private AreaOutlines(IReadOnlyList<Block> blocks)
    {
        foreach (var block in blocks)
        {
            foreach (var u in (int[])[block.West, block.East])
            {
                foreach (var v in (int[])[block.South, block.North])
                {
                    Corners(_cornersOfAvenue, u).Add(v);
                    Corners(_cornersOfStreet, v).Add(u);
                }
            }
        }
    }

    /// <summary>Per area a Polygon, or a MultiPolygon where its blocks do not touch, in EPSG:4326; shells run clockwise as shapefiles want them.</summary>
    public static IReadOnlyList<Geometry> Draw(CityBoard board)
    {
        var outlines = new AreaOutlines(board.Blocks);
        var shapes = new Geometry[board.AreaIds.Count];
        foreach (var area in board.Blocks.GroupBy(block => block.Area))
            shapes[area.Key] = Shape(outlines.Rings(area));

        return shapes;
    }

    /// <summary>Walks round each block anticlockwise; sides walked both ways lie inside the area and cancel.</summary>
    private List<List<BoardPoint>> Rings(IEnumerable<Block> blocks)
    {
        var sides = new HashSet<(BoardPoint From, BoardPoint To)>();
        foreach (var block in blocks)
        {
            var round = Round(block).ToList();
            for (var i = 0; i < round.Count; i++)
            {
                var (from, to) = (round[i], round[(i + 1) % round.Count]);
                if (!sides.Remove((to, from)))
                    sides.Add((from, to));
            }
        }

        var next = sides.ToDictionary(side => side.From, side => side.To);
        var rings = new List<List<BoardPoint>>();
        foreach (var start in sides.Select(side => side.From).OrderBy(point => point.U).ThenBy(point => point.V).ToList())
        {
            var ring = new List<BoardPoint>();
            for (var at = start; next.Remove(at, out var to); at = to)
                ring.Add(at);

            if (ring.Count > 0)
                rings.Add(ring);
        }

        return rings;
    }

    private IEnumerable<BoardPoint> Round(Block block)
    {
        var south = Between(_cornersOfStreet[block.South], block.West, block.East).Select(u => new BoardPoint(u, block.South));
        var east = Between(_cornersOfAvenue[block.East], block.South, block.North).Select(v => new BoardPoint(block.East, v));
        var north = Between(_cornersOfStreet[block.North], block.West, block.East).Select(u => new BoardPoint(u, block.North));
        var west = Between(_cornersOfAvenue[block.West], block.South, block.North).Select(v => new BoardPoint(block.West, v));
        return [.. south.SkipLast(1), .. east.SkipLast(1), .. north.Reverse().SkipLast(1), .. west.Reverse().SkipLast(1)];
    }

    /// <summary>Every vertex on a street from one crossing to another, both ends among them: other areas' corners and the steps.</summary>
    private static SortedSet<int> Between(SortedSet<int> corners, int from, int to)
    {
        var points = new SortedSet<int>(corners.GetViewBetween(from, to));
        for (var step = from + StepMetres - Modulo(from, StepMetres); step < to; step += StepMetres)
            points.Add(step);

        return points;
    }

    private static int Modulo(int a, int b) => ((a % b) + b) % b;

    private static SortedSet<int> Corners(Dictionary<int, SortedSet<int>> lines, int line) =>
        lines.TryGetValue(line, out var corners) ? corners : lines[line] = [];

    private static Geometry Shape(List<List<BoardPoint>> rings)
    {
        var factory = new GeometryFactory(new PrecisionModel(), 4326);
        var shells = rings.Where(ring => DoubledArea(ring) > 0).ToList();
        var holes = rings.Where(ring => DoubledArea(ring) < 0).Select(Ring).ToArray();
        if (shells.Count == 1)
            return factory.CreatePolygon(Ring(shells[0]), holes);

        return holes.Length == 0
            ? factory.CreateMultiPolygon([.. shells.Select(shell => factory.CreatePolygon(Ring(shell)))])
            : throw new InvalidOperationException("No area here has both parts and holes.");

        LinearRing Ring(List<BoardPoint> ring) =>
            factory.CreateLinearRing([.. ring.Append(ring[0]).Reverse().Select(CityGround.Place)]);
    }

    private static long DoubledArea(List<BoardPoint> ring)
    {
        var sum = 0L;
        for (var i = 0; i < ring.Count; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
            sum += ((long)a.U * b.V) - ((long)b.U * a.V);
        }

        return sum;
    }
}
