using SmartBeats.Calls;
using SmartBeats.Districting;
using SmartBeats.Editing;
using SmartBeats.Geography;
using SmartBeats.Metrics;

namespace SmartBeats.Tests.Editing;

public class PackedDraftTests
{
    [Fact]
    public void A_packed_draft_says_of_each_of_five_hundred_edits_what_the_draft_says() => Compare(
        Path.Combine(SharedData.RepositoryRoot(), "samples", "city.zip"), beats: 12, edits: 500);

    [SharedFact("cities/seattle/city.zip")]
    public void A_packed_draft_of_a_real_city_says_the_same() => Compare(SharedData.File("cities/seattle/city.zip"), beats: 54, edits: 200);

    [Fact]
    public void Bridges_beats_apart_and_bounds_are_packed_too()
    {
        var city = Metrics.GridCity.Of(4, 3, gapAfterColumn: 1);
        var workload = Metrics.GridCity.Workload(9, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3);
        var ground = new DraftGround(city.Map, city.Adjacency, workload, Problem(city.Adjacency, workload, 3)) { BeatsApart = ["C"] };
        var draft = new PlanDraft(ground, ["A", "B", "C"], [1, 0, 0, 1, 1, 1, 0, 1, 2, 2, 0, 2]);
        var (read, before) = Pack(draft);
        var figures = DraftFigures.Measure(read, before);
        figures.ToJson().ShouldBe(DraftFigures.Measure(draft, before).ToJson());
        figures.Beats.Select(beat => beat.Apart).ShouldBe([false, false, true]);
        figures.Pieces.Select(beat => beat.Beat).ShouldBe([2, 3]);
    }

    [Fact]
    public void Neighbourhoods_ground_and_stations_are_measured_from_packed_bytes_too()
    {
        var city = Metrics.GridCity.Of(4, 2);
        var workload = Metrics.GridCity.Workload(1, 2, 3, 4, 5, 6, 7, 8);
        var wishes = new PlanWishes
        {
            KeepWhole = [new KeepWholeWish("HOOD", [0, 0, 0, 1, 1, 1, -1, 1], ["east", "west"], 1)],
            EqualArea = new EqualAreaWish([.. city.Map.Areas.Select(area => LocalMetres.Area(area.Shape))], 0.5),
            Stations = new StationWish([.. Enumerable.Range(0, 8).Select(area => new[] { area * 100, 700 - (area * 100) })], 1),
        };
        var ground = new DraftGround(city.Map, city.Adjacency, workload, Problem(city.Adjacency, workload, 2))
        {
            Wishes = (wishes, new WishNames("calls", [], [], [], ["north", "south"], [])),
        };
        var draft = new PlanDraft(ground, ["A", "B"], [0, 0, 0, 1, 1, 1, 1, 0]);
        var (read, before) = Pack(draft);
        read.Give([2], 1);
        draft.Give([2], 1);
        var figures = DraftFigures.Measure(read, before);
        figures.ToJson().ShouldBe(DraftFigures.Measure(draft, before).ToJson());

        // By hand: east lies in both beats after the stroke, west in both before and after.
        var (was, now) = (figures.WishesBefore!.KeepWhole!.Single(), figures.Wishes!.KeepWhole!.Single());
        (was.Splits, was.Split.Single().Name, now.Splits).ShouldBe((1, "west", 2));
        figures.Wishes.EqualArea!.CoefficientOfVariation.ShouldBeGreaterThan(0);
        figures.Wishes.Stations!.Beats.Count.ShouldBe(2);
    }

    [Fact]
    public void Other_bytes_and_bytes_cut_short_are_refused()
    {
        var city = Metrics.GridCity.Of(3, 3);
        var workload = Metrics.GridCity.Workload(1, 2, 3, 4, 5, 6, 7, 8, 9);
        var draft = new PlanDraft(new DraftGround(city.Map, city.Adjacency, workload, Problem(city.Adjacency, workload, 3)), ["A", "B", "C"], [0, 0, 0, 1, 1, 1, 2, 2, 2]);
        var bytes = PackedDraft.Write(draft, EditFigures.From(draft.Measure().Measures));
        for (var length = 0; length < bytes.Length; length++)
        {
            Should.Throw<InvalidDataException>(() => PackedDraft.Read(bytes.AsSpan(0, length)), $"{length} of {bytes.Length} bytes");
        }

        Should.Throw<InvalidDataException>(() => PackedDraft.Read("SBMAP001"u8)).Message.ShouldBe("These bytes are no plan to edit, or not all of it.");
    }

    [Fact]
    public void Another_list_of_beats_is_refused_where_it_does_not_fit()
    {
        var city = Metrics.GridCity.Of(3, 1);
        var workload = Metrics.GridCity.Workload(1, 2, 3);
        var draft = new PlanDraft(new DraftGround(city.Map, city.Adjacency, workload, Problem(city.Adjacency, workload, 2)), ["A", "B"], [0, 0, 1]);
        Should.Throw<ArgumentException>(() => draft.With(["A", "B"], [0, 1]));
        Should.Throw<ArgumentException>(() => draft.With(["A", "B"], [0, 1, 2]));
        Should.Throw<ArgumentException>(() => draft.With(["A", "A"], [0, 1, 1]));
    }

    private static void Compare(string file, int beats, int edits)
    {
        using var stream = File.OpenRead(file);
        var map = CityMapReader.Read(Path.GetFileName(file), stream);
        var adjacency = AreaAdjacencyBuilder.Build(map, new AdjacencyOptions());
        var random = new SeededRandom(11);
        var workload = Metrics.GridCity.Workload([.. map.Areas.Select(_ => (long)random.Next(40))]);
        var ground = new DraftGround(map, adjacency, workload, Problem(adjacency, workload, beats));
        var draft = new PlanDraft(ground, [.. Enumerable.Range(1, beats).Select(beat => $"{beat}")], DraftStart.Grow(adjacency, beats, random));
        var (read, before) = Pack(draft);
        var start = (read.Names, read.BeatOfArea);
        for (var edit = 1; edit <= edits; edit++)
        {
            DraftStart.Edit(draft, adjacency, random);
            read = read.With(draft.Names, draft.BeatOfArea);
            DraftFigures.Measure(read, before).ToJson().ShouldBe(DraftFigures.Measure(draft, before).ToJson(), $"edit {edit}");
        }

        // All of it undone at once.
        JsonOf(read.With(start.Names, start.BeatOfArea)).ShouldBe(JsonOf(PackedDraft.Read(PackedDraft.Write(Pack(draft).Start.With(start.Names, start.BeatOfArea), before)).Start));
        string JsonOf(PlanDraft one) => DraftFigures.Measure(one, before).ToJson();
    }

    /// <summary>Through the bytes, which are the same when written again.</summary>
    private static (PlanDraft Start, EditFigures Before) Pack(PlanDraft draft)
    {
        var before = EditFigures.From(draft.Measure().Measures);
        var bytes = PackedDraft.Write(draft, before);
        var read = PackedDraft.Read(bytes);
        PackedDraft.Write(read.Start, read.Before).ShouldBe(bytes);
        return read;
    }

    internal static DistrictingProblem Problem(AreaAdjacency adjacency, AreaWorkload workload, int beats) =>
        new(new AreaGraph(workload.Weights, DraftStart.Edges(adjacency)), beats, Goal.Compact, 0.01, 1, Effort: 0);
}
