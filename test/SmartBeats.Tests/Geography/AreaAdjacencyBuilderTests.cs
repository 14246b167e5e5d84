using NetTopologySuite.Index.Strtree;
using SmartBeats.Geography;

namespace SmartBeats.Tests.Geography;

public sealed class AreaAdjacencyBuilderTests
{
    private static readonly AdjacencyOptions Default = new();

    [Fact]
    public void Grid_connects_along_edges_and_not_across_corners()
    {
        var adjacency = AreaAdjacencyBuilder.Build(MapSource.FromMetres(Square(0, 0), Square(100, 0), Square(0, 100), Square(100, 100)), Default);
        Pairs(adjacency).ShouldBe([(0, 1), (0, 2), (1, 3), (2, 3)]);
        adjacency.Boundaries.ShouldAllBe(b => Math.Abs(b.LengthMetres - 100) < 1);
        adjacency.OuterBoundaryMetres.ShouldAllBe(m => Math.Abs(m - 200) < 2);
        adjacency.Component.ShouldBe([0, 0, 0, 0]);
        adjacency.Bridges.ShouldBeEmpty();
        adjacency.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Vertex_that_only_one_side_has_divides_the_edge()
    {
        var adjacency = AreaAdjacencyBuilder.Build(MapSource.FromMetres(
            "POLYGON((0 0,100 37,100 137,0 100,0 0))",   // Slanted: the other side's vertices are off its edge by rounding.
            "POLYGON((0 0,30 11.1,30 -50,0 0))", "POLYGON((30 11.1,100 37,100 -50,30 -50,30 11.1))"), Default);
        Pairs(adjacency).ShouldBe([(0, 1), (0, 2), (1, 2)]);
        Length(adjacency, 0, 1).ShouldBe(32, 0.4);
        Length(adjacency, 0, 2).ShouldBe(74.6, 0.8);
        adjacency.OuterBoundaryMetres[0].ShouldBe(306.6, 3);
    }

    [Theory]
    [InlineData(0.5)]    // A gap.
    [InlineData(-0.5)]   // An overlap.
    public void Half_a_metre_between_neighbours_is_closed_and_said(double gap)
    {
        var map = MapSource.FromMetres(
            "POLYGON((0 0,100 0,100 40,100 100,0 100,0 0))",
            Text($"POLYGON(({100 + gap} 0,200 0,200 100,{100 + gap} 100,{100 + gap} 70,{100 + gap} 0))"));
        var adjacency = AreaAdjacencyBuilder.Build(map, Default);
        Length(adjacency, 0, 1).ShouldBe(100, 1.5);
        adjacency.OuterBoundaryMetres[0].ShouldBe(300, 3);
        adjacency.Notes.ShouldBe(["1 pair of neighbours did not match edge for edge; 0.1 km of boundary were matched by closing gaps and overlaps up to 1 m wide."]);
        AreaAdjacencyBuilder.Build(map, Default with { ToleranceMetres = 0, Bridges = false }).Component.ShouldBe(gap > 0 ? [0, 1] : [0, 0]);
    }

    [Fact]
    public void Two_sides_of_a_street_are_no_neighbours()
    {
        var adjacency = AreaAdjacencyBuilder.Build(MapSource.FromMetres(Square(0, 0), Square(110, 0)), Default);
        adjacency.Boundaries.ShouldBeEmpty();
        adjacency.Component.ShouldBe([0, 1]);
        var bridge = adjacency.Bridges.ShouldHaveSingleItem();
        (bridge.A, bridge.B).ShouldBe((0, 1));
        bridge.DistanceMetres.ShouldBe(10, 0.2);
        adjacency.Notes.ShouldBe([
            "The map falls into 2 parts that share no edge, of 1, 1 areas.",
            "2 areas without a neighbour: a0, a1.",
            "1 bridge joined the parts, 10 m to 10 m long: a0 and a1."]);
    }

    [Fact]
    public void Corners_that_nearly_meet_connect_no_diagonals()
    {
        // Four blocks drawn apart by up to 0.6 m, shifted so that the diagonal ones face each other over 30 cm.
        var adjacency = AreaAdjacencyBuilder.Build(MapSource.FromMetres(
            "POLYGON((0 0,100.3 0,100.3 100,0 100,0 0))", "POLYGON((100.6 0.2,200 0,200 100,100.6 100,100.6 0.2))",
            "POLYGON((0 100.2,100 100.2,100 200,0 200,0 100.2))", "POLYGON((100.1 100.3,200 100.3,200 200,100.1 200,100.1 100.3))"), Default);
        Pairs(adjacency).ShouldBe([(0, 1), (0, 2), (1, 3), (2, 3)]);
    }

    [Fact]
    public void Differently_digitised_curves_match_along_their_whole_length()
    {
        static string Arc(int steps, double radius, bool up) => string.Join(",", Enumerable.Range(0, steps + 1)
            .Select(i => Math.PI * (up ? i : steps - i) / steps)
            .Select(a => Text($"{radius * Math.Cos(a):0.######} {radius * Math.Sin(a):0.######}")));
        var adjacency = AreaAdjacencyBuilder.Build(MapSource.FromMetres(
            $"POLYGON(({Arc(60, 300, true)},300 0))",
            $"POLYGON((-500 0,-500 500,500 500,500 0,{Arc(47, 300.2, true)},-500 0))"), Default);
        Length(adjacency, 0, 1).ShouldBe(Math.PI * 300, 12);
        adjacency.Overlaps.ShouldBeEmpty();
    }

    [Fact]
    public void Area_thinner_than_the_tolerance_keeps_the_neighbours_it_is_drawn_with()
    {
        // As block 150 of Seattle: a triangle of 40 cm on the rim between two others.
        var adjacency = AreaAdjacencyBuilder.Build(MapSource.FromMetres(
            "POLYGON((0 0,100 0,100.2 0.4,100 100,0 100,0 0))", "POLYGON((100 0,100.4 0,100.2 0.4,100 0))",
            "POLYGON((100.4 0,200 0,200 100,100 100,100.2 0.4,100.4 0))"), Default);
        Pairs(adjacency).ShouldBe([(0, 1), (0, 2), (1, 2)]);
        Length(adjacency, 0, 1).ShouldBe(0.45, 0.02);
    }

    [Fact]
    public void Area_in_a_hole_is_the_neighbour_of_the_area_round_it()
    {
        var adjacency = AreaAdjacencyBuilder.Build(MapSource.FromMetres(
            "POLYGON((0 0,300 0,300 300,0 300,0 0),(100 100,200 100,200 200,100 200,100 100))", Square(100, 100)), Default);
        Length(adjacency, 0, 1).ShouldBe(400, 4);
        adjacency.OuterBoundaryMetres[1].ShouldBe(0);
    }

    [Fact]
    public void All_parts_of_a_multipart_area_count()
    {
        var adjacency = AreaAdjacencyBuilder.Build(MapSource.FromMetres(
            "MULTIPOLYGON(((0 0,100 0,100 100,0 100,0 0)),((200 0,300 0,300 100,200 100,200 0)))", Square(100, 0), Square(300, 0)), Default);
        Pairs(adjacency).ShouldBe([(0, 1), (0, 2)]);
        Length(adjacency, 0, 1).ShouldBe(200, 2);
    }

    [Fact]
    public void Overlap_is_measured_and_links_the_two()
    {
        var adjacency = AreaAdjacencyBuilder.Build(MapSource.FromMetres(
            Square(0, 0), "POLYGON((90 50,190 50,190 150,90 150,90 50))", "POLYGON((20 20,40 20,40 40,20 40,20 20))"), Default);
        adjacency.Overlaps.Select(o => (o.A, o.B)).ShouldBe([(0, 1), (0, 2)]);
        adjacency.Overlaps[0].SquareMetres.ShouldBe(500, 10);
        adjacency.Overlaps[1].SquareMetres.ShouldBe(400, 8);
        adjacency.Component.ShouldBe([0, 0, 0]);
        Length(adjacency, 0, 1).ShouldBe(0);
        adjacency.Notes.ShouldHaveSingleItem().ShouldStartWith("2 pairs of areas overlap by 9");
    }

    [Fact]
    public void Two_layers_in_one_map_overlap_everywhere()
    {
        var cells = from x in Enumerable.Range(0, 4) from y in Enumerable.Range(0, 4) select Square(x * 100, y * 100);
        var adjacency = AreaAdjacencyBuilder.Build(MapSource.FromMetres([.. cells, .. cells, "POLYGON((-10 -10,410 -10,410 410,-10 410,-10 -10))"]), Default);
        adjacency.Overlaps.Count.ShouldBe(16 + 32);
        adjacency.Overlaps.Count(o => o.Duplicate).ShouldBe(16);
        adjacency.Notes[0].ShouldStartWith("16 pairs of areas cover the same ground: a0 and a16, ");
    }

    [Fact]
    public void Bridges_form_the_shortest_tree_and_respect_barriers()
    {
        var map = MapSource.FromMetres(Square(0, 0), Square(100, 0), Square(230, 0), Square(0, 150), Square(420, 0));
        var free = AreaAdjacencyBuilder.Build(map, Default);
        free.Component.ShouldBe([0, 0, 1, 2, 3]);
        free.Bridges.Select(b => (b.A, b.B)).ShouldBe([(1, 2), (0, 3), (2, 4)]);
        free.Bridges.Select(b => Math.Round(b.DistanceMetres / 10)).ShouldBe([3, 5, 9]);

        var barred = AreaAdjacencyBuilder.Build(map, Default with { Barriers = [(2, 1), (1, 0)] });
        barred.Component.ShouldBe([0, 1, 2, 3, 4]);
        barred.Bridges.Select(b => (b.A, b.B)).ShouldBe([(0, 3), (2, 4), (0, 2)], ignoreOrder: true);

        AreaAdjacencyBuilder.Build(map, Default with { Bridges = false }).Bridges.ShouldBeEmpty();
        var linked = AreaAdjacencyBuilder.Build(map, Default with { Links = [(4, 0)] });
        linked.Component.ShouldBe([0, 0, 1, 2, 0]);
        Length(linked, 0, 4).ShouldBe(0);
    }

    [Fact]
    public void Barrier_is_never_bridged_unless_a_link_says_so()
    {
        // Two columns of two squares, the barrier between them on both edges: they touch only at the corners of the edges barred.
        var map = MapSource.FromMetres(Square(0, 0), Square(100, 0), Square(0, 100), Square(100, 100), Square(40, 260));
        var barred = AreaAdjacencyBuilder.Build(map, Default with { Barriers = [(0, 1), (2, 3)] });
        barred.Component.ShouldBe([0, 1, 0, 1, 2]);
        barred.Bridges.Count.ShouldBe(1);
        (barred.Bridges[0].A is 2 or 3).ShouldBeTrue();
        barred.Bridges[0].B.ShouldBe(4);

        var linked = AreaAdjacencyBuilder.Build(map, Default with { Barriers = [(0, 1), (2, 3)], Links = [(0, 3)] });
        linked.Component.ShouldBe([0, 0, 0, 0, 1]);
        linked.Bridges.Count.ShouldBe(1);
    }

    [Fact]
    public void Equal_distances_are_bridged_by_the_lower_pair_and_never_in_a_circle()
    {
        var cells = from x in Enumerable.Range(0, 9) from y in Enumerable.Range(0, 9) select Square(x * 128, y * 128);
        var adjacency = AreaAdjacencyBuilder.Build(MapSource.FromMetres([.. cells]), Default);
        adjacency.Bridges.Count.ShouldBe(80);
        adjacency.Bridges.ShouldAllBe(b => Math.Abs(b.DistanceMetres - 28) < 0.3);
    }

    [Fact]
    public void Barrier_outside_the_map_is_named() =>
        Should.Throw<InputException>(() => AreaAdjacencyBuilder.Build(MapSource.FromMetres(Square(0, 0)), Default with { Barriers = [(0, 1)] }))
            .Message.ShouldBe("barriers: the pair (0, 1) is not two areas of a map with 1. Name two different areas of the map.");

    [SharedTheory("cities/seattle/city.zip")]
    [InlineData("cities/seattle/city.zip", 622)]
    [InlineData("cities/seattle/city_tracts_gappy.zip", 278)]
    public void Real_city_agrees_with_the_intersection_of_outlines_pair_by_pair(string zip, int pairs)
    {
        var map = MapSource.FromShared(zip);
        var adjacency = AreaAdjacencyBuilder.Build(map, Default);
        var expected = BruteForce(map);
        expected.Count.ShouldBe(pairs);
        Pairs(adjacency).ShouldBe(expected.Keys.Order());
        foreach (var boundary in adjacency.Boundaries)
        {
            var metres = expected[(boundary.A, boundary.B)];
            boundary.LengthMetres.ShouldBe(metres, 0.01 + metres * 1e-6);
        }
    }

    [SharedTheory("cities/chicago/city.zip")]
    [InlineData("cities/chicago/city.zip", 5396, 2)]
    [InlineData("cities/seattle/city_cra.zip", 189, 1)]
    [InlineData("cities/seattle/city_blocks.zip", 24082, 1)]
    public void Large_city_has_the_pairs_and_parts_that_GEOS_finds(string zip, int pairs, int parts)
    {
        var map = MapSource.FromShared(zip);
        var adjacency = AreaAdjacencyBuilder.Build(map, Default);
        adjacency.Boundaries.Count.ShouldBe(pairs);
        (adjacency.Component.Max() + 1).ShouldBe(parts);
        adjacency.Bridges.Count.ShouldBe(parts - 1);
        var outline = adjacency.OuterBoundaryMetres.Sum() + 2 * adjacency.Boundaries.Sum(b => b.LengthMetres);
        outline.ShouldBe(map.Areas.Sum(a => LocalMetres.Length(a.Shape)), 1);
    }

    [SharedFact("cities/seattle/city_tracts_gappy.zip")]
    public void City_drawn_area_by_area_with_30_cm_of_error_keeps_its_neighbours()
    {
        var map = MapSource.FromShared("cities/seattle/city_tracts_gappy.zip");
        var clean = AreaAdjacencyBuilder.Build(map, Default);
        var adjacency = AreaAdjacencyBuilder.Build(MapSource.Redrawn(map, 0.3, 5), Default);
        Pairs(adjacency).ShouldBe(Pairs(clean));
        adjacency.Boundaries.Sum(b => b.LengthMetres).ShouldBe(clean.Boundaries.Sum(b => b.LengthMetres), 200);
        adjacency.Overlaps.ShouldBeEmpty();
        adjacency.Notes.ShouldHaveSingleItem().ShouldStartWith("278 pairs of neighbours did not match edge for edge; ");
    }

    private static Dictionary<(int, int), double> BruteForce(CityMap map)
    {
        var tree = new STRtree<int>();
        foreach (var area in map.Areas) tree.Insert(area.Shape.EnvelopeInternal, area.Index);
        var found = new Dictionary<(int, int), double>();
        foreach (var area in map.Areas)
        {
            foreach (var other in tree.Query(area.Shape.EnvelopeInternal).Where(i => i > area.Index))
            {
                var metres = LocalMetres.Length(area.Shape.Boundary.Intersection(map.Areas[other].Shape.Boundary));
                if (metres > 0) found.Add((area.Index, other), metres);
            }
        }

        return found;
    }

    private static string Square(int x, int y) => $"POLYGON(({x} {y},{x + 100} {y},{x + 100} {y + 100},{x} {y + 100},{x} {y}))";

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static IEnumerable<(int, int)> Pairs(AreaAdjacency adjacency) => adjacency.Boundaries.Select(b => (b.A, b.B));

    private static double Length(AreaAdjacency adjacency, int a, int b) => adjacency.Boundaries.Single(s => (s.A, s.B) == (a, b)).LengthMetres;
}
