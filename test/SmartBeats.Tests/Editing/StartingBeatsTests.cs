using SmartBeats.Comparison;
using SmartBeats.Districting;
using SmartBeats.Editing;
using SmartBeats.Geography;

namespace SmartBeats.Tests.Editing;

/// <summary>Other beats as a start: what comes of their moves, area by area.</summary>
public class StartingBeatsTests
{
    [Fact]
    public void Moves_make_the_plan_what_the_other_beats_are_whatever_both_are_called()
    {
        var city = Metrics.GridCity.Of(6, 4);
        var random = new SeededRandom(3);
        for (var round = 0; round < 200; round++)
        {
            var start = Draft(city, [.. Enumerable.Range(0, 24).Select(_ => random.Next(4))]);
            // Two of the names are the plan's own, two are not, and one of the plan's beats has to go.
            string[] names = ["B", "K1", "D", "K2"];
            string?[] wanted = [.. Enumerable.Range(0, 24).Select(_ => names[random.Next(4)])];
            var laid = StartingBeats.Lay(start, wanted);
            laid.Joined.ShouldBeEmpty();
            var draft = Make(start, laid);
            draft.BeatOfArea.Select(beat => draft.Names[beat]).ShouldBe(wanted!);
            laid.Moves.SelectMany(move => move.Areas).ShouldBeUnique();
            laid.Moves.Where(move => move.IsNew).Select(move => move.Beat).ShouldBe(wanted.Where(name => name!.StartsWith('K')).Distinct().Order()!, ignoreOrder: true);
        }
    }

    [Fact]
    public void Areas_the_beats_do_not_name_join_the_neighbour_with_the_longest_border_ring_by_ring()
    {
        var city = Metrics.GridCity.Of(5, 1);
        var start = Draft(city, [0, 1, 2, 3, 3]);
        var laid = StartingBeats.Lay(start, ["East", null, null, null, "West"]);
        laid.Joined.ShouldBe([1, 2, 3]);
        var draft = Make(start, laid);
        // The middle has two neighbours with equal borders: the first found has it.
        draft.BeatOfArea.Select(beat => draft.Names[beat]).ShouldBe(["East", "East", "East", "West", "West"]);
    }

    [Fact]
    public void The_plans_own_beats_are_no_move_and_beats_that_name_nothing_leave_it_as_it_is()
    {
        var start = Draft(Metrics.GridCity.Of(4, 1), [0, 1, 2, 3]);
        StartingBeats.Lay(start, ["A", "B", "C", "D"]).Moves.ShouldBeEmpty();
        StartingBeats.Lay(start, [null, null, null, null]).Moves.ShouldBeEmpty();
        Should.Throw<ArgumentException>(() => StartingBeats.Lay(start, ["A"]));
    }

    [Fact]
    public void Change_against_todays_beats_is_counted_by_name_and_survives_packing()
    {
        var city = Metrics.GridCity.Of(3, 2);
        var draft = Draft(city, [0, 0, 1, 1, 2, 3], today: ["A", "B", null, "B", "C", "C"]);
        // Areas 1 and 5 have another beat than today; area 2 has none today. Loads are 2 and 6 of 21.
        var (read, before) = Pack(draft);
        foreach (var one in (PlanDraft[])[draft, read])
        {
            DraftFigures.Measure(one, before).Today.ShouldBe(new EditChange(2, 8, 0.380952));
        }

        DraftFigures.Measure(Draft(city, [0, 0, 1, 1, 2, 3]), before).Today.ShouldBeNull();
    }

    [Fact]
    public void A_plan_of_an_older_map_is_laid_by_id_and_then_by_the_ground_it_covers()
    {
        // The older map is the eastern five columns; the newer one has all six, and other ids in its first row.
        var newer = Metrics.GridCity.Of(6, 3, index => index < 6 ? $"N{index}" : $"{index}").Map;
        var older = Metrics.GridCity.Of(6, 3, index => $"{index}").Map;
        int[] kept = [.. Enumerable.Range(0, 18).Where(area => area % 6 > 0)];
        var olderMap = new CityMap([.. kept.Select((area, index) => new Area(index, older.Areas[area].Id, older.Areas[area].Shape))], null, "older", []);
        int[] beatOf = [.. kept.Select(area => area / 6 + 1)];
        var laid = PlanOverlay.Lay(olderMap, [.. olderMap.Areas.Select(area => area.Id)], beatOf, number => $"K{number}", newer);
        // First column: not there; the rest of the first row: by ground; the others by id.
        laid.NameOfArea.ShouldBe(Enumerable.Range(0, 18).Select(area => area % 6 == 0 ? null : $"K{area / 6 + 1}"));
        laid.ByGround.ShouldBe([1, 2, 3, 4, 5]);
        PlanOverlay.Lay(null, [.. olderMap.Areas.Select(area => area.Id)], beatOf, number => $"K{number}", newer).NameOfArea.Take(6).ShouldAllBe(name => name == null);
    }

    [SharedFact("cities/seattle/city.zip")]
    public void Beats_drawn_as_polygons_over_a_real_city_are_given_back_area_by_area()
    {
        using var stream = File.OpenRead(SharedData.File("cities/seattle/city.zip"));
        var map = CityMapReader.Read("city.zip", stream);
        var adjacency = AreaAdjacencyBuilder.Build(map, new AdjacencyOptions());
        var grown = DraftStart.Grow(adjacency, 30, new SeededRandom(5));
        var outlines = BeatOutlines.Dissolve(map, grown, 30);
        var drawn = new CityMap([.. outlines.Select((shape, beat) => new Area(beat, $"P{beat}", shape))], null, "", []);
        AreaOverlay.Of(map, drawn).BeatOfArea.ShouldBe(grown);
    }

    private static PlanDraft Make(PlanDraft start, StartingBeats laid)
    {
        var draft = start.Copy();
        foreach (var move in laid.Moves)
        {
            draft.Give(move.Areas, move.IsNew ? draft.AddBeat(move.Beat) : draft.Names.ToList().IndexOf(move.Beat));
        }

        return draft;
    }

    private static (PlanDraft Start, EditFigures Before) Pack(PlanDraft draft) =>
        PackedDraft.Read(PackedDraft.Write(draft, EditFigures.From(draft.Measure().Measures)));

    private static PlanDraft Draft(Metrics.GridCity city, int[] beatOf, string?[]? today = null)
    {
        var workload = Metrics.GridCity.Workload([.. Enumerable.Range(1, beatOf.Length).Select(load => (long)load)]);
        var graph = new AreaGraph(workload.Weights, DraftStart.Edges(city.Adjacency));
        var problem = new DistrictingProblem(graph, 4, Goal.Compact, 0.05, 1, Effort: 0);
        return new PlanDraft(new DraftGround(city.Map, city.Adjacency, workload, problem) { Today = today }, ["A", "B", "C", "D"], beatOf);
    }
}
