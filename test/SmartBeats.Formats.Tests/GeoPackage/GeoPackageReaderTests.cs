using Microsoft.Data.Sqlite;
using SmartBeats.Comparison;
using SmartBeats.Context;
using SmartBeats.Geography;
using SmartBeats.Geography.Archive;
using SmartBeats.Tests.Geography;

namespace SmartBeats.Formats.Tests.GeoPackage;

/// <summary>GeoPackages that GDAL writes are read as the files they were made of.</summary>
public sealed class GeoPackageReaderTests : IDisposable
{
    private static readonly string _samples = Path.Combine(SharedData.RepositoryRoot(), "samples");

    private readonly ScratchFolder _folder = new();

    static GeoPackageReaderTests() => FormatReaders.Register();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Map_is_the_same_version_as_from_the_shapefile()
    {
        var map = Read(Convert("city.gpkg", "/vsizip/" + Sample("city.zip")));
        var expected = ReadFile(Sample("city.zip"));
        map.Version.ShouldBe(expected.Version);
        map.IdField.ShouldBe(expected.IdField);
        map.Areas.Select(area => area.Id).ShouldBe(expected.Areas.Select(area => area.Id));
        map.Origin!.Layer.ShouldBe("city.gpkg/city");
    }

    [SharedTheory("cities/seattle")]
    [InlineData("city.zip")]
    [InlineData("city_blocks.zip")]
    [InlineData("city_cra.zip")]
    public void Seattle_is_the_same_version_as_from_the_shapefile(string name)
    {
        var zip = SharedData.File("cities/seattle/" + name);
        Read(Convert("seattle.gpkg", "/vsizip/" + zip)).Version.ShouldBe(ReadFile(zip).Version);
    }

    /// <summary>Feet of a state plane, metres of a UTM zone and of Web Mercator: by the definition in the file, as a .prj is read.</summary>
    [Theory]
    [InlineData("EPSG:2223")]
    [InlineData("EPSG:2926")]
    [InlineData("EPSG:26912")]
    [InlineData("EPSG:3857")]
    [InlineData("EPSG:4269")]
    public void Other_systems_come_out_as_gdal_converts_them(string system)
    {
        const double MostDegreesOff = 2e-8;
        var projected = Convert("city.gpkg", "/vsizip/" + Sample("city.zip"), "-t_srs", system);
        var back = Convert("back.geojson", projected, "-t_srs", "EPSG:4326", "-lco", "COORDINATE_PRECISION=12");
        var (read, expected) = (ReadFile(projected, "AREA_ID"), ReadFile(back, "AREA_ID"));
        read.Areas.Count.ShouldBe(expected.Areas.Count);
        foreach (var (area, other) in read.Areas.Zip(expected.Areas))
        {
            area.Id.ShouldBe(other.Id);
            area.Shape.EnvelopeInternal.MinX.ShouldBe(other.Shape.EnvelopeInternal.MinX, MostDegreesOff);
            area.Shape.EnvelopeInternal.MaxY.ShouldBe(other.Shape.EnvelopeInternal.MaxY, MostDegreesOff);
            area.Shape.Area.ShouldBe(other.Shape.Area, other.Shape.Area * 1e-5);
        }
    }

    [Fact]
    public void A_system_that_is_not_read_is_refused_with_the_command_that_converts_it()
    {
        var file = Convert("swiss map.gpkg", "/vsizip/" + Sample("city.zip"), "-a_srs", "EPSG:2056");
        Refuse(file).ShouldBe(
            "swiss map.gpkg/city: its coordinate system \"CH1903+ / LV95\" is on the datum \"CH1903+\", which is not within 2 m of WGS 84. "
            + "Convert the map and give the result: ogr2ogr -t_srs EPSG:4326 city_wgs84.geojson \"swiss map.gpkg\" city");
    }

    [Fact]
    public void Several_layers_are_told_apart_by_their_shapes_and_by_the_flag()
    {
        var file = Convert("all.gpkg", "/vsizip/" + Sample("city.zip"), "-nln", "areas");
        Append(file, Sample("streets.geojson"), "streets");
        Append(file, Sample("places.geojson"), "places");
        var map = Read(file);
        map.Version.ShouldBe(ReadFile(Sample("city.zip")).Version);
        map.Notes.ShouldContain("all.gpkg holds 3 layers; areas was read.");

        Append(file, Sample("todays_beats.geojson"), "beats");
        Refuse(file).ShouldBe("all.gpkg: holds 2 layers of areas: areas, beats. Say which one is the city's map: --layer areas.");
        ReadFile(file, layer: "BEATS").Areas.Count.ShouldBe(ReadFile(Sample("todays_beats.geojson")).Areas.Count);
        Refuse(file, layer: "beat").ShouldBe("all.gpkg: holds no layer \"beat\". Did you mean \"beats\"? Its layers are areas, streets, places, beats.");
    }

    [Theory]
    [InlineData(ContextKind.Roads, "streets")]
    [InlineData(ContextKind.Water, "water")]
    [InlineData(ContextKind.Places, "places")]
    public void Layers_to_draw_are_found_by_their_name_and_are_the_same_as_from_geojson(ContextKind kind, string name)
    {
        var file = Convert("all.gpkg", Sample("streets.geojson"), "-nln", "streets");
        Append(file, Sample("water.geojson"), "water");
        Append(file, Sample("places.geojson"), "places");
        var read = ReadContext(file, kind);
        var expected = ReadContext(Sample(name + ".geojson"), kind);
        ContextJson.Write(read with { File = "", Notes = [] }).ShouldBe(ContextJson.Write(expected with { File = "", Notes = [] }));
    }

