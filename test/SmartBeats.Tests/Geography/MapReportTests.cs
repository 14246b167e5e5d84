using System.Text.Json;
using SmartBeats.Geography;

namespace SmartBeats.Tests.Geography;

public sealed class MapReportTests
{
    private static string Square(double east, double north, double size = 100) =>
        FormattableString.Invariant($"POLYGON(({east} {north},{east + size} {north},{east + size} {north + size},{east} {north + size},{east} {north}))");

    /// <summary>A ring of eight blocks round a gap, two blocks that overlap, one drawn half a metre off, and an island.</summary>
    private static readonly CityMap Messy = MapSource.FromMetres(
        Square(0, 0), Square(100, 0), Square(200, 0), Square(0, 100), Square(200, 100), Square(0, 200), Square(100, 200), Square(200, 200),
        Square(280, 0), Square(300.5, 200), Square(900, 900));

    private static MapReport Report(CityMap map, AdjacencyOptions? options = null) => MapReport.Of(map, AreaAdjacencyBuilder.Build(map, options ?? new AdjacencyOptions()));

    private static MapFinding Finding(MapReport report, MapFindingKind kind) => report.Quality.Single(finding => finding.Kind == kind);

    [Fact]
    public void Every_kind_has_one_line_whether_met_or_not()
    {
        var report = Report(MapFiles.Read(MapFiles.ZipOf(("a", "POLYGON ((0 0, 0 1, 1 1, 0 0))"))));
        report.Quality.Select(finding => finding.Kind).ShouldBe(Enum.GetValues<MapFindingKind>());
        report.Quality.ShouldAllBe(finding => finding.Count == 0 && finding.Sentence.EndsWith('.'));
    }

    [Fact]
    public void A_reader_of_miles_is_told_in_miles_and_feet()
    {
        var report = MapReport.Of(Messy, AreaAdjacencyBuilder.Build(Messy, new AdjacencyOptions { Lengths = LengthSystem.Us }), LengthSystem.Us);
        // A hectare is 0.00386 square miles; 2,013 m² are 21,668 square feet, to a few of them; a metre is 3.3 feet.
        Finding(report, MapFindingKind.Gaps).Sentence.ShouldContain(" 0.004 sq mi in all");
        Finding(report, MapFindingKind.Overlaps).Sentence.ShouldMatch("overlap by 21,6[0-9]{2} sq ft together");
        Finding(report, MapFindingKind.Slivers).Sentence.ShouldMatch("; 0\\.[0-9]{2,3} mi of boundary .* up to 3\\.3 ft wide");
        Finding(report, MapFindingKind.Bridges).Sentence.ShouldMatch("1 bridge joined the parts, ([0-9,]+) ft to \\1 ft long");
        report.Quality.ShouldAllBe(finding => !System.Text.RegularExpressions.Regex.IsMatch(finding.Sentence, "[0-9] (k?m|m²|km²)\\b"));
    }

    [Fact]
    public void Gap_overlap_sliver_island_and_parts_are_counted_with_examples()
    {
        var report = Report(Messy);
        Finding(report, MapFindingKind.Gaps).ShouldSatisfyAllConditions(
            gaps => gaps.Count.ShouldBe(1),
            gaps => gaps.Examples.ShouldBe(["a0"]),
            gaps => gaps.Sentence.ShouldStartWith("1 gap inside the map, 0.01 km² in all, the largest beside a0: calls there are in no area."));
        Finding(report, MapFindingKind.Overlaps).ShouldSatisfyAllConditions(
            overlaps => overlaps.Count.ShouldBe(1),
            overlaps => overlaps.Examples.ShouldBe(["a2 and a8"]),
            overlaps => overlaps.Sentence.ShouldContain("overlap by 2,013 m² together"));
        // a7 and a9, half a metre apart; a4 and a8, whose corners lie within each other's edges.
        Finding(report, MapFindingKind.Slivers).Count.ShouldBe(2);
        Finding(report, MapFindingKind.Islands).Examples.ShouldBe(["a10"]);
        Finding(report, MapFindingKind.Parts).Count.ShouldBe(2);
        Finding(report, MapFindingKind.Bridges).Count.ShouldBe(1);
    }

    [Fact]
    public void Duplicates_are_not_counted_as_overlaps()
    {
        var report = Report(MapSource.FromMetres(Square(0, 0), Square(100, 0), Square(0, 0)));
        Finding(report, MapFindingKind.Duplicates).Examples.ShouldBe(["a0 and a2"]);
        Finding(report, MapFindingKind.Overlaps).Count.ShouldBe(0);
    }

    [Fact]
    public void Barriers_and_links_have_their_lines()
    {
        var map = MapSource.FromMetres(Square(0, 0), Square(100, 0), Square(0, 100), Square(900, 0));
        var adjacency = AreaAdjacencyBuilder.Build(map, new AdjacencyOptions { Barriers = [(1, 0), (1, 2)], Links = [(3, 1)] });
        adjacency.Barriers.ShouldBe([new AreaPair(0, 1)]);
        adjacency.Links.ShouldBe([new AreaPair(1, 3)]);
        var report = MapReport.Of(map, adjacency);
        Finding(report, MapFindingKind.Barriers).Sentence.ShouldBe("2 pairs of areas kept apart by a barrier: a0 and a1, a1 and a2. Of these 1 share no edge anyway.");
        Finding(report, MapFindingKind.Links).Sentence.ShouldBe("1 pair of areas joined by a link: a1 and a3.");
    }

    [Fact]
    public void A_gap_with_an_area_inside_does_not_count_the_area()
    {
        var map = MapSource.FromMetres("POLYGON((0 0,300 0,300 300,0 300,0 0),(50 50,250 50,250 250,50 250,50 50))", Square(100, 100));
        MapGap.Find(map).ShouldHaveSingleItem().SquareMetres.ShouldBe(30_000, 300);
    }

    [Fact]
    public void Repairs_survive_storing_the_map()
    {
        var map = MapFiles.Read(MapFiles.ZipOf(("tie", "POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))"), ("b", "POLYGON ((3 0, 3 1, 4 1, 3 0))")));
        using var stored = new MemoryStream();
        CanonicalMap.Write(stored, map);
        stored.Position = 0;
        var repaired = CanonicalMap.Read("map.geojson", stored).Findings.Single(finding => finding.Kind == MapFindingKind.Repaired);
        (repaired.Count, repaired.Examples.Single()).ShouldBe((1, "tie"));
        map.Origin.ShouldBe(new MapOrigin("city.zip/city.shp", map.Origin!.Fields, "GCS_WGS_1984", false));
    }

    [Fact]
    public void Report_as_json_names_the_kinds_in_camel_case()
    {
        using var json = JsonDocument.Parse(Report(Messy).ToJson());
        json.RootElement.GetProperty("schemaVersion").GetInt32().ShouldBe(1);
        json.RootElement.GetProperty("quality").EnumerateArray().Select(line => line.GetProperty("kind").GetString())
            .ShouldBe(["duplicates", "overlaps", "slivers", "gaps", "islands", "parts", "bridges", "barriers", "links"]);
    }
}
