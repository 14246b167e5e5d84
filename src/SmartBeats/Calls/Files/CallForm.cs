using SmartBeats.Calls.Mapping;

namespace SmartBeats.Calls.Files;

/// <summary>How one file's rows become calls, decided once and kept for a second reading.</summary>
/// <param name="Header">Names of the columns as the file writes them.</param>
/// <param name="Columns">Of the plain contract; null where the file is mapped.</param>
/// <param name="Mapping">Null where the file is plain.</param>
/// <param name="Notes">What was found on the way to a mapping, a sentence each.</param>
internal sealed record CallForm(string[] Header, CallColumns? Columns, CallMapping? Mapping, IReadOnlyList<string> Notes)
{
    /// <summary>The form of a file in the plain contract.</summary>
    public static CallForm FromColumns(CallColumns columns) => new(columns.Header, columns, null, []);

    /// <summary>Names of the columns that are read.</summary>
    public IReadOnlyList<string> Found => Columns?.Found ?? MappingWords.ListColumns(Mapping!);

    /// <summary>Names of the others.</summary>
    public IReadOnlyList<string> Ignored => Columns?.Ignored ?? ListIgnored();

    /// <summary>Whether a column holds the minutes spent.</summary>
    public bool HasServiceMinutes => Columns is null ? Mapping!.ServiceMinutes is not null : Columns.ServiceMinutes >= 0;

    /// <summary>Whether a column holds the officers sent.</summary>
    public bool HasUnits => Columns is null ? Mapping!.Units is not null : Columns.Units >= 0;

    /// <summary>The column a place comes from, as faults name it.</summary>
    public string PlaceColumn => Columns is null ? Mapping!.Place!.Columns[0] : "geometry_wkt";

    /// <summary>By number where a name looks like a value: then an address may be among them, too.</summary>
    private string[] ListIgnored()
    {
        var found = Found.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var isDoubtful = Array.Exists(Header, name => name.AsSpan().TrimStart() is [>= '0' and <= '9', ..]);
        return [.. Header
            .Select((name, at) => (Name: name.Trim(), Number: at + 1))
            .Where(column => !found.Contains(column.Name))
            .Select(column => isDoubtful ? $"column {column.Number}" : column.Name)];
    }
}
