using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Index.Strtree;
using SmartBeats.Geography;

namespace SmartBeats.Tests.Geography;

public sealed class AreaIndexTests
{
    private const string TwoSquares = "POLYGON((0 0,1 0,1 1,0 1,0 0))|POLYGON((1 0,2 0,2 1,1 1,1 0))";

    [Theory]
    [InlineData(0.5, 0.5, 0)]
    [InlineData(1.5, 0.5, 1)]
    [InlineData(1, 0.5, 0)]   // On the shared edge.
    [InlineData(1, 0, 0)]     // On its lower end.
    [InlineData(1, 1, 0)]     // On its upper end.
    [InlineData(2, 1, 1)]     // On the outer corner.
    [InlineData(1.5, 1, 1)]   // On a level edge.
    [InlineData(2.0000000000000004, 0.5, -1)]
    [InlineData(0.5, -5e-324, -1)]
    [InlineData(double.NaN, 0.5, -1)]
    [InlineData(double.PositiveInfinity, 0.5, -1)]
    public void Point_belongs_to_the_lowest_area_that_covers_it(double x, double y, int area) =>
        AreaIndex.Build(MapSource.FromWkt(TwoSquares.Split('|'))).Find(x, y).ShouldBe(area);

    [Fact]
    public void Hole_is_outside_its_rim_is_not_and_the_area_within_is_found()
    {
        var index = AreaIndex.Build(MapSource.FromWkt(
            "POLYGON((0 0,9 0,9 9,0 9,0 0),(3 3,6 3,6 6,3 6,3 3))",
            "POLYGON((4 4,5 4,5 5,4 5,4 4))"));
        index.Find(3.5, 3.5).ShouldBe(-1);
        index.Find(3, 4).ShouldBe(0);
        index.Find(6, 6).ShouldBe(0);
        index.Find(4.5, 4.5).ShouldBe(1);
    }

    [Fact]
    public void Overlapping_areas_give_the_lower_index_even_when_the_upper_one_covers_the_cell()
    {
        var index = AreaIndex.Build(MapSource.FromWkt(
            "POLYGON((4 4,5 4,4.5 5,4 4))", "POLYGON((0 0,9 0,9 9,0 9,0 0))", "POLYGON((1 1,8 1,8 8,1 8,1 1))"));
        index.Find(4.5, 4.5).ShouldBe(0);
        index.Find(2, 2).ShouldBe(1);
    }

    [Fact]
    public void Empty_map_holds_nothing() => AreaIndex.Build(MapSource.Of()).Find(0, 0).ShouldBe(-1);

    [Fact]
    public void Batch_gives_what_single_look_ups_give_and_refuses_unequal_lengths()
    {
        var index = AreaIndex.Build(MapSource.FromWkt(TwoSquares.Split('|')));
        var found = new int[3];
        index.Find([0.5, 1.5, 7], [0.5, 0.5, 0.5], found);
        found.ShouldBe([0, 1, -1]);
        Should.Throw<ArgumentException>(() => index.Find([1.0], [1.0, 2.0], found));
    }

    [Fact]
    public void Random_star_on_a_coarse_lattice_agrees_with_brute_force_at_every_lattice_point()
    {
        // Small whole coordinates: most points lie on vertices, edges or the lines of the grid.
        var random = new SeededRandom(11);
        for (var round = 0; round < 25; round++)
        {
            var shapes = Enumerable.Range(0, 4).Select(_ => Star(random)).Where(s => s.IsValid && !s.IsEmpty).ToArray();
            var index = AreaIndex.Build(MapSource.Of(shapes));
            for (var x = 0; x <= 32; x++)
            {
                for (var y = 0; y <= 32; y++)
                {
                    var point = new Point(x / 2.0, y / 2.0);
                    index.Find(point.X, point.Y).ShouldBe(Array.FindIndex(shapes, s => s.Covers(point)));
                }
            }
        }
    }

    [SharedTheory("cities/chicago/city.zip")]
    [InlineData("cities/chicago/city.zip", 100_000)]
    [InlineData("cities/seattle/city_blocks.zip", 30_000)]
    [InlineData("cities/seattle/city.zip", 30_000)]
    public void Real_city_agrees_with_exact_covers_on_random_points_and_on_every_vertex(string zip, int points)
    {
        var map = MapSource.FromShared(zip);
        var index = AreaIndex.Build(map);
        var truth = new SlowLookup(map);
        var box = map.Areas.Aggregate(new Envelope(), (all, area) => { all.ExpandToInclude(area.Shape.EnvelopeInternal); return all; });
        var random = new SeededRandom(3);
        var wrong = 0;
        for (var i = 0; i < points; i++)
        {
            var (x, y) = (box.MinX + random.NextDouble() * box.Width, box.MinY + random.NextDouble() * box.Height);
            if (index.Find(x, y) != truth.Find(x, y)) wrong++;
        }

        wrong.ShouldBe(0);
        foreach (var area in map.Areas.Where(a => a.Index % 60 == 0))
        {
            var corners = area.Shape.Coordinates;
            for (var i = 1; i < corners.Length; i++)
            {
                if (index.Find(corners[i].X, corners[i].Y) != truth.Find(corners[i].X, corners[i].Y)) wrong++;
                var (x, y) = ((corners[i].X + corners[i - 1].X) / 2, (corners[i].Y + corners[i - 1].Y) / 2);
                if (index.Find(x, y) != truth.Find(x, y)) wrong++;
            }
        }

        wrong.ShouldBe(0);
    }

    private static Polygon Star(SeededRandom random)
    {
        var corners = Enumerable.Range(0, 7)
            .Select(_ => new Coordinate(random.Next(17), random.Next(17))).Distinct()
            .OrderBy(c => Math.Atan2(c.Y - 8, c.X - 8)).ThenBy(c => c.X).ThenBy(c => c.Y).ToList();
        return corners.Count < 3 ? Polygon.Empty : new Polygon(new LinearRing([.. corners, corners[0]]));
    }

    /// <summary>NTS: a tree of boxes, then point in polygon with its own robust predicates.</summary>
    private sealed class SlowLookup
    {
        private readonly STRtree<int> _tree = new();
        private readonly IPreparedGeometry[] _shapes;

        public SlowLookup(CityMap map)
        {
            _shapes = [.. map.Areas.Select(a => PreparedGeometryFactory.Prepare(a.Shape))];
            foreach (var area in map.Areas) _tree.Insert(area.Shape.EnvelopeInternal, area.Index);
        }

        public int Find(double x, double y)
        {
            var point = new Point(x, y);
            return _tree.Query(point.EnvelopeInternal).Order().Where(i => _shapes[i].Covers(point)).DefaultIfEmpty(-1).First();
        }
    }
}
