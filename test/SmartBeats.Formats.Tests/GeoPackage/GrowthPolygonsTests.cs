using SmartBeats.Demand;
using SmartBeats.Geography;
using SmartBeats.Tests.Geography;
using SmartBeats.Tests.Metrics;

namespace SmartBeats.Formats.Tests.GeoPackage;

/// <summary>Growth that is drawn in any form of map is the growth of the same polygons as GeoJSON.</summary>
public sealed class GrowthPolygonsTests : IDisposable
{
    private static readonly CityMap _map = GridCity.Of(4, 3).Map;

    private readonly ScratchFolder _folder = new();

    static GrowthPolygonsTests() => FormatReaders.Register();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("GPKG", "growth.gpkg")]
    [InlineData("GPKG", "growth.gpkg", "-t_srs", "EPSG:3857")]
    [InlineData("KML", "growth.kml")]
    [InlineData("CSV", "growth.csv", "-lco", "GEOMETRY=AS_WKT")]
    [InlineData("ESRI Shapefile", "growth.shz")]
    [InlineData("GeoJSONSeq", "growth.geojsonl")]
    public void Any_form_of_map_is_read_as_the_same_changes(string driver, string name, params string[] options)
    {
        var drawn = WriteGrowth();
        var expected = GrowthList.Read("growth.geojson", File.ReadAllBytes(drawn), _map);
        expected.Changes.Select(change => change.Scenario).Distinct().ShouldBe(["homes", "mall"]);
        expected.Changes.ShouldContain(change => change.From == new DateOnly(2026, 7, 1));
        var path = Path.Combine(_folder.Path, name);
        var (succeeded, _, errors) = Gdal.Run("ogr2ogr", ["-f", driver, .. options, path, drawn]);
        succeeded.ShouldBeTrue(errors);
        var read = GrowthList.Read(name, File.ReadAllBytes(path), _map);
        read.Changes.Select(change => (change.Scenario, change.Area, change.From)).ShouldBe(expected.Changes.Select(change => (change.Scenario, change.Area, change.From)));
        foreach (var (one, other) in read.Changes.Zip(expected.Changes))
        {
            one.Factor.ShouldBe(other.Factor, 1e-6);
            one.CallsPerYear.ShouldBe(other.CallsPerYear, 1e-4);
        }
    }

    [Fact]
    public void A_layer_without_the_columns_is_refused_with_what_they_are()
    {
        var path = Path.Combine(_folder.Path, "bare.gpkg");
        Gdal.Run("ogr2ogr", ["-f", "GPKG", "-select", "scenario", path, WriteGrowth()]).Succeeded.ShouldBeTrue();
        Should.Throw<InputException>(() => GrowthList.Read("bare.gpkg", File.ReadAllBytes(path), _map)).Message
            .ShouldStartWith("bare.gpkg polygon 1: says not exactly one of factor, calls, or dwellings with calls_per_dwelling.");
    }

    private string WriteGrowth()
    {
        var box = _map.Areas[0].Shape.EnvelopeInternal;
        var path = Path.Combine(_folder.Path, "growth.geojson");
        File.WriteAllText(path, $$"""{"type":"FeatureCollection","features":[{{Square("""{"factor":1.5,"scenario":"mall","from":"2026-07-01"}""", 0.5)}},{{Square("""{"dwellings":300,"calls_per_dwelling":0.8,"scenario":"homes"}""", 1.25)}}]}""");
        return path;

        string Square(string properties, double widths) => FormattableString.Invariant(
            $$$"""{"type":"Feature","properties":{{{properties}}},"geometry":{"type":"Polygon","coordinates":[[[{{{box.MinX}}},{{{box.MinY}}}],[{{{box.MinX + (box.Width * widths)}}},{{{box.MinY}}}],[{{{box.MinX + (box.Width * widths)}}},{{{box.MaxY}}}],[{{{box.MinX}}},{{{box.MaxY}}}],[{{{box.MinX}}},{{{box.MinY}}}]]]}}""");
    }
}
