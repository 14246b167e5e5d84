using System.Text.Json;
using SmartBeats.Calls;
using SmartBeats.Districting;
using SmartBeats.Editing;
using SmartBeats.Geography;
using SmartBeats.Metrics;

namespace SmartBeats.Tests.Editing;

public class PlanDraftTests
{
    // What is kept between two measures is put to the test by measures in between, after a few strokes each.
    private const int MostStrokes = 5;

    private static readonly string _sample = Path.Combine(SharedData.RepositoryRoot(), "samples", "city.zip");

    [Fact]
    public void On_the_sample_every_measure_after_each_of_a_thousand_edits_is_the_checkers() => CompareWithChecker(_sample, beats: 12, edits: 1_000, every: 1);

    [SharedTheory("cities/seattle/city.zip")]
    [InlineData("cities/seattle/city.zip", 54)]
    [InlineData("cities/chicago/city.zip", 60)]
    public void On_a_real_city_every_measure_after_each_fiftieth_of_ten_thousand_edits_is_the_checkers(string map, int beats) =>
        CompareWithChecker(SharedData.File(map), beats, edits: 10_000, every: 50);

    [SharedFact("cities/seattle/city_blocks.zip")]
    public void On_ten_thousand_areas_every_measure_after_each_fiftieth_of_a_hundred_edits_is_the_checkers() =>
        CompareWithChecker(SharedData.File("cities/seattle/city_blocks.zip"), beats: 54, edits: 100, every: 50);

    [Fact]
    public void A_beat_that_falls_apart_is_listed_with_its_pieces_and_one_over_a_bridge_is_whole()
    {
        // Four columns by three rows, a gap after the second column, and a bridge in the south from area 1 to area 2.
        var city = Metrics.GridCity.Of(4, 3, gapAfterColumn: 1);
        int[] bridged = [2, 1, 1, 2, 2, 2, 1, 2, 2, 2, 1, 2];
        var map = new MeasuredMap(city.Map, city.Adjacency);
        // Beat 1 is 1 and 2, 6, 10 over the bridge. Beat 2 is 0, 4, 5, 8, 9 in the west, and 3, 7, 11 in the east.
        var parts = BeatParts.Find(map, bridged, 2).Single();
        parts.Beat.ShouldBe(2);
        parts.Pieces.Select(piece => piece.Areas).ShouldBe([[0, 4, 5, 8, 9], [3, 7, 11]]);
        BeatParts.Find(map, [1, 1, 2, 2, 1, 1, 2, 2, 1, 1, 2, 2], 2).ShouldBeEmpty();
    }

    [Fact]
    public void A_beat_keeps_its_name_when_another_is_emptied_and_a_new_one_comes_last()
    {
        var city = Metrics.GridCity.Of(4, 1);
        var draft = new PlanDraft(Ground(city.Map, city.Adjacency, Metrics.GridCity.Workload(1, 2, 3, 4), 3), ["A", "B", "C"], [0, 1, 2, 2]);
        draft.Give([0], 1);
        draft.Give([3], draft.AddBeat("D"));
        var measured = draft.Measure();
        measured.Beats.Names.ShouldBe(["B", "C", "D"]);
        measured.Beats.BeatOfArea.ShouldBe([0, 0, 1, 2]);
        measured.Beats.ChangedAreas.ShouldBe([0, 3]);
        measured.Measures.Beats.Select(beat => beat.Workload).ShouldBe([3.0, 3, 4]);
        measured.Change.ShouldBe(new EditChange(2, 5, 0.5));
        Should.Throw<ArgumentException>(() => draft.AddBeat("A")).Message.ShouldStartWith("There is a beat \"A\" already.");
    }

