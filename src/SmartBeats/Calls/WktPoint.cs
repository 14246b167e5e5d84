using System.Globalization;

namespace SmartBeats.Calls;

/// <summary>Reads <c>POINT(x y)</c>, any case, blanks where they do no harm. Nothing else of WKT: no Z, no EMPTY, no SRID.</summary>
internal static class WktPoint
{
    private const NumberStyles Number = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public static bool TryRead(ReadOnlySpan<char> text, out double x, out double y)
    {
        x = y = 0;
        text = text.Trim();
        if (!text.StartsWith("POINT", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        text = text[5..].TrimStart();
        if (text.Length < 2 || text[0] != '(' || text[^1] != ')')
        {
            return false;
        }

        text = text[1..^1].Trim();
        var gap = text.IndexOfAny(' ', '\t');
        return gap > 0 && DecimalText.TryRead(text[..gap], Number, out x) && DecimalText.TryRead(text[(gap + 1)..].TrimStart(), Number, out y);
    }
}
