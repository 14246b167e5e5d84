namespace SmartBeats.Publishing;

/// <summary>Text a spreadsheet shows but never runs, and that can be turned back into exactly what it was.</summary>
/// <remarks>
/// A spreadsheet takes a cell that begins with <c>= + - @</c>, a tab or a carriage return for a formula. Such a cell
/// gets one apostrophe in front. So does a cell that already begins with one, which makes the way back certain: a
/// leading apostrophe is always ours. Plain numbers such as <c>-12</c> run nothing and stay as they are.
/// </remarks>
public static class SpreadsheetText
{
    public static string Neutralise(string text) =>
        text.Length > 0 && (text[0] == '\'' || (StartsFormula(text[0]) && !IsNumber(text))) ? "'" + text : text;

    /// <summary>What <see cref="Neutralise"/> was given.</summary>
    public static string Restore(string cell) => cell.StartsWith('\'') ? cell[1..] : cell;

    // Full-width forms count: some spreadsheets fold them to the plain ones.
    private static bool StartsFormula(char first) => "=+-@\t\r\n＝＋－＠".Contains(first, StringComparison.Ordinal);

    private static bool IsNumber(string text) =>
        text.Length > 1 && text[0] is '+' or '-' && text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
}
