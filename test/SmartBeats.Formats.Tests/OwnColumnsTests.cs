using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SmartBeats.Geography;
using SmartBeats.Publishing;
using SmartBeats.Requests;
using SmartBeats.Tests.Geography;
using SmartBeats.Tests.Metrics;
using SmartBeats.Tests.Publishing;

namespace SmartBeats.Formats.Tests;

/// <summary>The map's own columns come out as they went in, by GDAL's reading of both files.</summary>
public sealed partial class OwnColumnsTests : IDisposable
{
    private static readonly string[] _columns = ["HOOD", "POP", "INCOME", "BUILT", "LOT"];

    private readonly ScratchFolder _folder = new();

    static OwnColumnsTests() => FormatReaders.Register();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("GPKG", "source.gpkg")]
    [InlineData("GeoJSON", "source.geojson")]
    public void Types_and_values_are_those_of_the_source(string driver, string name)
    {
        var source = WriteSource(driver, name);
        var material = Plan(source);
        var written = Path.Combine(_folder.Path, "plan.gpkg");
        File.WriteAllBytes(written, PlanExports.Write(material, []).File("plan.gpkg").Content);
        var zipped = Path.Combine(_folder.Path, "areas.zip");
        File.WriteAllBytes(zipped, PlanPublisher.Files(material).File("areas.zip").Content);

        var types = ReadTypes(source, "");
        var inPlan = ReadTypes(written, "areas");
        var inZip = ReadTypes("/vsizip/" + zipped, "");
        _columns.Select(column => types[column]).ShouldBe(["String", "Integer", "Real", "String", "Integer"]);
        foreach (var column in _columns)
        {
            inPlan[column].ShouldBe(types[column], column);
            inZip[column].ShouldBe(types[column], column);
        }

        var before = ReadValues(source, "");
        var after = ReadValues(written, "areas");
        before.Count.ShouldBe(12);
        foreach (var (one, other) in before.Zip(after))
        {
            other["AREA_ID"].ShouldBe(one["ID"]);
            foreach (var column in _columns)
            {
                other.GetValueOrDefault(column).ShouldBe(one.GetValueOrDefault(column), column);
            }
        }
    }

    /// <summary>Twelve squares with text, whole numbers (one beyond 32 bits), numbers, dates as text, and holes in all of them.</summary>
    private string WriteSource(string driver, string name)
    {
        var grid = GridCity.Of(4, 3);
        var features = grid.Map.Areas.Select(area =>
        {
            var box = area.Shape.EnvelopeInternal;
            var (hood, pop, income) = area.Index == 3 ? ("null", "null", "null") : ($"\"Barrio {(char)('Á' + area.Index)}\"", $"{area.Index * 1000}", FormattableString.Invariant($"{0.1 + area.Index}"));
            return FormattableString.Invariant(
                $$$"""{"type":"Feature","properties":{"ID":"A{{{area.Index:00}}}","HOOD":{{{hood}}},"POP":{{{pop}}},"INCOME":{{{income}}},"BUILT":"19{{{70 + area.Index}}}","LOT":{{{8_000_000_000L + area.Index}}}},"geometry":{"type":"Polygon","coordinates":[[[{{{box.MinX}}},{{{box.MinY}}}],[{{{box.MaxX}}},{{{box.MinY}}}],[{{{box.MaxX}}},{{{box.MaxY}}}],[{{{box.MinX}}},{{{box.MaxY}}}],[{{{box.MinX}}},{{{box.MinY}}}]]]}}""");
        });
        var drawn = Path.Combine(_folder.Path, "drawn.json");
        File.WriteAllText(drawn, $$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""");
        var path = Path.Combine(_folder.Path, name);
        var (succeeded, _, errors) = Gdal.Run("ogr2ogr", ["-f", driver, path, drawn]);
        succeeded.ShouldBeTrue(errors);
        return path;
    }

    private static PlanMaterial Plan(string source)
    {
        using var stream = File.OpenRead(source);
        var map = CityMapReader.Read(Path.GetFileName(source), stream, new CityMapOptions { IdField = "ID" });
        var workload = GridCity.Workload(10, 12, 3, 0, 7, 90, 11, 8, 5, 6, 9, 34);
        int[] beats = [1, 2, 2, 3, 1, 2, 3, 3, 1, 1, 3, 3];
        return SamplePlan.Of(
            map, AreaAdjacencyBuilder.Build(map, new AdjacencyOptions()), workload, beats, beats, 3, "Glendale", [], new PlanRequest { Beats = 3, Seed = 7, Also = ["gpkg"] });
    }

    /// <summary>Whole numbers are one type here, whatever bits a file gives them.</summary>
    private static Dictionary<string, string> ReadTypes(string path, string layer)
    {
        var fields = Ask("ogrinfo", ["-so", .. layer.Length == 0 ? ["-al", path] : new[] { path, layer }]).Split('\n').Select(line => Field().Match(line)).Where(field => field.Success);
        return fields.ToDictionary(field => field.Groups[1].Value, field => field.Groups[2].Value.Replace("Integer64", "Integer", StringComparison.Ordinal));
    }

    private static List<Dictionary<string, string>> ReadValues(string path, string layer)
    {
        using var json = JsonDocument.Parse(Encoding.Latin1.GetBytes(Ask("ogr2ogr", ["-f", "GeoJSON", "/vsistdout/", path, .. Name(layer)])));
        return [.. json.RootElement.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("properties").EnumerateObject()
            .Where(property => property.Value.ValueKind != JsonValueKind.Null).ToDictionary(property => property.Name, property => property.Value.GetRawText()))];
    }

    private static string[] Name(string layer) => layer.Length == 0 ? [] : [layer];

    private static string Ask(string tool, IEnumerable<string> arguments)
    {
        var (succeeded, output, errors) = Gdal.Run(tool, arguments);
        succeeded.ShouldBeTrue(errors);
        return output;
    }

    [GeneratedRegex(@"^(\w+): (\w+) \(\d+\.\d+\)")]
    private static partial Regex Field();
}