    [Fact]
    public void Stations_are_found_by_their_layer_and_named_by_their_column()
    {
        var file = Convert("all.gpkg", "/vsizip/" + Sample("city.zip"), "-nln", "areas");
        Append(file, Sample("places.geojson"), "stations");
        var stations = StationList.Read("all.gpkg", File.ReadAllBytes(file));
        var expected = StationList.Read("places.geojson", File.ReadAllBytes(Sample("places.geojson")));
        stations.Hash.ShouldBe(expected.Hash);
        Should.Throw<InputException>(() => StationList.Read("city.gpkg", File.ReadAllBytes(Convert("city.gpkg", "/vsizip/" + Sample("city.zip"))))).Message
            .ShouldBe("city.gpkg/city: has no column id, name, station. Name the stations in a column called name.");
    }

    [Fact]
    public void Todays_beats_are_read_as_from_geojson()
    {
        var map = ReadFile(Sample("city.zip"));
        var file = Convert("beats.gpkg", Sample("todays_beats.geojson"));
        var read = BeatList.Read("beats.gpkg", File.ReadAllBytes(file), map);
        read.Hash.ShouldBe(BeatList.Read("beats.geojson", File.ReadAllBytes(Sample("todays_beats.geojson")), map).Hash);
    }

    [Fact]
    public void A_package_in_a_zip_is_read()
    {
        var file = Convert("city.gpkg", "/vsizip/" + Sample("city.zip"));
        using var content = new MemoryStream(StoredZip.Write([("export/city.gpkg", File.ReadAllBytes(file)), ("export/readme.txt", [65])]));
        CityMapReader.Read("city.zip", content).Version.ShouldBe(ReadFile(Sample("city.zip")).Version);
    }

    [Fact]
    public void Layers_to_draw_without_usual_names_are_refused_with_the_command_that_takes_one_out()
    {
        var file = Convert("all.gpkg", Sample("streets.geojson"), "-nln", "one");
        Append(file, Sample("water.geojson"), "two");
        Should.Throw<InputException>(() => ReadContext(file, ContextKind.Roads)).Message.ShouldBe(
            "all.gpkg: holds 2 layers: one, two. "
            + "Name the layer roads, water or places, or export it by itself: ogr2ogr -t_srs EPSG:4326 one_wgs84.geojson all.gpkg one");
    }

    [Fact]
    public void Points_are_no_areas() =>
        Refuse(Convert("places.gpkg", Sample("places.geojson"))).ShouldBe(
            "places.gpkg/places feature 1: is a Point; areas are needed. Give the layer whose shapes are the city's areas (Polygon, MultiPolygon).");

    [Fact]
    public void A_view_is_never_run()
    {
        var file = Convert("city.gpkg", "/vsizip/" + Sample("city.zip"));
        Execute(
            file,
            "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS fid, NULL AS geom FROM n",
            "UPDATE gpkg_contents SET table_name = 'endless'",
            "UPDATE gpkg_geometry_columns SET table_name = 'endless'");
        Refuse(file).ShouldBe(
            "city.gpkg/endless: is a view or a virtual table, which is not run here. "
            + "Export it as a layer of its own: ogr2ogr -t_srs EPSG:4326 endless_wgs84.geojson city.gpkg endless");
    }

    [Fact]
    public void A_catalogue_that_is_a_view_is_not_run_either()
    {
        var file = Convert("city.gpkg", "/vsizip/" + Sample("city.zip"));
        Execute(
            file,
            "DROP TABLE gpkg_contents",
            "CREATE VIEW gpkg_contents AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT 'city' AS table_name, 'features' AS data_type, i AS rowid FROM n");
        Refuse(file).ShouldContain("lacks the tables of one");
    }

    [Fact]
    public void A_file_that_may_be_open_elsewhere_is_said()
    {
        var file = Convert("city.gpkg", "/vsizip/" + Sample("city.zip"));
        Execute(file, "PRAGMA journal_mode = WAL");
        Read(file).Notes.ShouldContain(note => note.StartsWith("city.gpkg may be open in another program: changes that lie in a file beside it (-wal) were not read.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_cut_off_is_refused_in_words()
    {
        var file = Convert("city.gpkg", "/vsizip/" + Sample("city.zip"));
        var bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);
        Refuse(file).ShouldStartWith("city.gpkg: is a damaged GeoPackage (SQLite Error 11");
    }

    private static string Sample(string name) => Path.Combine(_samples, name);

    private string Convert(string name, string source, params string[] options)
    {
        var path = _folder.File(name);
        string[] format = name.EndsWith(".gpkg", StringComparison.Ordinal) ? ["-f", "GPKG"] : ["-f", "GeoJSON"];
        var (succeeded, _, errors) = Gdal.Run("ogr2ogr", [.. format, path, source, .. options]);
        succeeded.ShouldBeTrue(errors);
        return path;
    }

    private static void Append(string file, string source, string layer)
    {
        var (succeeded, _, errors) = Gdal.Run("ogr2ogr", ["-update", "-f", "GPKG", file, source, "-nln", layer]);
        succeeded.ShouldBeTrue(errors);
    }

    private static void Execute(string file, params string[] statements)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Foreign Keys=False");
        connection.Open();
        foreach (var sql in statements)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    private static ContextLayer ReadContext(string path, ContextKind kind)
    {
        using var stream = File.OpenRead(path);
        return ContextReader.Read(Path.GetFileName(path), stream, kind);
    }

    private static CityMap Read(string path) => ReadFile(path);

    private static CityMap ReadFile(string path, string? id = null, string? layer = null)
    {
        using var stream = File.OpenRead(path);
        return CityMapReader.Read(Path.GetFileName(path), stream, new CityMapOptions { IdField = id, Layer = layer });
    }

    private static string Refuse(string path, string? layer = null) => Should.Throw<InputException>(() => ReadFile(path, layer: layer)).Message;
}
