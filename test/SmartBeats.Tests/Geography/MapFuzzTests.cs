using System.Globalization;
using SmartBeats.Geography;
using Xunit.Abstractions;
using static SmartBeats.Tests.Geography.MapFiles;

namespace SmartBeats.Tests.Geography;

/// <summary>Seeded damage to valid files: every reader reads or refuses with a sentence, in bounded memory.</summary>
/// <remarks>SMARTBEATS_FUZZ sets the number of mutants of each kind; 10,000 where it is not set, half as many of the forms that are rare.</remarks>
public class MapFuzzTests(ITestOutputHelper output)
{
    private const long MostBytesAllocated = 64L << 20;

    private static readonly byte[] Valid = ZipOf(
        ("001", "POLYGON ((0 0, 0 1, 1 1, 1 0, 0 0))"),
        ("002", "POLYGON ((1 0, 1 1, 2 1, 2 0, 1 0), (1.2 0.2, 1.8 0.2, 1.5 0.8, 1.2 0.2))"),
        ("003", "MULTIPOLYGON (((3 3, 3 4, 4 4, 3 3)), ((5 5, 5 6, 6 6, 5 5)))"));

    private static readonly byte[] ValidJson = Bytes("""
        {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}, "features": [
        {"type": "Feature", "id": 1, "properties": {"name": "a\u00e9", "n": 1.5, "t": true}, "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}},
        {"type": "Feature", "properties": {"name": "b", "more": {"x": [1, 2]}}, "geometry": {"type": "MultiPolygon", "coordinates": [[[[2, 2, 5], [3, 2, 5], [3, 3, 5], [2, 2, 5]], [[2.5, 2.2], [2.7, 2.2], [2.7, 2.4], [2.5, 2.2]]]]}}
        ]}
        """);

    private static readonly byte[] ValidEsri = Bytes("""
        {"geometryType": "esriGeometryPolygon", "spatialReference": {"wkid": 102100, "latestWkid": 3857}, "features": [
        {"attributes": {"BEAT": "a\u00e9", "N": 1.5}, "geometry": {"rings": [[[0, 0], [0, 100], [100, 100], [0, 0]], [[10, 20], [20, 40], [10, 40], [10, 20]]]}},
        {"attributes": {"BEAT": "b", "N": null}, "geometry": {"rings": [[[200, 0, 5], [200, 100, 5], [300, 100, 5], [200, 0, 5]]]}}]}
        """);

    private static readonly byte[] ValidTopology = Bytes("""
        {"type": "Topology", "transform": {"scale": [0.001, 0.002], "translate": [-112, 33]}, "objects": {"areas": {"type": "GeometryCollection", "geometries": [
        {"type": "Polygon", "id": 7, "properties": {"name": "a"}, "arcs": [[0, 1]]}, {"type": "MultiPolygon", "properties": {"name": "b"}, "arcs": [[[-1, 2]]]}]}},
        "arcs": [[[0, 0], [0, 10]], [[0, 10], [-10, 0], [0, -10], [10, 0]], [[0, 0], [10, 0], [0, 10], [-10, 0]]]}
        """);

    private static readonly byte[] ValidKml = Bytes("""
        <?xml version="1.0" encoding="UTF-8"?>
        <kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark id="p1"><name>a &amp; b</name><ExtendedData><Data name="BEAT"><value>K1</value></Data></ExtendedData>
        <Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1 0,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>
        <Placemark><name>c</name><MultiGeometry><Polygon><outerBoundaryIs><LinearRing><coordinates>2,2,5 3,2,5 3,3,5 2,2,5</coordinates></LinearRing></outerBoundaryIs>
        <innerBoundaryIs><LinearRing><coordinates>2.5,2.2 2.7,2.2 2.7,2.4 2.5,2.2</coordinates></LinearRing></innerBoundaryIs></Polygon></MultiGeometry></Placemark></Document></kml>
        """);

    private static readonly byte[] ValidTable = Bytes(""""
        the_geom,BEAT,N
        "POLYGON ((0 0, 1 0, 1 1, 0 0))",K1,1.5
        "SRID=4326;MULTIPOLYGON (((2 2, 3 2, 3 3, 2 2), (2.5 2.2, 2.7 2.2, 2.7 2.4, 2.5 2.2)))","b, ""c""",2
        """");

    /// <summary>In a zip most damage breaks the sum of a file; beside the shapefile lies one that is not read, so that some mutants get to it.</summary>
    [Theory]
    [InlineData("shp", 1)]
    [InlineData("shx", 2)]
    [InlineData("dbf", 3)]
    [InlineData("prj", 4)]
    [InlineData("zip", 5)]
    [InlineData("geojson", 6)]
    [InlineData("esri.json", 7)]
    [InlineData("topo.json", 8)]
    [InlineData("kml", 9)]
    [InlineData("csv", 10)]
    public void A_damaged_file_is_read_or_refused_with_a_sentence(string kind, ulong seed)
    {
        var mutants = int.TryParse(Environment.GetEnvironmentVariable("SMARTBEATS_FUZZ"), CultureInfo.InvariantCulture, out var asked) ? asked : seed <= 6 ? 10_000 : 5_000;
        var random = new SeededRandom(seed);
        var original = kind switch { "zip" => With(Valid, ("readme.txt", new byte[2 * Valid.Length])), "geojson" => ValidJson, "esri.json" => ValidEsri, "topo.json" => ValidTopology, "kml" => ValidKml, "csv" => ValidTable, _ => Part(Valid, "city." + kind) };
        var (read, pastTheHeader, most) = (0, 0, 0L);
        for (var i = 0; i < mutants; i++)
        {
            var mutant = Mutation.Mutate(original, random);
            var file = seed >= 5 ? mutant : With(Valid, ("city." + kind, mutant));
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                var map = Read(file, seed >= 6 ? "city." + kind : "city.zip");
                map.Areas.ShouldAllBe(area => new NetTopologySuite.Operation.Valid.IsValidOp(area.Shape).IsValid);
                MapReport.Of(map, AreaAdjacencyBuilder.Build(map, new AdjacencyOptions())).Areas.ShouldBe(map.Areas.Count);
                read++;
                pastTheHeader++;
            }
            catch (InputException refusal)
            {
                refusal.Message.ShouldNotBeEmpty();
                pastTheHeader += IsHeaderRefusal(refusal) ? 0 : 1;
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Mutant {i} of {kind} (seed {seed}): {exception.Message} in {Convert.ToBase64String(file)}", exception);
            }

            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        output.WriteLine($"{kind}: {mutants} mutants, {read} read, {pastTheHeader} past the header, at most {most / 1024} KB allocated");
        most.ShouldBeLessThan(MostBytesAllocated);
        ((double)pastTheHeader / mutants).ShouldBeGreaterThan(0.3);
    }

    internal static bool IsHeaderRefusal(InputException refusal) =>
        refusal.What.StartsWith("is ", StringComparison.Ordinal) && !refusal.What.Contains("record", StringComparison.Ordinal) && !refusal.What.Contains(" of the line", StringComparison.Ordinal);
}