    private static void CompareWithChecker(string file, int beats, int edits, int every)
    {
        using var stream = File.OpenRead(file);
        var map = CityMapReader.Read(Path.GetFileName(file), stream);
        var adjacency = AreaAdjacencyBuilder.Build(map, new AdjacencyOptions());
        var random = new SeededRandom(7);
        var workload = Metrics.GridCity.Workload([.. map.Areas.Select(_ => (long)random.Next(40))]) with
        {
            Others = [new AreaCriterion("minutes", "officer-minutes", 100, 0.5, [.. map.Areas.Select(_ => (long)random.Next(9_000))])],
        };
        var start = DraftStart.Grow(adjacency, beats, random);
        var ground = Ground(map, adjacency, workload, beats, start, random);
        var draft = new PlanDraft(ground, [.. Enumerable.Range(1, beats).Select(beat => $"{beat}")], start);
        var bounds = new Dictionary<int, (DesignResult, double[])>();
        var compared = 0;
        for (var edit = 1; edit <= edits; edit++)
        {
            DraftStart.Edit(draft, adjacency, random);
            if (edit % MostStrokes == 0 && edit % every != 0)
            {
                draft.Measure();
            }

            if (edit % every == 0)
            {
                var measured = draft.Measure();
                var fresh = Measure(ground, map, adjacency, workload, measured.Beats, bounds);
                JsonSerializer.Serialize(measured.Measures).ShouldBe(JsonSerializer.Serialize(fresh.Measures), $"edit {edit}");
                JsonSerializer.Serialize(measured.Wishes).ShouldBe(JsonSerializer.Serialize(fresh.Wishes), $"edit {edit}");
                // What the page shows is taken from the same measures, the bound left out.
                EditFigures.From(draft.MeasureWithoutBound().Measures).ShouldBe(EditFigures.From(fresh.Measures), $"edit {edit}");
                (measured.Parts.Count == 0).ShouldBe(fresh.Measures.Contiguous);
                measured.Change.Areas.ShouldBe(Enumerable.Range(0, start.Length).Count(area => measured.Beats.Names[measured.Beats.BeatOfArea[area]] != $"{start[area] + 1}"));
                compared++;
            }
        }

        compared.ShouldBe(edits / every);
    }

    /// <summary>By the public checker alone, everything found anew but bounds, which no beat's areas change.</summary>
    private static (PlanMeasures Measures, WishFigures Wishes) Measure(
        DraftGround ground, CityMap map, AreaAdjacency adjacency, AreaWorkload workload, EditedBeats beats, Dictionary<int, (DesignResult, double[])> bounds)
    {
        var count = beats.Names.Count;
        int[] numbered = [.. beats.BeatOfArea.Select(beat => beat + 1)];
        if (!bounds.TryGetValue(count, out var known))
        {
            double[] criteria = [.. new[] { workload.Weights, workload.Others[0].Weights }.Select(weights => PlanBounds.Deviation(new AreaGraph(weights, DraftStart.Edges(adjacency)), count))];
            bounds[count] = known = (BeatEngine.Judge(Problem(adjacency, workload, count), beats.BeatOfArea), criteria);
        }

        var (judged, boundOfCriteria) = known;
        var measures = PlanEvaluator.Measure(
            map, adjacency, workload, numbered, count, judged.LowerBound, judged.ForcedAreas, BeatOutlines.Dissolve(map, beats.BeatOfArea, count));
        var (wishes, names) = ground.Wishes!.Value;
        return (measures, WishEvaluator.Measure(map, workload, wishes, names.ForBeats(beats.Names) with { Bounds = boundOfCriteria }, numbered, count, judged.ForcedAreas));
    }

    private static DraftGround Ground(CityMap map, AreaAdjacency adjacency, AreaWorkload workload, int beats) => new(map, adjacency, workload, Problem(adjacency, workload, beats));

    private static DraftGround Ground(CityMap map, AreaAdjacency adjacency, AreaWorkload workload, int beats, int[] start, SeededRandom random)
    {
        var groups = Math.Max(2, map.Areas.Count / 8);
        var wishes = new PlanWishes
        {
            KeepWhole = [new KeepWholeWish("NEIGHBORHOOD", [.. map.Areas.Select(area => area.Index * groups / map.Areas.Count)], [.. Enumerable.Range(0, groups).Select(group => $"n{group}")], 1)],
            EqualArea = new EqualAreaWish([.. map.Areas.Select(area => LocalMetres.Area(area.Shape))], 0.5),
            Current = new CurrentPlan(start, null, [], []),
        };
        int[] today = [.. start.Select(beat => random.Next(20) == 0 ? WishNames.None : beat)];
        string[] beatNames = [.. Enumerable.Range(1, beats).Select(beat => $"{beat}")];
        return new DraftGround(map, adjacency, workload, Problem(adjacency, workload, beats)) { Wishes = (wishes, new WishNames("calls", beatNames, today, [], [], [0, 0])) };
    }

    private static DistrictingProblem Problem(AreaAdjacency adjacency, AreaWorkload workload, int beats) =>
        new(new AreaGraph(workload.Weights, DraftStart.Edges(adjacency)), beats, Goal.Compact, 0.01, 1, 1_000);
}
