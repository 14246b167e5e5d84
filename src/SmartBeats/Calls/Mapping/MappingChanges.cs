namespace SmartBeats.Calls.Mapping;

/// <summary>What a person says of a mapping: the flags that settle its doubts.</summary>
public sealed record MappingChanges
{
    private const string Where = "--map";

    private static readonly string[] _fields =
    [
        "place", "time", "event_number", "priority", "is_incident", "source", "disposition", "nature", "unit", "beat", "service_minutes", "units",
        "received", "dispatched", "arrived", "cleared",
    ];

    /// <summary>
    /// Fields with their columns: <c>time=Call Date+Call Time</c>, <c>place=Longitude,Latitude</c>, <c>units=</c> for none.
    /// </summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Of the time that counts; null as proposed.</summary>
    public string? TimeFormat { get; init; }

    /// <summary>Whether the day stands before the month in all columns; null as proposed.</summary>
    public bool? DayFirst { get; init; }

    /// <summary>Of the coordinates: <c>EPSG:2223</c>; null as proposed.</summary>
    public string? PlaceSystem { get; init; }

    /// <summary>The column whose values are ids of the map's areas, by which calls are placed; null as proposed.</summary>
    public string? PlaceByArea { get; init; }

    /// <summary>Whether nothing is said.</summary>
    public bool IsEmpty => Fields.Count == 0 && TimeFormat is null && DayFirst is null && PlaceSystem is null && PlaceByArea is null;

    /// <summary>The columns said for each field; none for a field that is to be left out.</summary>
    /// <param name="header">Names of the file's columns.</param>
    /// <returns>Names as the header writes them, by field.</returns>
    /// <exception cref="InputException">An unknown field or column, with the near miss; or too many columns.</exception>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> FindColumns(IReadOnlyList<string> header)
    {
        ArgumentNullException.ThrowIfNull(header);
        var find = new ColumnFinder(header, Where);
        var found = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (PlaceByArea is not null)
        {
            found["place"] = [header[find.Find(PlaceByArea)].Trim()];
        }

        foreach (var change in Fields)
        {
            var equals = change.IndexOf('=');
            var field = equals < 0 ? change.Trim() : change[..equals].Trim();
            if (equals < 0 || !_fields.Contains(field))
            {
                throw new InputException(
                    Where,
                    $"\"{change}\" is no field and its columns{NearMiss.Hint(field, _fields)}",
                    $"Write FIELD=COLUMN; fields are {string.Join(", ", _fields)}.");
            }

            string[] columns = [.. SplitColumns(change[(equals + 1)..].Trim(), header).Select(column => header[find.Find(column)].Trim())];
            var most = field is "place" or "time" or "received" or "dispatched" or "arrived" or "cleared" ? 2 : 1;
            if (columns.Length > most)
            {
                throw new InputException(
                    Where,
                    $"{field} comes from {columns.Length} columns",
                    $"Name {(most == 1 ? "one" : "one or two")}.");
            }

            found[field] = columns;
        }

        return found;
    }

    /// <summary>This and what was said later, which counts where both say it.</summary>
    /// <param name="later">Said on top.</param>
    public MappingChanges With(MappingChanges later)
    {
        ArgumentNullException.ThrowIfNull(later);
        return new MappingChanges
        {
            Fields = [.. Fields, .. later.Fields],
            TimeFormat = later.TimeFormat ?? TimeFormat,
            DayFirst = later.DayFirst ?? DayFirst,
            PlaceSystem = later.PlaceSystem ?? PlaceSystem,
            PlaceByArea = later.PlaceByArea ?? PlaceByArea,
        };
    }

    /// <summary>Applies to a proposal what is said of its times and places; each doubt that settles is closed.</summary>
    /// <param name="proposal">As it follows from the file and the columns said.</param>
    /// <returns>A proposal with the mapping changed and the doubts that are left.</returns>
    /// <exception cref="InputException">A format or coordinate system that is none.</exception>
    public MappingProposal ApplyTo(MappingProposal proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        var mapping = proposal.Mapping;
        var settled = new HashSet<string>(StringComparer.Ordinal);
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

        if (PlaceByArea is not null)
        {
            mapping = mapping with { Place = new PlaceMapping(PlaceForm.AreaId, mapping.Place is { Columns.Count: 1 } said ? said.Columns : [PlaceByArea]) };
            settled.Add("place");
        }

        return proposal with { Mapping = mapping, Doubts = [.. proposal.Doubts.Where(doubt => !settled.Contains(doubt.Field))] };
    }

    /// <summary>A kept mapping with the fields that were said taken from a proposal made with them.</summary>
    /// <param name="kept">For the same header.</param>
    /// <param name="proposal">Made with these changes.</param>
    /// <param name="header">Names of the file's columns.</param>
    internal MappingProposal MergeInto(CallMapping kept, MappingProposal proposal, IReadOnlyList<string> header)
    {
        var said = FindColumns(header).Keys.ToHashSet(StringComparer.Ordinal);
        var from = proposal.Mapping;
        var mapping = kept with
        {
            Place = said.Contains("place") ? from.Place : kept.Place,
            Time = said.Contains("time") ? from.Time : kept.Time,
            EventNumber = said.Contains("event_number") ? from.EventNumber : kept.EventNumber,
            Priority = said.Contains("priority") ? from.Priority : kept.Priority,
            Incident = said.Contains("is_incident") ? from.Incident : kept.Incident,
            Source = said.Contains("source") ? from.Source : kept.Source,
            Disposition = said.Contains("disposition") ? from.Disposition : kept.Disposition,
            Nature = said.Contains("nature") ? from.Nature : kept.Nature,
            Unit = said.Contains("unit") ? from.Unit : kept.Unit,
            Beat = said.Contains("beat") ? from.Beat : kept.Beat,
            ServiceMinutes = said.Contains("service_minutes") ? from.ServiceMinutes : kept.ServiceMinutes,
            Units = said.Contains("units") ? from.Units : kept.Units,
            Received = said.Contains("received") ? from.Received : kept.Received,
            Dispatched = said.Contains("dispatched") ? from.Dispatched : kept.Dispatched,
            Arrived = said.Contains("arrived") ? from.Arrived : kept.Arrived,
            Cleared = said.Contains("cleared") ? from.Cleared : kept.Cleared,
        };
        return ApplyTo(proposal with { Mapping = mapping, Doubts = [.. proposal.Doubts.Where(doubt => said.Contains(doubt.Field))] });
    }

    /// <summary>Columns apart by + or a comma, where no column has the whole text for its name.</summary>
    private static string[] SplitColumns(string text, IReadOnlyList<string> header)
    {
        var isWhole = header.Any(name => HeaderFingerprint.Normalise(name) == HeaderFingerprint.Normalise(text));
        return isWhole && text.Length > 0 ? [text] : text.Split(['+', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
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
