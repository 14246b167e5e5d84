using System.Text;
using SmartBeats.Comparison;
using SmartBeats.Geography;
using SmartBeats.Requests;
using SmartBeats.Tests.Geography;
using SmartBeats.Tests.Metrics;

namespace SmartBeats.Tests.Comparison;

public sealed class PlanComparisonTests
{
    private static readonly GridCity Grid = GridCity.Of(4, 1);

    private static string Row(int fromColumn, int columns) => FormattableString.Invariant(
        $"POLYGON (({-112 + fromColumn * 0.01} 33.5, {-112 + (fromColumn + columns) * 0.01} 33.5, {-112 + (fromColumn + columns) * 0.01} 33.51, {-112 + fromColumn * 0.01} 33.51, {-112 + fromColumn * 0.01} 33.5))");

    private static CityMap Beats(params (string Id, string Wkt)[] beats)
    {
        using var stream = new MemoryStream(MapFiles.ZipOf(beats));
        return BeatLayer.Read("beats.zip", stream, "NAME");
    }

    private static PlanComparison Compare(int[] first, int[] second, params long[] calls) => PlanComparison.Of(
        Grid.Map, Grid.Adjacency, GridCity.Workload(calls),
        new ComparedPlan("the new plan", ["1", "2"], first), new ComparedPlan("today's beats", ["A", "B"], second));

    [Fact]
    public void Areas_that_move_are_counted_under_the_best_matching_of_beats()
    {
        var comparison = Compare([1, 1, 2, 2], [2, 2, 2, 1], 10, 20, 30, 40);
        comparison.Counterpart.ShouldBe([1, 0]);
        comparison.Moved.ShouldBe([2]);
        comparison.MovedShare.ShouldBe(0.3);
        comparison.First.Measures.Beats.Select(beat => beat.Workload).ShouldBe([30, 70]);
        comparison.Second.Measures.Beats.Select(beat => beat.Workload).ShouldBe([40, 60]);
        comparison.Second.MaxToMean.ShouldBe(1.2);
    }

    [Fact]
    public void The_same_beats_under_other_names_move_nothing()
    {
        var comparison = Compare([1, 1, 2, 2], [2, 2, 1, 1], 10, 20, 30, 40);
        comparison.Moved.ShouldBeEmpty();
        ComparisonFiles.Findings(comparison).Last().ShouldBe("No area moves: both have the same beats, whatever they are called.");
    }

    [Fact]
    public void An_area_goes_whole_to_the_beat_that_covers_most_of_it()
    {
        // Beat A ends at 1.6 cells: of the second cell it has more.
        var beats = Beats(
            ("A", "POLYGON ((-112 33.5, -111.984 33.5, -111.984 33.51, -112 33.51, -112 33.5))"),
            ("B", "POLYGON ((-111.984 33.5, -111.96 33.5, -111.96 33.51, -111.984 33.51, -111.984 33.5))"));
        var overlay = AreaOverlay.Of(Grid.Map, beats);
        overlay.BeatOfArea.ShouldBe([0, 0, 1, 1]);
        overlay.Straddling.ShouldBe([1]);
        overlay.StraddlingShare.ShouldBe(0.1, 1e-6);
        overlay.Uncovered.ShouldBeEmpty();
    }

    [Fact]
    public void Calls_are_counted_where_they_are_and_where_their_area_was_given()
    {
        var beats = Beats(
            ("A", "POLYGON ((-112 33.5, -111.984 33.5, -111.984 33.51, -112 33.51, -112 33.5))"),
            ("B", "POLYGON ((-111.984 33.5, -111.97 33.5, -111.97 33.51, -111.984 33.51, -111.984 33.5))"),
            ("far", "POLYGON ((-110 33.5, -109 33.5, -109 33.51, -110 33.51, -110 33.5))"));
        var official = new OfficialBeats(Grid.Map, beats, GridCity.Workload(1, 1, 1, 1));
        official.Count(-111.995, 33.505, 0, 3, 3);
        official.Count(-111.982, 33.505, 1, 2, 2);   // In cell 1, which goes to A, but in beat B.
        official.Count(-111.975, 33.505, 2, 4, 4);
        official.Count(-111.965, 33.505, 3, 5, 5);   // In no beat.
        var plan = official.ToPlan("today's beats");
        plan.BeatNames.ShouldBe(["A", "B"]);
        plan.BeatOfArea.ShouldBe([1, 1, 2, 2]);
        plan.Drawn!.Loads.ShouldBe([3, 6, 0]);
        plan.Drawn.CallsOutside.ShouldBe(5);
        plan.Drawn.MisplacedShare.ShouldBe(Math.Round(2 / 9.0, 6));
        plan.Drawn.MaxToMean.ShouldBe(2);
        plan.Notes.ShouldBe([
            "beats.zip: 3 official beats, named by the field \"NAME\".",
            "1 of 4 areas (25%) is cut by an official beat's edge, 13.33% of the ground; each was given whole to the beat that covers most of it.",
            "22.22% of the workload lies in another official beat than its area was given to; the figures as drawn count every call where it is.",
            "1 area lies in no official beat and was given to the nearest.",
            "Beat far has less than a hundredth of a fair share of the workload; --without-beats far (withoutBeats in a request) leaves it out of count, mean and spread.",
            "5 calls inside the map lie in no official beat as drawn.",
            "1 official beat covers most of no area and is left out where areas are counted: far."]);
    }

