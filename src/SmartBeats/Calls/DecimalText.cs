using System.Globalization;

namespace SmartBeats.Calls;

/// <summary>Reads decimal numbers as coordinates are written, such as <c>-122.354911</c>, to the same double as the framework's parser.</summary>
/// <remarks>
/// Up to 15 digits are a whole number below 2^53, and powers of ten up to 10^22 are doubles too: their quotient, rounded once, is
/// the nearest double (W. D. Clinger, How to read floating point numbers accurately, 1990). Everything else goes the long way.
/// </remarks>
internal static class DecimalText
{
    private const int MostDigits = 15;

    private static readonly double[] Powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>Reads the whole text; false where it is no finite number in this style.</summary>
    /// <param name="style">What else than an optional minus, digits and a point may stand in it.</param>
    /// <param name="number">Never -0: equal places hash equally.</param>
    public static bool TryRead(ReadOnlySpan<char> text, NumberStyles style, out double number)
    {
        if (!TryReadShort(text, out number))
        {
            var isRead = double.TryParse(text, style, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
            number += 0.0;
            return isRead;
        }

        return true;
    }

    /// <summary>An optional minus, then 1 to 15 digits with at most one point among them.</summary>
    private static bool TryReadShort(ReadOnlySpan<char> text, out double number)
    {
        number = 0;
        var isNegative = text is ['-', ..];
        text = isNegative ? text[1..] : text;
        if (text.Length is 0 or > MostDigits + 1)
        {
            return false;
        }

        long digits = 0;
        var point = -1;
        for (var at = 0; at < text.Length; at++)
        {
            var digit = (uint)(text[at] - '0');
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
            }
            else if (text[at] == '.' && point < 0)
            {
                point = at;
            }
            else
            {
                return false;
            }
        }

        var count = point < 0 ? text.Length : text.Length - 1;
        if (count is 0 or > MostDigits)
        {
            return false;
        }

        number = point < 0 ? digits : digits / Powers[count - point];
        number = isNegative && digits != 0 ? -number : number;
        return true;
    }
}
