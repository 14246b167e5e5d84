using System.Text;
using System.Text.Json;
using SmartBeats.Editing;
using SmartBeats.Geography.Columns;
using SmartBeats.Publishing;
using SmartBeats.Tests.Publishing;

namespace SmartBeats.Tests.Editing;

public class PlanEditTests
{
    // 4 columns by 3 rows; beats 1, 2, 3 are [0 4 8 9], [1 2 5], [3 6 7 10 11].
    private static readonly PlanMaterial _material = SamplePlan.Of();
    private static readonly PlanFile _parent = PlanFile.Create(_material);

    [Fact]
    public void Moves_are_made_in_order_and_say_what_changed()
    {
        var edited = Apply(Give("2", "a00"), Give("3", "a00", "a01"), new PlanMove("1") { Merge = "2" });
        edited.Names.ShouldBe(["1", "3"]);
        edited.BeatOfArea.ShouldBe([1, 1, 0, 1, 0, 0, 1, 1, 0, 0, 1, 1]);
        edited.ChangedAreas.ShouldBe([0, 1, 2, 5]);
    }

    [Fact]
    public void A_new_beat_has_the_last_number_and_an_emptied_one_none()
    {
        var edited = Apply(Give("K4", "a01", "a02", "a05") with { IsNew = true }, Give("K4", "a00"));
        edited.Names.ShouldBe(["1", "3", "K4"]);
        edited.BeatOfArea.ShouldBe([2, 2, 2, 1, 0, 2, 1, 1, 0, 0, 1, 1]);
    }

    [Theory]
    [InlineData("""[{"areas":["a0O"],"beat":"1"}]""", "moves[0]: area \"a0O\" is not in the map. Did you mean \"a00\"?")]
    [InlineData("""[{"areas":["a00"],"beat":"2"},{"areas":["a00"],"beat":"K4"}]""", "moves[1]: there is no beat \"K4\". Beats are 1, 2, 3; one that is made by the move is said to be new: \"new\": true, or --new-beats.")]
    [InlineData("""[{"areas":["a00"],"beat":"3","new":true}]""", "moves[0]: beat \"3\" is there already. Give the new beat another name, or leave out that it is new.")]
    [InlineData("""[{"merge":"9","beat":"3"}]""", "moves[0]: there is no beat \"9\".")]
    [InlineData("""[{"areas":["a00"],"beat":"2"},{"areas":["a00"],"beat":"1"}]""", "moves: they change nothing: every area has the beat it had. Give an area to another beat.")]
    [InlineData("""[{"area":["a00"],"beat":"2"}]""", "moves[0]: a move has no \"area\" (did you mean \"areas\"?).")]
    [InlineData("""[{"areas":[],"beat":"2"}]""", "moves[0]: \"areas\" is not a list of area ids in quotes.")]
    [InlineData("""[{"areas":["a00"],"beat":2}]""", "moves[0]: \"beat\" is not a name in quotes.")]
    [InlineData("""[{"areas":["a00"],"merge":"1","beat":"2"}]""", "moves[0]: needs a beat, and either areas or a beat to merge into it.")]
    [InlineData("""[{"merge":"1","beat":"K4","new":true}]""", "moves[0]: merges a beat into one that is made by it.")]
    [InlineData("""[{"areas":["a00"],"beat":" 2"}]""", "moves[0]: a beat's name has 1 to 80 characters and no spaces around it.")]
    [InlineData("[]", "moves: is not a list of moves.")]
    public void What_cannot_be_made_is_refused_with_the_move_and_the_near_miss(string json, string message) =>
        Should.Throw<InputException>(() => PlanEdit.Create(_parent, PlanMoves.ReadJson("moves", JsonElement.Parse(json)), null).Apply(_material.Map))
            .Message.ShouldStartWith(message);

    [Fact]
    public void Canonical_bytes_hold_all_of_an_edit_and_are_the_same_for_the_same()
    {
        PlanMove[] moves = [Give("\"quoted\" é", "a00") with { IsNew = true }, new PlanMove("1") { Merge = "2" }];
        var edit = PlanEdit.Create(_parent, moves, "Sgt. Ortega");
        var read = PlanEdit.Read("edit", edit.Canonical);
        read.Hash.ShouldBe(edit.Hash);
        (read.Parent, read.ParentCalls, read.Author).ShouldBe(("p0123456789abcdef", "calls-version", "Sgt. Ortega"));
        read.Moves.Select(move => (move.Beat, move.IsNew, move.Merge)).ShouldBe([("\"quoted\" é", true, null), ("1", false, "2")]);
        read.Apply(_material.Map).BeatOfArea.ShouldBe(edit.Apply(_material.Map).BeatOfArea);
        PlanEdit.Create(_parent, moves, null).Hash.ShouldNotBe(edit.Hash);
        Should.Throw<InputException>(() => PlanEdit.Read("edit", "[]\n"u8.ToArray())).Message.ShouldBe("edit: is no edit of a plan. Edit the plan again.");
        Should.Throw<InputException>(() => edit.Apply(Metrics.GridCity.Of(4, 2).Map)).Message.ShouldStartWith(
            "edit: the city's map has 8 areas that are not the 12 of plan p0123456789abcdef, id by id.");
    }