    [Fact]
    public void Beats_left_out_are_in_no_figure_on_workload()
    {
        var beats = Beats(("A", Row(0, 1)), ("B", Row(1, 2)), ("H1", Row(3, 1)));
        var workload = GridCity.Workload(10, 20, 10, 1);
        var official = new OfficialBeats(Grid.Map, beats, workload, ["H1"]);
        official.Count(-111.995, 33.505, 0, 10, 10);
        official.Count(-111.985, 33.505, 1, 20, 20);
        official.Count(-111.975, 33.505, 2, 10, 10);
        official.Count(-111.965, 33.505, 3, 1, 1);
        var plan = official.ToPlan("today's beats");
        // 10 and 30 about their mean of 20; with H1's 1 they would be about 13.67.
        plan.Drawn!.Loads.ShouldBe([10, 30]);
        (plan.Drawn.MaxToMean, plan.Drawn.MaxDeviation, plan.Drawn.CoefficientOfVariation).ShouldBe((1.5, 0.5, 0.5));
        plan.Notes.ShouldContain("Left out of every figure on workload, as asked: H1.");
        var scored = PlanComparison.Of(Grid.Map, Grid.Adjacency, workload, plan, plan).First;
        (scored.MaxToMean, scored.Measures.MeanWorkload, scored.Measures.CoefficientOfVariation).ShouldBe((1.5, 20, 0.5));
        scored.Measures.Beats.Single(beat => beat.Apart).Number.ShouldBe(3);
        Should.Throw<InputException>(() => new OfficialBeats(Grid.Map, beats, workload, ["H2"]))
            .Message.ShouldBe("--without-beats: there is no beat \"H2\". The beats are A, B, H1.");
        Should.Throw<InputException>(() => new OfficialBeats(Grid.Map, beats, workload, ["A", "B", "H1"])).Message.ShouldContain("leaves out every beat");
    }

    [Fact]
    public void A_call_on_the_edge_between_beats_counts_where_its_area_was_given()
    {
        var official = new OfficialBeats(Grid.Map, Beats(("A", Row(0, 2)), ("B", Row(2, 2))), GridCity.Workload(1, 1, 1, 1));
        official.Count(-111.98, 33.505, 1, 3, 3);
        official.Count(-111.98, 33.505, 2, 4, 4);
        official.Count(-111.979, 33.505, 1, 1, 1); // Beyond the edge.
        var plan = official.ToPlan("today's beats");
        plan.BeatOfArea.ShouldBe([1, 1, 2, 2]);
        plan.Drawn!.Loads.ShouldBe([3, 5]);
        plan.Drawn.MisplacedShare.ShouldBe(1 / 8.0);
    }

    [Fact]
    public void Entries_of_one_name_are_one_beat()
    {
        var beats = Beats(("A", Row(0, 1)), ("B", Row(1, 1)), ("A", Row(2, 2)));
        beats.Areas.Select(beat => (beat.Id, beat.Shape.NumGeometries)).ShouldBe([("A", 2), ("B", 1)]);
        beats.Notes.ShouldContain("3 records make 2 beats by the field \"NAME\".");
    }

    [Fact]
    public void Files_are_the_same_bytes_every_time_and_guard_names_against_spreadsheets()
    {
        var comparison = Compare([1, 1, 2, 2], [2, 2, 2, 1], 10, 20, 30, 40);
        comparison = comparison with { Second = comparison.Second with { Plan = comparison.Second.Plan with { BeatNames = ["=A", "B"] } } };
        var files = ComparisonFiles.Of(comparison, "Glendale", new PlanRequest { Beats = 2 });
        files.Select(file => file.Name).ShouldBe(["compare.html", "compare.csv", "compare.json"]);
        Encoding.UTF8.GetString(files[1].Content).ShouldBe(
            "area_id,beat,other_beat,moves,calls,workload\r\na00,1,B,no,10,10\r\na01,1,B,no,20,20\r\na02,2,B,yes,30,30\r\na03,2,'=A,no,40,40\r\n");
        ComparisonFiles.Of(comparison, "Glendale", new PlanRequest { Beats = 2 }).Zip(files).ShouldAllBe(pair => pair.First.Content.SequenceEqual(pair.Second.Content));
    }
}
