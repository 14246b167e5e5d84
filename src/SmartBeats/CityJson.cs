using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime.TimeZones;

namespace SmartBeats;

/// <summary>What <c>city.json</c> holds.</summary>
/// <param name="IdField">The map's attribute that names its areas; null to let the map's reader choose.</param>
public sealed record CitySettings(City City, string? IdField);

/// <summary>Reads and writes <c>city.json</c>: <c>{"id","name","timeZone","idField","measures"}</c>, the last two optional.</summary>
public static partial class CityJson
{
    private const string Example = "{\"id\": \"glendale\", \"name\": \"Glendale\", \"timeZone\": \"America/Phoenix\"}";

    private static readonly string[] Fields = ["id", "name", "timeZone", "idField", "measures"];

    /// <summary>In the order of <see cref="LengthSystem"/>.</summary>
    public static readonly string[] LengthWords = ["metric", "us"];

    /// <summary>Reads and checks a city's settings.</summary>
    /// <param name="where">The file's name, as the message begins.</param>
    /// <exception cref="InputException">Not JSON, an unknown, missing or doubled field, a bad id, or no time zone of the IANA database.</exception>
    public static CitySettings Read(string where, ReadOnlyMemory<byte> json)
    {
        using var document = StrictJson.TryOpen(json, out var fault)
            ?? throw new InputException(where, fault, $"Write one object such as {Example}.");
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (!Fields.Contains(property.Name))
            {
                throw new InputException(
                    where,
                    $"\"{JsonEncodedText.Encode(property.Name)}\" is no field of a city{NearMiss.Hint(property.Name, Fields)}",
                    $"Fields are {string.Join(", ", Fields)}.");
            }

            if (property.Value.ValueKind == JsonValueKind.Null)
                continue;

            if (property.Value.ValueKind != JsonValueKind.String)
                throw new InputException(where, $"{property.Name} is {StrictJson.Shown(property.Value)}, not text", "Put it in quotes.");

            if (!values.TryAdd(property.Name, property.Value.GetString()!))
                throw new InputException(where, $"{property.Name} is given twice", "Keep one.");
        }

        var city = Checked(where, Required("id"), Required("name"), values.GetValueOrDefault("timeZone"));
        if (values.GetValueOrDefault("measures") is { } measures)
        {
            city = city with { Lengths = ReadLengths(where, measures) };
        }

        return new CitySettings(city, values.GetValueOrDefault("idField") is { Length: > 0 } idField ? idField : null);

        string Required(string name) => values.GetValueOrDefault(name) is { } value && !string.IsNullOrWhiteSpace(value)
            ? value
            : throw new InputException(where, $"{name} is missing", $"Write all of a city's fields, such as {Example}.");
    }

    /// <summary>A city whose parts came from elsewhere (flags, a service's settings), checked as <see cref="Read"/> does.</summary>
    /// <param name="timeZone">IANA name. There is no default: hours of the day mean nothing in a guessed zone.</param>
    /// <exception cref="InputException">A bad id, or no time zone of the IANA database.</exception>
    public static City Checked(string where, string id, string name, string? timeZone)
    {
        if (!IsId(id))
        {
            throw new InputException(
                where,
                $"id {Quoted(id)} is no id of a city",
                "Use lower-case letters, digits and hyphens, 1 to 40 of them, the first no hyphen, such as \"glendale\".");
        }

        if (string.IsNullOrWhiteSpace(timeZone))
            throw new InputException(where, "the time zone is missing", "Write the IANA name of the city's zone, such as \"timeZone\": \"America/Phoenix\".");

        if (!TzdbDateTimeZoneSource.Default.CanonicalIdMap.ContainsKey(timeZone))
        {
            throw new InputException(
                where,
                $"timeZone {Quoted(timeZone)} is no IANA time zone{(MeantZone(timeZone) is { } zone ? $" (did you mean \"{zone}\"?)" : "")}",
                "Write a name such as \"America/Phoenix\".");
        }

        return new City(id, name.Trim(), timeZone);
    }

    /// <summary>The settings as a file's text, indented, ending in a line feed.</summary>
    public static string Write(CitySettings settings)
    {
        var text = new StringBuilder("{\n");
        Line("id", settings.City.Id, ",");
        Line("name", settings.City.Name, ",");
        var measures = settings.City.HasOwnLengths ? LengthWords[(int)settings.City.Lengths] : null;
        Line("timeZone", settings.City.TimeZone, settings.IdField is null && measures is null ? "" : ",");
        if (settings.IdField is { } idField)
            Line("idField", idField, measures is null ? "" : ",");

        if (measures is not null)
            Line("measures", measures, "");

        return text.Append("}\n").ToString();

        void Line(string name, string value, string end) => text.Append("  \"").Append(name).Append("\": \"").Append(JsonEncodedText.Encode(value).Value).Append('"').Append(end).Append('\n');
    }

    /// <summary><c>us</c> or <c>metric</c>, as a flag or a field has it.</summary>
    /// <exception cref="InputException">Any other word.</exception>
    public static LengthSystem ReadLengths(string where, string word) => Array.IndexOf(LengthWords, word) switch
    {
        >= 0 and var at => (LengthSystem)at,
        _ => throw new InputException(where, $"measures {Quoted(word)} are not known", "Write us (miles and square miles) or metric."),
    };

    /// <summary>Whether a text can be a city's id: lower-case letters, digits and hyphens, 1 to 40 of them, the first no hyphen.</summary>
    public static bool IsId(string text) => IdPattern().IsMatch(text);

    /// <summary>The zone somebody meant: a slip of the keys, Windows' name for it, or a city's name without its continent.</summary>
    private static string? MeantZone(string given)
    {
        var source = TzdbDateTimeZoneSource.Default;
        if (NearMiss.Of(given, source.CanonicalIdMap.Keys) is { } near)
            return near;

        if (source.WindowsMapping.PrimaryMapping.TryGetValue(given, out var mapped))
            return mapped;

        var byPlace = source.CanonicalIdMap.Keys.Where(id => id.Contains('/')).GroupBy(id => id[(id.LastIndexOf('/') + 1)..]);
        var places = byPlace.ToDictionary(group => group.Key, group => group.Order(StringComparer.Ordinal).First(), StringComparer.Ordinal);
        return NearMiss.Of(given.Trim().Replace(' ', '_'), places.Keys) is { } place ? places[place] : null;
    }

    private static string Quoted(string text)
    {
        var escaped = JsonEncodedText.Encode(text).Value;
        return escaped.Length <= 40 ? $"\"{escaped}\"" : $"\"{escaped[..40]}…\"";
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}\\z")]
    private static partial Regex IdPattern();
}