    [Fact]
    public void A_table_names_areas_by_id_or_by_what_the_map_calls_them_and_joins_lines_of_one_beat()
    {
        var moves = Read("Beat,note,AREA\n2,,a00\n2,first,Old Town\n3,,a01\nK4,,a02\n2,,a03\n");
        moves.Select(move => (move.Beat, move.IsNew, string.Join(' ', move.Areas!))).ShouldBe([("2", false, "a00 a04"), ("3", false, "a01"), ("K4", true, "a02"), ("2", false, "a03")]);
    }

    [Theory]
    [InlineData("area,beat\na00,33\n", "moves.csv:2: the plan has no beat \"33\". Beats are 1, 2, 3. A beat that shall be made is named by --new-beats 33.")]
    [InlineData("area,beat\na00,K44\n", "moves.csv:2: the plan has no beat \"K44\" (did you mean \"K4\"?).")]
    [InlineData("area,beat\na00,2\na0x,2\n", "moves.csv:3: area \"a0x\" is not in the map. Did you mean \"a00\"?")]
    [InlineData("area,beat\nOld Twon,2\n", "moves.csv:2: area \"Old Twon\" is not in the map. Did you mean \"Old Town\"?")]
    [InlineData("area,beat\nHarbor,2\n", "moves.csv:2: 2 areas are called \"Harbor\" (NAME). Write their ids: a05, a06.")]
    [InlineData("area,beat\na00,2\na00,3\n", "moves.csv:3: area \"a00\" is given to beat 3, and to beat 2 at moves.csv:2. Keep one of the two lines.")]
    [InlineData("aera,beat\na00,2\n", "moves.csv:1: there is no column \"area\" (did you mean it by \"aera\"?). Write a table with the columns area and beat, an area a line.")]
    [InlineData("area,beat\na00,\n", "moves.csv:2: lacks an area or a beat.")]
    [InlineData("area,beat\n", "moves.csv: has no line below its header.")]
    [InlineData("", "moves.csv: is empty.")]
    public void A_line_that_cannot_be_used_is_named_with_what_was_probably_meant(string csv, string message) =>
        Should.Throw<InputException>(() => Read(csv)).Message.ShouldStartWith(message);

    [Fact]
    public void A_plan_that_was_edited_says_so_in_its_file_its_summary_its_page_and_its_table()
    {
        var edited = Apply(Give("2", "a00"));
        var record = new EditRecord(
            "0123456789abcdef0123456789abcdef",
            [Give("2", "a00")],
            edited.Names,
            EditChange.Measure(_material.Workload, edited.ChangedAreas),
            EditFigures.From(_parent.Plan.Measures),
            [new PublishedParts(1, [new PublishedPiece(3, "a04"), new PublishedPiece(1, "a00")])])
        {
            Author = "Sgt. <Ortega>",
            ParentHadOtherCalls = true,
        };
        var material = _material with { Plan = _material.Plan with { Edit = record } };
        var files = PlanPublisher.Files(material);
        var read = PlanJson.Read(files.File("plan.json").Content, "plan.json").Plan.Edit!;
        JsonSerializer.Serialize(read).ShouldBe(JsonSerializer.Serialize(record));
        // 10 of 1,395 calls.
        const string Moved = "1 move on plan 0123456789abcdef0123456789abcdef by Sgt. <Ortega>: 1 area has another beat than there, with 10 calls (0.72% of the workload).";
        files.File("summary.txt").Text().ShouldContain($"edited by hand\n");
        files.File("summary.txt").Text().ShouldContain($"Edited by hand:\n- {Moved}\n- Before and now: largest deviation ");
        files.File("summary.txt").Text().ShouldContain("- The plan before was made from other calls; both are measured on the same here.\n- Beat 1 is in 2 pieces: 3 areas with a04 and 1 area with a00.\n");
        files.File("map.html").Text().ShouldContain("by Sgt. &lt;Ortega&gt;: 1 area has");
        using var table = JsonDocument.Parse(files.File("table.json").Content);
        table.RootElement.GetProperty("name").GetString().ShouldBe("Edited by hand");
        table.RootElement.GetProperty("edit").GetRawText().ShouldBe(
            """{"parent":"0123456789abcdef0123456789abcdef","author":"Sgt. \u003COrtega\u003E","moves":1,"areas":1,"workloadShare":0.007168}""");
    }

    private static PlanMove Give(string beat, params string[] areas) => new(beat) { Areas = areas };

    private static EditedBeats Apply(params PlanMove[] moves) => PlanEdit.Create(_parent, moves, null).Apply(_material.Map);

    private static IReadOnlyList<PlanMove> Read(string csv)
    {
        string?[] names = [null, null, null, null, "Old Town", "Harbor", "Harbor", null, null, null, null, null];
        var map = _material.Map with { Columns = MapColumns.Create([new MapColumn("NAME", true, names)]) };
        map = map with { IdField = "ID" };
        return MoveTable.Read("moves.csv", Encoding.UTF8.GetBytes(csv), map, _parent.Plan, ["K4"]);
    }
}
