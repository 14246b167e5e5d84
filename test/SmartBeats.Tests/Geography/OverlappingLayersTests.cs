using System.Globalization;
using SmartBeats.Geography;
using static SmartBeats.Tests.Geography.MapFiles;

namespace SmartBeats.Tests.Geography;

/// <summary>Layers whose areas lie over each other, all of them: an answer after bounded work, never a search without end.</summary>
public class OverlappingLayersTests
{
    [Fact]
    public void Eight_hundred_squares_over_each_other_are_answered_with_the_first_overlaps_and_their_number()
    {
        var map = ReadJson(Enumerable.Range(0, 800).Select(i => (Name(i), Square(i * 1e-6))));
        var report = MapReport.Of(map, AreaAdjacencyBuilder.Build(map, new AdjacencyOptions()));
        var overlaps = report.Quality.Single(finding => finding.Kind == MapFindingKind.Overlaps);
        var duplicates = report.Quality.Single(finding => finding.Kind == MapFindingKind.Duplicates);
        (overlaps.Count + duplicates.Count).ShouldBe(OverlapFinder.MostOverlaps);
        duplicates.Sentence.ShouldStartWith("At least ");
        duplicates.Examples[0].ShouldBe("0 and 1");
    }

    [Fact]
    public void The_search_for_overlaps_can_be_cancelled()
    {
        var map = ReadJson([("a", Square(0)), ("b", Square(0.01))]);
        Should.Throw<OperationCanceledException>(() => AreaAdjacencyBuilder.Build(map, new AdjacencyOptions(), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_layer_given_twice_is_said_to_be_one_with_a_pair_for_every_area()
    {
        // Ten squares in a row, each drawn twice: but for the rim every edge has as many areas on its left as on its right.
        var layer = Enumerable.Range(0, 10).Select(i => Square(i * 0.05)).ToList();
        var map = ReadJson(layer.Concat(layer).Select((shape, i) => (Name(i), shape)));
        map.Notes.ShouldContain("The layer is in the file 2 times over: each of its 10 shapes is there 2 times. Calls there count in the first. To read each shape once: --same-shapes-once.");
        var adjacency = AreaAdjacencyBuilder.Build(map, new AdjacencyOptions());
        adjacency.Overlaps.Count(overlap => overlap.Duplicate).ShouldBe(10);
        adjacency.Overlaps.ShouldAllBe(overlap => overlap.B == overlap.A + 10);
    }

    [Fact]
    public void Same_shapes_are_read_once_where_that_is_asked_for()
    {
        var layer = Enumerable.Range(0, 10).Select(i => (Name(i), Square(i * 0.05))).ToList();
        var map = ReadJson(layer.Concat(layer), new CityMapOptions { SameShapesOnce = true });
        map.Areas.Count.ShouldBe(10);
        map.Version.ShouldBe(ReadJson(layer).Version);
        map.Notes.ShouldContain("10 areas of exactly the same shape as an area before were left out.");
    }

    [Fact]
    public void More_than_a_thousand_areas_of_one_shape_are_refused_with_the_flag_that_reads_them_once()
    {
        var layer = Enumerable.Range(0, 1_001).Select(i => (Name(i), Square(0))).ToList();
        Should.Throw<InputException>(() => ReadJson(layer)).Message.ShouldBe(
            "map.geojson: holds 1,001 areas of exactly the same shape. Give the layer with one shape for each area, or read each shape once: --same-shapes-once.");
        ReadJson(layer, new CityMapOptions { SameShapesOnce = true }).Areas.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_ring_smaller_than_a_hair_is_skipped_and_said_instead_of_breaking_the_repair()
    {
        var map = ReadJson([("a", Square(0)), ("tiny", "[[-3e-301, 3e-301], [9e-301, 3e-301], [-2e-301, -9e-301], [6e-301, 8e-301], [-3e-301, 3e-301]]")]);
        map.Areas.ShouldHaveSingleItem().Id.ShouldBe("a");
        map.Notes.ShouldContain("1 feature whose outline encloses nothing was skipped: feature 2.");
    }

    [SharedTheory("repro/map")]
    [InlineData("200_fuzz_shp_151066_nan.zip", 2)]
    [InlineData("201_tiny_nan.geojson", 1)]
    public void Maps_that_broke_the_repair_are_read_without_the_shape_that_did(string file, int areas)
    {
        using var content = File.OpenRead(SharedData.File($"repro/map/{file}"));
        CityMapReader.Read(file, content).Areas.Count.ShouldBe(areas);
    }

    [SharedFact("repro/map/204_layer_twice.zip")]
    public void San_Francisco_s_layer_given_twice_has_663_pairs()
    {
        using var content = File.OpenRead(SharedData.File("repro/map/204_layer_twice.zip"));
        var map = CityMapReader.Read("204_layer_twice.zip", content);
        AreaAdjacencyBuilder.Build(map, new AdjacencyOptions()).Overlaps.Count(overlap => overlap.Duplicate).ShouldBe(663);
    }

    private static string Name(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Square(double east) => string.Create(
        CultureInfo.InvariantCulture,
        $"[[{-112 + east:R}, 33], [{-112 + east + 0.05:R}, 33], [{-112 + east + 0.05:R}, 33.05], [{-112 + east:R}, 33.05], [{-112 + east:R}, 33]]");

    private static CityMap ReadJson(IEnumerable<(string Id, string Ring)> areas, CityMapOptions? options = null)
    {
        var features = areas.Select(area => $$$"""{"type": "Feature", "properties": {"id": "{{{area.Id}}}"}, "geometry": {"type": "Polygon", "coordinates": [{{{area.Ring}}}]}}""");
        using var content = new MemoryStream(Bytes($$"""{"type": "FeatureCollection", "features": [{{string.Join(',', features)}}]}"""));
        return CityMapReader.Read("map.geojson", content, options);
    }
}
