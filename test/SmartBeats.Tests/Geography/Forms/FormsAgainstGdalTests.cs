using System.Text.Json;
using SmartBeats.Geography;
using static SmartBeats.Tests.Geography.MapFiles;

namespace SmartBeats.Tests.Geography.Forms;

/// <summary>The sample city in each form, written by GDAL or read by it: the same areas, ids and shapes as its shapefile has.</summary>
public sealed class FormsAgainstGdalTests : IDisposable
{
    /// <summary>Symmetric difference over area: what digits left out of a text amount to.</summary>
    private const double MostOff = 1e-6;

    private static readonly string Sample = Path.Combine(SharedData.RepositoryRoot(), "samples", "city.zip");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-forms-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("GeoJSONSeq", "city.geojsonl")]
    [InlineData("GeoJSONSeq", "city.geojsons", "-lco", "RS=YES")]
    [InlineData("KML", "city.kml", "-dsco", "NameField=AREA_ID")]
    [InlineData("LIBKML", "city.kmz")]
    [InlineData("CSV", "city.csv", "-lco", "GEOMETRY=AS_WKT", "-lco", "SEPARATOR=SEMICOLON")]
    [InlineData("CSV", "city_commas.csv", "-lco", "GEOMETRY=AS_WKT")]
    public void What_gdal_writes_is_read_as_it_was(string driver, string name, params string[] options)
    {
        var path = Path.Combine(_folder.FullName, name);
        var (succeeded, _, errors) = Gdal.Run("ogr2ogr", ["-f", driver, path, "/vsizip/" + Sample, .. options]);
        succeeded.ShouldBeTrue(errors);
        MustBeTheSame(Read(File.ReadAllBytes(path), name, new CityMapOptions { IdField = driver == "KML" ? "name" : "AREA_ID" }), Expected());
    }

    [Fact]
    public void Esri_json_is_read_as_gdal_reads_it()
    {
        // In feet of Arizona's central zone would need grids; Web Mercator does not.
        var projected = Path.Combine(_folder.FullName, "mercator.geojson");
        Gdal.Run("ogr2ogr", ["-f", "GeoJSON", "-t_srs", "EPSG:3857", "-lco", "COORDINATE_PRECISION=6", projected, "/vsizip/" + Sample]).Succeeded.ShouldBeTrue();
        var path = Path.Combine(_folder.FullName, "city.json");
        File.WriteAllBytes(path, EsriJson(File.ReadAllBytes(projected)));
        var byGdal = Path.Combine(_folder.FullName, "by_gdal.geojson");
        var (succeeded, _, errors) = Gdal.Run("ogr2ogr", ["-f", "GeoJSON", "-t_srs", "EPSG:4326", "-lco", "COORDINATE_PRECISION=12", byGdal, path]);
        succeeded.ShouldBeTrue(errors);
        var read = Read(File.ReadAllBytes(path), "city.json", new CityMapOptions { IdField = "AREA_ID" });
        MustBeTheSame(read, Read(File.ReadAllBytes(byGdal), "by_gdal.geojson", new CityMapOptions { IdField = "AREA_ID" }));
        MustBeTheSame(read, Expected());
    }

    [SharedFact("repro/map/205_oakland_block_groups_topojson.json")]
    public void A_real_topology_is_read_as_gdal_reads_it()
    {
        var path = SharedData.File("repro/map/205_oakland_block_groups_topojson.json");
        var byGdal = Path.Combine(_folder.FullName, "by_gdal.geojson");
        var (succeeded, _, errors) = Gdal.Run("ogr2ogr", ["-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=15", byGdal, path]);
        succeeded.ShouldBeTrue(errors);
        MustBeTheSame(Read(File.ReadAllBytes(path), "oakland.json"), Read(File.ReadAllBytes(byGdal), "by_gdal.geojson"));
    }

    [SharedTheory("repro/map")]
    [InlineData("61_ndjson.geojson")]
    [InlineData("62_geojsonseq_rs.geojson")]
    [InlineData("86_esrijson.json")]
    [InlineData("89_csv_wkt_polygons.csv")]
    public void Files_that_once_were_refused_are_read(string name) =>
        Read(File.ReadAllBytes(SharedData.File("repro/map/" + name)), name).Areas.ShouldNotBeEmpty();

    [SharedTheory("repro/map")]
    [InlineData("36_bzip2.zip", "36_bzip2.zip/a.shp: is packed with bzip2, which is not read here. Zip the files again with the ordinary method (\"deflate\"), as Windows and macOS do.")]
    [InlineData("37_lzma.zip", "37_lzma.zip/a.shp: is packed with LZMA, which is not read here. Zip the files again with the ordinary method (\"deflate\"), as Windows and macOS do.")]
    [InlineData("11_dup_entry.zip", "11_dup_entry.zip/a.shp: is in the zip twice under this very name. Zip the files again, each once.")]
    public void Zips_that_cannot_be_read_are_told_for_what_they_are(string name, string message) =>
        Refusal(File.ReadAllBytes(SharedData.File("repro/map/" + name)), name).ShouldBe(message);

    [Theory]
    [InlineData("""{"exceededTransferLimit": true, "geometryType": "esriGeometryPolygon", "features": []}""", "holds only a part of its layer")]
    [InlineData("""{"geometryType": "esriGeometryPoint", "features": []}""", "is a layer of points; areas are needed")]
    [InlineData("""{"spatialReference": {}, "features": [{"geometry": {"x": 1, "y": 2}}]}""", "feature 1: is a point; areas are needed")]
    [InlineData("""{"spatialReference": {}, "features": [{"geometry": {"curveRings": []}}]}""", "has curves for its outline")]
    [InlineData("""{"type": "Topology", "arcs": [], "objects": {"a": {"type": "Polygon", "arcs": [[3]]}}}""", "feature 1: names an arc that is not there")]
    [InlineData("""{"type": "Topology", "arcs": [], "objects": {"a": {"type": "Polygon", "arcs": []}, "b": {"type": "Polygon", "arcs": []}}}""", "holds 2 layers of areas: a, b. Say which one is the city's map: --layer a.")]
    [InlineData("<kml><Placemark><Point><coordinates>1,2</coordinates></Point></Placemark></kml>", "holds 1 placemark and none with an area")]
    [InlineData("<kml><NetworkLink/></kml>", "only links to KML elsewhere")]
    [InlineData("<kml><Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>1 2 3</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>", "placemark 1: has a place that is not")]
    [InlineData("id,wkt\n1,\"POLYGON ((0 0, 1 0, 1 1, 0 0))\"\n2,\"POLYGON ((0 0, 1 x))\"", "map:3: has a shape that is no readable WKT")]
    [InlineData("id,wkt\n1,\"POLYGON ((0 0, 1 0, 1 1, 0 0))\"\n2", "map:3: has 1 fields where the header has 2")]
    public void What_is_wrong_is_said_with_its_place(string content, string message) =>
        Refusal(Bytes(content), "map").ShouldContain(message);

    [Fact]
    public void A_small_file_that_unfolds_without_end_is_refused()
    {
        var uses = string.Join(',', Enumerable.Repeat("0", 20_000));
        const string Topology = """{"type": "Topology", "arcs": [[[0, 0], [1, 0], [1, 1], [0, 0]]], "objects": {"a": {"type": "Polygon", "arcs": [[USES]]}}}""";
        Refusal(Bytes(Topology.Replace("USES", uses, StringComparison.Ordinal)), "map")
            .ShouldBe("map feature 1: uses the file's arcs again and again, as no map does. Export or download the file again.");
        var depth = 200_000;
        var nested = string.Concat(Enumerable.Repeat("GEOMETRYCOLLECTION (", depth)) + "POINT (0 0)" + new string(')', depth);
        Refusal(Bytes($"id,wkt\n1,\"POLYGON ((0 0, 1 0, 1 1, 0 0))\"\n2,\"{nested}\""), "map")
            .ShouldBe("map:3: has a shape that is no polygon: it begins \"GEOMETRYCOLLECTION (\". Give the table whose shapes are the city's areas (POLYGON, MULTIPOLYGON).");
    }

    private static CityMap Expected() => Read(File.ReadAllBytes(Sample), "city.zip", new CityMapOptions { IdField = "AREA_ID" });

    private static void MustBeTheSame(CityMap read, CityMap expected)
    {
        read.Areas.Count.ShouldBe(expected.Areas.Count);
        var byId = expected.Areas.ToDictionary(area => area.Id, area => area.Shape);
        foreach (var area in read.Areas)
        {
            var shape = byId[area.Id];
            (area.Shape.SymmetricDifference(shape).Area / shape.Area).ShouldBeLessThan(MostOff, area.Id);
        }
    }

    /// <summary>What an ArcGIS server would answer for these features.</summary>
    private static byte[] EsriJson(byte[] geoJson)
    {
        using var document = JsonDocument.Parse(geoJson);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("objectIdFieldName", "OBJECTID");
            json.WriteString("geometryType", "esriGeometryPolygon");
            json.WriteStartObject("spatialReference");
            json.WriteNumber("wkid", 102100);
            json.WriteNumber("latestWkid", 3857);
            json.WriteEndObject();
            json.WriteStartArray("fields");
            json.WriteStartObject();
            json.WriteString("name", "AREA_ID");
            json.WriteString("type", "esriFieldTypeString");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteStartArray("features");
            foreach (var feature in document.RootElement.GetProperty("features").EnumerateArray())
            {
                json.WriteStartObject();
                json.WritePropertyName("attributes");
                feature.GetProperty("properties").WriteTo(json);
                json.WriteStartObject("geometry");
                json.WriteStartArray("rings");
                var geometry = feature.GetProperty("geometry");
                var coordinates = geometry.GetProperty("coordinates").EnumerateArray();
                foreach (var ring in geometry.GetProperty("type").GetString() == "Polygon" ? coordinates : coordinates.SelectMany(polygon => polygon.EnumerateArray()))
                {
                    ring.WriteTo(json);
                }

                json.WriteEndArray();
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
