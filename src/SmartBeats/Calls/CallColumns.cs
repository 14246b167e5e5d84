namespace SmartBeats.Calls;

/// <summary>Where each column of the contract stands in one file.</summary>
internal sealed class CallColumns
{
    public static readonly IReadOnlyList<string> Required = ["event_number", "priority", "address", "is_incident", "geometry_wkt", "timestamp", "disposition"];
    public static readonly IReadOnlyList<string> Optional = ["service_minutes", "units"];
    private static readonly string[] Known = [.. Required, .. Optional];

    /// <summary>Letters by which a name that is quoted differs from the one it was meant to be.</summary>
    private const int MostQuoted = 2;

    private readonly int[] _places;

    private CallColumns(int[] places, int[] details, string[] header)
    {
        _places = places;
        Header = header;
        Details = Array.TrueForAll(details, place => place < 0) ? null : details;
        Found = [.. Known.Where((_, i) => places[i] >= 0), .. CallDetailReader.Names.Where((_, i) => details[i] >= 0)];
        var doubtful = Array.Exists(header, IsDoubtful);
        Ignored =
        [
            .. Enumerable.Range(0, header.Length).Where(at => !places.Contains(at) && !details.Contains(at))
                .Select(at => doubtful ? $"column {at + 1}" : header[at].Trim()),
        ];
    }

    /// <summary>The names as the file writes them.</summary>
    public string[] Header { get; }

    public IReadOnlyList<string> Found { get; }

    /// <summary>Names of the other columns; their numbers where the header seems to hold values.</summary>
    public IReadOnlyList<string> Ignored { get; }

    public int EventNumber => _places[0];

    public int Priority => _places[1];

    public int IsIncident => _places[3];

    public int Geometry => _places[4];

    public int Timestamp => _places[5];

    public int Disposition => _places[6];

    /// <summary>Below 0 where the file has none.</summary>
    public int ServiceMinutes => _places[7];

    /// <summary>Below 0 where the file has none.</summary>
    public int Units => _places[8];

    /// <summary>Where what calls tell beside stands, in the order of <see cref="CallDetailReader.Names"/>; null where the file tells nothing beside.</summary>
    public int[]? Details { get; }

    /// <summary>Finds the columns: any order, any case, surrounding blanks and further columns no matter.</summary>
    /// <exception cref="InputException">A column is missing or stands twice, or this is no calls CSV; says which.</exception>
    public static CallColumns Of(string[] header, string where)
    {
        var names = Array.ConvertAll(header, name => name.Trim());
        var places = Array.ConvertAll(Known, known => Array.FindIndex(names, name => Same(name, known)));
        var needed = $"The first line must name {Sentence(Required)}.";
        if (Array.Exists(names, name => WktPoint.TryRead(name, out _, out _)))
        {
            throw Array.TrueForAll(places, place => place < 0)
                ? new InputException(where, "the first line is a row, not a header", needed)
                : new InputException(where, "the header holds the values of a row too", "Put the line break back between the header and the first row.");
        }

        for (var i = 0; i < Known.Length; i++)
        {
            if (places[i] >= 0 && Array.FindLastIndex(names, name => Same(name, Known[i])) != places[i])
            {
                throw new InputException(where, $"the header names {Known[i]} twice", "Remove or rename one of the two columns.");
            }
        }

        var missing = Required.Where((_, i) => places[i] < 0).ToList();
        return missing.Count == 0 ? new CallColumns(places, FindDetails(names), header) : throw Missing(missing, names, where, needed);
    }

    /// <summary>Whether a header names every required column, none of the contract's twice, and holds no value.</summary>
    public static bool IsPlain(string[] header)
    {
        var names = Array.ConvertAll(header, name => name.Trim());
        var hasAll = Required.All(known => Array.Exists(names, name => Same(name, known)));
        return hasAll && Known.All(known => names.Count(name => Same(name, known)) < 2) && !Array.Exists(names, name => WktPoint.TryRead(name, out _, out _));
    }

    /// <summary>A value, part of one, a line's end or a damaged letter among the names: a row may have run into the header, and an address with it.</summary>
    private static bool IsDoubtful(string name) =>
        name.AsSpan().TrimStart() is [>= '0' and <= '9', ..] || name.AsSpan().ContainsAny('\r', '\n', '\uFFFD') || name.Contains("POINT(", StringComparison.Ordinal);

    /// <summary>A name that stands twice says nothing.</summary>
    private static int[] FindDetails(string[] names) =>
        [.. CallDetailReader.Names.Select(known => names.Count(name => Same(name, known)) == 1 ? Array.FindIndex(names, name => Same(name, known)) : -1)];

    private static bool Same(string name, string known) => string.Equals(name, known, StringComparison.OrdinalIgnoreCase);

    private static InputException Missing(List<string> missing, string[] names, string where, string needed)
    {
        if (OtherSeparator(names) is { } separator)
        {
            return new InputException(where, $"the columns are separated by {separator}, not by commas", "Save the file as comma-separated CSV (in a spreadsheet: CSV UTF-8) with points in decimal numbers.");
        }

        var unmatched = names.Where(name => !Known.Any(known => Same(name, known))).ToList();
        var near = missing.Select(name => (Name: name, Found: NearMiss.Of(name, unmatched))).ToList();
        var right = Required.Except(missing).ToList();
        if (right.Count + near.Count(column => column.Found is not null) <= Required.Count / 2)
        {
            // A line with digits may be a row with an address; a header is not and may be shown.
            var shown = names.Any(name => name.Any(char.IsDigit) || name.Length > 40) ? "" : $" (it names {string.Join(", ", names.Take(8))}{(names.Length > 8 ? ", …" : "")})";
            return new InputException(
                where,
                $"the header has {(right.Count == 0 ? "none" : $"only {Sentence(right)}")} of the {Required.Count} columns of a calls CSV{shown}",
                $"If this is the right file, its header may be in another language or from another system: rename the columns. {needed}");
        }

        var lacks = near.Select(column => column.Found is null ? column.Name : $"{column.Name} ({Show(column.Found, column.Name, names)}: did you mean {column.Name}?)").ToList();
        return new InputException(where, $"the header lacks {Sentence(lacks)}", $"Rename or add the column. {needed}");
    }

    /// <summary>A slip of the pen is quoted; more than that may be a row that the header runs into, with an address in it, and is shown by its place.</summary>
    private static string Show(string found, string meant, string[] names) =>
        NearMiss.Distance(found.ToLowerInvariant(), meant) <= MostQuoted ? $"\"{found}\"" : $"column {Array.IndexOf(names, found) + 1}";

    private static string? OtherSeparator(string[] names)
    {
        var header = string.Join(',', names);
        foreach (var (separator, name) in new[] { (';', "semicolons"), ('\t', "tabs"), ('|', "bars") })
        {
            var parts = header.Split(separator, StringSplitOptions.TrimEntries);
            if (parts.Length > names.Length && (names.Length == 1 || parts.Count(part => Known.Any(known => Same(part.Trim('"'), known))) >= 3))
            {
                return name;
            }
        }

        return null;
    }

    private static string Sentence(IReadOnlyList<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}";
}
