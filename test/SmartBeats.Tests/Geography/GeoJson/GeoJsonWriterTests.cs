using System.Text;
using SmartBeats.Geography.GeoJson;
using static SmartBeats.Tests.Geography.MapFiles;

namespace SmartBeats.Tests.Geography.GeoJson;

public class GeoJsonWriterTests
{
    [Fact]
    public void Outlines_are_counter_clockwise_holes_clockwise_and_coordinates_rounded_to_a_centimetre()
    {
        using var stream = new MemoryStream();
        GeoJsonWriter.Write(
            stream,
            [
                new GeoJsonFeature(Wkt("POLYGON ((0 0, 0 4, 4 4, 4 -0.00000001, 0 0), (1 1, 2 1, 2 2.123456789, 1 1))"), [new("beat", 1), new("name", "Ca\u00F1on <&>"), new("share", 0.1), new("none", null), new("last", true)]),
            ]);
        Encoding.UTF8.GetString(stream.ToArray()).ShouldBe(
            """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"beat":1,"name":"Cañon <&>","share":0.1,"none":null,"last":true},"geometry":{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[2,2.1234568],[2,1],[1,1]]]}}]}""");
    }

    [Fact]
    public void Ogrinfo_reads_what_was_written()
    {
        using var scratch = new ScratchFolder();
        using (var stream = File.Create(scratch.File("beats.geojson")))
        {
            GeoJsonWriter.Write(stream, [new GeoJsonFeature(Wkt("MULTIPOLYGON (((5 5, 6 6, 5 6, 5 5)), ((7 7, 8 7, 8 8, 7 7)))"), [new("beat", 7L)]), new GeoJsonFeature(Wkt("LINESTRING (0 0, 1 1)"), [new("beat", 8)])]);
        }

        var (succeeded, report, errors) = Gdal.Run("ogrinfo", ["-al", scratch.File("beats.geojson")]);
        (succeeded, errors).ShouldBe((true, ""));
        report.ShouldContain("beat (Integer) = 7");
        report.ShouldContain("MULTIPOLYGON (((5 5,6 6,5 6,5 5)),((7 7,8 7,8 8,7 7)))");
        report.ShouldContain("LINESTRING (0 0,1 1)");
    }
}
