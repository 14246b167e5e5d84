using System.Globalization;
using System.Text;

namespace SmartBeats.Publishing;

/// <summary>Writes the plan's tables as RFC 4180 asks: CRLF, a header, quotes where needed, UTF-8 without BOM.</summary>
internal sealed class CsvText
{
    private readonly StringBuilder _text = new();

    public CsvText(params string[] header) => Row(header);

    /// <summary>One record. Numbers are written with a point and without grouping, whatever the machine's language.</summary>
    public void Row(params object[] cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            _text.Append(i == 0 ? "" : ",").Append(Quote(cells[i] is IFormattable number
                ? number.ToString(null, CultureInfo.InvariantCulture)
                : (string)cells[i]));
        }

        _text.Append("\r\n");
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());

    private static string Quote(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") >= 0 || cell.StartsWith(' ') || cell.EndsWith(' ')
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;
}
