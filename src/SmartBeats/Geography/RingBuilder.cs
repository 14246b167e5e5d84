using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;

namespace SmartBeats.Geography;

/// <summary>Puts directed edges, inside on the left, together to polygons.</summary>
/// <remarks>
/// Where outlines touch in a vertex the sharpest turn to the left is taken, and a ring that comes back to a vertex is cut off
/// there: parts that touch in a point become parts, holes that touch the shell in a point become holes.
/// </remarks>
internal sealed class RingBuilder(IReadOnlyList<Coordinate> vertices)
{
    private readonly List<(int From, int To)> _edges = [];
    private bool _doubled;

    /// <param name="times">How often the edge lies there; more than once means overlapping areas.</param>
    public void Add(int from, int to, int times)
    {
        _edges.Add((from, to));
        _doubled |= times > 1;
    }

    /// <summary>A valid Polygon or MultiPolygon, or null where the edges do not make one (overlaps, crossings).</summary>
    public Geometry? Build(GeometryFactory factory)
    {
        if (_doubled || _edges.Count < 3) return null;
        _edges.Sort();
        var used = new bool[_edges.Count];
        var shells = new List<LinearRing>();
        var holes = new List<LinearRing>();
        for (var i = 0; i < used.Length; i++)
        {
            if (!used[i] && !Walk(i, used, ring => (Orientation.IsCCW(ring) ? shells : holes).Add(factory.CreateLinearRing(ring)))) return null;
        }

        if (Assemble(shells, holes, factory) is not { } polygons) return null;
        Geometry outline = polygons.Length == 1 ? polygons[0] : factory.CreateMultiPolygon(polygons);
        return new IsValidOp(outline).IsValid ? outline : null;
    }

    /// <summary>Follows the edges from one until they close, handing over a ring whenever a vertex comes again. False at a dead end.</summary>
    private bool Walk(int first, bool[] used, Action<Coordinate[]> take)
    {
        var path = new List<int> { _edges[first].From };
        var place = new Dictionary<int, int> { [_edges[first].From] = 0 };
        for (var i = first; i >= 0; i = Next(_edges[i], used))
        {
            used[i] = true;
            var vertex = _edges[i].To;
            path.Add(vertex);
            if (place.TryAdd(vertex, path.Count - 1)) continue;
            var start = place[vertex];
            if (path.Count - start < 4) return false;
            take([.. path.Skip(start).Select(v => vertices[v].Copy())]);
            foreach (var passed in path.Skip(start + 1).SkipLast(1)) place.Remove(passed);
            path.RemoveRange(start + 1, path.Count - start - 1);
            if (start == 0) return true;
        }

        return false;
    }

    /// <summary>The unused edge that leaves where one arrives; of several the sharpest left turn. -1 for none.</summary>
    private int Next((int From, int To) arriving, bool[] used)
    {
        var start = _edges.BinarySearch((arriving.To, -1));
        var best = -1;
        for (var i = ~start; i < _edges.Count && _edges[i].From == arriving.To; i++)
        {
            if (used[i]) continue;
            if (best < 0 || IsSharper(vertices[arriving.From], vertices[arriving.To], vertices[_edges[i].To], vertices[_edges[best].To])) best = i;
        }

        return best;
    }

    /// <summary>Whether a lies before b when the way back is turned clockwise round the corner.</summary>
    private static bool IsSharper(Coordinate from, Coordinate corner, Coordinate a, Coordinate b)
    {
        var leftA = Side(from, corner, a) > 0;
        var leftB = Side(from, corner, b) > 0;
        // Straight on counts as not left: it is sharper than a turn to the right, which the test of a against b settles.
        return leftA != leftB ? leftA : Side(corner, b, a) > 0;
    }

    private static int Side(Coordinate a, Coordinate b, Coordinate p) => ExactOrientation.Sign(a.X, a.Y, b.X, b.Y, p.X, p.Y);

    private static Polygon[]? Assemble(List<LinearRing> shells, List<LinearRing> holes, GeometryFactory factory)
    {
        var boxes = shells.ConvertAll(s => s.EnvelopeInternal);
        var holesOf = shells.ConvertAll(_ => new List<LinearRing>());
        foreach (var hole in holes)
        {
            var owner = -1;
            for (var i = 0; i < shells.Count; i++)
            {
                if (!boxes[i].Contains(hole.EnvelopeInternal) || !Holds(shells[i], hole)) continue;
                if (owner < 0 || boxes[owner].Contains(boxes[i])) owner = i;
            }

            if (owner < 0) return null;
            holesOf[owner].Add(hole);
        }

        return [.. shells.Select((shell, i) => factory.CreatePolygon(shell, [.. holesOf[i]]))];
    }

    /// <summary>Whether a hole lies in a shell, judged at its first vertex off the shell's line.</summary>
    private static bool Holds(LinearRing shell, LinearRing hole)
    {
        foreach (var vertex in hole.CoordinateSequence.ToCoordinateArray())
        {
            var place = PointLocation.LocateInRing(vertex, shell.Coordinates);
            if (place != Location.Boundary) return place == Location.Interior;
        }

        return true;
    }
}
