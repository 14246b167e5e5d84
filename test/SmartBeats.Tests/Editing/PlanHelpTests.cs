using SmartBeats.Districting;
using SmartBeats.Editing;
using SmartBeats.Editing.Help;
using SmartBeats.Geography;

namespace SmartBeats.Tests.Editing;

/// <summary>What help proposes, judged by the checker and by trying every move, on the sample city under random hands.</summary>
public class PlanHelpTests
{
    private static readonly CityMap _map = ReadSample();
    private static readonly AreaAdjacency _adjacency = AreaAdjacencyBuilder.Build(_map, new AdjacencyOptions());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Repair_makes_every_beat_whole_and_moves_no_more_than_what_strayed(int seed)
    {
        var draft = Scribble(seed, strokes: 40);
        var broken = draft.Measure();
        broken.Measures.Contiguous.ShouldBeFalse();
        var proposal = PlanHelp.Propose(draft, Before(draft), new HelpOrder(HelpKind.Repair));
        proposal.Figures.Now.Contiguous.ShouldBeTrue();
        proposal.Figures.Pieces.ShouldBeEmpty();
        proposal.Figures.Names.ShouldBe(broken.Beats.Names);
        // No more workload moved than all stray pieces have, the heaviest of a beat staying.
        var strays = broken.Parts.Sum(beat =>
        {
            var loads = beat.Pieces.Select(piece => piece.Areas.Sum(area => draft.Ground.Workload.Weights[area])).Order().ToArray();
            return loads[..^1].Sum();
        });
        proposal.Moves.SelectMany(move => move.Areas).Sum(area => draft.Ground.Workload.Weights[area]).ShouldBeLessThanOrEqualTo(strays);
        draft.Measure().Measures.Contiguous.ShouldBeFalse("a proposal changes nothing");
        Take(draft, proposal);
        DraftFigures.Measure(draft, proposal.Figures.Before).ToJson().ShouldBe(proposal.Figures.ToJson());
        PlanHelp.Propose(draft, proposal.Figures.Before, new HelpOrder(HelpKind.Repair)).Moves.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(1, false)]
    public void A_large_piece_is_joined_by_the_lightest_strip_and_a_small_one_given_away(int rows, bool isJoined)
    {
        // Five columns; beat A is the first and the last of them, B the three between.
        var city = Metrics.GridCity.Of(5, rows + 1);
        long[] weights = [.. Enumerable.Range(0, 5 * (rows + 1)).Select(area => area / 5 == rows ? 2L : 9)];
        var workload = Metrics.GridCity.Workload(weights);
        int[] plan = [.. Enumerable.Range(0, weights.Length).Select(area => area % 5 is 0 or 4 ? 0 : 1)];
        var edges = DraftStart.Edges(city.Adjacency);
        var problem = new DistrictingProblem(new AreaGraph(workload.Weights, edges), 2, Goal.Compact, 0.01, 1, Effort: 0);
        var draft = new PlanDraft(new DraftGround(city.Map, city.Adjacency, workload, problem), ["A", "B"], plan);
        var proposal = PlanHelp.Propose(draft, Before(draft), new HelpOrder(HelpKind.Repair));
        proposal.Figures.Now.Contiguous.ShouldBeTrue();
        var row = Enumerable.Range(0, 3).Select(column => (5 * rows) + 1 + column);
        var move = proposal.Moves.ShouldHaveSingleItem();
        if (isJoined)
        {
            // The last row weighs 2 an area: 6, where a column weighs 29.
            (move.Beat, string.Join(' ', move.Areas)).ShouldBe(("A", string.Join(' ', row)));
        }
        else
        {
            // A column weighs 11: more than the strip of 6, so it is joined even so; locks leave the other way.
            (move.Beat, move.Areas.Count).ShouldBe(("A", 3));
            var locked = PlanHelp.Propose(draft, Before(draft), new HelpOrder(HelpKind.Repair) { LockedAreas = [5 + 2, 2] });
            (locked.Moves.Single().Beat, locked.Moves.Single().Areas.Count).ShouldBe(("B", 2));
        }
    }

    [Fact]
    public void A_pair_is_shared_evenly_and_nobody_else_is_touched()
    {
        var draft = Scribble(4, strokes: 0);
        var (one, other) = (draft.Names[draft.BeatOfArea[_adjacency.Boundaries[30].A]], NeighbourOf(draft, _adjacency.Boundaries[30].A));
        var before = draft.Measure();
        var proposal = PlanHelp.Propose(draft, Before(draft), new HelpOrder(HelpKind.Balance) { Beats = [one, other] });
        double[] loads = [.. proposal.Figures.Beats.Where(beat => Is(proposal, beat.Number)).Select(beat => beat.Workload)];
        loads.Length.ShouldBe(2);
        // Areas of up to 39 calls: two hundred of them can be shared to within a hundredth.
        (loads.Max() / loads.Average()).ShouldBeLessThan(1.01);
        foreach (var beat in proposal.Figures.Beats.Where(beat => !Is(proposal, beat.Number)))
        {
            beat.ShouldBe(before.Measures.Beats[beat.Number - 1] with { Deviation = beat.Deviation });
        }

        bool Is(HelpProposal made, int number) => made.Figures.Names[number - 1] == one || made.Figures.Names[number - 1] == other;
    }

