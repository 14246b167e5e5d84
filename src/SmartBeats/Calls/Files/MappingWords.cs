using SmartBeats.Calls.Mapping;

namespace SmartBeats.Calls.Files;

/// <summary>A mapping in words.</summary>
public static class MappingWords
{
    /// <summary>One line for each field that is mapped: the field, its columns and how they are read.</summary>
    /// <param name="mapping">Any, also one with doubts.</param>
    public static IEnumerable<(string Field, string Reading)> Describe(CallMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        if (mapping.Time is { } time)
        {
            yield return ("time", Describe(time));
        }

        if (mapping.Place is { } place)
        {
            yield return ("place", $"{string.Join(" and ", place.Columns)} ({DescribeForm(place)})");
        }

        foreach (var (field, column) in ListTexts(mapping))
        {
            if (column is not null)
            {
                yield return (field, column);
            }
        }

        foreach (var (field, stamp) in ListStamps(mapping))
        {
            if (stamp is not null)
            {
                yield return (field, Describe(stamp));
            }
        }
    }

    /// <summary>A mapping in one sentence.</summary>
    /// <param name="mapping">With a place and a time.</param>
    public static string Summarise(CallMapping mapping) =>
        $"Columns were read so: {string.Join("; ", Describe(mapping).Select(field => $"{field.Field} from {field.Reading}"))}.";

    /// <summary>Names of all columns a mapping reads, each once.</summary>
    /// <param name="mapping">With a place and a time.</param>
    public static IReadOnlyList<string> ListColumns(CallMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        var columns = new List<string>();
        columns.AddRange(mapping.Time?.Columns ?? []);
        columns.AddRange(mapping.Place?.Columns ?? []);
        columns.AddRange(ListTexts(mapping).Select(text => text.Column).OfType<string>());
        columns.AddRange(ListStamps(mapping).SelectMany(stamp => stamp.Stamp?.Columns ?? []));
        return [.. columns.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static IEnumerable<(string Field, string? Column)> ListTexts(CallMapping mapping) =>
    [
        ("event_number", mapping.EventNumber),
        ("priority", mapping.Priority?.Column),
        ("is_incident", mapping.Incident?.Column),
        ("disposition", mapping.Disposition),
        ("service_minutes", mapping.ServiceMinutes),
        ("units", mapping.Units),
        ("source", mapping.Source?.Column),
        ("nature", mapping.Nature),
        ("unit", mapping.Unit),
        ("beat", mapping.Beat),
    ];

    private static IEnumerable<(string Field, TimeMapping? Stamp)> ListStamps(CallMapping mapping) =>
    [
        ("received", mapping.Received),
        ("dispatched", mapping.Dispatched),
        ("arrived", mapping.Arrived),
        ("cleared", mapping.Cleared),
    ];

    private static string Describe(TimeMapping time) => $"{string.Join(" and ", time.Columns)} ({time.Format})";

    private static string DescribeForm(PlaceMapping place)
    {
        var system = place.System is null ? "degrees" : place.System;
        return place.Form switch
        {
            PlaceForm.Wkt => $"POINT(x y), {system}",
            PlaceForm.TwoColumns => $"x and y, {system}",
            PlaceForm.LatitudeLongitude => "latitude, longitude",
            PlaceForm.LongitudeLatitude => "longitude, latitude",
            PlaceForm.AreaId => "id of an area",
            _ => "address",
        };
    }
}
