using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SmartBeats.Context;
using SmartBeats.Geography;
using SmartBeats.Tests.Geography;

namespace SmartBeats.Tests.Context;

public class ContextReaderTests
{
    private static readonly string _samples = Path.Combine(SharedData.RepositoryRoot(), "samples");

    [Fact]
    public void Segments_of_a_street_become_one_and_a_class_tells_its_rank()
    {
        var layer = Read("roads.geojson", Roads("MTFCC", ("Main St", "S1400", "[[0,0],[0.01,0]]"), ("Main St", "S1400", "[[0.01,0],[0.02,0.001]]"), ("I-5", "S1100", "[[0,0.01],[0.02,0.01]]"), ("Elm Aly", "S1730", "[[0,0.02],[0.01,0.02]]")));
        layer.Features.Select(feature => (feature.Name, feature.Rank, feature.Paths.Count)).ShouldBe([("I-5", 1, 1), ("Main St", 3, 1), ("Elm Aly", 4, 1)]);
        layer.Features[1].Paths[0].ShouldBe([0, 0, 1000, 0, 2000, 100]);
        layer.Notes[0].ShouldBe("roads.geojson: 3 roads of 4 shapes, 3 with a name from FULLNAME.");
        layer.Notes.ShouldContain("Highways and main roads are told by MTFCC.");
    }

    [Fact]
    public void Without_a_class_highways_are_told_by_their_names_and_main_roads_by_their_length()
    {
        var streets = Enumerable.Range(0, 40).Select(i => ($"{i} St", "", string.Create(CultureInfo.InvariantCulture, $"[[0,{i * 0.001}],[{(i == 7 ? 0.5 : i == 8 ? 0.4 : 0.1)},{i * 0.001}]]")));
        var layer = Read("streets.geojson", Roads("OTHER", [.. streets, ("State Hwy 99", "", "[[0,1],[0.01,1]]")]));
        layer.Features.Where(feature => feature.Rank == 1).Select(feature => feature.Name).ShouldBe(["State Hwy 99"]);
        // A twentieth of 41 names, rounded up.
        layer.Features.Where(feature => feature.Rank == 2).Select(feature => feature.Name).Order().ShouldBe(["0 St", "7 St", "8 St"]);
    }

    [Fact]
    public void What_lies_far_from_the_city_is_left_out_and_a_road_that_leaves_is_cut()
    {
        var map = CityMapReader.Read("city.geojson", Stream("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}"""));
        var file = Roads("CLASS", ("Across", "local", "[[0.5,0.5],[0.9,0.5],[1.02,0.5],[1.5,0.5],[9,0.5]]"), ("Far", "local", "[[5,5],[6,6]]"));
        var layer = ContextReader.Read("roads.geojson", Stream(file), ContextKind.Roads, map);
        var road = layer.Features.ShouldHaveSingleItem();
        road.Name.ShouldBe("Across");
        // The step across the margin stays, what comes behind it goes; on the way straight ones are one.
        road.Paths.ShouldHaveSingleItem().ShouldBe([50_000, 50_000, 150_000, 50_000]);
        Should.Throw<InputException>(() => ContextReader.Read("roads.geojson", Stream(Roads("CLASS", ("Far", "local", "[[5,5],[6,6]]"))), ContextKind.Roads, map))
            .What.ShouldBe("nothing of it lies in or near the city");
    }

    [Fact]
    public void Water_is_cut_to_the_citys_box_and_stays_closed()
    {
        var map = CityMapReader.Read("city.geojson", Stream("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}"""));
        var sea = """{"type":"Feature","properties":{"NAME":"Sea"},"geometry":{"type":"Polygon","coordinates":[[[-50,-50],[0.5,-50],[0.5,50],[-50,50],[-50,-50]]]}}""";
        var path = ContextReader.Read("water.geojson", Stream(sea), ContextKind.Water, map).Features.ShouldHaveSingleItem().Paths.ShouldHaveSingleItem();
        path[..2].ShouldBe(path[^2..]);
        path.Where((_, at) => at % 2 == 0).Min().ShouldBe(-5_000);
        path.Where((_, at) => at % 2 == 0).Max().ShouldBe(50_000);
        path.Where((_, at) => at % 2 == 1).Max().ShouldBe(105_000);
    }

    [Theory]
    [InlineData("""{"type":"Point","coordinates":[0,0]}""", ContextKind.Roads, "holds points; roads are lines")]
    [InlineData("""{"type":"LineString","coordinates":[[0,0],[1,1]]}""", ContextKind.Places, "holds lines or areas; places are points")]
    [InlineData("""{"type":"FeatureCollection","features":[]}""", ContextKind.Water, "holds no shapes")]
    [InlineData("""{"type":"LineString","coordinates":[[0,"x"],[1,1]]}""", ContextKind.Roads, "has a geometry that is not written as GeoJSON has it")]
    [InlineData("""{"type":"LineString","coordinates":[[[[[[0,0]]]]]]}""", ContextKind.Roads, "has a geometry that is not written as GeoJSON has it")]
    [InlineData("""{"type":"LineString","coordinates":[[400000,5000000],[400001,5000001]]}""", ContextKind.Roads, "its coordinates (400000 5000000 to 400001 5000001) are not longitudes")]
    public void Another_thing_is_refused_by_its_name(string json, ContextKind kind, string what) =>
        Should.Throw<InputException>(() => ContextReader.Read("layer.geojson", Stream(json), kind)).What.ShouldStartWith(what);

