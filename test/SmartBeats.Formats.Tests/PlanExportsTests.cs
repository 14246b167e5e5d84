using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using SmartBeats.Formats.GeoPackage;
using SmartBeats.Geography;
using SmartBeats.Publishing;
using SmartBeats.Requests;
using SmartBeats.Tests.Geography;
using SmartBeats.Tests.Publishing;

namespace SmartBeats.Formats.Tests;

/// <summary>What is written for other programs, judged by GDAL and held against the plan's own files.</summary>
public sealed class PlanExportsTests : IDisposable
{
    private static readonly string[] _all = ["gpkg", "kml", "xlsx"];
    private static readonly Station[] _stations = [new("North & <Main>", 10.01, 0.01), new("South", 10.02, 0.005)];

    private readonly ScratchFolder _folder = new();

    static PlanExportsTests() => FormatReaders.Register();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Only_what_was_asked_for_is_written()
    {
        Names().ShouldBeEmpty();
        Names("sheets").ShouldBeEmpty();
        Names("xlsx").ShouldBe(["plan.xlsx"]);
        Names("kml").ShouldBe(["plan.kml"]);
        Names("gpkg").ShouldBe(["plan.gpkg", "beats.qml", "areas.qml"]);
        Names(_all).ShouldBe(["plan.gpkg", "beats.qml", "areas.qml", "plan.kml", "plan.xlsx"]);

        static IEnumerable<string> Names(params string[] also) => Write(also).Select(file => file.Name);
    }

    [Fact]
    public void Same_plan_is_the_same_bytes()
    {
        foreach (var (one, other) in Write(_all).Zip(Write(_all)))
        {
            one.Content.ShouldBe(other.Content, one.Name);
        }
    }

    [Fact]
    public void Layers_have_the_figures_of_the_plan_by_gdal()
    {
        var material = Sample(_all);
        var path = Save(Write(_all).File("plan.gpkg"));
        using var plan = JsonDocument.Parse(PlanPublisher.Files(material).File("plan.json").Content);
        var measured = plan.RootElement.GetProperty("measures").GetProperty("beats").EnumerateArray().ToList();
        var beats = ReadByGdal(path, "beats");
        beats.Count.ShouldBe(3);
        foreach (var (beat, measure) in beats.Zip(measured))
        {
            beat["ZONE_ID"].ShouldBe(Text(measure, "number"));
            beat["COUNT"].ShouldBe(Text(measure, "calls"));
            beat["AREAS"].ShouldBe(Text(measure, "areas"));
            Number(beat, "AREA_KM2").ShouldBe(measure.GetProperty("areaKm2").GetDouble());
            Number(beat, "WORKLOAD").ShouldBe(measure.GetProperty("workload").GetDouble());
            Number(beat, "DEV_PCT").ShouldBe(measure.GetProperty("deviation").GetDouble() * 100, 0.005);
            beat["NAME"].ShouldBe(beat["ZONE_ID"]);
            beat["PLAN_ID"].ShouldBe("p0123456789abcdef");
            beat["CITY"].ShouldBe("Glendale");
            beat["MADE"].ShouldBe("SmartBeats engine 4, seed 7");
        }

        var areas = ReadByGdal(path, "areas");
        areas.Select(area => area["AREA_ID"]).ShouldBe(material.Map.Areas.Select(area => area.Id));
        areas.Select(area => area["ZONE_ID"]).ShouldBe(material.Plan.BeatOfArea.Select(beat => beat.ToString(CultureInfo.InvariantCulture)));
        areas.Sum(area => Number(area, "COUNT")).ShouldBe(beats.Sum(beat => Number(beat, "COUNT")));
        ReadByGdal(path, "stations").Select(station => station["NAME"]).ShouldBe(["North & <Main>", "South"]);
    }

    /// <summary>What is written is read again, by our own reader, as the same shapes.</summary>
    [Fact]
    public void Written_areas_are_read_as_they_were()
    {
        var material = Sample(_all);
        using var content = new MemoryStream(Write(_all).File("plan.gpkg").Content);
        var map = CityMapReader.Read("plan.gpkg", content, new CityMapOptions { Layer = "areas" });
        map.IdField.ShouldBe("AREA_ID");
        map.Areas.Zip(material.Map.Areas).ShouldAllBe(pair => pair.First.Id == pair.Second.Id && pair.First.Shape.EqualsTopologically(pair.Second.Shape));
    }

