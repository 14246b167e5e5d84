using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace SmartBeats.Staffing;

/// <summary>The cells of an officers file: each reads its text or says what is wrong with it.</summary>
internal static class OfficerText
{
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>Letters, digits and <c>- _ .</c>, 1 to 40 of them, a letter or digit first: safe as the name of a file.</summary>
    public static bool IsWord(string text) =>
        text.Length is > 0 and <= 40 && char.IsAsciiLetterOrDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && text[^1] != '.';

    /// <summary>The parts of a cell that lists things; blanks round them are no matter.</summary>
    public static string[] Parts(string cell) => cell.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public static bool TryHours(string cell, double most, out double hours) =>
        double.TryParse(cell, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out hours) && hours <= most;

    public static IsoDayOfWeek? Day(string text)
    {
        var at = text.Length >= 3 ? Array.FindIndex(Days, day => text.StartsWith(day, StringComparison.OrdinalIgnoreCase)) : -1;
        var day = (IsoDayOfWeek)(at + 1);
        return at >= 0 && (text.Length == 3 || string.Equals(text, day.ToString(), StringComparison.OrdinalIgnoreCase)) ? day : null;
    }

    public static LocalDate? Date(string text) => LocalDatePattern.Iso.Parse(text) is { Success: true } parsed ? parsed.Value : null;

    /// <summary><c>2025-03-03</c> or <c>2025-03-03..2025-03-14</c>; null where it is neither.</summary>
    public static Leave? Leave(string text)
    {
        var ends = text.Split("..");
        return ends.Length <= 2 && Date(ends[0].Trim()) is { } from && Date(ends[^1].Trim()) is { } to ? new Leave(from, to) : null;
    }
}
