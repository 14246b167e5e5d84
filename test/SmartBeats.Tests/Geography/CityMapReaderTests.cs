using System.IO.Compression;
using System.Text;
using NetTopologySuite.Geometries;
using SmartBeats.Geography;
using SmartBeats.Geography.Archive;
using SmartBeats.Geography.Shapefile;
using static SmartBeats.Tests.Geography.MapFiles;

namespace SmartBeats.Tests.Geography;

public class CityMapReaderTests
{
    private const string West = "POLYGON ((0 0, 0 1, 1 1, 1 0, 0 0))";
    private const string East = "POLYGON ((1 0, 1 1, 2 1, 2 0, 1 0))";
    private const string MapNeeded = "Give the city's areas as a zip with a shapefile (.shp, .shx, .dbf, .prj), as GeoJSON or as a GeoPackage.";

    private static readonly byte[] TwoAreas = ZipOf(("007", West), ("8", East));

    [Fact]
    public void A_zip_with_one_shapefile_becomes_areas_with_their_ids_as_written()
    {
        var map = Read(TwoAreas);
        map.Areas.Select(area => area.Id).ShouldBe(["007", "8"]);
        map.Areas.Select(area => area.Index).ShouldBe([0, 1]);
        map.Areas[0].Shape.EqualsTopologically(Wkt(West)).ShouldBeTrue();
        map.Areas[0].Shape.SRID.ShouldBe(4326);
        map.IdField.ShouldBe("NAME");
        map.Notes.ShouldBe(["city.zip: 2 areas, 10 points.", "Area ids are from the field \"NAME\", the first that is different for every area."]);
    }

    [Fact]
    public void Folders_upper_case_names_and_the_litter_of_a_Mac_do_not_matter()
    {
        var zip = StoredZip.Write(
        [
            ("__MACOSX/City/._CITY.SHP", [1, 2, 3]),
            ("City/readme.txt", Bytes("hello")),
            ("City/._CITY.SHP", [1, 2, 3]),
            ("City/CITY.DBF", Part(TwoAreas, "city.dbf")),
            ("City/CITY.PRJ", Part(TwoAreas, "city.prj")),
            ("City/CITY.SHP.XML", Bytes("<xml/>")),
            ("City/CITY.SHP", Part(TwoAreas, "city.shp")),
        ]);
        Read(zip).Version.ShouldBe(Read(TwoAreas).Version);
    }

    [Fact]
    public void The_same_areas_have_the_same_version_from_a_shapefile_and_from_GeoJSON()
    {
        var shapefile = Read(ZipOf(("a", West), ("b", "POLYGON ((5 5, 9 5, 9 9, 5 9, 5 5), (6 6, 7 6, 7 7, 6 6))")));
        var geoJson = Read("""
            {"features": [
              {"type": "Feature", "geometry": {"coordinates": [[[1, 1], [0, 1], [0, 0], [1, 0], [1, 1]]], "type": "Polygon"}, "properties": {"name": "a"}},
              {"type": "Feature", "id": 9, "properties": {"name": "b", "n": null}, "geometry": {"type": "MultiPolygon", "coordinates": [[[[9, 9, 100], [5, 9, 100], [5, 5, 100], [9, 5, 100], [9, 9, 100]], [[7, 7], [6, 6], [7, 6], [7, 7]]]]}}
            ], "type": "FeatureCollection"}
            """);
        geoJson.Areas.Select(area => area.Id).ShouldBe(["a", "b"]);
        geoJson.Version.ShouldBe(shapefile.Version);
        Read(ZipOf(("a", West), ("c", East))).Version.ShouldNotBe(Read(ZipOf(("a", West), ("b", East))).Version);
        Read(ZipOf(("b", East), ("a", West))).Version.ShouldNotBe(Read(ZipOf(("a", West), ("b", East))).Version);
    }

    [Fact]
    public void Of_several_layers_the_only_one_of_areas_is_read_and_said()
    {
        var points = Part(TwoAreas, "city.shp");
        points[32] = 1;
        Read(With(TwoAreas, ("stations.shp", points))).Notes.ShouldContain("city.zip holds 2 layers; city.shp was read.");
    }

    [Fact]
    public void Two_layers_of_areas_are_refused_with_the_option_that_picks_one()
    {
        var zip = With(TwoAreas, ("old/parks.shp", Part(TwoAreas, "city.shp")));
        Refusal(zip).ShouldBe("city.zip: holds 2 layers of areas: city, parks. Say which one is the city's map: --layer city.");
        Read(zip, options: new CityMapOptions { Layer = "CITY" }).Areas.Count.ShouldBe(2);
        Refusal(zip, options: new CityMapOptions { Layer = "park" }).ShouldBe("city.zip: holds no layer \"park\". Did you mean \"parks\"? Its layers are city, parks.");
    }

