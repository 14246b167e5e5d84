using System.Globalization;

namespace SmartBeats.Calls.Mapping;

/// <summary>What words and letters in a coded column mean, where it can be said without asking.</summary>
internal static class CodeTables
{
    private static readonly Dictionary<string, int> PriorityWords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["critical"] = 1,
        ["emergency"] = 1,
        ["emergent"] = 1,
        ["immediate"] = 1,
        ["life threatening"] = 1,
        ["very high"] = 1,
        ["high"] = 2,
        ["urgent"] = 2,
        ["priority"] = 2,
        ["medium"] = 3,
        ["moderate"] = 3,
        ["normal"] = 3,
        ["standard"] = 3,
        ["low"] = 4,
        ["routine"] = 4,
        ["non-emergency"] = 4,
        ["non emergency"] = 4,
        ["nonemergency"] = 4,
        ["very low"] = 5,
        ["information"] = 5,
        ["info only"] = 5,
    };

    private static readonly string[] Yes = ["t", "true", "y", "yes", "1", "x", "report", "report taken", "report written"];
    private static readonly string[] No = ["f", "false", "n", "no", "0", "no report", "none", "no report taken", "no report written"];
    private static readonly string[] Officer = ["officer", "on view", "on-view", "onview", "self", "self initiated", "self-initiated", "field", "field event", "proactive", "patrol", "unit", "officer initiated", "traffic stop"];
    private static readonly string[] Citizen = ["citizen", "911", "e911", "phone", "telephone", "telephone other, not 911", "call", "public", "walk in", "walk-in", "alarm", "alarm call (not police alarm)", "text", "text message", "radio", "dispatch", "call taker", "community", "non-emergency", "311", "online"];

    /// <summary>The priority a code states: 1 to 9 as a number (3, 3.0), with a letter (P1, 2C, Priority 4), a letter A to I, or a word.</summary>
    public static string? FindPriority(string code)
    {
        var text = code.Trim();
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return number is >= 1 and <= 9 && number == Math.Floor(number) ? ((int)number).ToString(CultureInfo.InvariantCulture) : null;
        }

        if (PriorityWords.TryGetValue(text, out var rank))
        {
            return rank.ToString(CultureInfo.InvariantCulture);
        }

        if (text.Length == 1 && char.ToUpperInvariant(text[0]) is >= 'A' and <= 'I' and var letter)
        {
            return (letter - 'A' + 1).ToString(CultureInfo.InvariantCulture);
        }

        // P1, 2C, Priority 3, "1 - Emergency": exactly one digit in it, and it is none of a longer code.
        var digits = text.Where(char.IsAsciiDigit).ToArray();
        return digits is [>= '1' and <= '9' and var only] ? only.ToString() : null;
    }

    /// <summary>true, false, or null for a word that is neither.</summary>
    public static string? FindFlag(string code) => FindWord(code, Yes, "true", No, "false");

    /// <summary>citizen, officer, or null for a word that is neither.</summary>
    public static string? FindSource(string code) => FindWord(code, Citizen, "citizen", Officer, "officer");

    /// <summary>A source from a column that says whether an officer began the call.</summary>
    public static string? FindSelfInitiated(string code) => FindWord(code, Yes, "officer", No, "citizen") ?? FindSource(code);

    private static string? FindWord(string code, string[] first, string meaning, string[] second, string other)
    {
        var text = code.Trim();
        if (first.Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            return meaning;
        }

        return second.Contains(text, StringComparer.OrdinalIgnoreCase) ? other : null;
    }
}
