using System.Globalization;
using System.Text;
using System.Xml;

namespace SmartBeats.Calls.Files.Workbooks;

/// <summary>Whether a cell's format shows its number as a date, a time of day, or both.</summary>
internal readonly record struct DateStyle(bool HasDate, bool HasClock)
{
    // 1899-12-30: with it days from March 1900 on come out right in spite of the 29 February 1900 that Excel counts.
    private static readonly DateTime _first = new(1899, 12, 30);
    private const double MostDays = 2_958_465;

    public bool IsTime => HasDate || HasClock;

    /// <summary>The styles of all cells, in the order cells number them.</summary>
    /// <param name="readStyles">Shows every element of the part that holds them.</param>
    public static List<DateStyle> ReadAll(Action<Action<XmlReader>> readStyles)
    {
        var formats = new Dictionary<int, DateStyle>();
        var styles = new List<DateStyle>();
        var isOfCells = false;
        readStyles(xml =>
        {
            switch (xml.LocalName)
            {
                case "numFmt" when ReadNumber(xml, "numFmtId") is { } id:
                    formats[id] = Parse(xml.GetAttribute("formatCode") ?? "");
                    break;
                case "cellXfs" or "cellStyleXfs" or "cellStyles" or "dxfs":
                    isOfCells = xml.LocalName == "cellXfs";
                    break;
                case "xf" when isOfCells:
                    var format = ReadNumber(xml, "numFmtId") ?? 0;
                    styles.Add(formats.TryGetValue(format, out var own) ? own : FindBuiltIn(format));
                    break;
            }
        });
        return styles;
    }

    /// <summary>
    /// A number as the time it stands for: <c>yyyy-MM-dd HH:mm:ss</c>, a date or a time of day alone; null where it is none.
    /// </summary>
    /// <param name="days">As the cell has it.</param>
    /// <param name="beginsIn1904">Whether days are counted from 1904.</param>
    public string? Format(double days, bool beginsIn1904)
    {
        days += beginsIn1904 ? 1462 : 0;
        if (days is not (>= 0 and < MostDays))
        {
            return null;
        }

        // Days are off by a microsecond or so: the nearest second is meant.
        var time = _first.AddSeconds(Math.Round(days * 86_400));
        var format = (HasDate, HasClock) switch
        {
            (true, false) when time.TimeOfDay == TimeSpan.Zero => "yyyy-MM-dd",
            (false, true) => "HH:mm:ss",
            _ => "yyyy-MM-dd HH:mm:ss",
        };
        return time.ToString(format, CultureInfo.InvariantCulture);
    }

    private static int? ReadNumber(XmlReader xml, string attribute) =>
        int.TryParse(xml.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Formats that every workbook has without saying so (ECMA-376 part 1, 18.8.30).</summary>
    private static DateStyle FindBuiltIn(int format) => format switch
    {
        >= 14 and <= 17 or >= 27 and <= 31 or 36 or >= 50 and <= 54 or 57 or 58 => new DateStyle(true, false),
        >= 18 and <= 21 or >= 32 and <= 35 or >= 45 and <= 47 or 55 or 56 => new DateStyle(false, true),
        22 => new DateStyle(true, true),
        _ => default,
    };

    /// <summary>Letters of a format that are no text of its own: y and d are of a date, h and s of a time of day.</summary>
    private static DateStyle Parse(string code)
    {
        var letters = new StringBuilder();
        for (var i = 0; i < code.Length && code[i] != ';'; i++)
        {
            switch (code[i])
            {
                case '\\' or '_' or '*':
                    i++;
                    break;
                case '"':
                    i = Skip(code, i, '"');
                    break;
                case '[' when i + 1 < code.Length && code[i + 1] is not ('h' or 'H' or 'm' or 'M' or 's' or 'S'):
                    i = Skip(code, i, ']');
                    break;
                default:
                    letters.Append(char.ToLowerInvariant(code[i]));
                    break;
            }
        }

        var text = letters.ToString().Replace("general", "", StringComparison.Ordinal);
        return new DateStyle(text.AsSpan().ContainsAny('y', 'd'), text.AsSpan().ContainsAny('h', 's'));
    }

    private static int Skip(string code, int from, char end)
    {
        var to = code.IndexOf(end, from + 1);
        return to < 0 ? code.Length : to;
    }
}
