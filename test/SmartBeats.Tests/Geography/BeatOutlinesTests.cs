using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;
using SmartBeats.Geography;

namespace SmartBeats.Tests.Geography;

public sealed class BeatOutlinesTests
{
    [Fact]
    public void Inner_edges_vanish_and_a_foreign_area_within_becomes_a_hole()
    {
        var map = MapSource.FromWkt([.. from y in Enumerable.Range(0, 3) from x in Enumerable.Range(0, 3) select Square(x, y)]);
        var outlines = BeatOutlines.Dissolve(map, [0, 0, 0, 0, 1, 0, 0, 0, 0], 2);
        outlines[0].ShouldBeOfType<Polygon>().NumInteriorRings.ShouldBe(1);
        outlines[0].Area.ShouldBe(8, 1e-9);
        outlines[1].EqualsTopologically(map.Areas[4].Shape).ShouldBeTrue();
        outlines.ShouldAllBe(o => o.SRID == 4326);
    }

    [Fact]
    public void Areas_that_meet_in_a_corner_become_parts_of_one_outline()
    {
        var outline = BeatOutlines.Dissolve(MapSource.FromWkt(Square(0, 0), Square(1, 1)), [0, 0], 1)[0];
        outline.ShouldBeOfType<MultiPolygon>().NumGeometries.ShouldBe(2);
        outline.IsValid.ShouldBeTrue();
    }

    [Fact]
    public void Hole_that_touches_the_rim_in_a_corner_stays_a_hole()
    {
        // Beat 1's triangle hangs inside beat 0 from a vertex of its southern edge.
        var outline = BeatOutlines.Dissolve(MapSource.FromWkt(
            "POLYGON((0 0,5 0,3 3,5 6,5 9,0 9,0 0))", "POLYGON((5 0,9 0,9 9,5 9,5 6,7 3,5 0))", "POLYGON((5 0,7 3,5 6,3 3,5 0))"), [0, 0, 1], 2)[0];
        outline.ShouldBeOfType<Polygon>().NumInteriorRings.ShouldBe(1);
        outline.IsValid.ShouldBeTrue();
        outline.Area.ShouldBe(81 - 12, 1e-9);
    }

    [Fact]
    public void Half_a_metre_of_gap_leaves_no_sliver()
    {
        var outline = BeatOutlines.Dissolve(MapSource.FromMetres(
            "POLYGON((0 0,100 0,100 40,100 100,0 100,0 0))", "POLYGON((100.5 0,200 0,200 100,100.5 100,100.5 70,100.5 0))"), [0, 0], 1)[0];
        outline.ShouldBeOfType<Polygon>().NumInteriorRings.ShouldBe(0);
        LocalMetres.Area(outline).ShouldBe(20_000, 300);
    }

    [Fact]
    public void Overlapping_areas_are_united()
    {
        var map = MapSource.FromWkt("POLYGON((0 0,2 0,2 2,0 2,0 0))", "POLYGON((1 1,3 1,3 3,1 3,1 1))", "POLYGON((1 1,3 1,3 3,1 3,1 1))");
        var outline = BeatOutlines.Dissolve(map, [0, 0, 0], 1)[0];
        outline.Area.ShouldBe(7, 1e-9);
        outline.SRID.ShouldBe(4326);
    }

    [Fact]
    public void Beat_without_areas_is_empty_and_areas_without_beat_are_left_out()
    {
        var outlines = BeatOutlines.Dissolve(MapSource.FromWkt(Square(0, 0), Square(1, 0)), [-1, 1], 2);
        outlines[0].IsEmpty.ShouldBeTrue();
        outlines[1].Area.ShouldBe(1);
    }

    [SharedTheory("cities/seattle/city_blocks.zip")]
    [InlineData("cities/seattle/city_blocks.zip", 54)]
    [InlineData("cities/chicago/city.zip", 23)]
    [InlineData("cities/seattle/city.zip", 12)]
    [InlineData("cities/seattle/city_cra.zip", 7)]
    public void Real_city_dissolves_to_the_union_and_beats_share_their_vertices(string zip, int beats)
    {
        var map = MapSource.FromShared(zip);
        var box = map.Areas.Aggregate(new Envelope(), (all, area) => { all.ExpandToInclude(area.Shape.EnvelopeInternal); return all; });
        var beatOfArea = map.Areas.Select(a => Math.Min(beats - 1, (int)((a.Shape.Centroid.Y - box.MinY) / box.Height * beats))).ToArray();
        var outlines = BeatOutlines.Dissolve(map, beatOfArea, beats);
        var vertices = map.Areas.SelectMany(a => a.Shape.Coordinates).ToHashSet();
        for (var beat = 0; beat < beats; beat++)
        {
            outlines[beat].IsValid.ShouldBeTrue();
            outlines[beat].Coordinates.ShouldAllBe(c => vertices.Contains(c));
            var areas = map.Areas.Where(a => beatOfArea[a.Index] == beat).ToList();
            LocalMetres.Area(outlines[beat]).ShouldBe(areas.Sum(a => LocalMetres.Area(a.Shape)), 10);
            if (beat % 6 != 0) continue;   // The independent union is slow.
            var union = OverlayNGRobust.Union(new GeometryFactory().BuildGeometry([.. areas.Select(a => a.Shape)]));
            outlines[beat].SymmetricDifference(union).Area.ShouldBe(0, 2e-9);
        }

        BeatOutlines.Dissolve(map, beatOfArea, beats).Select(o => o.AsText()).ShouldBe(outlines.Select(o => o.AsText()));
    }

    [SharedFact("cities/seattle/city_tracts_gappy.zip")]
    public void City_drawn_area_by_area_dissolves_without_slivers()
    {
        var map = MapSource.FromShared("cities/seattle/city_tracts_gappy.zip");
        var beatOfArea = map.Areas.Select(a => a.Index / 20).ToArray();
        var clean = BeatOutlines.Dissolve(map, beatOfArea, 6);
        var outlines = BeatOutlines.Dissolve(MapSource.Redrawn(map, 0.3, 5), beatOfArea, 6);
        for (var beat = 0; beat < 6; beat++)
        {
            outlines[beat].IsValid.ShouldBeTrue();
            outlines[beat].NumGeometries.ShouldBe(clean[beat].NumGeometries);
            Holes(outlines[beat]).ShouldBe(Holes(clean[beat]));
            LocalMetres.Area(outlines[beat]).ShouldBe(LocalMetres.Area(clean[beat]), LocalMetres.Length(clean[beat]) * 0.3);
        }

        static int Holes(Geometry outline) => Enumerable.Range(0, outline.NumGeometries).Sum(i => ((Polygon)outline.GetGeometryN(i)).NumInteriorRings);
    }

    [Fact]
    public void Label_lies_inside_and_the_centre_of_a_ring_in_its_hole()
    {
        var shape = MapSource.FromMetres("POLYGON((0 0,300 0,300 300,0 300,0 0),(100 100,200 100,200 200,100 200,100 100))").Areas[0].Shape;
        var (x, y) = LabelPoint.Inside(shape);
        shape.Contains(new Point(x, y)).ShouldBeTrue();
        var (longitude, latitude) = LabelPoint.Centre(shape);
        longitude.ShouldBe(shape.EnvelopeInternal.Centre.X, 1e-9);
        latitude.ShouldBe(shape.EnvelopeInternal.Centre.Y, 1e-9);
    }

    private static string Square(int x, int y) => $"POLYGON(({x} {y},{x + 1} {y},{x + 1} {y + 1},{x} {y + 1},{x} {y}))";
}