    [Theory]
    [InlineData(1, "points")]
    [InlineData(13, "lines")]
    [InlineData(28, "multipoints")]
    [InlineData(31, "multipatches")]
    public void Shapes_that_are_no_areas_are_refused_by_name(byte type, string name)
    {
        var shp = Part(TwoAreas, "city.shp");
        shp[32] = type;
        Refusal(With(TwoAreas, ("city.shp", shp)))
            .ShouldBe($"city.zip/city.shp: holds {name}; areas are needed. Give the layer whose shapes are the city's areas (polygons).");
    }

    [Fact]
    public void A_lone_shp_is_refused_with_what_to_zip() =>
        Refusal(Part(TwoAreas, "city.shp"), "city.shp").ShouldBe(
            "city.shp: is only one file of a shapefile (.shp). Zip it together with the files of the same name (.shp, .shx, .dbf, .prj) and give the zip.");

    [Theory]
    [InlineData("", "is empty. Export or download the map again.")]
    [InlineData("version https://git-lfs.github.com/spec/v1\n", "is a Git LFS pointer: the note left in place of the file, not the file. Fetch the file itself (git lfs pull, or the download button of its page).")]
    [InlineData("%PDF-1.7", "is a PDF document. " + MapNeeded)]
    [InlineData("  <!DOCTYPE html><html>", "is a web page (HTML). A download may have ended at a sign-in or error page: open the link in a browser, and save the map itself.")]
    [InlineData("<?xml version=\"1.0\"?><kml></kml>", "is KML without placemarks. Give the KML with the city's areas (Polygon).")]
    [InlineData("{\"meta\": {\"view\": {}}, \"data\": []}", "is rows as a Socrata portal exports them as JSON, without shapes that are read here. Export the same data set as GeoJSON: in its address put \"?method=export&format=GeoJSON\".")]
    [InlineData("event_number,priority,address\n", "is a table (CSV), not a map. " + MapNeeded)]
    [InlineData("Dear Sir", "is text of no form that is read here. " + MapNeeded)]
    [InlineData("{\"type\": \"Topology\"}", "is TopoJSON without \"objects\" or \"arcs\". Export or download the file again.")]
    [InlineData("[1, 2]", "is JSON, but not GeoJSON (which is an object). Give GeoJSON of polygons, or a zip with a shapefile.")]
    [InlineData("{\"a\": 1}", "is JSON, but not GeoJSON: it has no \"type\". Give GeoJSON of polygons, or a zip with a shapefile.")]
    public void Files_that_are_no_map_are_named_for_what_they_are(string content, string message) =>
        Refusal(Bytes(content), "map").ShouldBe("map: " + message);

