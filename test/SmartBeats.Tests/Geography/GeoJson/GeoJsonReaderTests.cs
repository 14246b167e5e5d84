using static SmartBeats.Tests.Geography.MapFiles;

namespace SmartBeats.Tests.Geography.GeoJson;

public class GeoJsonReaderTests
{
    private const string Square = """{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}""";

    private static string Collection(params string[] features) => $$"""{"type": "FeatureCollection", "features": [{{string.Join(", ", features)}}]}""";

    private static string Feature(string geometry, string properties = "{}", string more = "") => $$"""{"type": "Feature"{{more}}, "properties": {{properties}}, "geometry": {{geometry}}}""";

    [Fact]
    public void A_bare_polygon_and_a_single_feature_are_maps_of_one_area()
    {
        Read(Square).Areas.Single().Shape.Area.ShouldBe(1);
        Read(Feature(Square, """{"name": "x"}""")).Areas.Single().Id.ShouldBe("x");
    }

    [Fact]
    public void Polygons_of_a_collection_are_one_area() =>
        Read(Feature($$"""{"type": "GeometryCollection", "geometries": [{{Square}}, {"coordinates": [[[3, 3], [4, 3], [4, 4], [3, 3]]], "type": "Polygon"}]}"""))
            .Areas.Single().Shape.Area.ShouldBe(1.5);

    [Fact]
    public void Ids_keep_their_digits_and_a_features_own_id_serves_where_no_property_is_called_that()
    {
        var other = Square.Replace("0,", "-1,", StringComparison.Ordinal);
        Read(Collection(Feature(Square, """{"nr": 1.50}""", ", \"id\": \"007\""), Feature(other, """{"nr": 2}""", ", \"id\": 8"))).Areas.Select(area => area.Id).ShouldBe(["007", "8"]);
        Read(Collection(Feature(Square, """{"id": "a"}""", ", \"id\": 1"), Feature(other, """{"id": "b"}""", ", \"id\": 2"))).Areas.Select(area => area.Id).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Null_shapes_are_skipped_and_open_rings_closed_and_both_said()
    {
        var map = Read(Collection(Feature("null"), Feature("""{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1]]]}"""), Feature("""{"type": "Polygon", "coordinates": []}""")));
        map.Areas.Single().Shape.Area.ShouldBe(0.5);
        map.Notes.ShouldContain("2 features without a shape were skipped: feature 1, 3.");
        map.Notes.ShouldContain("1 ring that did not end where it began was closed.");
    }

    [Theory]
    [InlineData("urn:ogc:def:crs:OGC:1.3:CRS84")]
    [InlineData("EPSG:4326")]
    [InlineData("urn:ogc:def:crs:EPSG::4269")]
    public void Degrees_by_any_name_pass(string crs) => Read(WithCrs(crs, Square)).Areas.Count.ShouldBe(1);

    [Fact]
    public void Web_Mercator_and_UTM_are_converted_and_other_systems_refused_with_the_command()
    {
        const string Projected = """{"type": "Polygon", "coordinates": [[[-13628000, 6041000], [-13627000, 6041000], [-13627000, 6042000], [-13628000, 6041000]]]}""";
        var map = Read(WithCrs("urn:ogc:def:crs:EPSG::3857", Projected));
        map.Areas[0].Shape.Coordinates[0].X.ShouldBe(-122.422, 0.001);
        map.Notes.ShouldContain("Coordinates were converted from \"urn:ogc:def:crs:EPSG::3857\" to longitude and latitude (WGS 84).");
        Read(WithCrs("EPSG:32610", Projected.Replace("-136", "5", StringComparison.Ordinal).Replace("60", "52", StringComparison.Ordinal))).Areas[0].Shape.EnvelopeInternal.MinX.ShouldBeInRange(-123, -122);
        Refusal(WithCrs("EPSG:2926", Projected)).ShouldBe(
            "city.geojson: its coordinate system \"EPSG:2926\" is not a coordinate system that is read here by its number. Convert the map and give the result: ogr2ogr -t_srs EPSG:4326 city_wgs84.geojson city.geojson");
    }

    [Theory]
    [InlineData("""{"type": "Polygon", "coordinates": [[[0, "a"]]]}""")]
    [InlineData("""{"type": "Polygon", "coordinates": [[0, 1]]}""")]
    [InlineData("""{"type": "Polygon", "coordinates": [[[0]]]}""")]
    [InlineData("""{"type": "Polygon", "coordinates": [[[0, 1e999]]]}""")]
    [InlineData("""{"type": "Polygon"}""")]
    [InlineData("""[1]""")]
    public void A_geometry_out_of_shape_is_refused_by_its_feature(string geometry) =>
        Refusal(Collection(Feature(Square), Feature(geometry))).ShouldBe("city.geojson feature 2: has a geometry that is not written as GeoJSON has it. Export or download the file again.");

    [Fact]
    public void Broken_JSON_is_refused_where_it_breaks() =>
        Refusal("{\"type\": \"FeatureCollection\",\n\"features\": [}\n" + new string(' ', 200) + "]}")
            .ShouldBe("city.geojson:2: is broken JSON at byte 14 of the line. Export or download the file again.");

    private static string WithCrs(string crs, string geometry) =>
        $$$"""{"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "{{{crs}}}"}}, "features": [{{{Feature(geometry)}}}]}""";
}
