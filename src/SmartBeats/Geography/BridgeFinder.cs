using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace SmartBeats.Geography;

/// <summary>Joins the disconnected parts of a map by the shortest links between their outlines (a minimum spanning tree of the parts).</summary>
/// <remarks>Borůvka's method, 1926, with a tree of edges for the nearest; equal distances go by the lower pair of areas.</remarks>
internal sealed class BridgeFinder
{
    private readonly AreaParts _parts;
    private readonly IReadOnlySet<(int A, int B)> _barriers;
    private readonly List<(int Area, Coordinate From, Coordinate To)> _edges = [];
    private readonly STRtree<int> _tree = new();

    /// <param name="parts">The parts as they are; joined on the way.</param>
    /// <param name="rim">Sides where a part may end, areas of different parts on them or one alone.</param>
    public BridgeFinder(LocalMetres plane, AreaParts parts, IReadOnlySet<(int A, int B)> barriers, IReadOnlyList<Coordinate> vertices, IEnumerable<Side> rim)
    {
        (_parts, _barriers) = (parts, barriers);
        foreach (var side in rim)
        {
            var (from, to) = (Plane(side.From), Plane(side.To));
            _tree.Insert(new Envelope(from, to), _edges.Count);
            _edges.Add((side.Area, from, to));
        }

        Coordinate Plane(int vertex)
        {
            var (east, north) = plane.ToPlane(vertices[vertex].X, vertices[vertex].Y);
            return new Coordinate(east, north);
        }
    }

    /// <summary>Shortest first. Fewer than parts less one when barriers leave no way.</summary>
    public List<Bridge> Join()
    {
        var bridges = new List<Bridge>();
        for (var found = -1; found != bridges.Count;)
        {
            found = bridges.Count;
            var byPart = _edges.GroupBy(e => _parts.PartOf(e.Area)).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).ToList();
            // The largest part is reached from the others.
            var nearest = byPart.Skip(1).Select(Nearest).OfType<Bridge>().ToList();
            foreach (var bridge in nearest.OrderBy(b => b.DistanceMetres).ThenBy(b => b.A).ThenBy(b => b.B))
            {
                if (_parts.Join(bridge.A, bridge.B)) bridges.Add(bridge);
            }
        }

        return [.. bridges.OrderBy(b => b.DistanceMetres).ThenBy(b => b.A).ThenBy(b => b.B)];
    }

    private Bridge? Nearest(IGrouping<int, (int Area, Coordinate From, Coordinate To)> part)
    {
        const double FarthestMetres = 5e7;
        Bridge? best = null;
        foreach (var edge in part)
        {
            var radius = best?.DistanceMetres ?? 50;
            best = NearestTo(edge, part.Key, radius, best);
            while (best is null && radius < FarthestMetres)
            {
                radius *= 4;
                best = NearestTo(edge, part.Key, radius, best);
            }

            if (best is null) return null;
        }

        return best;
    }

    private Bridge? NearestTo((int Area, Coordinate From, Coordinate To) edge, int part, double radius, Bridge? best)
    {
        var box = new Envelope(edge.From, edge.To);
        box.ExpandBy(radius);
        foreach (var i in _tree.Query(box))
        {
            var other = _edges[i];
            if (_parts.PartOf(other.Area) == part) continue;
            var (low, high) = edge.Area < other.Area ? (edge, other) : (other, edge);
            if (_barriers.Contains((low.Area, high.Area))) continue;
            var distance = DistanceComputer.SegmentToSegment(low.From, low.To, high.From, high.To);
            if (distance > radius) continue;
            if (best is not { } b || (distance, low.Area, high.Area).CompareTo((b.DistanceMetres, b.A, b.B)) < 0)
            {
                best = new Bridge(low.Area, high.Area, distance);
                radius = distance;
            }
        }

        return best;
    }
}