    [Fact]
    public void Globe_has_beats_by_name_with_their_figures()
    {
        var kml = Write(_all).File("plan.kml");
        var path = Save(kml);
        ReadByGdal(path, "Beats").Select(beat => beat["Name"]).ShouldBe(["Beat 1", "Beat 2", "Beat 3"]);
        ReadByGdal(path, "Areas").Count.ShouldBe(12);
        ReadByGdal(path, "Stations").Select(station => station["Name"]).ShouldBe(["North & <Main>", "South"]);
        var document = XDocument.Parse(Encoding.UTF8.GetString(kml.Content));
        XNamespace space = "http://www.opengis.net/kml/2.2";
        document.Descendants().ShouldAllBe(element => element.Name.Namespace == space);
        var described = document.Descendants(space + "description").Select(text => text.Value).ToList();
        described[0].ShouldBe("PLAN_ID p0123456789abcdef, CITY Glendale, MADE SmartBeats engine 4, seed 7");
        document.Descendants(space + "visibility").Select(text => text.Value).ShouldContain("0");
        // 10 + 7 + 5 + 6 calls of the areas of beat 1.
        described[1].ShouldStartWith("Calls: 28\nBeside the mean: ");
    }

    [Fact]
    public void Workbook_has_the_tables_of_the_csv_files_by_gdal()
    {
        var material = Sample(_all);
        var path = Save(Write(_all).File("plan.xlsx"));
        var published = PlanPublisher.Files(material);
        foreach (var name in (string[])["beats", "assignment"])
        {
            var csv = published.File(name + ".csv").Text().Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
            var rows = ReadByGdal(path, name);
            rows.Count.ShouldBe(csv.Count - 1);
            foreach (var (row, line) in rows.Zip(csv.Skip(1)))
            {
                for (var column = 0; column < line.Length; column++)
                {
                    IsSame(row.GetValueOrDefault(csv[0][column], ""), line[column]).ShouldBeTrue($"{name} {csv[0][column]}: {row.GetValueOrDefault(csv[0][column])} and {line[column]}");
                }
            }
        }

        // GDAL takes a first row for a header only where numbers are under it.
        ReadByGdal(path, "plan").ShouldContain(row => row["Field1"] == "PLAN_ID" && row["Field2"] == "p0123456789abcdef");
    }

    /// <summary>Markup, formulas, control characters and half a letter in names neither break a form nor run in one.</summary>
    [Fact]
    public void Hostile_names_come_through_as_text()
    {
        string[] names = ["=1+1", "<script>", "a&b", "\u0001x", "\ud800y", "é中😀", "'quoted'", "\"", "Robert'); DROP TABLE beats;--", "#", " blank ", "ok"];
        var material = SamplePlan.Of(at => names[at], "City <b>&", request: new PlanRequest { Beats = 3, Seed = 7, Also = _all });
        var files = PlanExports.Write(material, _stations);
        foreach (var file in files.Where(file => file.Name.EndsWith("ml", StringComparison.Ordinal)))
        {
            XDocument.Parse(Encoding.UTF8.GetString(file.Content));
        }

        string[] shown = [.. names.Select(name => name.Replace('\ud800', '\uFFFD'))];
        ReadByGdal(Save(files.File("plan.gpkg")), "areas").Select(area => area["AREA_ID"]).ShouldBe(shown);
        ReadByGdal(Save(files.File("plan.xlsx")), "assignment").Select(row => row["area_id"]).ShouldBe(shown.Select(name => name.Replace('\u0001', '\uFFFD')));
    }

