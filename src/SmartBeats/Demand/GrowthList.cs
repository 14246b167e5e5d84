using System.Globalization;
using System.Text;
using System.Text.Json;
using SmartBeats.Files;
using SmartBeats.Geography;

namespace SmartBeats.Demand;

/// <summary>How the demand of one area is expected to change in one scenario.</summary>
/// <param name="Scenario">Changes of one name come together.</param>
/// <param name="Area">Id of the area.</param>
/// <param name="Factor">Calls of today count so many times; 1 for no change.</param>
/// <param name="CallsPerYear">Calls that are added, a year.</param>
/// <param name="From">First day of the change; null where it holds from the beginning of the plan's life.</param>
public sealed record GrowthChange(string Scenario, string Area, double Factor, double CallsPerYear, DateOnly? From);

/// <summary>Growth and change as people write them down: a line for each area (CSV), the same as JSON objects, or polygons with such columns, in any form a map may have.</summary>
/// <remarks>
/// Columns: <c>area</c> (not of polygons), one of <c>factor</c>, <c>calls</c> (added a year) or <c>dwellings</c> with
/// <c>calls_per_dwelling</c> (a year), and maybe <c>from</c> (yyyy-MM-dd) and <c>scenario</c>. Order is no difference: the canonical
/// form is ordered by scenario, area and day.
/// </remarks>
public sealed class GrowthList
{
    /// <summary>The scenario of changes without a name.</summary>
    public const string Unnamed = "growth";

    /// <summary>Changes at most.</summary>
    public const int Most = 100_000;

    /// <summary>As people write a day, and as GDAL does.</summary>
    private static readonly string[] _days = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd"];

    private const double MostFactor = 100;
    private const double MostCalls = 10_000_000;
    private const int LongestName = 64;
    private const string Form = "Write a header area,factor,calls,dwellings,calls_per_dwelling,from,scenario and a line for each area, with one of factor, calls, or dwellings and calls_per_dwelling.";

    private GrowthList(IEnumerable<GrowthChange> changes, IReadOnlyList<string> notes)
    {
        Changes =
        [
            .. changes.OrderBy(change => change.Scenario, StringComparer.Ordinal).ThenBy(change => change.Area, StringComparer.Ordinal)
                .ThenBy(change => change.From).ThenBy(change => change.Factor).ThenBy(change => change.CallsPerYear),
        ];
        Notes = notes;
        Canonical = Encoding.UTF8.GetBytes("[" + string.Join(',', Changes.Select(Write)) + "]\n");
        Hash = SideText.HashOf(Canonical.Span);
    }

    /// <summary>In canonical order.</summary>
    public IReadOnlyList<GrowthChange> Changes { get; }

    /// <summary>What reading it came to, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; }

    public ReadOnlyMemory<byte> Canonical { get; }

    public string Hash { get; }

    /// <param name="fileName">As messages name it.</param>
    /// <param name="content">The whole file.</param>
    /// <param name="map">The areas that drawn changes are spread over, and that others must be of.</param>
    /// <exception cref="InputException">None of the forms, a number that cannot be, or an area that is not in the map; says which.</exception>
    public static GrowthList Read(string fileName, ReadOnlyMemory<byte> content, CityMap map)
    {
        var notes = new List<string>();
        var given = ReadForm(fileName, content, map, notes);
        if (given.Count is 0 or > Most)
        {
            throw new InputException(fileName, given.Count == 0 ? "holds no change" : string.Create(CultureInfo.InvariantCulture, $"holds {given.Count:N0} changes, more than {Most:N0}"), Form);
        }

        var ids = map.Areas.Select(area => area.Id).ToHashSet(StringComparer.Ordinal);
        var unknown = given.Where(change => !ids.Contains(change.Change.Area)).DistinctBy(change => change.Change.Area, StringComparer.Ordinal).Select(change => (change.Change.Area, change.Where)).ToList();
        if (unknown.Count > 0)
        {
            var fault = SideText.NotInMap(map, unknown);
            throw new InputException(fault.Where, fault.What, $"{fault.Remedy} Ground that the city is about to annex is given as a polygon (GeoJSON or a GeoPackage), or added to the map first.");
        }

        return new GrowthList(given.Select(change => change.Change), notes);
    }

    private static List<(GrowthChange Change, string Where)> ReadForm(string fileName, ReadOnlyMemory<byte> content, CityMap map, List<string> notes)
    {
        using var stream = new MemoryStream(content.ToArray());
        var form = FileKind.Recognise(fileName, stream).Form;
        if (form is FileForm.Zip or FileForm.GeoPackage or FileForm.Kml or FileForm.WktTable)
        {
            return GrowthPolygons.Spread(fileName, content, map, notes);
        }

        var text = SideText.Decode(fileName, content.Span, $"Save the changes as CSV UTF-8. {Form}");
        return text.TrimStart('\u001E', ' ', '\t', '\r', '\n') switch
        {
            ['[', ..] => FromJson(fileName, text),
            ['{', ..] => GrowthPolygons.Spread(fileName, content, map, notes),
            _ => FromCsv(fileName, text),
        };
    }

