using NetTopologySuite.Geometries;

namespace SmartBeats.Geography;

/// <summary>A grid over a map's box. A coordinate's cell never falls as the coordinate rises, whatever the rounding: cells are exact boxes of doubles.</summary>
internal sealed class CellGrid
{
    private const int FewestCells = 1 << 10;
    private const int MostCells = 1 << 20;

    private readonly Envelope _box;
    private readonly double _columnsPerDegree;
    private readonly double _rowsPerDegree;

    /// <summary>Two cells an edge, 1,024 to about a million, roughly square in degrees.</summary>
    public CellGrid(Envelope box, int edges)
    {
        _box = box;
        var cells = (double)Math.Clamp(2L * edges, FewestCells, MostCells);
        var (width, height) = (Math.Max(box.Width, 1e-12), Math.Max(box.Height, 1e-12));
        Columns = (int)Math.Clamp(Math.Sqrt(cells * width / height), 1, cells);
        Rows = (int)Math.Clamp(cells / Columns, 1, cells);
        _columnsPerDegree = Columns / width;
        _rowsPerDegree = Rows / height;
        CellWidth = width / Columns;
        CellHeight = height / Rows;
        ReferenceX = [.. Enumerable.Range(0, Columns).Select(c => box.MinX + (c + 0.5) * CellWidth)];
        ReferenceY = [.. Enumerable.Range(0, Rows).Select(r => box.MinY + (r + 0.5) * CellHeight)];
    }

    public int Columns { get; }

    public int Rows { get; }

    public double CellWidth { get; }

    public double CellHeight { get; }

    /// <summary>Per column, the longitude of its cells' reference points, well inside it.</summary>
    public double[] ReferenceX { get; }

    /// <summary>Per row, the latitude of its cells' reference points, well inside it.</summary>
    public double[] ReferenceY { get; }

    public bool Contains(double x, double y) => x >= _box.MinX && x <= _box.MaxX && y >= _box.MinY && y <= _box.MaxY;

    public int Column(double x) => Math.Clamp((int)((x - _box.MinX) * _columnsPerDegree), 0, Columns - 1);

    public int Row(double y) => Math.Clamp((int)((y - _box.MinY) * _rowsPerDegree), 0, Rows - 1);

    /// <summary>Columns that an edge can touch in a row, a hair more rather than less. Lower end first.</summary>
    public (int First, int Last) ColumnsInRow(double lowX, double lowY, double highX, double highY, int row)
    {
        var (west, east) = lowX < highX ? (lowX, highX) : (highX, lowX);
        var (first, last) = (Column(west), Column(east));
        if (first == last || highY <= lowY) return (first, last);
        var hair = 1e-6 * CellHeight + 1e-12;
        var bottom = Math.Max(lowY, _box.MinY + row * CellHeight - hair);
        var top = Math.Min(highY, _box.MinY + (row + 1) * CellHeight + hair);
        var slope = (highX - lowX) / (highY - lowY);
        var (x1, x2) = (lowX + (bottom - lowY) * slope, lowX + (top - lowY) * slope);
        hair = 1e-6 * CellWidth + 1e-12;
        return (Math.Max(first, Column(Math.Min(x1, x2) - hair)), Math.Min(last, Column(Math.Max(x1, x2) + hair)));
    }
}