    [Fact]
    public void Style_has_a_colour_for_each_beat_and_none_alike_beside_it()
    {
        var material = Sample(_all);
        var style = XDocument.Parse(Encoding.UTF8.GetString(Write(_all).File("beats.qml").Content));
        var categories = style.Descendants("category").ToDictionary(category => (string)category.Attribute("value")!, category => (string)category.Attribute("symbol")!);
        var colours = style.Descendants("symbol").ToDictionary(
            symbol => (string)symbol.Attribute("name")!, symbol => (string)symbol.Descendants("prop").Single(prop => (string)prop.Attribute("k")! == "color").Attribute("v")!);
        categories.Keys.ShouldBe(["1", "2", "3"]);
        foreach (var side in material.Adjacency.Boundaries)
        {
            var (a, b) = (Name(side.A), Name(side.B));
            (a == b || colours[categories[a]] != colours[categories[b]]).ShouldBeTrue($"{a} and {b}");
        }

        string Name(int area) => material.Plan.BeatOfArea[area].ToString(CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Colours_are_those_of_the_page()
    {
        var page = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot(), "src", "SmartBeats", "Publishing", "Map", "paint.js"));
        page.ShouldContain($"const BEATS = [{string.Join(", ", BeatColours.Palette.Select(colour => $"\"#{colour}\""))}];");
        page.ShouldContain($"const WORKLOAD = [{string.Join(", ", BeatColours.Classes.Select(colour => $"\"#{colour}\""))}];");
    }

    /// <summary>Each area's calls lie in the class whose ends hold them, and in no other.</summary>
    [Fact]
    public void Classes_hold_every_count_once()
    {
        var style = XDocument.Parse(Encoding.UTF8.GetString(Write(_all).File("areas.qml").Content));
        var ranges = style.Descendants("range").Select(range => (Lower: (double)range.Attribute("lower")!, Upper: (double)range.Attribute("upper")!)).ToList();
        foreach (var calls in Sample(_all).Workload.Calls)
        {
            ranges.Count(range => calls >= range.Lower && calls <= range.Upper).ShouldBe(1, calls.ToString(CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void File_says_that_it_is_a_geopackage_and_names_no_time_of_today()
    {
        var bytes = Write(_all).File("plan.gpkg").Content;
        Encoding.ASCII.GetString(bytes, 68, 4).ShouldBe("GPKG");
        Encoding.ASCII.GetString(bytes).ShouldNotContain(DateTime.UtcNow.Year.ToString(CultureInfo.InvariantCulture) + "-");
        using var database = new UntrustedDatabase(bytes);
        database.Query("SELECT DISTINCT last_change FROM gpkg_contents").Select(row => row.GetString(0)).ShouldBe(["1980-01-01T00:00:00.000Z"]);
        database.Query("PRAGMA integrity_check").Select(row => row.GetString(0)).ShouldBe(["ok"]);
        database.Query("PRAGMA foreign_key_check").ShouldBeEmpty();
    }

    private static PlanMaterial Sample(string[] also) => SamplePlan.Of(request: new PlanRequest { Beats = 3, Seed = 7, Also = also });

    private static IReadOnlyList<PublishedFile> Write(string[] also) => PlanExports.Write(Sample(also), _stations);

    private string Save(PublishedFile file)
    {
        File.WriteAllBytes(_folder.File(file.Name), file.Content);
        return _folder.File(file.Name);
    }

    /// <summary>A layer's rows as GDAL reads them: names and values as text.</summary>
    private static List<Dictionary<string, string>> ReadByGdal(string path, string layer)
    {
        var (succeeded, output, errors) = Gdal.Run("ogr2ogr", ["-f", "GeoJSON", "/vsistdout/", path, layer]);
        succeeded.ShouldBeTrue(errors);
        using var json = JsonDocument.Parse(Encoding.Latin1.GetBytes(output));
        return [.. json.RootElement.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("properties").EnumerateObject()
            .Where(property => property.Value.ValueKind != JsonValueKind.Null).ToDictionary(property => property.Name, property => property.Value.ToString()))];
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).ToString();

    private static double Number(Dictionary<string, string> row, string name) => double.Parse(row[name], CultureInfo.InvariantCulture);

    private static bool IsSame(string one, string other) =>
        one == other || (double.TryParse(one, CultureInfo.InvariantCulture, out var a) && double.TryParse(other, CultureInfo.InvariantCulture, out var b) && a == b);
}
