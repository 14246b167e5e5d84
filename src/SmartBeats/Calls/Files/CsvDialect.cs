namespace SmartBeats.Calls.Files;

/// <summary>How a file separates its fields.</summary>
/// <param name="Separator">A comma, semicolon, tab or bar.</param>
/// <param name="HasBlanksBeforeQuotes">Whether a quoted field may have blanks before its quote.</param>
internal readonly record struct CsvDialect(byte Separator, bool HasBlanksBeforeQuotes = false)
{
    /// <summary>RFC 4180.</summary>
    public static CsvDialect Comma { get; } = new((byte)',');
}
