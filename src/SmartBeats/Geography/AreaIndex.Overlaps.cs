namespace SmartBeats.Geography;

public sealed partial class AreaIndex
{
    /// <summary>Adds areas that a segment within the map crosses or runs through; of several that cover a whole cell only the lowest.</summary>
    /// <remarks>Also areas the middle merely touches: the caller measures the overlap.</remarks>
    internal void AddAreasMet(double x1, double y1, double x2, double y2, ISet<int> areas)
    {
        var segment = y1 < y2 || (y1 == y2 && x1 < x2) ? new Edge(x1, y1, x2, y2) : new Edge(x2, y2, x1, y1);
        var last = _grid.Row(segment.HighY);
        for (var row = _grid.Row(segment.LowY); row <= last; row++)
        {
            var (first, end) = _grid.ColumnsInRow(segment.LowX, segment.LowY, segment.HighX, segment.HighY, row);
            for (var column = first; column <= end; column++)
            {
                AddAreasCrossed(in segment, row * _grid.Columns + column, areas);
            }
        }

        var (middleX, middleY) = ((x1 + x2) / 2, (y1 + y2) / 2);
        var (middleColumn, middleRow) = (_grid.Column(middleX), _grid.Row(middleY));
        var cell = middleRow * _grid.Columns + middleColumn;
        if (_cover[cell] >= 0) areas.Add(_cover[cell]);
        for (var i = _entryStart[cell]; i < _entryStart[cell + 1]; i++)
        {
            if (Covers(in _entries[i], middleX, middleY, _grid.ReferenceX[middleColumn], _grid.ReferenceY[middleRow])) areas.Add(_entries[i].Area);
        }
    }

    private void AddAreasCrossed(in Edge segment, int cell, ISet<int> areas)
    {
        for (var i = _entryStart[cell]; i < _entryStart[cell + 1]; i++)
        {
            for (var e = _entries[i].EdgeStart; e < _entries[i].EdgeEnd; e++)
            {
                if (!Cross(in segment, in _edges[e])) continue;
                areas.Add(_entries[i].Area);
                break;
            }
        }
    }

    private static bool Cross(in Edge a, in Edge b) => Parts(in a, in b) && Parts(in b, in a);

    private static bool Parts(in Edge line, in Edge ends) =>
        ExactOrientation.Sign(line.LowX, line.LowY, line.HighX, line.HighY, ends.LowX, ends.LowY)
        * ExactOrientation.Sign(line.LowX, line.LowY, line.HighX, line.HighY, ends.HighX, ends.HighY) < 0;
}
