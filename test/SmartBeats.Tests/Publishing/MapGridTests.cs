using NetTopologySuite.IO;
using SmartBeats.Geography;
using SmartBeats.Publishing;
using SmartBeats.Tests.Metrics;

namespace SmartBeats.Tests.Publishing;

public class MapGridTests
{
    private static MapGrid Grid(params string[] wkt) =>
        new(new CityMap([.. wkt.Select((text, index) => new Area(index, $"{index}", new WKTReader().Read(text)))], null, "v", []));

    [Fact]
    public void City_fills_the_grid_on_its_longer_side()
    {
        var grid = new MapGrid(GridCity.Of(2, 4).Map);
        grid.Height.ShouldBe(MapGrid.LongestSide);
        (grid.Height * grid.MetresPerStep).ShouldBe(4437, 2);
        (grid.Width * grid.MetresPerStep).ShouldBe(1857, 2);
    }

    [Fact]
    public void Neighbours_keep_their_shared_corners()
    {
        var map = GridCity.Of(2, 1).Map;
        var grid = new MapGrid(map);
        var (west, east) = (grid.Rings(map.Areas[0].Shape)[0], grid.Rings(map.Areas[1].Shape)[0]);
        west.Intersect(east).Count().ShouldBe(2);
    }

    [Fact]
    public void Shells_and_holes_run_opposite_ways_whatever_the_file_had()
    {
        const string Clockwise = "POLYGON ((0 0, 0 1, 1 1, 1 0, 0 0), (0.2 0.2, 0.2 0.8, 0.8 0.8, 0.8 0.2, 0.2 0.2))";
        const string Counter = "POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0), (0.2 0.2, 0.8 0.2, 0.8 0.8, 0.2 0.8, 0.2 0.2))";
        foreach (var wkt in new[] { Clockwise, Counter })
        {
            var rings = Grid(wkt).Rings(new WKTReader().Read(wkt));
            Math.Sign(Turn(rings[0])).ShouldBe(-Math.Sign(Turn(rings[1])));
            // South is down, so a counter-clockwise shell turns the other way on the grid.
            Turn(rings[0]).ShouldBeLessThan(0);
        }
    }

    [Fact]
    public void Points_on_a_straight_edge_and_repeated_ones_are_left_out()
    {
        const string Wkt = "POLYGON ((0 0, 0 0.5, 0 0.5, 0 1, 1 1, 1 0, 0.5 0, 0 0))";
        Grid(Wkt).Rings(new WKTReader().Read(Wkt))[0].Length.ShouldBe(4);
    }

    [Fact]
    public void Parts_too_small_to_see_go_and_an_area_that_is_nothing_else_stays()
    {
        const string City = "POLYGON ((0 0, 0 1, 1 1, 1 0, 0 0))";
        const string Speck = "POLYGON ((0.5 0.5, 0.5 0.5000001, 0.5000001 0.5, 0.5 0.5))";
        var grid = Grid(City);
        grid.Rings(new WKTReader().Read(Speck)).Count.ShouldBe(1);
        grid.Rings(new WKTReader().Read($"MULTIPOLYGON (({City[9..^1]}), ({Speck[9..^1]}))")).Count.ShouldBe(1);
    }

    [Fact]
    public void Label_stands_in_the_widest_place_of_the_largest_part()
    {
        // A wide body with a long thin arm to the east: the centroid is pulled east, the label is not.
        const string Wkt = "MULTIPOLYGON (((0 0, 0 1, 1 1, 1 0.55, 6 0.55, 6 0.45, 1 0.45, 1 0, 0 0)), ((7 0, 7 0.1, 7.1 0.1, 7.1 0, 7 0)))";
        var grid = Grid(Wkt);
        var (x, y, radius) = grid.Label(new WKTReader().Read(Wkt));
        ((double)x / grid.Width).ShouldBe(0.5 / 7.1, 0.01);
        ((double)y / grid.Height).ShouldBe(0.5, 0.1);
        ((double)radius / grid.Width).ShouldBe(0.5 / 7.1, 0.01);
    }

    [Fact]
    public void Packed_shapes_come_back()
    {
        var random = new SeededRandom(3);
        var shapes = Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, 1 + random.Next(3))
            .Select(_ => Enumerable.Range(0, 1 + random.Next(9)).Select(_ => (random.Next(40_000) - 100, random.Next(40_000))).ToArray()).ToList()).ToArray();
        var text = PackedShapes.Pack(shapes);
        text.ShouldAllBe(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-' || letter == '_');
        Unpack(text).ShouldBe(shapes.SelectMany(rings => rings).SelectMany(ring => ring));
    }

    private static long Turn((int X, int Y)[] ring) =>
        ring.Select((point, i) => (long)point.X * ring[(i + 1) % ring.Length].Y - (long)ring[(i + 1) % ring.Length].X * point.Y).Sum();

    // The reader of Map/shapes.js, once more.
    private static List<(int X, int Y)> Unpack(string text)
    {
        const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var (at, x, y) = (0, 0, 0);
        int Number()
        {
            for (int value = 0, shift = 0; ; shift += 5)
            {
                var digit = Digits.IndexOf(text[at++], StringComparison.Ordinal);
                value |= (digit & 31) << shift;
                if (digit < 32)
                {
                    return value;
                }
            }
        }

        int Step() => Number() is var zigzag && (zigzag & 1) == 1 ? -(zigzag >> 1) - 1 : zigzag >> 1;
        var points = new List<(int X, int Y)>();
        while (at < text.Length)
        {
            for (var rings = Number(); rings > 0; rings--)
            {
                for (var count = Number(); count > 0; count--)
                {
                    points.Add((x += Step(), y += Step()));
                }
            }
        }

        return points;
    }
}
