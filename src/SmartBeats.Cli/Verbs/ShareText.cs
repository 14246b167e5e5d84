using System.Globalization;

namespace SmartBeats.Cli.Verbs;

/// <summary>A share as people type it: 0.05, 5% or 5. A bare 1 means either one in a hundred or all, so it is asked about.</summary>
internal static class ShareText
{
    /// <summary>The fraction meant, or what is wrong.</summary>
    /// <param name="flag">As messages name it.</param>
    /// <param name="text">Below 1 a share; above 1, or with a percent sign, percent.</param>
    public static (double Share, string? Fault) Parse(string flag, string text)
    {
        var isPercent = text.EndsWith('%');
        var digits = isPercent ? text[..^1].TrimEnd() : text;
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return (0, $"{flag} takes a share such as 0.05, or percent such as 5%, not \"{text}\".");
        }

        if (number == 1 && !isPercent)
        {
            return (0, $"{flag} 1 can be read in two ways: write 1% for one in a hundred, or 100% for all.");
        }

        var share = isPercent || number > 1 ? number / 100 : number;
        return share > 1 ? (0, $"{flag} {text} is more than all: give at most 100%.") : (share, null);
    }

    /// <summary>The same for a field of a request: a share becomes its fraction; anything else stays as typed, for the request's own parser to judge.</summary>
    /// <exception cref="InputException">A bare 1, which can be read in two ways.</exception>
    public static string? ToFraction(string flag, string? text)
    {
        var isPercent = text?.EndsWith('%') == true;
        if (!decimal.TryParse(text?.TrimEnd('%').TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return text;
        }

        if (number == 1 && !isPercent)
        {
            throw new InputException(flag, $"{text} can be read in two ways", "Write 1% for one in a hundred, or 100% for all.");
        }

        return (isPercent || number > 1 ? number / 100 : number).ToString(CultureInfo.InvariantCulture);
    }
}
