using NetTopologySuite.Geometries;

namespace SmartBeats.Geography;

public sealed partial class AreaIndex
{
    /// <summary>Draws the areas into the grid one by one, lowest index first; a cell already covered takes no more.</summary>
    private sealed class Builder
    {
        private readonly CityMap _map;
        private readonly CellGrid _grid;
        private readonly int[] _cover;
        private readonly List<Entry> _entries = [];
        private readonly List<int> _entryCell = [];
        private readonly List<Edge> _edges = [];
        private readonly List<Edge> _outline = [];
        private readonly List<(int Cell, int Edge)> _drawn = [];
        private int[] _firstDrawn = [];
        private bool[] _turns = [];

        public Builder(CityMap map)
        {
            _map = map;
            var box = new Envelope();
            var vertices = 0;
            foreach (var area in map.Areas)
            {
                box.ExpandToInclude(area.Shape.EnvelopeInternal);
                vertices += area.Shape.NumPoints;
            }

            _grid = new CellGrid(box, vertices);
            _cover = new int[_grid.Columns * _grid.Rows];
            Array.Fill(_cover, -1);
        }

        public AreaIndex Build()
        {
            foreach (var area in _map.Areas)
            {
                Draw(area);
            }

            // Counting sort by cell; areas within a cell stay ascending.
            var start = new int[_cover.Length + 1];
            foreach (var cell in _entryCell) start[cell + 1]++;
            for (var cell = 0; cell < _cover.Length; cell++) start[cell + 1] += start[cell];
            var next = start.AsSpan(0, _cover.Length).ToArray();
            var sorted = new Entry[_entries.Count];
            for (var i = 0; i < sorted.Length; i++) sorted[next[_entryCell[i]]++] = _entries[i];
            return new AreaIndex(_grid, _cover, start, sorted, [.. _edges]);
        }

        private void Draw(Area area)
        {
            TakeOutline(area.Shape);
            var box = area.Shape.EnvelopeInternal;
            var (west, south) = (_grid.Column(box.MinX), _grid.Row(box.MinY));
            var columns = _grid.Column(box.MaxX) - west + 1;
            var rows = _grid.Row(box.MaxY) - south + 1;
            var cells = columns * rows;
            if (_firstDrawn.Length <= cells)
            {
                _firstDrawn = new int[cells * 2];
                _turns = new bool[cells * 2];
            }

            Array.Clear(_firstDrawn, 0, cells + 1);
            Array.Clear(_turns, 0, cells);
            for (var i = 0; i < _outline.Count; i++)
            {
                DrawEdge(_outline[i], i, west, south, columns);
            }

            var edgesByCell = SortDrawn(cells);
            for (var row = 0; row < rows; row++)
            {
                var inside = false;
                for (var column = 0; column < columns; column++)
                {
                    var local = row * columns + column;
                    inside ^= _turns[local];
                    Enter(area.Index, (south + row) * _grid.Columns + west + column, edgesByCell, local, inside);
                }
            }
        }

        private void Enter(int area, int cell, int[] edgesByCell, int local, bool inside)
        {
            if (_cover[cell] >= 0) return;
            var (from, to) = (_firstDrawn[local], _firstDrawn[local + 1]);
            if (from == to)
            {
                if (inside) _cover[cell] = area;
                return;
            }

            var start = _edges.Count;
            for (var i = from; i < to; i++) _edges.Add(_outline[edgesByCell[i]]);
            _entries.Add(new Entry(area, start, _edges.Count, inside));
            _entryCell.Add(cell);
        }

        private void TakeOutline(Geometry shape)
        {
            _outline.Clear();
            for (var part = 0; part < shape.NumGeometries; part++)
            {
                var polygon = (Polygon)shape.GetGeometryN(part);
                TakeRing(polygon.ExteriorRing.CoordinateSequence);
                for (var hole = 0; hole < polygon.NumInteriorRings; hole++)
                {
                    TakeRing(polygon.GetInteriorRingN(hole).CoordinateSequence);
                }
            }
        }

        private void TakeRing(CoordinateSequence ring)
        {
            for (var i = 1; i < ring.Count; i++)
            {
                var (x1, y1, x2, y2) = (ring.GetX(i - 1), ring.GetY(i - 1), ring.GetX(i), ring.GetY(i));
                if (x1 == x2 && y1 == y2) continue;
                _outline.Add(y1 < y2 || (y1 == y2 && x1 < x2) ? new Edge(x1, y1, x2, y2) : new Edge(x2, y2, x1, y1));
            }
        }

        private void DrawEdge(Edge edge, int number, int west, int south, int columns)
        {
            var last = _grid.Row(edge.HighY);
            for (var row = _grid.Row(edge.LowY); row <= last; row++)
            {
                var (first, end) = _grid.ColumnsInRow(edge.LowX, edge.LowY, edge.HighX, edge.HighY, row);
                var rowStart = (row - south) * columns - west;
                for (var column = first; column <= end; column++)
                {
                    _drawn.Add((rowStart + column, number));
                }

                if (!edge.SpansLatitude(_grid.ReferenceY[row])) continue;
                // From the first reference point right of the edge, inside and outside change places.
                var turn = first;
                while (turn < west + columns && edge.SideOfReference(_grid.ReferenceX[turn], _grid.ReferenceY[row]) > 0) turn++;
                if (turn < west + columns) _turns[rowStart + turn] ^= true;
            }
        }

        /// <summary>Counting sort of the drawn edges by cell; leaves each cell's first place in <c>_firstDrawn</c>.</summary>
        private int[] SortDrawn(int cells)
        {
            foreach (var (cell, _) in _drawn) _firstDrawn[cell + 1]++;
            for (var cell = 0; cell < cells; cell++) _firstDrawn[cell + 1] += _firstDrawn[cell];
            var next = _firstDrawn.AsSpan(0, cells).ToArray();
            var sorted = new int[_drawn.Count];
            foreach (var (cell, edge) in _drawn) sorted[next[cell]++] = edge;
            _drawn.Clear();
            return sorted;
        }
    }
}
