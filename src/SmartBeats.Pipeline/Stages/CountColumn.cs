namespace SmartBeats.Pipeline.Stages;

/// <summary>A column of counts that takes as little memory as they need: none while all are 0, four bytes a row while they fit, else eight.</summary>
internal sealed class CountColumn
{
    private int _rows;
    private int[]? _small;
    private long[]? _large;

    /// <param name="rows">How many it has room for, all 0.</param>
    public CountColumn(int rows) => _rows = rows;

    public long this[int row]
    {
        get => _large is not null ? _large[row] : _small is not null ? _small[row] : 0;
        set
        {
            if (_large is null && (int)value != value)
            {
                _large = new long[_rows];
                _small?.CopyTo(_large, 0);
                _small = null;
            }

            if (_large is not null)
            {
                _large[row] = value;
            }
            else if (_small is not null || value != 0)
            {
                (_small ??= new int[_rows])[row] = (int)value;
            }
        }
    }

    /// <summary>Makes room for more rows, which are 0.</summary>
    public void Grow(int rows)
    {
        _rows = rows;
        if (_small is not null)
        {
            Array.Resize(ref _small, rows);
        }

        if (_large is not null)
        {
            Array.Resize(ref _large, rows);
        }
    }

    /// <summary>The first rows as they are.</summary>
    public long[] ToArray(int rows)
    {
        var values = new long[rows];
        for (var row = 0; row < rows; row++)
        {
            values[row] = this[row];
        }

        return values;
    }
}