    [Fact]
    public void Beats_that_do_not_touch_are_refused_by_name()
    {
        var draft = Scribble(4, strokes: 0);
        var touching = _adjacency.Boundaries.Select(boundary => (draft.BeatOfArea[boundary.A], draft.BeatOfArea[boundary.B])).ToHashSet();
        var lone = Enumerable.Range(1, draft.Names.Count - 1).First(beat => !touching.Contains((0, beat)) && !touching.Contains((beat, 0)));
        Should.Throw<InputException>(() => PlanHelp.Propose(draft, Before(draft), new HelpOrder(HelpKind.Balance) { Beats = [draft.Names[0], draft.Names[lone]] }))
            .What.ShouldBe($"beat {draft.Names[lone]} touches none of the others");
    }

    [Theory]
    [InlineData(HelpKind.Finish, 0)]
    [InlineData(HelpKind.Tidy, 60)]
    public void Locked_beats_and_areas_stay_as_they_are(HelpKind kind, int strokes)
    {
        var draft = Scribble(5, strokes);
        int[] areas = [.. Enumerable.Range(0, draft.BeatOfArea.Count).Where(area => draft.Names[draft.BeatOfArea[area]] == "7").Take(4)];
        var free = PlanHelp.Propose(draft, Before(draft), new HelpOrder(kind) { Effort = 50_000 });
        free.Moves.SelectMany(move => move.Areas).ShouldContain(area => draft.Names[draft.BeatOfArea[area]] == "3");
        var proposal = PlanHelp.Propose(draft, Before(draft), new HelpOrder(kind) { LockedBeats = ["3"], LockedAreas = areas, Effort = 50_000 });
        proposal.Moves.ShouldNotBeEmpty();
        proposal.Moves.SelectMany(move => move.Areas).ShouldAllBe(area => !areas.Contains(area) && draft.Names[draft.BeatOfArea[area]] != "3");
        proposal.Moves.ShouldAllBe(move => move.Beat != "3");
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.1)]
    public void What_is_left_is_balanced_within_its_budget(double budget)
    {
        var draft = Scribble(6, strokes: 0);
        var before = draft.Measure();
        var proposal = PlanHelp.Propose(draft, Before(draft), new HelpOrder(HelpKind.Finish) { Budget = budget });
        proposal.Figures.Now.Contiguous.ShouldBeTrue();
        proposal.Figures.Now.MaxDeviation.ShouldBeLessThan(before.Measures.MaxDeviation);
        var moved = proposal.Moves.SelectMany(move => move.Areas).Sum(area => draft.Ground.Workload.Weights[area]);
        moved.ShouldBeLessThanOrEqualTo((long)(budget * draft.Ground.Workload.Weights.Sum()));
        moved.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_beat_is_split_in_two_halves_that_hang_together_and_the_lighter_is_new()
    {
        var draft = Scribble(7, strokes: 0);
        var whole = draft.Measure().Measures.Beats[4];
        var proposal = PlanHelp.Propose(draft, Before(draft), new HelpOrder(HelpKind.Split) { Beats = ["5"] });
        var move = proposal.Moves.ShouldHaveSingleItem();
        (move.Beat, move.IsNew).ShouldBe(("13", true));
        proposal.Figures.Now.Contiguous.ShouldBeTrue();
        var (kept, made) = (proposal.Figures.Beats[4].Workload, proposal.Figures.Beats[12].Workload);
        (kept + made).ShouldBe(whole.Workload);
        kept.ShouldBeGreaterThanOrEqualTo(made);
        (kept - made).ShouldBeLessThan(0.05 * whole.Workload);
    }

    [Fact]
    public void After_tidying_no_moved_area_can_go_back_without_making_something_worse()
    {
        var draft = Scribble(8, strokes: 60);
        var before = draft.Measure();
        var parent = draft.ParentBeatOfArea;
        var proposal = PlanHelp.Propose(draft, Before(draft), new HelpOrder(HelpKind.Tidy));
        proposal.Moves.ShouldNotBeEmpty();
        proposal.Moves.ShouldAllBe(move => move.Areas.All(area => draft.Names[parent[area]] == move.Beat));
        Take(draft, proposal);
        var now = draft.Measure();
        now.Measures.MaxDeviation.ShouldBeLessThanOrEqualTo(before.Measures.MaxDeviation);
        now.Measures.BoundaryKm.ShouldBeLessThanOrEqualTo(before.Measures.BoundaryKm + 0.001);
        CountPieces(now).ShouldBeLessThanOrEqualTo(CountPieces(before));
        var tried = 0;
        foreach (var area in now.Beats.ChangedAreas)
        {
            var trial = draft.Copy();
            trial.Give([area], parent[area]);
            var measured = trial.Measure();
            if (measured.Beats.Names.Count == now.Beats.Names.Count)
            {
                (CountPieces(measured) > CountPieces(now) || Cost(trial) > Cost(draft) || Spread(measured) > Spread(now)).ShouldBeTrue($"area {area}");
                tried++;
            }
        }

        tried.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void A_block_that_was_moved_for_nothing_goes_back_whole_though_no_single_area_of_it_could()
    {
        // Six columns by four rows; the middle four of the west were given to the east.
        var city = Metrics.GridCity.Of(6, 4);
        int[] plan = [.. Enumerable.Range(0, 24).Select(area => area % 6 < 3 ? 0 : 1)];
        var workload = Metrics.GridCity.Workload([.. Enumerable.Repeat(10L, 24)]);
        var problem = new DistrictingProblem(new AreaGraph(workload.Weights, DraftStart.Edges(city.Adjacency)), 2, Goal.Compact, 0.01, 1, Effort: 0);
        var draft = new PlanDraft(new DraftGround(city.Map, city.Adjacency, workload, problem), ["W", "E"], plan);
        draft.Give([7, 8, 13, 14], 1);
        var proposal = PlanHelp.Propose(draft, Before(draft), new HelpOrder(HelpKind.Tidy));
        proposal.Moves.ShouldHaveSingleItem().Areas.ShouldBe([7, 8, 13, 14]);
        proposal.Figures.Change.Areas.ShouldBe(0);
    }

    [Theory]
    [InlineData(HelpKind.Balance, "5", "beats: one beat alone cannot be balanced. Name two or more that touch.")]
    [InlineData(HelpKind.Split, "K9", "beats: there is no beat \"K9\". Name beats of the draft.")]
    public void What_cannot_be_done_is_said(HelpKind kind, string beat, string message)
    {
        var draft = Scribble(9, strokes: 0);
        Should.Throw<InputException>(() => PlanHelp.Propose(draft, Before(draft), new HelpOrder(kind) { Beats = [beat] })).Message.ShouldBe(message);
    }

    private static int CountPieces(DraftMeasures measured) => measured.Parts.Sum(beat => beat.Pieces.Count - 1);

    private static double Spread(DraftMeasures measured) => measured.Measures.Beats.Sum(beat => beat.Workload * beat.Workload);

    private static long Cost(PlanDraft draft) =>
        draft.Ground.Problem.Graph.Edges.Where(edge => draft.BeatOfArea[edge.A] != draft.BeatOfArea[edge.B]).Sum(edge => (long)edge.Cost);

    private static string NeighbourOf(PlanDraft draft, int area) => draft.Names[_adjacency.Boundaries
        .Where(boundary => draft.BeatOfArea[boundary.A] == draft.BeatOfArea[area] && draft.BeatOfArea[boundary.B] != draft.BeatOfArea[area])
        .Select(boundary => draft.BeatOfArea[boundary.B]).First()];

    private static EditFigures Before(PlanDraft draft) => EditFigures.From(draft.Measure().Measures);

    private static void Take(PlanDraft draft, HelpProposal proposal)
    {
        foreach (var move in proposal.Moves)
        {
            draft.Give(move.Areas, move.IsNew ? draft.AddBeat(move.Beat) : draft.Names.ToList().IndexOf(move.Beat));
        }
    }

    private static PlanDraft Scribble(int seed, int strokes)
    {
        var random = new SeededRandom((ulong)seed);
        var workload = Metrics.GridCity.Workload([.. _map.Areas.Select(_ => (long)random.Next(40))]);
        var problem = new DistrictingProblem(new AreaGraph(workload.Weights, [.. Edges()]), 12, Goal.Compact, 0.01, 1, Effort: 0);
        var draft = new PlanDraft(
            new DraftGround(_map, _adjacency, workload, problem), [.. Enumerable.Range(1, 12).Select(beat => $"{beat}")], DraftStart.Grow(_adjacency, 12, random));
        for (var stroke = 0; stroke < strokes; stroke++)
        {
            // Never a new beat and never a merge: what is compared is twelve beats before and after.
            draft.Give([random.Next(_map.Areas.Count)], random.Next(12));
        }

        return draft;
    }

    private static IEnumerable<GraphEdge> Edges() =>
    [
        .. _adjacency.Boundaries.Select(boundary => new GraphEdge(boundary.A, boundary.B, Math.Max(1, (int)(boundary.LengthMetres * 10)))),
        .. _adjacency.Bridges.Select(bridge => new GraphEdge(bridge.A, bridge.B, 1)),
    ];

    private static CityMap ReadSample()
    {
        using var stream = File.OpenRead(Path.Combine(SharedData.RepositoryRoot(), "samples", "city.zip"));
        return CityMapReader.Read("city.zip", stream);
    }
}