    [Fact]
    public void A_layer_too_large_loses_detail_and_then_what_ranks_last_and_says_both()
    {
        var random = new Random(5);
        var roads = new StringBuilder();
        for (var i = 0; i < 6_000; i++)
        {
            var (x, y) = (random.NextDouble(), random.NextDouble());
            var points = string.Join(',', Enumerable.Range(0, 30).Select(step => string.Create(CultureInfo.InvariantCulture, $"[{x + (step * 0.001)},{y + (random.NextDouble() * 0.002)}]")));
            roads.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$$"""{"type":"Feature","properties":{"NAME":"Street {{{i}}}","CLASS":"{{{(i % 3 == 0 ? "arterial" : "local")}}}"},"geometry":{"type":"LineString","coordinates":[{{{points}}}]}}""");
        }

        var layer = Read("roads.geojson", $$"""{"type":"FeatureCollection","features":[{{roads}}]}""");
        ContextJson.Write(layer).Length.ShouldBeLessThanOrEqualTo(ContextReader.MostCharacters + 1_000);
        layer.Features.Count(feature => feature.Rank == 2).ShouldBeGreaterThan(0);
        layer.Features.ShouldAllBe(feature => feature.Rank == 2);
        layer.Notes.ShouldContain(note => note.Contains("are left out, the least first", StringComparison.Ordinal));
        layer.Notes.ShouldContain("Its lines are simplified to 56 m: it has many.");
    }

    [Fact]
    public void A_layer_is_read_back_as_it_was_written()
    {
        var layer = ReadSample("streets.geojson", ContextKind.Roads);
        var bytes = ContextJson.Write(layer);
        var again = ContextJson.Read("roads.json", bytes);
        ContextJson.Write(again).ShouldBe(bytes);
        again.Features.Zip(layer.Features).ShouldAllBe(pair => pair.First.Paths.Zip(pair.Second.Paths).All(paths => paths.First.SequenceEqual(paths.Second)));
        Should.Throw<InputException>(() => ContextJson.Read("roads.json", "{\"kind\":\"roads\",\"file\":\"x\",\"notes\":[],\"features\":[{\"rank\":1,\"paths\":[[1]]}]}"u8));
        Should.Throw<InputException>(() => ContextJson.Read("roads.json", "{"u8));
    }

    [Fact]
    public void A_shapefile_in_another_system_says_what_the_GeoJSON_it_was_made_of_says()
    {
        using var folder = new ScratchFolder();
        foreach (var (name, kind) in ((string, ContextKind)[])[("streets", ContextKind.Roads), ("water", ContextKind.Water), ("places", ContextKind.Places)])
        {
            // Arizona's state plane, by GDAL.
            var zip = folder.File($"{name}.shz");
            Run("ogr2ogr", "-f", "ESRI Shapefile", "-t_srs", "EPSG:2223", zip, Path.Combine(_samples, $"{name}.geojson"));
            using var content = File.OpenRead(zip);
            var fromShape = ContextReader.Read($"{name}.zip", content, kind);
            var fromJson = ReadSample($"{name}.geojson", kind);
            fromShape.Features.Select(feature => (feature.Name, feature.Rank, feature.Paths.Count)).ShouldBe(fromJson.Features.Select(feature => (feature.Name, feature.Rank, feature.Paths.Count)), name);
            foreach (var (ours, theirs) in fromShape.Features.Zip(fromJson.Features))
            {
                var (a, b) = (ours.Paths.SelectMany(path => path).ToArray(), theirs.Paths.SelectMany(path => path).ToArray());
                Math.Abs(a.Where((_, at) => at % 2 == 0).Min() - b.Where((_, at) => at % 2 == 0).Min()).ShouldBeLessThanOrEqualTo(2, ours.Name);
                Math.Abs(a.Where((_, at) => at % 2 == 1).Max() - b.Where((_, at) => at % 2 == 1).Max()).ShouldBeLessThanOrEqualTo(2, ours.Name);
            }
        }
    }

    [Fact]
    public void The_samples_streets_keep_their_length()
    {
        // The file's own segments, added up, beside the joined and simplified streets.
        var features = JsonNode.Parse(File.ReadAllText(Path.Combine(_samples, "streets.geojson")))!["features"]!.AsArray();
        var truth = features.Sum(feature => LengthOf([.. feature!["geometry"]!["coordinates"]!.AsArray().Select(point => (point![0]!.GetValue<double>(), point[1]!.GetValue<double>()))]));
        var layer = ReadSample("streets.geojson", ContextKind.Roads);
        var kept = layer.Features.SelectMany(feature => feature.Paths)
            .Sum(path => LengthOf([.. path.Chunk(2).Select(point => (point[0] / 1e5, point[1] / 1e5))]));
        (kept / truth).ShouldBe(1, 0.002);
        layer.Features.Count.ShouldBeLessThan(features.Count / 4);
        layer.Features.Select(feature => feature.Name).ShouldContain("E MARKET BLVD");
    }

    private static double LengthOf((double X, double Y)[] line) => Enumerable.Range(1, line.Length - 1).Sum(i => Math.Sqrt(Math.Pow(line[i].X - line[i - 1].X, 2) + Math.Pow(line[i].Y - line[i - 1].Y, 2)));

    private static ContextLayer ReadSample(string name, ContextKind kind)
    {
        using var content = File.OpenRead(Path.Combine(_samples, name));
        return ContextReader.Read(name, content, kind);
    }

    private static ContextLayer Read(string name, string json) => ContextReader.Read(name, Stream(json), ContextKind.Roads);

    private static string Roads(string classField, params (string Name, string Class, string Line)[] roads) =>
        $$"""{"type":"FeatureCollection","features":[{{string.Join(',', roads.Select(road =>
            $$$"""{"type":"Feature","properties":{"FULLNAME":"{{{road.Name}}}","{{{classField}}}":"{{{road.Class}}}"},"geometry":{"coordinates":{{{road.Line}}},"type":"LineString"}}"""))}}]}""";

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    private static void Run(string tool, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, errors);
    }
}