    /// <summary>One change of what its fields say.</summary>
    /// <param name="find">The text of a field; null or empty where it is not given.</param>
    /// <exception cref="InputException">A field is missing, doubled or no number in its range.</exception>
    internal static GrowthChange Create(string where, string area, Func<string, string?> find)
    {
        var (factor, calls, dwellings, rate) = (Number("factor", MostFactor), Number("calls", MostCalls), Number("dwellings", MostCalls), Number("calls_per_dwelling", 1000));
        if (new[] { factor, calls, dwellings }.Count(number => number is not null) != 1 || dwellings is null != rate is null)
        {
            throw new InputException(where, "says not exactly one of factor, calls, or dwellings with calls_per_dwelling", Form);
        }

        var scenario = find("scenario") is { Length: > 0 } name ? name.Trim() : Unnamed;
        if (scenario.Length > LongestName || scenario.Any(char.IsControl))
        {
            throw new InputException(where, $"names its scenario by more than {LongestName} characters", "Give it a short name.");
        }

        DateOnly? from = find("from") is not { Length: > 0 } day ? null
            : DateOnly.TryParseExact(day, _days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
            : throw new InputException(where, $"\"{day}\" is no day", "Write from as yyyy-MM-dd.");
        return new GrowthChange(scenario, area, factor ?? 1, calls ?? (dwellings * rate ?? 0), from);

        double? Number(string field, double most)
        {
            if (find(field) is not { Length: > 0 } text)
            {
                return null;
            }

            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0 && number <= most
                ? number
                : throw new InputException(where, string.Create(CultureInfo.InvariantCulture, $"{field} \"{text}\" is no number from 0 to {most:N0}"), Form);
        }
    }

    private static List<(GrowthChange Change, string Where)> FromCsv(string fileName, string text)
    {
        var rows = SideText.Rows(fileName, text).ToList();
        if (rows.Count == 0)
        {
            return [];
        }

        string[] fields = ["area", "factor", "calls", "dwellings", "calls_per_dwelling", "from", "scenario"];
        var header = rows[0].Cells;
        if (header.FirstOrDefault(name => !fields.Contains(name is "area_id" ? "area" : name, StringComparer.OrdinalIgnoreCase)) is { } stranger)
        {
            throw new InputException(rows[0].Where, $"has a column \"{stranger}\" that means nothing here{NearMiss.Hint(stranger, fields)}", Form);
        }

        var at = Array.FindIndex(header, name => name.Equals("area", StringComparison.OrdinalIgnoreCase) || name.Equals("area_id", StringComparison.OrdinalIgnoreCase));
        if (at < 0)
        {
            throw new InputException(rows[0].Where, "has no column area", Form);
        }

        return [.. rows.Skip(1).Select(row => row.Cells.Length != header.Length
            ? throw new InputException(row.Where, "has not as many values as the header has columns", Form)
            : (Create(row.Where, row.Cells[at], field => Array.FindIndex(header, name => name.Equals(field, StringComparison.OrdinalIgnoreCase)) is >= 0 and var column ? row.Cells[column] : null), row.Where))];
    }

    private static List<(GrowthChange Change, string Where)> FromJson(string fileName, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return [.. document.RootElement.EnumerateArray().Select((item, i) =>
            {
                var where = string.Create(CultureInfo.InvariantCulture, $"{fileName} change {i + 1}");
                return item.ValueKind == JsonValueKind.Object && item.TryGetProperty("area", out var area) && area.ValueKind == JsonValueKind.String
                    ? (Create(where, area.GetString()!, field => FindText(item, field)), where)
                    : throw new InputException(where, "is no object with an area", "Write {\"area\": \"101\", \"factor\": 1.5}.");
            })];
        }
        catch (JsonException e)
        {
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{fileName}:{(e.LineNumber ?? 0) + 1}"), "is not JSON", Form, e);
        }
    }

    /// <summary>A member as text, numbers as they stand.</summary>
    internal static string? FindText(JsonElement item, string field)
    {
        var camel = field == "calls_per_dwelling" ? "callsPerDwelling" : field;
        return !item.TryGetProperty(field, out var value) && !item.TryGetProperty(camel, out value) ? null : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
    }

    private static string Write(GrowthChange change)
    {
        var from = change.From is { } day ? $",\"from\":\"{day:yyyy-MM-dd}\"" : "";
        var what = change.CallsPerYear > 0
            ? string.Create(CultureInfo.InvariantCulture, $"\"calls\":{change.CallsPerYear:R}")
            : string.Create(CultureInfo.InvariantCulture, $"\"factor\":{change.Factor:R}");
        return $"{{\"area\":\"{JsonEncodedText.Encode(change.Area)}\",{what}{from},\"scenario\":\"{JsonEncodedText.Encode(change.Scenario)}\"}}";
    }
}
