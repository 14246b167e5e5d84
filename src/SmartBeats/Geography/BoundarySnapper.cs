using System.Runtime.InteropServices;
using NetTopologySuite.Geometries;

namespace SmartBeats.Geography;

/// <summary>Makes outlines that nearly match match: close vertices become one, and a vertex on another area's edge becomes a vertex of that edge.</summary>
/// <remarks>
/// Only ends of edges without an exact partner are looked at, so a clean map stays as it is, to the bit, but for edges of its
/// rim shorter than the tolerance. No vertex moves farther than the tolerance, none moves to another of the same outline
/// (its detail is kept), and an edge that matched exactly never vanishes.
/// </remarks>
internal sealed class BoundarySnapper(LocalMetres plane, IReadOnlyList<Coordinate> vertices, double toleranceMetres)
{
    private readonly Dictionary<int, int> _loose = [];          // Vertex number to place in the lists below.
    private readonly List<LooseVertex> _points = [];
    private int[] _byEast = [];
    private double[] _east = [];

    /// <summary>An end of an unmatched edge.</summary>
    private sealed class LooseVertex(int number, double east, double north)
    {
        public int Number { get; } = number;

        public double East { get; } = east;

        public double North { get; } = north;

        public SortedSet<int> Areas { get; } = [];

        /// <summary>Ends of matched edges from here: those edges are sure and never shrink to a point.</summary>
        public List<LooseVertex> Tied { get; } = [];

        public LooseVertex? MovedTo { get; set; }

        public bool HasFollowers { get; set; }

        public LooseVertex Place => MovedTo ?? this;

        public double DistanceTo(LooseVertex other)
        {
            var (x, y) = (East - other.East, North - other.North);
            return Math.Sqrt(x * x + y * y);
        }
    }

    /// <summary>The sides after snapping; null when nothing changes.</summary>
    public List<Side>? Snap(List<Side> sides)
    {
        var matched = FindLoose(sides);
        var changed = MergeVertices();
        var snapped = new List<Side>(sides.Count);
        var between = new List<(double Along, int Number)>();
        for (var i = 0; i < sides.Count; i++)
        {
            var side = sides[i];
            var (from, to) = (Moved(side.From), Moved(side.To));
            if (from == to) continue;
            if (matched[i])
            {
                snapped.Add(side with { From = from, To = to });
                continue;
            }

            FindBetween(side.Area, _points[_loose[from]], _points[_loose[to]], between);
            changed |= between.Count > 0;
            foreach (var (_, number) in between)
            {
                snapped.Add(side with { From = from, To = number });
                from = number;
            }

            snapped.Add(side with { From = from, To = to });
        }

        return changed ? snapped : null;
    }

    private int Moved(int vertex) => _loose.TryGetValue(vertex, out var place) ? _points[place].Place.Number : vertex;

    private bool[] FindLoose(List<Side> sides)
    {
        var matched = new bool[sides.Count];
        var span = CollectionsMarshal.AsSpan(sides);
        for (int start = 0, end; start < sides.Count; start = end)
        {
            end = BoundaryNetwork.GroupEnd(span, start);
            var regular = BoundaryNetwork.IsRegular(span[start..end]);
            matched.AsSpan(start, end - start).Fill(regular);
            if (regular) continue;
            AddLoose(span[start].From);
            AddLoose(span[start].To);
        }

        for (var i = 0; i < sides.Count; i++)
        {
            if (!_loose.TryGetValue(sides[i].From, out var from)) continue;
            _points[from].Areas.Add(sides[i].Area);
            if (matched[i] && _loose.TryGetValue(sides[i].To, out var to)) _points[from].Tied.Add(_points[to]);
        }

        _byEast = [.. Enumerable.Range(0, _points.Count).OrderBy(i => _points[i].East).ThenBy(i => _points[i].Number)];
        _east = [.. _byEast.Select(i => _points[i].East)];
        return matched;
    }

    private void AddLoose(int vertex)
    {
        if (!_loose.TryAdd(vertex, _points.Count)) return;
        var (east, north) = plane.ToPlane(vertices[vertex].X, vertices[vertex].Y);
        _points.Add(new LooseVertex(vertex, east, north));
    }

    private bool MergeVertices()
    {
        var changed = false;
        var pairs = new List<(double Distance, LooseVertex Low, LooseVertex High)>();
        for (var i = 0; i < _byEast.Length; i++)
        {
            var a = _points[_byEast[i]];
            for (var j = i + 1; j < _byEast.Length && _east[j] - _east[i] <= toleranceMetres; j++)
            {
                var b = _points[_byEast[j]];
                if (Math.Abs(a.North - b.North) > toleranceMetres || !MayMeet(a, b)) continue;
                var distance = a.DistanceTo(b);
                if (distance <= toleranceMetres) pairs.Add(a.Number < b.Number ? (distance, a, b) : (distance, b, a));
            }
        }

        // Nearest pairs first: where outlines are dense, each vertex finds its own counterpart.
        foreach (var (_, low, high) in pairs.OrderBy(p => p.Distance).ThenBy(p => p.Low.Number).ThenBy(p => p.High.Number))
        {
            var (target, mover) = (low.Place, high.Place);
            if (mover.HasFollowers) (target, mover) = (mover, target);
            if (target == mover || mover.HasFollowers || mover.DistanceTo(target) > toleranceMetres || !MayMeet(mover, target)) continue;
            mover.MovedTo = target;
            target.HasFollowers = true;
            target.Areas.UnionWith(mover.Areas);
            changed = true;
        }

        return changed;
    }

    /// <summary>Vertices of the same outline stay apart; at a corner each of the two must bring an area the other lacks.</summary>
    private static bool MayMeet(LooseVertex mover, LooseVertex target) =>
        !mover.Areas.IsSubsetOf(target.Areas) && !target.Areas.IsSubsetOf(mover.Areas) && !mover.Tied.Exists(end => end.Place == target);

    /// <summary>Vertices of other areas that lie on an edge within the tolerance, in order along it.</summary>
    private void FindBetween(int area, LooseVertex from, LooseVertex to, List<(double Along, int Number)> found)
    {
        found.Clear();
        var (dx, dy) = (to.East - from.East, to.North - from.North);
        var length = Math.Sqrt(dx * dx + dy * dy);
        var (south, north) = from.North < to.North ? (from.North, to.North) : (to.North, from.North);
        var east = Math.Max(from.East, to.East) + toleranceMetres;
        var first = Array.BinarySearch(_east, Math.Min(from.East, to.East) - toleranceMetres);
        if (first < 0) first = ~first;
        for (var i = first; i < _byEast.Length && _east[i] <= east; i++)
        {
            var point = _points[_byEast[i]];
            if (point.North < south - toleranceMetres || point.North > north + toleranceMetres) continue;
            if (point.MovedTo is not null || point == from || point == to || point.Areas.Contains(area)) continue;
            var along = ((point.East - from.East) * dx + (point.North - from.North) * dy) / length;
            var aside = ((point.North - from.North) * dx - (point.East - from.East) * dy) / length;
            if (along > 0 && along < length && Math.Abs(aside) <= toleranceMetres) found.Add((along, point.Number));
        }

        found.Sort();
    }
}
