namespace SmartBeats.Calls.Mapping;

/// <summary>Where the columns of a mapping stand in a header.</summary>
internal sealed class ColumnFinder(IReadOnlyList<string> header, string where)
{
    private readonly string[] _names = [.. header.Select(HeaderFingerprint.Normalise)];

    /// <summary>The place of a column, -1 for none given.</summary>
    /// <exception cref="InputException">The header has no such column; with the near miss.</exception>
    public int Find(string? column)
    {
        if (column is null)
        {
            return -1;
        }

        var at = Array.IndexOf(_names, HeaderFingerprint.Normalise(column));
        return at >= 0
            ? at
            : throw new InputException(where, $"the header has no column \"{column}\"{NearMiss.Hint(column, header)}", "Name a column of this file in the mapping.");
    }

    /// <summary>Places of several columns in their order.</summary>
    public int[] FindAll(IReadOnlyList<string> columns) => [.. columns.Select(Find)];

    /// <summary>Places of a time's one or two columns.</summary>
    public int[] FindTime(IReadOnlyList<string> columns) => columns.Count is 1 or 2
        ? FindAll(columns)
        : throw new InputException(where, "a time of the mapping has no column, or more than two", "Name one column, or a date's and a time of day's.");
}