    [Fact]
    public void Text_in_UTF16_and_old_Excel_are_named()
    {
        Refusal([0xFF, 0xFE, 0x7B, 0x00], "map.json").ShouldBe("map.json: is UTF-16 text. Save it as UTF-8 and give it again.");
        Refusal([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "map.xls").ShouldBe("map.xls: is an old Excel workbook or another Office document. " + MapNeeded);
    }

    [SharedFact("corpora/lfs_pointers")]
    public void LFS_pointers_are_named_whatever_they_are_called()
    {
        foreach (var file in Directory.EnumerateFiles(SharedData.File("corpora/lfs_pointers")))
        {
            Refusal(File.ReadAllBytes(file), Path.GetFileName(file)).ShouldStartWith(Path.GetFileName(file) + ": is a Git LFS pointer");
        }
    }

    [Theory]
    [InlineData("[Content_Types].xml", "is an Excel workbook or another Office document. " + MapNeeded)]
    [InlineData("city.gdb/a0001.gdbtable", "holds an Esri file geodatabase (.gdb). Export its layer as a shapefile or GeoJSON first.")]
    [InlineData("city.zip", "holds another zip (city.zip) and no shapefile. Unzip it and give the zip inside.")]
    [InlineData("notes.txt", "holds no shapefile, but notes.txt. Zip the .shp, .shx, .dbf and .prj of the city's areas.")]
    public void Zips_of_something_else_are_named_for_what_they_hold(string entry, string message) =>
        Refusal(StoredZip.Write([(entry, [1])]), "map.zip").ShouldBe("map.zip: " + message);

    [Fact]
    public void Null_shapes_and_deleted_records_are_skipped_and_said()
    {
        var zip = ZipOf(("a", West), ("b", "POLYGON EMPTY"), ("c", East), ("d", "POLYGON ((3 3, 3 4, 4 4, 3 3))"));
        var dbf = Part(zip, "city.dbf");
        dbf[32 + 32 + 1 + (3 * 81)] = (byte)'*';
        var map = Read(With(zip, ("city.dbf", dbf)));
        map.Areas.Select(area => area.Id).ShouldBe(["a", "c"]);
        map.Notes.ShouldContain("1 record without a shape was skipped: record 2.");
        map.Notes.ShouldContain("1 record marked as deleted was left out.");
    }

    [Fact]
    public void A_bow_tie_is_repaired_and_said()
    {
        var map = Read(ZipOf(("tie", "POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))"), ("b", East)));
        map.Areas[0].Shape.ShouldBeOfType<MultiPolygon>().IsValid.ShouldBeTrue();
        map.Areas[0].Shape.Area.ShouldBe(0.5);
        map.Notes.ShouldContain("1 area with an invalid outline (crossing or overlapping itself) was repaired: \"tie\".");
    }

    [Fact]
    public void Areas_of_exactly_one_shape_are_said() =>
        Read(ZipOf(("a", West), ("b", "POLYGON ((1 0, 1 1, 0 1, 0 0, 1 0))"))).Notes
            .ShouldContain("1 area has exactly the shape of an area before: \"b\" (as \"a\"). Calls there count in the first. To read each shape once: --same-shapes-once.");

    [Fact]
    public void Holes_are_told_from_outlines_by_where_they_lie_not_by_their_direction()
    {
        var zip = ZipOf(("a", "MULTIPOLYGON (((0 0, 0 9, 9 9, 9 0, 0 0)), ((1 1, 1 8, 8 8, 8 1, 1 1)), ((2 2, 2 3, 3 3, 3 2, 2 2)))"));
        var area = Read(zip).Areas[0].Shape;
        area.IsValid.ShouldBeTrue();
        area.Area.ShouldBe(81 - 49 + 1);
    }

    [Fact]
    public void A_map_without_attributes_numbers_its_areas_and_warns()
    {
        var map = Read(With(TwoAreas, ("city.dbf", null)));
        map.Areas.Select(area => area.Id).ShouldBe(["row-00001", "row-00002"]);
        map.IdField.ShouldBeNull();
        map.Notes.ShouldContain("No field is different for every area: areas are numbered by their record (row-00001). These ids will not survive a new export of the map; name a field with --id to keep plans comparable.");
    }

    [Fact]
    public void Ids_come_from_well_known_names_then_text_then_whole_numbers_and_made_up_counters_last()
    {
        byte[] Fields(params string[] fields) => ShapefileZip.Write(
            "city",
            [.. fields.Select(field => field.StartsWith('n') || field == "OBJECTID" ? DbfColumn.Integer(field) : DbfColumn.Text(field))],
            [new ShapefileRow(Wkt(West), [.. fields.Select(field => field.StartsWith('n') || field == "OBJECTID" ? (object)1 : "a")]), new ShapefileRow(Wkt(East), [.. fields.Select(field => field.StartsWith('n') || field == "OBJECTID" ? (object)2 : "b")])]);
        Read(Fields("OBJECTID", "nr", "label", "GeoId")).IdField.ShouldBe("GeoId");
        Read(Fields("OBJECTID", "nr", "label")).IdField.ShouldBe("label");
        Read(Fields("OBJECTID", "nr")).IdField.ShouldBe("nr");
        Read(Fields("OBJECTID")).IdField.ShouldBe("OBJECTID");
    }

    [Fact]
    public void An_id_field_that_does_not_serve_is_refused_with_examples()
    {
        var zip = ZipOf(("a", West), ("b", East), ("b", "POLYGON ((3 3, 3 4, 4 4, 3 3))"), ("", "POLYGON ((5 5, 5 6, 6 6, 5 5))"));
        Refusal(zip, options: new CityMapOptions { IdField = "NAMES" }).ShouldBe("city.zip/city.shp: has no field \"NAMES\". Did you mean \"NAME\"? Its fields are NAME.");
        Refusal(zip, options: new CityMapOptions { IdField = "name" })
            .ShouldBe("city.zip/city.shp: 1 area has no id in the field \"NAME\" (record 4). Fill in the missing ids, or name another field with --id.");
        Refusal(ZipOf(("a", West), ("b", East), ("b", "POLYGON ((3 3, 3 4, 4 4, 3 3))")), options: new CityMapOptions { IdField = "NAME" })
            .ShouldBe("city.zip/city.shp: the field \"NAME\" does not tell all areas apart: \"b\" (records 2, 3). Name a field with --id that is different for every area, or dissolve the areas of one id first.");
    }

    [Fact]
    public void Coordinates_without_a_prj_are_taken_for_degrees_only_if_they_can_be()
    {
        Read(With(TwoAreas, ("city.prj", null))).Notes
            .ShouldContain("It does not say what its coordinates are (no .prj): they were taken for longitude and latitude on WGS 84 (EPSG:4326).");
        Refusal(With(ZipOf(("a", "POLYGON ((1000 0, 1000 1, 1001 1, 1000 0))")), ("city.prj", null))).ShouldBe(
            "city.zip/city.shp: its coordinates (1000 0 to 1001 1) are not degrees, and it does not say what they are (no .prj). "
            + "Ask the map's owner for the .prj, or for its EPSG code and convert it: ogr2ogr -s_srs EPSG:CODE -t_srs EPSG:4326 city_wgs84.geojson /vsizip/city.zip/city.shp");
    }

    [Fact]
    public void Swapped_and_mislabelled_degrees_are_told_apart()
    {
        Refusal(ZipOf(("a", "POLYGON ((47 -122, 47 -123, 48 -123, 47 -122))"))).ShouldEndWith("Longitude and latitude seem to be swapped: export the map with the longitude first.");
        var utm = Bytes($"""PROJCS["UTM",{Degrees},PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",111.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]""");
        Refusal(With(TwoAreas, ("city.prj", utm))).ShouldBe(
            "city.zip/city.shp: its coordinates look like degrees (0 0 to 2 1), but its coordinate system is said to be \"UTM\". "
            + "One of the two is wrong: ask for the map with its right .prj, or remove the .prj if the coordinates are longitude and latitude.");
    }

    [Fact]
    public void Points_of_a_damaged_shape_are_never_lost_unseen()
    {
        // Two rings of four points each: the record's first part begins at byte 44, its second at byte 48.
        var zip = ZipOf(("a", "MULTIPOLYGON (((0 0, 0 1, 1 1, 0 0)), ((5 5, 5 6, 6 6, 5 5)))"));
        Refusal(WithParts(zip, 4, 4)).ShouldBe(
            "city.zip/city.shp record 1: has 4 points before its first ring, which belong to none. The file is damaged, or not a shapefile of areas: export or download it again.");
        Refusal(WithParts(zip, 8, 8)).ShouldContain("has 8 points before its first ring");
        Read(WithParts(zip, 1, 4)).Notes.ShouldContain("1 shape has points before the first ring, too few to be one, which were left out: record 1.");
        var kept = Read(WithParts(zip, 0, 6));
        kept.Notes.ShouldContain("1 ring of fewer than three corners was left out beside the shape's others: record 1.");
        Read(zip).Notes.ShouldNotContain(note => note.Contains("left out", StringComparison.Ordinal));

        static byte[] WithParts(byte[] zip, int first, int second)
        {
            var shp = Part(zip, "city.shp");
            BitConverter.TryWriteBytes(shp.AsSpan(108 + 44), first);
            BitConverter.TryWriteBytes(shp.AsSpan(108 + 48), second);
            return With(zip, ("city.shp", shp));
        }
    }

    [Fact]
    public void A_missing_or_wrong_index_changes_nothing()
    {
        var version = Read(TwoAreas).Version;
        Read(With(TwoAreas, ("city.shx", null))).Version.ShouldBe(version);
        var map = Read(With(TwoAreas, ("city.shx", Part(ZipOf(("x", "POLYGON ((0 0, 0 1, 1 1, 0 0))")), "city.shx"))));
        map.Version.ShouldBe(version);
        map.Notes.ShouldContain("The index (.shx) of city.zip/city.shp does not fit it: the records were read in the order they lie.");
    }

    [Fact]
    public void A_file_cut_off_is_refused_where_it_ends()
    {
        var shp = Part(TwoAreas, "city.shp");
        Refusal(With(TwoAreas, ("city.shp", shp[..^20]), ("city.shx", null)))
            .ShouldBe("city.zip/city.shp: is cut off or damaged: record 2 announces 128 bytes and 108 are left. Export or download the shapefile again.");
        Refusal(TwoAreas[..^30]).ShouldBe("city.zip: is a damaged zip, or cut off. Zip or download the file again.");
        Refusal("""{"type": "FeatureCollection", "features": [{"type": "Fea""")
            .ShouldBe("city.geojson:1: is broken JSON at byte 57 of the line, at the end of the file: it may be cut off. Export or download the file again.");
    }

    [Fact]
    public void Texts_are_read_in_the_encoding_the_cpg_file_names()
    {
        var zip = ZipOf(("xxxxxx", West));
        var dbf = Part(zip, "city.dbf");
        Encoding.Latin1.GetBytes("Ca\u00F1on ").CopyTo(dbf, 32 + 32 + 1 + 1);
        Read(With(zip, ("city.dbf", dbf), ("city.cpg", Bytes("ANSI 1252")))).Areas[0].Id.ShouldBe("Ca\u00F1on");
        Read(With(zip, ("city.dbf", dbf), ("city.cpg", Bytes("1251")))).Areas[0].Id.ShouldBe("Ca\u0441on");
        Read(With(zip, ("city.dbf", dbf), ("city.cpg", null))).Areas[0].Id.ShouldBe("Ca\u00F1on");
    }

    [Fact]
    public void Points_in_GeoJSON_are_refused_by_name() =>
        Refusal("""{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}}]}""")
            .ShouldBe("city.geojson feature 1: is a Point; areas are needed. Give the layer whose shapes are the city's areas (Polygon, MultiPolygon).");

    [Fact]
    public void A_zip_bomb_ends_at_the_limit()
    {
        using var bomb = new MemoryStream();
        using (var zip = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("city.shp").Open();
            for (var i = 0; i < 100; i++)
            {
                entry.Write(new byte[1 << 20]);
            }
        }

        Refusal(bomb.ToArray(), options: new CityMapOptions { MaxBytes = 50 << 20 })
            .ShouldBe("city.zip/city.shp: unfolds to more than a map needs (a \"zip bomb\"?). Zip the files of the shapefile again; if the map really is that large, raise the limit on its size.");
        Refusal(bomb.ToArray()).ShouldContain("unfolds to more than a map needs");
    }

    [Fact]
    public void Names_that_climb_out_of_the_zip_are_passed_over_and_said() =>
        Read(With(TwoAreas, ("../../etc/city.shp", [1]), ("/abs/city.shp", [1]))).Notes.ShouldContain("2 files whose name leads out of city.zip were passed over.");

    [Fact]
    public void A_million_corners_crossing_everywhere_are_refused_in_bounded_time()
    {
        var random = new SeededRandom(1);
        var corners = Enumerable.Range(0, 1_000_000).Select(_ => new Coordinate(random.NextDouble(), random.NextDouble())).ToList();
        corners.Add(corners[0].Copy());
        var tangle = ShapefileZip.Write("city", [DbfColumn.Text("NAME")], [new ShapefileRow(new GeometryFactory().CreatePolygon([.. corners]), ["a"])]);
        Refusal(tangle).ShouldBe("city.zip/city.shp record 1: has an outline of 1000001 points that crosses itself too often to be repaired. Check this shape in a map program and draw it again.");
    }

    [SharedFact("cities/seattle/city_blocks.zip")]
    public void The_cities_have_the_areas_they_are_known_to_have()
    {
        CityMap City(string file) => Read(File.ReadAllBytes(SharedData.File(file)), Path.GetFileName(file));
        City("cities/seattle/city.zip").Areas.Count.ShouldBe(244);
        City("cities/seattle/city_blocks.zip").Areas.Count.ShouldBe(10_387);
        var chicago = City("cities/chicago/city.zip");
        chicago.Areas.Count.ShouldBe(2_161);
        chicago.IdField.ShouldBe("geoid");
        chicago.Areas.ShouldAllBe(area => area.Shape.IsValid && !area.Shape.IsEmpty);
        var seattle = City("cities/seattle/city.zip");
        seattle.Areas.Count(area => area.Shape is MultiPolygon).ShouldBe(25);
    }

    [SharedFact("corpora/real_zips")]
    public void Zips_of_real_portals_are_read_and_what_was_done_is_said()
    {
        CityMap Zip(string file) => Read(File.ReadAllBytes(SharedData.File("corpora/real_zips/" + file)), file);
        var areas = Zip("community_areas.zip");
        areas.Areas.Count.ShouldBe(77);
        areas.Notes.ShouldContain("Coordinates were converted from \"NAD_1983_StatePlane_Illinois_East_FIPS_1201_Feet\" to longitude and latitude (WGS 84).");
        Zip("police_beats.zip").Areas.Count.ShouldBe(277);
        Zip("police_districts.zip").Areas.Count.ShouldBe(25);
        Zip("seattle_CITYPLAN_CRA_epsg2926.zip").Areas.Count.ShouldBe(85);
        Zip("tl_2020_17031_bg20.zip").IdField.ShouldBe("GEOID20");
    }
}
