using NetTopologySuite.IO;
using SmartBeats.Geography;

namespace SmartBeats.Tests.Geography;

public sealed class MapMatchTests
{
    // A street of squares, one hundredth of a degree wide; x counts them from the west.
    private static readonly string[] _street = [Box(0, 1), Box(1, 2), Box(2, 3), Box(3, 4)];

    [Fact]
    public void The_same_map_matches_area_by_area()
    {
        var match = MapMatch.Of(Map("a b c d", _street), Map("a b c d", _street));
        match.NowOf.ShouldBe([0, 1, 2, 3]);
        match.Sentences().ShouldBe(["4 areas before, 4 now: 4 as they were, 0 redrawn, 0 renamed, 0 split, 0 merged, 0 vanished, 0 new."]);
    }

    [Fact]
    public void Order_is_no_change_and_another_id_on_the_same_ground_is_a_new_name()
    {
        var match = MapMatch.Of(Map("a b c d", _street), Map("d c b2 a", [.. _street.Reverse()]));
        match.NowOf.ShouldBe([3, 2, 1, 0]);
        match.Sentences().ShouldBe(
        [
            "4 areas before, 4 now: 3 as they were, 0 redrawn, 1 renamed, 0 split, 0 merged, 0 vanished, 0 new.",
            "Renamed: b is now b2.",
        ]);
    }

    [Fact]
    public void A_border_that_moved_redraws_both_sides()
    {
        var match = MapMatch.Of(Map("a b c d", _street), Map("a b c d", Box(0, 1.3), Box(1.3, 2), Box(2, 3), Box(3, 4)));
        match.NowOf.ShouldBe([0, 1, 2, 3]);
        match.Sentences().ShouldBe(["4 areas before, 4 now: 2 as they were, 2 redrawn, 0 renamed, 0 split, 0 merged, 0 vanished, 0 new."]);
    }

    [Fact]
    public void An_area_that_several_share_now_is_split_whether_one_keeps_its_id_or_none()
    {
        var match = MapMatch.Of(Map("a b c d", _street), Map("a1 a2 b b2 c d", Box(0, 0.5), Box(0.5, 1), Box(1, 1.7), Box(1.7, 2), Box(2, 3), Box(3, 4)));
        match.NowOf.ShouldBe([-1, 2, 4, 5]);
        match.Sentences().ShouldBe(
        [
            "4 areas before, 6 now: 2 as they were, 0 redrawn, 0 renamed, 2 split, 0 merged, 0 vanished, 0 new.",
            "Split: a into a1, a2; b into b, b2.",
        ]);
    }

    [Fact]
    public void A_part_that_keeps_most_of_the_ground_under_another_id_is_part_of_the_split_and_no_new_name()
    {
        var match = MapMatch.Of(Map("a b c d", _street), Map("a1 a2 b c d", Box(0, 0.8), Box(0.8, 1), Box(1, 2), Box(2, 3), Box(3, 4)));
        match.NowOf.ShouldBe([0, 2, 3, 4]);
        match.Sentences().ShouldBe(
        [
            "4 areas before, 5 now: 3 as they were, 0 redrawn, 0 renamed, 1 split, 0 merged, 0 vanished, 0 new.",
            "Split: a into a1, a2.",
        ]);
    }

    [Fact]
    public void Several_areas_that_are_one_now_are_merged()
    {
        var match = MapMatch.Of(Map("a b c d", _street), Map("a cd", Box(0, 2), Box(2, 4)));
        match.NowOf.ShouldBe([0, -1, -1, -1]);
        match.Sentences().ShouldBe(
        [
            "4 areas before, 2 now: 0 as they were, 0 redrawn, 0 renamed, 0 split, 4 merged into 2, 0 vanished, 0 new.",
            "Merged: a, b into a; c, d into cd.",
        ]);
    }

    [Fact]
    public void Ground_that_is_given_up_vanishes_and_ground_that_is_won_is_new()
    {
        var match = MapMatch.Of(Map("a b c d", _street), Map("b c d e", Box(1, 2), Box(2, 3), Box(3, 4), Box(4, 5)));
        match.NowOf.ShouldBe([-1, 0, 1, 2]);
        match.Vanished.ShouldBe(["a"]);
        match.Added.ShouldBe(["e"]);
    }

