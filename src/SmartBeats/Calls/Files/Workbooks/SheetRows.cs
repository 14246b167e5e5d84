using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace SmartBeats.Calls.Files.Workbooks;

/// <summary>The rows of one sheet as text, one after another.</summary>
internal sealed class SheetRows : ITableRows
{
    private const int MostColumns = 16_384;

    private readonly Workbook _workbook;
    private readonly XmlReader _xml;

    public SheetRows(ZipArchive zip, Workbook workbook, WorkbookSheet sheet) =>
        (_workbook, _xml) = (workbook, Workbook.OpenPart(zip, sheet.Path));

    /// <inheritdoc/>
    /// <remarks>A row without a cell is passed over.</remarks>
    public bool TryRead(List<string> cells)
    {
        cells.Clear();
        try
        {
            while (_xml.Read())
            {
                if (_xml.NodeType == XmlNodeType.Element && _xml.LocalName == "row" && !_xml.IsEmptyElement)
                {
                    ReadRow(cells);
                    return true;
                }
            }
        }
        catch (XmlException broken)
        {
            throw new InvalidDataException("The sheet is no XML.", broken);
        }

        return false;
    }

    public void Dispose() => _xml.Dispose();

    private void ReadRow(List<string> cells)
    {
        var depth = _xml.Depth;
        while (_xml.Read() && _xml.Depth > depth)
        {
            if (_xml.NodeType != XmlNodeType.Element || _xml.LocalName != "c")
            {
                continue;
            }

            var column = FindColumn(_xml.GetAttribute("r")) ?? cells.Count;
            var text = ReadCell();
            if (text.Length == 0)
            {
                continue;
            }

            while (cells.Count <= column)
            {
                cells.Add("");
            }

            cells[column] = text;
        }
    }

    /// <summary>The column a cell names, from 0: <c>AB12</c> is 27.</summary>
    private static int? FindColumn(string? reference)
    {
        if (reference is null)
        {
            return null;
        }

        var column = 0;
        foreach (var letter in reference.TakeWhile(char.IsAsciiLetter))
        {
            column = (column * 26) + (char.ToUpperInvariant(letter) - 'A' + 1);
            if (column > MostColumns)
            {
                throw new InvalidDataException("A cell lies beyond the last column a sheet can have.");
            }
        }

        return column == 0 ? null : column - 1;
    }

    private string ReadCell()
    {
        var type = _xml.GetAttribute("t");
        _ = int.TryParse(_xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var style);
        if (_xml.IsEmptyElement)
        {
            return "";
        }

        var depth = _xml.Depth;
        var value = "";
        while (_xml.Read() && _xml.Depth > depth)
        {
            // A formula stands beside its value; only the value is read.
            if (_xml.NodeType == XmlNodeType.Element && _xml.LocalName is "v" or "is")
            {
                value = Workbook.ReadText(_xml);
            }
        }

        return type switch
        {
            "s" => FindText(value),
            "b" => value == "1" ? "true" : "false",
            "e" => "",
            null or "n" => FormatNumber(value, style),
            _ => value,
        };
    }

    private string FindText(string number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < _workbook.Texts.Count
            ? _workbook.Texts[at]
            : throw new InvalidDataException("A cell refers to a text that is not there.");

    private string FormatNumber(string value, int style)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return value;
        }

        var dates = style < _workbook.Dates.Count ? _workbook.Dates[style] : default;
        if (dates.IsTime && dates.Format(number, _workbook.BeginsIn1904) is { } time)
        {
            return time;
        }

        // Numbers are kept as binary fractions, 33.4 as 33.399999999999999; the shortest text that is the same number is meant.
        var isWhole = number == Math.Floor(number) && Math.Abs(number) < 1e18;
        return isWhole ? ((long)number).ToString(CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);
    }
}
