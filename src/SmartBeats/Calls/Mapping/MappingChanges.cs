namespace SmartBeats.Calls.Mapping;

/// <summary>What a person says of a proposal: the flags that settle its doubts.</summary>
public sealed record MappingChanges
{
    private static readonly string[] _fields =
    [
        "place", "time", "event_number", "priority", "is_incident", "source", "disposition", "nature", "unit", "beat", "service_minutes", "units",
        "received", "dispatched", "arrived", "cleared",
    ];

    /// <summary>Fields with their columns: <c>time=Call Date+Call Time</c>, <c>place=Longitude,Latitude</c>, <c>units=</c> for none.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Of the time that counts; null as proposed.</summary>
    public string? TimeFormat { get; init; }

    /// <summary>Whether the day stands before the month in all columns; null as proposed.</summary>
    public bool? DayFirst { get; init; }

    /// <summary>Of the coordinates: <c>EPSG:2223</c>; null as proposed.</summary>
    public string? PlaceSystem { get; init; }

    /// <summary>Applies what is said to a proposal; each doubt it settles is closed.</summary>
    /// <param name="proposal">As it follows from the file.</param>
    /// <param name="header">Names of the file's columns.</param>
    /// <returns>A proposal with the mapping changed and the doubts that are left.</returns>
    /// <exception cref="InputException">An unknown field or column, or a format that is none; with the near miss.</exception>
    public MappingProposal ApplyTo(MappingProposal proposal, IReadOnlyList<string> header)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        var mapping = proposal.Mapping;
        var settled = new HashSet<string>(StringComparer.Ordinal);
        foreach (var change in Fields)
        {
            mapping = Change(mapping, change, header, settled);
        }

        if (TimeFormat is not null && mapping.Time is { } time)
        {
            mapping = mapping with { Time = time with { Format = Mapping.TimeFormat.Parse(TimeFormat, "--time-format") } };
            settled.Add("time");
        }

        if (DayFirst is { } dayFirst)
        {
            mapping = SetOrder(mapping, dayFirst ? DateOrder.DayMonthYear : DateOrder.MonthDayYear);
            settled.UnionWith(["received", "dispatched", "arrived", "cleared"]);
            if (mapping.Time is not null)
            {
                settled.Add("time");
            }
        }

        if (PlaceSystem is not null && mapping.Place is { } place)
        {
            _ = new MappedPlace(place with { System = PlaceSystem }, "--place-system");
            mapping = mapping with { Place = place with { System = PlaceSystem } };
            settled.Add("place");
        }

        return proposal with { Mapping = mapping, Doubts = [.. proposal.Doubts.Where(doubt => !settled.Contains(doubt.Field))] };
    }

    private static CallMapping Change(CallMapping mapping, string change, IReadOnlyList<string> header, HashSet<string> settled)
    {
        const string where = "--map";
        var equals = change.IndexOf('=');
        var field = equals < 0 ? change.Trim() : change[..equals].Trim();
        if (equals < 0 || !_fields.Contains(field))
        {
            throw new InputException(where, $"\"{change}\" is no field and its columns{NearMiss.Hint(field, _fields)}", $"Write FIELD=COLUMN; fields are {string.Join(", ", _fields)}.");
        }

        var columns = SplitColumns(change[(equals + 1)..], header);
        var find = new ColumnFinder(header, where);
        var names = columns.Select(column => header[find.Find(column)].Trim()).ToArray();
        settled.Add(field);
        var one = names.Length == 0 ? null : names[0];
        switch (field)
        {
            case "place":
                var form = names.Length == 2 ? PlaceForm.TwoColumns : PlaceForm.Wkt;
                return mapping with { Place = one is null ? null : new PlaceMapping(form, names) };
            case "time":
                return mapping with { Time = CreateTime(names, mapping.Time) };
            case "received":
                return mapping with { Received = CreateTime(names, mapping.Received ?? mapping.Time) };
            case "dispatched":
                return mapping with { Dispatched = CreateTime(names, mapping.Dispatched ?? mapping.Time) };
            case "arrived":
                return mapping with { Arrived = CreateTime(names, mapping.Arrived ?? mapping.Time) };
            case "cleared":
                return mapping with { Cleared = CreateTime(names, mapping.Cleared ?? mapping.Time) };
            case "event_number":
                return mapping with { EventNumber = one };
            case "disposition":
                return mapping with { Disposition = one };
            case "nature":
                return mapping with { Nature = one };
            case "unit":
                return mapping with { Unit = one };
            case "beat":
                return mapping with { Beat = one };
            case "service_minutes":
                return mapping with { ServiceMinutes = one };
            case "units":
                return mapping with { Units = one };
            case "priority":
                return mapping with { Priority = CreateCodes(one, mapping.Priority) };
            case "is_incident":
                return mapping with { Incident = CreateCodes(one, mapping.Incident) };
            default:
                return mapping with { Source = CreateCodes(one, mapping.Source) };
        }
    }

    /// <summary>Columns apart by + or a comma, where no column has the whole text for its name.</summary>
    private static string[] SplitColumns(string text, IReadOnlyList<string> header)
    {
        var isWhole = header.Any(name => HeaderFingerprint.Normalise(name) == HeaderFingerprint.Normalise(text));
        return isWhole ? [text] : text.Split(['+', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    private static TimeMapping? CreateTime(string[] names, TimeMapping? before) =>
        names.Length == 0 ? null : new TimeMapping(names, before?.Format ?? new TimeFormat(TimeKind.Calendar));

    private static CodeMapping? CreateCodes(string? column, CodeMapping? before)
    {
        if (column is null)
        {
            return null;
        }

        return before?.Column == column ? before : new CodeMapping(column, Enumerable.Range(1, 9).Select(digit => $"{digit}").ToDictionary(digit => digit));
    }

    private static CallMapping SetOrder(CallMapping mapping, DateOrder order)
    {
        TimeMapping? Set(TimeMapping? time)
        {
            var isOpen = time?.Format is { Kind: TimeKind.Calendar, Order: not DateOrder.YearMonthDay };
            return isOpen ? time! with { Format = time.Format with { Order = order } } : time;
        }

        return mapping with
        {
            Time = Set(mapping.Time),
            Received = Set(mapping.Received),
            Dispatched = Set(mapping.Dispatched),
            Arrived = Set(mapping.Arrived),
            Cleared = Set(mapping.Cleared),
        };
    }
}
