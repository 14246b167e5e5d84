using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmartBeats.Geography;

/// <summary>How good a city's map is: <c>map-report.json</c>. A line for every kind of fault that is looked for, met or not.</summary>
/// <param name="IdField">The attribute the ids came from; null when they are row numbers.</param>
/// <param name="Extent">West, south, east, north in degrees.</param>
/// <param name="Quality">In the order of <see cref="MapFindingKind"/>.</param>
public sealed record MapReport(
    string MapVersion, int Areas, string? IdField, IReadOnlyList<double> Extent, IReadOnlyList<MapFinding> Quality, IReadOnlyList<string> Notes)
{
    private const int MostNamed = 5;

    /// <summary>Goes up when a reader of an older one would be misled.</summary>
    public int SchemaVersion { get; } = 1;

    /// <param name="adjacency">Of this map, with the barriers and links that count.</param>
    /// <param name="lengths">What findings are said in.</param>
    public static MapReport Of(CityMap map, AreaAdjacency adjacency, LengthSystem lengths = LengthSystem.Metric)
    {
        var box = map.Box();
        return new MapReport(
            map.Version,
            map.Areas.Count,
            map.IdField,
            [.. new[] { box.MinLongitude, box.MinLatitude, box.MaxLongitude, box.MaxLatitude }.Select(degrees => Math.Round(degrees, 6))],
            [.. map.Findings.Concat(adjacency.Findings).Append(Gaps(map, new LengthWords(lengths))).OrderBy(finding => finding.Kind)],
            map.Notes);
    }

    /// <summary>The text of <c>map-report.json</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, MapReportJson.Readable.MapReport) + "\n";

    private static MapFinding Gaps(CityMap map, LengthWords lengths)
    {
        var gaps = MapGap.Find(map);
        if (gaps.Count == 0)
        {
            return MapFinding.None(MapFindingKind.Gaps, "No ground inside the map is left out.");
        }

        string[] beside = [.. gaps.Where(gap => gap.Beside >= 0).Take(MostNamed).Select(gap => map.Areas[gap.Beside].Id)];
        var sum = lengths.Surface(gaps.Sum(gap => gap.SquareMetres));
        var where = beside.Length == 0 ? "" : $", the largest beside {string.Join(", ", beside)}";
        return new MapFinding(
            MapFindingKind.Gaps,
            gaps.Count,
            beside,
            $"{Wording.Count(gaps.Count, "gap")} inside the map, {sum} in all{where}: calls there are in no area. A lake or another town is none of this city; a forgotten polygon should be added.");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MapReport))]
[JsonSerializable(typeof(IReadOnlyList<MapFinding>))]
internal sealed partial class MapReportJson : JsonSerializerContext
{
    /// <summary>With letters as they are: the file is read by people.</summary>
    public static MapReportJson Readable { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    });
}