    [Fact]
    public void An_id_that_wandered_to_other_ground_is_said_and_does_not_match()
    {
        var match = MapMatch.Of(Map("a b c d", _street), Map("a c b d", _street));
        match.NowOf.ShouldBe([0, 1, 2, 3]);
        match.Sentences().ShouldBe(
        [
            "4 areas before, 4 now: 2 as they were, 0 redrawn, 2 renamed, 0 split, 0 merged, 0 vanished, 0 new.",
            "Renamed: b is now c; c is now b.",
            "Same id, but other ground than before: b; c.",
        ]);
    }

    [Fact]
    public void Row_numbers_are_no_ids()
    {
        var before = Map("row-00001 row-00002 row-00003 row-00004", _street) with { IdField = null };
        var now = Map("row-00001 row-00002 row-00003", [.. _street.Skip(1)]) with { IdField = null };
        var match = MapMatch.Of(before, now);
        match.NowOf.ShouldBe([-1, 0, 1, 2]);
        match.Sentences().ShouldBe(
        [
            "4 areas before, 3 now: 3 as they were, 0 redrawn, 0 renamed, 0 split, 0 merged, 1 vanished, 0 new.",
            "Vanished: row-00001.",
        ]);
    }

    [Fact]
    public void Half_is_not_more_than_half()
    {
        var match = MapMatch.Of(Map("a", Box(0, 2)), Map("b c", Box(0, 1), Box(1, 3)));
        match.NowOf.ShouldBe([-1]);
    }

    [SharedFact("cities/seattle/city.zip")]
    public void A_real_map_drawn_anew_with_ids_of_its_own_matches_area_by_area()
    {
        var map = MapSource.FromShared("cities/seattle/city.zip") with { IdField = "ONE" };
        var renamed = map with { Areas = [.. map.Areas.Reverse().Select((area, i) => new Area(i, "new-" + area.Id, area.Shape))], IdField = "OTHER" };
        var match = MapMatch.Of(map, renamed);
        match.NowOf.ShouldBe([.. Enumerable.Range(0, map.Areas.Count).Reverse()]);
        match.Renamed.Count.ShouldBe(map.Areas.Count);
        match.Split.ShouldBeEmpty();
        match.Merged.ShouldBeEmpty();
    }

    [SharedFact("cities/seattle/city_blocks.zip")]
    public void Ten_thousand_blocks_and_the_areas_made_of_them_are_told_without_one_missing()
    {
        var areas = MapSource.FromShared("cities/seattle/city.zip") with { IdField = "ONE" };
        var blocks = MapSource.FromShared("cities/seattle/city_blocks.zip");
        blocks = blocks with { Areas = [.. blocks.Areas.Select(area => area with { Id = "block-" + area.Id })], IdField = "OTHER" };
        var match = MapMatch.Of(areas, blocks);
        (match.Unchanged + match.Redrawn + match.Renamed.Count + match.Split.Count + match.Merged.Sum(change => change.Before.Count) + match.Vanished.Count)
            .ShouldBe(areas.Areas.Count);
        match.Split.Count.ShouldBeGreaterThan(200);
        match.Redrawn.ShouldBe(0);
        MapMatch.Of(blocks, areas).Merged.Count.ShouldBe(match.Split.Count);
    }

    private static string Box(double west, double east) =>
        FormattableString.Invariant($"POLYGON(({-112 + (west / 100)} 33, {-112 + (east / 100)} 33, {-112 + (east / 100)} 33.01, {-112 + (west / 100)} 33.01, {-112 + (west / 100)} 33))");

    private static CityMap Map(string ids, params string[] shapes)
    {
        var reader = new WKTReader();
        return new CityMap([.. ids.Split(' ').Zip(shapes, (id, wkt) => (id, wkt)).Select((area, i) => new Area(i, area.id, reader.Read(area.wkt)))], "ID", ids, []);
    }
}
