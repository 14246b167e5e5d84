namespace SmartBeats.Geography.Columns;

/// <summary>The attributes of a map's areas, kept beside their shapes: a map with other attributes has the same version.</summary>
public sealed class MapColumns
{
    /// <summary>Letters a shapefile's table has for a name.</summary>
    private const int DbfNameLength = 10;

    /// <summary>Kept of a map with more; a shapefile's table has no more either.</summary>
    private const int MostColumns = 255;

    /// <summary>Kept of a value, in characters; a shapefile's text field has no more either.</summary>
    private const int LongestValue = 254;

    private MapColumns(IReadOnlyList<MapColumn> all)
    {
        All = all;
        Hash = all.Count == 0 ? null : MapColumnsJson.FindHash(MapColumnsJson.Write(this));
    }

    /// <summary>Of a map without attributes.</summary>
    public static MapColumns None { get; } = new([]);

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<MapColumn> All { get; }

    /// <summary>Of names and values, 32 hexadecimal digits; null without columns.</summary>
    public string? Hash { get; }

    /// <summary>Columns of the areas of a map.</summary>
    /// <param name="all">Each with a value, or null, for every area.</param>
    public static MapColumns Create(IReadOnlyList<MapColumn> all) => all.Count == 0 ? None : new MapColumns(all);

    /// <summary>The column of that name: exactly so, or the only one in another case, or the one a shapefile has cut to ten letters.</summary>
    /// <param name="name">As a request has it.</param>
    /// <returns>Null where there is none.</returns>
    public MapColumn? Find(string name)
    {
        if (All.FirstOrDefault(column => column.Name == name) is { } exact)
        {
            return exact;
        }

        MapColumn[] alike = [.. All.Where(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase))];
        if (alike.Length == 0 && name.Length > DbfNameLength)
        {
            alike = [.. All.Where(column => column.Name.Equals(name[..DbfNameLength], StringComparison.OrdinalIgnoreCase))];
        }

        return alike is [var only] ? only : null;
    }

    /// <summary>The column of that name.</summary>
    /// <param name="field">The field of a request that names it.</param>
    /// <param name="name">As it is written there.</param>
    /// <param name="others">Names that might have been meant as well, such as those of signals.</param>
    /// <exception cref="InputException">There is none; names the near miss and what there is.</exception>
    public MapColumn Get(string field, string name, IReadOnlyCollection<string>? others = null)
    {
        if (Find(name) is { } column)
        {
            return column;
        }

        string[] names = [.. All.Select(one => one.Name)];
        string[] known = [.. names, .. others ?? []];
        var have = names.Length == 0 ? "The map has no columns: load it again, as columns are kept since this version" : $"Columns are {Wording.Some(names)}";
        var also = others is { Count: > 0 } ? $"; signals are {Wording.Some([.. others])}" : "";
        throw new InputException(
            field, $"the map has no column {StrictJson.Shown(StrictJson.Text(name))}{NearMiss.Hint(name, known)}", $"{have}{also}.");
    }

    /// <summary>Reads the attributes of the shapes that became areas.</summary>
    /// <param name="table">Of the layer.</param>
    /// <param name="rows">Per area its row of the table.</param>
    /// <param name="isOfPlan">Whether what a plan writes stands before the map's own.</param>
    internal static MapColumns Read(IAttributeTable table, IReadOnlyList<int> rows, bool isOfPlan = false)
    {
        var columns = new List<MapColumn>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var field = isOfPlan ? CountPlanFields(table) : 0; field < table.Fields.Count && columns.Count < MostColumns; field++)
        {
            var (name, kind) = (table.Fields[field].Name.Trim(), table.Fields[field].Kind);
            if (name.Length == 0 || !names.Add(name))
            {
                continue;
            }

            var column = table.Column(field);
            string?[] values = [.. rows.Select(row => row < column.Length ? Clip(column[row]) : null)];
            columns.Add(new MapColumn(name, kind == AttributeKind.Text, values));
        }

        return Create(columns);
    }

    /// <summary>A plan's fields end with what made it, and the days of its calls where they are told.</summary>
    private static int CountPlanFields(IAttributeTable table)
    {
        string[] names = [.. table.Fields.Select(field => field.Name)];
        var end = Array.IndexOf(names, "MADE") + 1;
        return end > 0 && end < names.Length && names[end] == "CALLS_OF" ? end + 1 : end;
    }

    private static string? Clip(string? value)
    {
        if (value?.Trim() is not { Length: > 0 } text)
        {
            return null;
        }

        // Half a character of two halves is no text.
        var length = text.Length > LongestValue && char.IsHighSurrogate(text[LongestValue - 1]) ? LongestValue - 1 : Math.Min(text.Length, LongestValue);
        return text[..length];
    }
}
