using System.Text;

namespace SmartBeats.Calls.Files;

/// <summary>The rows of a table that is no text, one after another.</summary>
internal interface ITableRows : IDisposable
{
    /// <summary>Reads the next row; false at the end.</summary>
    /// <param name="cells">Gets the row's texts; those behind the last that is not empty may be left out.</param>
    /// <exception cref="InvalidDataException">The table is damaged.</exception>
    bool TryRead(List<string> cells);
}

/// <summary>Rows as CSV, a row written as it is asked for.</summary>
/// <param name="rows">Disposed with the stream.</param>
/// <param name="width">Columns of every line.</param>
internal sealed class RowText(ITableRows rows, int width) : ForwardStream
{
    private readonly List<string> _cells = [];
    private readonly StringBuilder _line = new();
    private byte[] _bytes = [];
    private int _at;

    public override int Read(Span<byte> buffer)
    {
        if (_at == _bytes.Length && !TryWriteRow())
        {
            return 0;
        }

        var taken = Math.Min(buffer.Length, _bytes.Length - _at);
        _bytes.AsSpan(_at, taken).CopyTo(buffer);
        _at += taken;
        return taken;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rows.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool TryWriteRow()
    {
        if (!rows.TryRead(_cells))
        {
            return false;
        }

        _line.Clear();
        for (var i = 0; i < width && _cells.Count > 0; i++)
        {
            _line.Append(i > 0 ? "," : "").Append(i < _cells.Count ? Quote(_cells[i]) : "");
        }

        _line.Append('\n');
        (_bytes, _at) = (Encoding.UTF8.GetBytes(_line.ToString()), 0);
        return true;
    }

    private static string Quote(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
