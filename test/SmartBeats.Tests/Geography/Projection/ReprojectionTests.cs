using System.Globalization;
using NetTopologySuite.Geometries;
using SmartBeats.Geography.Archive;
using SmartBeats.Geography.Projection;
using SmartBeats.Geography.Shapefile;
using Xunit.Abstractions;
using static SmartBeats.Tests.Geography.MapFiles;

namespace SmartBeats.Tests.Geography.Projection;

public class ReprojectionTests(ITestOutputHelper output)
{
    private const double MetresPerDegree = 111_320;

    private static readonly string NorthAmerican1983 = Degrees.Replace("WGS_1984", "North_American_1983", StringComparison.Ordinal).Replace("298.257223563", "298.257222101", StringComparison.Ordinal);

    [SharedFact("corpora")]
    public void Every_admitted_coordinate_system_of_the_corpora_agrees_with_gdaltransform_to_1_cm()
    {
        var texts = Directory.EnumerateFiles(SharedData.File("corpora/shp"), "*.prj", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText)
            .Concat(Directory.EnumerateFiles(SharedData.File("corpora/real_zips"), "*.zip").Order(StringComparer.Ordinal).Select(PrjOf)).Distinct().ToList();
        var (transformed, refused) = (0, 0);
        foreach (var text in texts)
        {
            var reference = ReferenceSystem.FromPrj(text);
            output.WriteLine($"{reference.Kind}: {reference.Name} {reference.Fault}");
            refused += reference.Kind == ReferenceKind.Refused ? 1 : 0;
            if (Reprojection.Of(reference) is { } toDegrees)
            {
                var worst = WorstMetres(text, toDegrees, Samples(reference));
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"   worst {1000 * worst:0.000} mm"));
                worst.ShouldBeLessThan(0.01);
                transformed++;
            }
        }

        (transformed, refused).ShouldBe((7, 5));
    }

    [SharedTheory("corpora/real_zips")]
    [InlineData("community_areas.zip", "CommAreas")]
    [InlineData("seattle_CITYPLAN_CRA_epsg2926.zip", "CITYPLAN_CRA")]
    public void Every_corner_of_a_portals_map_agrees_with_gdaltransform_to_1_cm(string file, string layer)
    {
        var bytes = File.ReadAllBytes(SharedData.File("corpora/real_zips/" + file));
        var original = ShpReader.Read(Part(bytes, layer + ".shp"), null, layer, []).SelectMany(polygons => polygons).SelectMany(polygon => polygon.Shell).ToList();
        var prj = System.Text.Encoding.UTF8.GetString(Part(bytes, layer + ".prj"));
        WorstMetres(prj, Reprojection.Of(ReferenceSystem.FromPrj(prj))!, original).ShouldBeLessThan(0.01);
    }

    [Fact]
    public void Web_Mercator_by_any_of_its_names_agrees_with_gdaltransform_to_1_cm()
    {
        string[] names =
        [
            $"""PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",{Degrees},PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]""",
            $"""PROJCS["WGS 84 / Pseudo-Mercator",{Degrees},PROJECTION["Mercator_1SP"],PARAMETER["central_meridian",0],PARAMETER["scale_factor",1],PARAMETER["false_easting",0],PARAMETER["false_northing",0],UNIT["metre",1],EXTENSION["PROJ4","+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +wktext +no_defs"],AUTHORITY["EPSG","3857"]]""",
        ];
        Coordinate[] places = [new(-13_628_000, 6_041_000), new(0, 0), new(20_037_508, -20_037_508), new(1.5, 8_399_737)];
        foreach (var name in names)
        {
            var reference = ReferenceSystem.FromPrj(name);
            reference.Kind.ShouldBe(ReferenceKind.WebMercator);
            WorstMetres("EPSG:3857", Reprojection.Of(reference)!, places).ShouldBeLessThan(0.01);
        }
    }

    [Theory]
    [InlineData("Lambert_Conformal_Conic", """PARAMETER["False_Easting",914400],PARAMETER["Standard_Parallel_1",45.8],PARAMETER["Standard_Parallel_2",47.3]""", 900_000, 200_000)]
    [InlineData("Albers", """PARAMETER["False_Easting",0],PARAMETER["Standard_Parallel_1",29.5],PARAMETER["Standard_Parallel_2",45.5]""", -300_000, 500_000)]
    [InlineData("Gauss_Kruger", """PARAMETER["False_Easting",500000],PARAMETER["Scale_Factor",1.0]""", 700_000, 100_000)]
    public void Each_projection_that_is_undone_agrees_with_gdaltransform_to_1_cm(string projection, string parameters, double x, double y)
    {
        var prj = $"""PROJCS["Test",{NorthAmerican1983},PROJECTION["{projection}"],{parameters},PARAMETER["False_Northing",0],PARAMETER["Central_Meridian",-96],PARAMETER["Latitude_Of_Origin",40],UNIT["Foot_US",0.3048006096012192]]""";
        WorstMetres(prj, Reprojection.Of(ReferenceSystem.FromPrj(prj))!, [new Coordinate(x, y), new Coordinate(-x, y / 2)]).ShouldBeLessThan(0.01);
    }

    [Fact]
    public void Degrees_on_NAD83_HARN_and_CSRS_are_shifted_as_PROJ_does_it()
    {
        string On(string datum) => NorthAmerican1983.Replace("D_North_American_1983", datum, StringComparison.Ordinal);
        WorstMetres("EPSG:4152", Reprojection.Of(ReferenceSystem.FromPrj(On("D_North_American_1983_HARN")))!, [new(-122.3, 47.6), new(-112, 33.5), new(-80.2, 25.8), new(-157.8, 21.3)], swapped: true).ShouldBeLessThan(0.01);
        WorstMetres("EPSG:4617", Reprojection.Of(ReferenceSystem.FromPrj(On("D_North_American_1983_CSRS")))!, [new(-123.1, 49.3), new(-79.4, 43.7)], swapped: true).ShouldBeLessThan(0.01);
        Reprojection.Of(ReferenceSystem.FromPrj(On("D_North_American_1983_2011"))).ShouldBeNull();
    }

    [Theory]
    [InlineData("D_North_American_1927", "is on the datum \"D_North_American_1927\", which is not within 2 m of WGS 84")]
    [InlineData("D_WGS_1972", "is on the datum \"D_WGS_1972\", which is not within 2 m of WGS 84")]
    public void Another_datum_is_refused_by_name_with_the_command_to_run(string datum, string fault)
    {
        var prj = Degrees.Replace("D_WGS_1984", datum, StringComparison.Ordinal).Replace("GCS_WGS_1984", "GCS_Old", StringComparison.Ordinal);
        Refusal(With(ZipOf(("a", "POLYGON ((0 0, 0 1, 1 1, 0 0))")), ("city.prj", Bytes(prj)))).ShouldBe(
            $"city.zip/city.shp: its coordinate system \"GCS_Old\" {fault}. Convert the map and give the result: ogr2ogr -t_srs EPSG:4326 city_wgs84.geojson /vsizip/city.zip/city.shp");
    }

    [Theory]
    [InlineData("GEOGCRS[\"WGS 84\",DATUM[\"World Geodetic System 1984\"]]", "is written in the newer notation WKT 2, which is not read here")]
    [InlineData("nonsense", "is not a coordinate system in the notation of shapefiles (WKT 1)")]
    [InlineData("PROJCS[\"LV95\",GEOGCS[\"g\",DATUM[\"D_CH1903+\",SPHEROID[\"Bessel_1841\",6377397.155,299.1528128]]],PROJECTION[\"Hotine_Oblique_Mercator_Azimuth_Center\"]]", "is on the datum \"D_CH1903+\", which is not within 2 m of WGS 84")]
    [InlineData("PROJCS[\"Alaska 1\",GEOGCS[\"g\",DATUM[\"D_North_American_1983\",SPHEROID[\"GRS_1980\",6378137,298.257222101]]],PROJECTION[\"Hotine_Oblique_Mercator_Azimuth_Natural_Origin\"]]", "uses the projection \"Hotine_Oblique_Mercator_Azimuth_Natural_Origin\", which is not read here")]
    [InlineData("GEOGCS[\"g\",DATUM[\"D_North_American_1983\",SPHEROID[\"Clarke_1866\",6378206.4,294.9786982]]]", "names the datum \"D_North_American_1983\" with an ellipsoid that is not its own")]
    [InlineData("GEOGCS[\"g\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137,298.257223563]],PRIMEM[\"Paris\",2.337229167],UNIT[\"Degree\",0.0174532925199433]]", "does not count longitudes from Greenwich")]
    [InlineData("GEOGCS[\"g\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137,298.257223563]],UNIT[\"Grad\",0.01570796326794897]]", "counts angles in the unit \"Grad\"; degrees are needed")]
    public void What_is_not_admitted_says_why(string prj, string fault) => ReferenceSystem.FromPrj(prj).Fault.ShouldBe(fault);

    [Theory]
    [InlineData("""GEOGCS["GCS_North_American_1927",DATUM["D_North_American_1927",SPHEROID["Clarke_1866",6378206.4,294.9786982]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]""")]
    [InlineData("""GEOGCRS["NAD27",DATUM["North American Datum 1927",ELLIPSOID["Clarke 1866",6378206.4,294.978698213898]],ID["EPSG",4267]]""")]
    [InlineData("""GEOGCRS["Old map",DATUM["Somebody's"]]""", "EPSG:4267")]
    [InlineData("nonsense", "EPSG:4267")]
    public void The_command_of_a_refusal_makes_a_map_that_is_read(string prj, string? ownersCode = null)
    {
        using var scratch = new ScratchFolder();
        var zip = With(ZipOf(("a", "POLYGON ((-112 33, -112 34, -111 34, -112 33))")), ("city.prj", Bytes(prj)));
        File.WriteAllBytes(scratch.File("city.zip"), zip);
        var refusal = Refusal(zip);
        refusal.Contains("EPSG:CODE", StringComparison.Ordinal).ShouldBe(ownersCode is not null);
        var arguments = refusal.Split("ogr2ogr ")[1].Replace("EPSG:CODE", ownersCode, StringComparison.Ordinal)
            .Replace("/vsizip/", "/vsizip/" + scratch.Path + "/", StringComparison.Ordinal).Replace("city_wgs84", scratch.File("city_wgs84"), StringComparison.Ordinal);
        var (succeeded, _, errors) = Gdal.Run("ogr2ogr", arguments.Split(' '));
        succeeded.ShouldBeTrue(errors);
        var map = Read(File.ReadAllBytes(scratch.File("city_wgs84.geojson")), "city_wgs84.geojson");
        map.Areas[0].Id.ShouldBe("a");
        // NAD27 lies 60 to 80 m off here: the command shifts it.
        map.Areas[0].Shape.Coordinates.Min(point => point.X).ShouldBe(-112, 0.002);
    }

    [SharedFact("repro/map/52_prj_wkt2.zip")]
    public void A_prj_in_WKT_2_is_read_by_its_number()
    {
        var zip = File.ReadAllBytes(SharedData.File("repro/map/52_prj_wkt2.zip"));
        var map = Read(zip, "52_prj_wkt2.zip");
        map.Version.ShouldBe(Read(With(zip, ("a.prj", Bytes(Degrees)))).Version);
    }

    [Fact]
    public void The_command_for_a_GeoPackage_makes_a_map_that_is_read()
    {
        using var scratch = new ScratchFolder();
        File.WriteAllBytes(scratch.File("city.zip"), ZipOf(("a", "POLYGON ((-112 33, -112 34, -111 34, -112 33))")));
        Gdal.Run("ogr2ogr", ["-f", "GPKG", scratch.File("city.gpkg"), "/vsizip/" + scratch.File("city.zip")]).Succeeded.ShouldBeTrue();
        var refusal = Refusal(File.ReadAllBytes(scratch.File("city.gpkg")), "city.gpkg");
        var arguments = refusal.Split("ogr2ogr ")[1].Split(" (")[0].Split(' ');
        arguments.ShouldBe(["-t_srs", "EPSG:4326", "areas.geojson", "city.gpkg"]);
        Gdal.Run("ogr2ogr", [.. arguments[..2], scratch.File(arguments[2]), scratch.File(arguments[3])]).Succeeded.ShouldBeTrue();
        Read(File.ReadAllBytes(scratch.File("areas.geojson")), "areas.geojson").Areas[0].Id.ShouldBe("a");
    }

    private static double WorstMetres(string system, Func<double, double, (double Lon, double Lat)> toDegrees, IReadOnlyList<Coordinate> places, bool swapped = false)
    {
        using var scratch = new ScratchFolder();
        var source = system;
        if (!system.StartsWith("EPSG", StringComparison.Ordinal))
        {
            source = scratch.File("source.prj");
            File.WriteAllText(source, system.Trim('\uFEFF'));
        }

        var input = string.Concat(places.Select(place => string.Create(CultureInfo.InvariantCulture, $"{place.X:R} {place.Y:R}\n")));
        var (succeeded, printed, errors) = Gdal.Run("gdaltransform", ["-s_srs", source, "-t_srs", "EPSG:4326", "-output_xy"], input);
        succeeded.ShouldBeTrue(errors);
        var lines = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(places.Count);
        var worst = 0.0;
        for (var i = 0; i < lines.Length; i++)
        {
            var theirs = lines[i].Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
            var (lon, lat) = toDegrees(places[i].X, places[i].Y);
            var east = (lon - theirs[0]) * Math.Cos(lat * Math.PI / 180);
            double.IsFinite(lon + lat).ShouldBeTrue();
            worst = Math.Max(worst, MetresPerDegree * Math.Sqrt((east * east) + ((lat - theirs[1]) * (lat - theirs[1]))));
        }

        return worst;
    }

    /// <summary>Places around the central meridian, up to 240 km north of the false origin: beyond that a state's system leaves its state.</summary>
    private static List<Coordinate> Samples(ReferenceSystem reference)
    {
        var unit = reference.Parameters?.UnitMetres ?? 1;
        var values = reference.Parameters?.Values.ToDictionary();
        var (x, y) = (values?["false_easting"] ?? -9_755_000, values?["false_northing"] ?? 5_100_000);
        return [.. from dx in new[] { -150_000, -20_000, 60_000, 200_000 } from dy in new[] { 30_000, 150_000, 240_000 } select new Coordinate(x + (dx / unit), y + (dy / unit))];
    }

    private static string PrjOf(string zip)
    {
        using var parts = ZipParts.Open(File.ReadAllBytes(zip), zip, long.MaxValue);
        return System.Text.Encoding.UTF8.GetString(parts.Take(parts.Names.First(name => name.EndsWith(".prj", StringComparison.OrdinalIgnoreCase))));
    }
}
