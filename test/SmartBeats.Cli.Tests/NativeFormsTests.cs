using System.Globalization;

namespace SmartBeats.Cli.Tests;

/// <summary>
/// Every form and coordinate system that is read, through the file that is shipped and through the library compiled as it runs:
/// what trimming might have taken from CsvHelper or ProjNET would show as a difference here.
/// </summary>
public sealed class NativeFormsTests(NativeFormsTests.City city) : IClassFixture<NativeFormsTests.City>
{
    private const int CallsKept = 400;
    private const int Step = 50;
    private const double Side = 1000;

    /// <summary>Three by two squares.</summary>
    private static readonly string _esriJson = """{"geometryType": "esriGeometryPolygon", "spatialReference": {"wkid": 102100, "latestWkid": 3857}, "features": ["""
        + string.Join(',', Enumerable.Range(0, 6).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"attributes": {"AREA_ID": "A{{{i}}}"}, "geometry": {"rings": [[{{{Ring(-12468000 + (i % 3 * 1000), 3950000 + (i / 3 * 1000))}}}]]}}""")))
        + "]}";

    private static readonly string _topoJson = """
        {"type": "Topology", "arcs": [[[-112, 33], [-112, 33.01]], [[-112, 33.01], [-112.01, 33.01], [-112.01, 33], [-112, 33]], [[-112, 33], [-111.99, 33], [-111.99, 33.01], [-112, 33.01]]],
         "objects": {"areas": {"type": "GeometryCollection", "geometries": [
           {"type": "Polygon", "properties": {"AREA_ID": "A1"}, "arcs": [[0, 1]]}, {"type": "Polygon", "properties": {"AREA_ID": "A2"}, "arcs": [[2, -1]]}]}}}
        """;

    [ShippedTheory]
    [InlineData("GeoJSON", "city.geojson")]
    [InlineData("GeoJSONSeq", "city.geojsonl")]
    [InlineData("GeoJSONSeq", "city.geojsons", "-lco", "RS=YES")]
    [InlineData("GPKG", "city.gpkg")]
    [InlineData("LIBKML", "city.kml")]
    [InlineData("LIBKML", "city.kmz")]
    [InlineData("CSV", "city.csv", "-lco", "GEOMETRY=AS_WKT", "-lco", "SEPARATOR=SEMICOLON")]
    public Task Maps_in_every_form_that_gdal_writes(string driver, string name, params string[] options)
    {
        city.Shell($"ogr2ogr -f {driver} {name} /vsizip/city.zip {string.Join(' ', options)}");
        return MustBeTheSameAsync(name, "\"loads\": true");
    }

    [ShippedFact]
    public async Task Maps_of_ArcGIS_servers_and_topologies()
    {
        city.Write("esri.json", _esriJson);
        city.Write("topo.json", _topoJson);
        await MustBeTheSameAsync("esri.json", "\"loads\": true");
        await MustBeTheSameAsync("topo.json", "\"loads\": true");
    }

    /// <summary>A system for each projection that is undone, each unit, and each way to the datum.</summary>
    [ShippedTheory]
    [InlineData("EPSG:32612", "Transverse Mercator, metres")]
    [InlineData("EPSG:2223", "Transverse Mercator, feet")]
    [InlineData("EPSG:2868", "Transverse Mercator on NAD83(HARN), feet")]
    [InlineData("EPSG:2230", "Lambert's conformal cone, US feet")]
    [InlineData("EPSG:5070", "Albers' equal-area cone, metres")]
    [InlineData("EPSG:3857", "Web Mercator")]
    [InlineData("EPSG:4269", "degrees on NAD83")]
    [InlineData("EPSG:4152", "degrees on NAD83(HARN)")]
    [InlineData("EPSG:4267", "degrees on NAD27, refused")]
    public async Task Shapefiles_in_every_kind_of_coordinate_system(string system, string kind)
    {
        var name = $"{system[5..]}.zip";
        city.Shell($"ogr2ogr -f 'ESRI Shapefile' -t_srs {system} at_{system[5..]} /vsizip/city.zip && python3 -m zipfile -c {name} at_{system[5..]}/*");
        await MustBeTheSameAsync(name, kind.EndsWith("refused", StringComparison.Ordinal) ? "\"loads\": false" : "\"loads\": true");
    }

    [ShippedTheory]
    [InlineData("calls.csv", "true")]
    [InlineData("semicolons.csv", "python3 -c \"import csv,sys; csv.writer(sys.stdout, delimiter=';').writerows(csv.reader(open('calls.csv')))\" > semicolons.csv")]
    [InlineData("tabs.txt", "python3 -c \"import csv,sys; csv.writer(sys.stdout, delimiter='\\t').writerows(csv.reader(open('calls.csv')))\" > tabs.txt")]
    [InlineData("titled.csv", "(printf 'Calls for service\\n\\nsep=,\\n'; cat calls.csv) > titled.csv")]
    [InlineData("utf16.csv", "iconv -t UTF-16 calls.csv > utf16.csv")]
    [InlineData("latin.csv", "sed 's/ ST,/ STRAßE,/' calls.csv | iconv -f UTF-8 -t WINDOWS-1252 > latin.csv")]
    [InlineData("calls.csv.gz", "gzip -k calls.csv")]
    [InlineData("calls.zip", "python3 -m zipfile -c calls.zip calls.csv")]
    [InlineData("calls.xlsx", "ogr2ogr -f XLSX calls.xlsx calls.csv")]
    [InlineData("portal.csv", "true")]
    [InlineData("portal.xlsx", "ogr2ogr -f XLSX portal.xlsx portal.csv")]
    public Task Calls_in_every_form(string name, string script)
    {
        city.Shell(script);
        return MustBeTheSameAsync(name, $"\"accepted\": {CallsKept}", "--areas", "city.zip");
    }

    private static string Ring(double x, double y) => string.Create(
        CultureInfo.InvariantCulture, $"[{x}, {y}], [{x}, {y + Side}], [{x + Side}, {y + Side}], [{x + Side}, {y}], [{x}, {y}]");

    /// <summary>Exit code, sentences and everything found, versions of maps among it.</summary>
    private async Task MustBeTheSameAsync(string file, string found, params string[] more)
    {
        string[] arguments = ["inspect", file, "--json", .. more];
        var native = await CommandRun.OfAsync(city.Folder, arguments);
        native.ShouldBe(await CommandRun.BuiltAsync(city.Folder, arguments));
        (native.Output + native.Errors).ShouldContain(found);
    }

    /// <summary>The sample city and a few of its calls, in a folder where a test puts its form of them.</summary>
    public sealed class City : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-forms-");

        public City()
        {
            var samples = Path.Combine(SharedData.RepositoryRoot(), "samples");
            foreach (var name in (string[])["city.zip", "city.json"])
            {
                File.Copy(Path.Combine(samples, name), Path.Combine(Folder, name));
            }

            foreach (var (name, made) in ((string, string)[])[("calls.csv", "calls.csv"), ("portal_export.csv", "portal.csv")])
            {
                // Of the whole year, so that its dates can be told.
                var lines = File.ReadLines(Path.Combine(samples, name)).Where((_, at) => at % Step == 0).Take(CallsKept + 1);
                File.WriteAllLines(Path.Combine(Folder, made), lines);
            }
        }

        public string Folder => _folder.FullName;

        public void Write(string name, string content) => File.WriteAllText(Path.Combine(Folder, name), content);

        public void Shell(string script)
        {
            var run = ShellRun.Run(Folder, script);
            run.ExitCode.ShouldBe(0, run.Errors);
        }

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
