using System.Runtime.InteropServices;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace SmartBeats.Geography;

/// <summary>One directed edge of an area's outline, the area on its left.</summary>
/// <param name="Drawn">Number of the edge as it is drawn in the map: sides of one number matched vertex for vertex before snapping.</param>
internal readonly record struct Side(int Area, int From, int To, int Drawn)
{
    /// <summary>The same for both directions of an edge.</summary>
    public long Key => From < To ? ((long)From << 32) | (uint)To : ((long)To << 32) | (uint)From;
}

/// <summary>The outlines of all areas over common vertices: an edge shared by two areas is the same two vertices, once in each direction.</summary>
/// <remarks>Deterministic: vertices are numbered in order of first appearance. Cost: a sort of the edges.</remarks>
internal sealed class BoundaryNetwork
{
    private readonly List<Coordinate> _vertices;
    private List<Side> _sides;

    private BoundaryNetwork(List<Coordinate> vertices, List<Side> sides) => (_vertices, _sides) = (vertices, sides);

    /// <summary>Degrees, by vertex number.</summary>
    public IReadOnlyList<Coordinate> Vertices => _vertices;

    /// <summary>All sides, grouped: the sides of one edge lie together, edges in order of their vertex numbers.</summary>
    public ReadOnlySpan<Side> Sides => CollectionsMarshal.AsSpan(_sides);

    /// <summary>The outlines as they are drawn.</summary>
    public static BoundaryNetwork Read(CityMap map)
    {
        var network = new BoundaryNetwork([], []);
        network.ReadAreas(map);
        network.Group();
        network.NumberEdges();
        return network;
    }

    /// <summary>The same outlines with what nearly matches made to match; these at tolerance 0. Vertices keep their numbers.</summary>
    public BoundaryNetwork Snap(LocalMetres plane, double toleranceMetres)
    {
        if (toleranceMetres <= 0 || new BoundarySnapper(plane, _vertices, toleranceMetres).Snap(_sides) is not { } sides) return this;
        var network = new BoundaryNetwork(_vertices, sides);
        network.Group();
        return network;
    }

    /// <summary>End of the group that starts at a side: the sides of one edge.</summary>
    public static int GroupEnd(ReadOnlySpan<Side> sides, int start)
    {
        var end = start + 1;
        while (end < sides.Length && sides[end].Key == sides[start].Key) end++;
        return end;
    }

    /// <summary>An edge as it should be: two areas, one on each side.</summary>
    public static bool IsRegular(ReadOnlySpan<Side> group) =>
        group.Length == 2 && group[0].Area != group[1].Area && group[0].From == group[1].To;

    private void ReadAreas(CityMap map)
    {
        var numbers = new Dictionary<(double, double), int>(1024);
        foreach (var area in map.Areas)
        {
            for (var part = 0; part < area.Shape.NumGeometries; part++)
            {
                var polygon = (Polygon)area.Shape.GetGeometryN(part);
                ReadRing(area.Index, polygon.ExteriorRing.CoordinateSequence, true, numbers);
                for (var hole = 0; hole < polygon.NumInteriorRings; hole++)
                {
                    ReadRing(area.Index, polygon.GetInteriorRingN(hole).CoordinateSequence, false, numbers);
                }
            }
        }
    }

    private void ReadRing(int area, CoordinateSequence ring, bool shell, Dictionary<(double, double), int> numbers)
    {
        var forward = Orientation.IsCCW(ring) == shell;
        var previous = -1;
        for (var i = 0; i < ring.Count; i++)
        {
            var (x, y) = (ring.GetX(i), ring.GetY(i));
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, (x, y), out var known);
            if (!known)
            {
                number = _vertices.Count;
                _vertices.Add(new Coordinate(x, y));
            }

            if (previous >= 0 && previous != number)
            {
                _sides.Add(forward ? new Side(area, previous, number, 0) : new Side(area, number, previous, 0));
            }

            previous = number;
        }
    }

    private void NumberEdges()
    {
        var sides = CollectionsMarshal.AsSpan(_sides);
        for (int start = 0, end, edge = 0; start < sides.Length; start = end, edge++)
        {
            end = GroupEnd(sides, start);
            foreach (ref var side in sides[start..end]) side = side with { Drawn = edge };
        }
    }

    private void Group()
    {
        var keys = new long[_sides.Count];
        var order = new int[keys.Length];
        for (var i = 0; i < keys.Length; i++) (keys[i], order[i]) = (_sides[i].Key, i);
        Array.Sort(keys, order);
        var grouped = new List<Side>(keys.Length);
        for (int start = 0, end; start < keys.Length; start = end)
        {
            end = start + 1;
            while (end < keys.Length && keys[end] == keys[start]) end++;
            if (end - start > 1) order.AsSpan(start, end - start).Sort();
            for (var i = start; i < end; i++) grouped.Add(_sides[order[i]]);
        }

        _sides = grouped;
    }
}
