using NetTopologySuite.IO;
using SmartBeats.Geography;

namespace SmartBeats.Tests.Geography;

/// <summary>Expected figures are PROJ's: geodesics of WGS 84 (areas with every edge cut in 400), and its transverse Mercator.</summary>
public sealed class LocalMetresTests
{
    [Theory]
    [InlineData(-122.3, 47.6, -122.29, 47.605, 935.1444261136858)]
    [InlineData(-87.6, 41.9, -87.5, 41.95, 9982.285570667009)]
    [InlineData(10, 0, 10.001, 0.001, 156.90347192687364)]
    [InlineData(25, 69.9, 25.1, 69.95, 6767.69869287426)]
    [InlineData(-112.19, 33.5, -112.1899, 33.5002, 24.050301281412395)]
    [InlineData(0, -45, 0.2, -45.1, 19280.68689720078)]
    public void Segment_length_agrees_with_the_geodesic_to_2e_6(double x1, double y1, double x2, double y2, double metres)
    {
        LocalMetres.Length(x1, y1, x2, y2).ShouldBe(metres, metres * 2e-6);
        LocalMetres.Length(x2, y2, x1, y1).ShouldBe(LocalMetres.Length(x1, y1, x2, y2));
    }

    [Theory]
    [InlineData("POLYGON((-122.29 47.6,-122.29 47.61,-122.3 47.61,-122.3 47.6,-122.29 47.6))", 836018.029028058)]
    [InlineData("POLYGON((-122.2 47.4,-122.2 47.8,-122.5 47.8,-122.5 47.4,-122.2 47.4))", 1003314252.6196303)]
    [InlineData("POLYGON((-87.7 41.7,-87.5 41.8,-87.6 42,-87.7 41.7))", 230655156.10150307)]
    [InlineData("POLYGON((25.1 69.9,25.1 70,25 70,25 69.9,25.1 69.9))", 42703476.69025165)]
    [InlineData("POLYGON((10.001 0,10.001 0.001,10 0.001,10 0,10.001 0))", 12309.072078679867)]
    public void Area_agrees_with_the_ellipsoid_to_1e_8(string wkt, double squareMetres)
    {
        var shape = new WKTReader().Read(wkt);
        LocalMetres.Area(shape).ShouldBe(squareMetres, squareMetres * 1e-8);
        LocalMetres.Area(shape.Reverse()).ShouldBe(LocalMetres.Area(shape), squareMetres * 1e-12);
    }

    [Fact]
    public void Holes_are_taken_off_the_area_and_added_to_the_perimeter()
    {
        var reader = new WKTReader();
        var shell = reader.Read("POLYGON((0 0,9 0,9 9,0 9,0 0))");
        var hole = reader.Read("POLYGON((3 3,6 3,6 6,3 6,3 3))");
        var ring = reader.Read("POLYGON((0 0,9 0,9 9,0 9,0 0),(3 3,6 3,6 6,3 6,3 3))");
        LocalMetres.Area(ring).ShouldBe(LocalMetres.Area(shell) - LocalMetres.Area(hole), 1);
        LocalMetres.Length(ring).ShouldBe(LocalMetres.Length(shell) + LocalMetres.Length(hole), 1e-6);
        LocalMetres.Area(reader.Read("LINESTRING(0 0,1 1)")).ShouldBe(0);
    }

    [Theory]
    [InlineData(-122.3, 47.6, 0, 0)]
    [InlineData(-122.2, 47.7, 7505.696921585937, 11123.195598223494)]
    [InlineData(-121.3, 48.2, 74336.04506490525, 67196.64249848567)]
    [InlineData(-122.31, 47.61, -751.8605455290021, 1111.874800341747)]
    public void Plane_is_the_transverse_Mercator_and_leads_back(double longitude, double latitude, double east, double north)
    {
        var plane = new LocalMetres(-122.3, 47.6);
        var (x, y) = plane.ToPlane(longitude, latitude);
        var far = Math.Sqrt(east * east + north * north);
        x.ShouldBe(east, 1e-9 + far * 2e-5);
        y.ShouldBe(north, 1e-9 + far * 2e-5);
        var (backLongitude, backLatitude) = plane.ToDegrees(x, y);
        backLongitude.ShouldBe(longitude, 1e-9);
        backLatitude.ShouldBe(latitude, 1e-9);
    }
}
