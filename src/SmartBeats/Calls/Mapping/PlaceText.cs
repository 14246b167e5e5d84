using System.Globalization;

namespace SmartBeats.Calls.Mapping;

/// <summary>Reads two coordinates from what portals write for a place.</summary>
internal static class PlaceText
{
    private const NumberStyles Number = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent
        | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    /// <summary>Whether a field says that no place is known: empty, a dash, null, or an empty point.</summary>
    public static bool IsBlank(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return text.IsEmpty || text is "-" || text.Equals("null", StringComparison.OrdinalIgnoreCase) || text.Equals("POINT EMPTY", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads <c>POINT(x y)</c>, also with Z, M or ZM and their ordinates, and <c>SRID=4326;</c> before it.</summary>
    /// <param name="srid">As the text names it; 0 where it does not.</param>
    public static bool TryReadWkt(ReadOnlySpan<char> text, out double x, out double y, out int srid)
    {
        x = y = 0;
        srid = 0;
        text = text.Trim();
        if (text.StartsWith("SRID", StringComparison.OrdinalIgnoreCase))
        {
            var end = text.IndexOf(';');
            var equals = text.IndexOf('=');
            if (equals < 0 || end < equals || !int.TryParse(text[(equals + 1)..end], NumberStyles.Integer, CultureInfo.InvariantCulture, out srid))
            {
                return false;
            }

            text = text[(end + 1)..].TrimStart();
        }

        if (!text.StartsWith("POINT", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        text = text[5..].TrimStart().TrimStart("zZmM").TrimStart();
        if (text.Length < 2 || text[0] != '(' || text[^1] != ')')
        {
            return false;
        }

        text = text[1..^1].Trim();
        return TryReadFirst(ref text, out x) && TryReadFirst(ref text, out y) && AreNumbers(text);
    }

    /// <summary>Reads <c>(33.45, -112.07)</c>: two numbers apart by a comma, semicolon or blank, brackets or none; text before the bracket is passed.</summary>
    public static bool TryReadPair(ReadOnlySpan<char> text, out double first, out double second)
    {
        first = second = 0;
        text = text.Trim();
        if (text.EndsWith(")"))
        {
            // Portals put the address in front, in the same field.
            text = text[(text.LastIndexOf('(') + 1)..^1].Trim();
        }

        var gap = text.IndexOfAny(',', ';');
        gap = gap < 0 ? text.IndexOfAny(' ', '\t') : gap;
        return gap > 0 && TryReadNumber(text[..gap], false, out first) && TryReadNumber(text[(gap + 1)..], false, out second);
    }

    /// <summary>Reads one coordinate; a comma may stand for the point where <paramref name="decimalComma"/> says so.</summary>
    public static bool TryReadNumber(scoped ReadOnlySpan<char> text, bool decimalComma, out double number)
    {
        number = 0;
        text = text.Trim();
        if (!decimalComma)
        {
            return DecimalText.TryRead(text, Number, out number);
        }

        Span<char> copy = stackalloc char[32];
        if (text.IndexOf(',') is var comma and >= 0)
        {
            if (text.Length > copy.Length || text.Contains('.'))
            {
                return false;
            }

            text.CopyTo(copy);
            copy[comma] = '.';
            text = copy[..text.Length];
        }

        return DecimalText.TryRead(text, Number, out number);
    }

    private static bool TryReadFirst(ref ReadOnlySpan<char> text, out double number)
    {
        var gap = text.IndexOfAny(' ', '\t');
        var own = gap < 0 ? text : text[..gap];
        text = gap < 0 ? [] : text[gap..].TrimStart();
        return TryReadNumber(own, false, out number);
    }

    private static bool AreNumbers(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (!TryReadFirst(ref text, out _))
            {
                return false;
            }
        }

        return true;
    }
}
