namespace SmartBeats.Geography;

/// <summary>Finds the area a point lies in: exactly, also on boundaries, in a few tens of nanoseconds.</summary>
/// <remarks>
/// A grid over the map's box. A cell inside one area answers at once; a cell crossed by outlines knows, for each area that
/// crosses it, the edges in the cell and whether the cell's reference point is inside. A point is decided by the edges
/// crossed on an L-shaped way to that reference point (README.md tells why this is exact). Reading is thread-safe.
/// Built in time and memory proportional to the vertices: about 0.1 s and 20 MB for 160,000.
/// </remarks>
public sealed partial class AreaIndex
{
    private readonly CellGrid _grid;
    private readonly int[] _cover;      // Per cell: lowest area that covers it whole, -1 for none.
    private readonly int[] _entryStart; // Per cell, and one beyond.
    private readonly Entry[] _entries;
    private readonly Edge[] _edges;

    private AreaIndex(CellGrid grid, int[] cover, int[] entryStart, Entry[] entries, Edge[] edges)
    {
        (_grid, _cover, _entryStart, _entries, _edges) = (grid, cover, entryStart, entries, edges);
    }

    /// <summary>An area whose outline crosses a cell: its edges there, and whether the cell's reference point is inside it.</summary>
    private readonly record struct Entry(int Area, int EdgeStart, int EdgeEnd, bool ReferenceInside);

    /// <summary>An edge, lower end first (of a level one, the western end).</summary>
    private readonly record struct Edge(double LowX, double LowY, double HighX, double HighY)
    {
        /// <summary>1 left of the edge seen upward, -1 right of it; a point on its line counts as moved by a hair east, and by far less north.</summary>
        public int SideOfReference(double x, double y)
        {
            var sign = ExactOrientation.Sign(LowX, LowY, HighX, HighY, x, y);
            return sign != 0 ? sign : LowY < HighY ? -1 : 1;
        }

        public bool SpansLatitude(double y) => LowY <= y && y < HighY;

        public bool SpansLongitude(double x) => LowX <= x != HighX <= x;
    }

    /// <summary>An index of all areas of a map; the map may be empty.</summary>
    public static AreaIndex Build(CityMap map) => new Builder(map).Build();

    /// <summary>The lowest index of an area that contains the point or has it on its boundary; -1 for none, and for NaN.</summary>
    /// <param name="longitude">Degrees; compared with the map's coordinates as they are, without tolerance.</param>
    /// <param name="latitude">Degrees.</param>
    public int Find(double longitude, double latitude)
    {
        if (!_grid.Contains(longitude, latitude)) return -1;
        var column = _grid.Column(longitude);
        var row = _grid.Row(latitude);
        var cell = row * _grid.Columns + column;
        var end = _entryStart[cell + 1];
        for (var i = _entryStart[cell]; i < end; i++)
        {
            ref readonly var entry = ref _entries[i];
            if (Covers(in entry, longitude, latitude, _grid.ReferenceX[column], _grid.ReferenceY[row])) return entry.Area;
        }

        return _cover[cell];
    }

    /// <summary>Finds many points at once; the results are those of <see cref="Find(double, double)"/>.</summary>
    /// <exception cref="ArgumentException">The three spans differ in length.</exception>
    public void Find(ReadOnlySpan<double> longitudes, ReadOnlySpan<double> latitudes, Span<int> areas)
    {
        if (longitudes.Length != latitudes.Length || longitudes.Length != areas.Length)
        {
            throw new ArgumentException($"Spans differ in length: {longitudes.Length}, {latitudes.Length}, {areas.Length}.", nameof(areas));
        }

        for (var i = 0; i < areas.Length; i++)
        {
            areas[i] = Find(longitudes[i], latitudes[i]);
        }
    }

    private bool Covers(in Entry entry, double x, double y, double referenceX, double referenceY)
    {
        var inside = entry.ReferenceInside;
        foreach (ref readonly var edge in _edges.AsSpan(entry.EdgeStart, entry.EdgeEnd - entry.EdgeStart))
        {
            var turns = edge.SpansLongitude(referenceX);
            if (edge.SpansLatitude(y))
            {
                var point = ExactOrientation.Sign(edge.LowX, edge.LowY, edge.HighX, edge.HighY, x, y);
                if (point == 0) return true;
                var corner = edge.SideOfReference(referenceX, y);
                inside ^= point != corner;
                if (turns) inside ^= corner != edge.SideOfReference(referenceX, referenceY);
                continue;
            }

            if (y == edge.HighY && TouchesTop(in edge, x)) return true;
            if (turns) inside ^= edge.SideOfReference(referenceX, y) != edge.SideOfReference(referenceX, referenceY);
        }

        return inside;
    }

    private static bool TouchesTop(in Edge edge, double x) =>
        edge.LowY == edge.HighY ? edge.LowX <= x && x <= edge.HighX : x == edge.HighX;
}
