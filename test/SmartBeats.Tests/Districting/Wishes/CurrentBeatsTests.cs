namespace SmartBeats.Districting;

/// <summary>Today's beats on a 3 x 3 grid, areas named a to i from the north-west.</summary>
public class CurrentBeatsTests
{
    private static readonly AreaGraph Even = SmallGraphs.Grid(3, 3, _ => 1);

    [Fact]
    public void Usable_beats_stay_as_they_are()
    {
        var usable = Make(3, [0, 1, 2, 0, 1, 2, 0, 1, 2]);
        usable.BeatOfArea.ShouldBe([0, 1, 2, 0, 1, 2, 0, 1, 2]);
        usable.Repairs.ShouldBeEmpty();
        usable.Names.ShouldBe(["A", "B", "C"]);
        usable.GivenOfBeat.ShouldBe([0, 1, 2]);
    }

    [Fact]
    public void Stray_piece_joins_the_neighbour_it_shares_most_border_with()
    {
        // Area i (right below) belongs to A, which lies on the left: it touches two areas of B and C, one each; the first wins.
        var usable = Make(3, [0, 1, 2, 0, 1, 2, 0, 1, 0]);
        usable.BeatOfArea.ShouldBe([0, 1, 2, 0, 1, 2, 0, 1, 1]);
        usable.Repairs.ShouldBe([
            "Current beat A is in several pieces: the heaviest stays, the others join their neighbours.",
            "1 area without a usable beat joined the neighbouring beat with the longest common border."]);
    }

    [Fact]
    public void Areas_without_a_beat_are_filled_in_ring_by_ring()
    {
        var usable = CurrentBeats.MakeUsable(Even, new GivenBeats([0, 0, -1, 0, 0, -1, 1, 1, -1], ["A", "B"], [], []), 2, 1, Name);
        usable.BeatOfArea.ShouldBe([0, 0, 0, 0, 0, 0, 1, 1, 1]);
        usable.Repairs.ShouldBe(["3 areas without a usable beat joined the neighbouring beat with the longest common border."]);
    }

    [Fact]
    public void Lightest_beat_is_merged_with_its_lightest_neighbour_where_fewer_are_wanted()
    {
        // Loads A 3, B 4, C 2: C touches only B.
        var usable = Make(2, [0, 1, 2, 0, 1, 2, 0, 1, 1]);
        usable.BeatOfArea.ShouldBe([0, 1, 1, 0, 1, 1, 0, 1, 1]);
        usable.Names.ShouldBe(["A", "B"]);
        usable.Repairs.ShouldBe(["Current beat C was merged into beat B: 2 beats were asked for."]);
    }

    [Fact]
    public void Heaviest_beat_is_split_where_more_are_wanted_and_the_new_one_comes_last()
    {
        var usable = Make(4, [0, 1, 1, 0, 1, 1, 0, 2, 2]);
        PlanAssert.IsLegal(Even, 4, usable.BeatOfArea, "split");
        usable.Names.ShouldBe(["A", "B", "C", "new-1"]);
        usable.GivenOfBeat.ShouldBe([0, 1, 2, -1]);
        usable.BeatOfArea.Count(beat => beat == 1).ShouldBe(2);
        usable.BeatOfArea.Count(beat => beat == 3).ShouldBe(2);
        usable.Repairs.ShouldBe(["Beat new-1 was split off current beat B: 4 beats were asked for."]);
    }

    [Fact]
    public void Beats_without_areas_are_left_out_and_the_others_move_up()
    {
        var usable = Make(2, [0, 0, 0, 0, 2, 2, 2, 2, 2]);
        usable.Names.ShouldBe(["A", "C"]);
        usable.GivenOfBeat.ShouldBe([0, 2]);
        usable.Repairs.ShouldBe(["Current beat B holds no area and is left out."]);
    }

    [Fact]
    public void Group_that_touches_no_beat_makes_one_of_its_own()
    {
        var apart = SmallGraphs.Beside(Even, SmallGraphs.Grid(2, 1, _ => 1));
        var usable = CurrentBeats.MakeUsable(apart, new GivenBeats([0, 1, 2, 0, 1, 2, 0, 1, 2, -1, -1], ["A", "B", "C"], [], []), 4, 1, Name);
        usable.BeatOfArea[^2..].ShouldBe([3, 3]);
        usable.Repairs.ShouldBe(["2 areas without a usable beat joined the neighbouring beat with the longest common border; 1 group that touches none made beats of their own."]);
    }

    [Fact]
    public void Locks_that_a_repair_would_break_are_refused_in_words()
    {
        int[] broken = [0, 1, 2, 0, 1, 2, 0, 1, 0];
        Fault(3, broken, [], [0]).ShouldBe("lockBeats: beat A is locked, and is not in one piece. Unlock it, correct the current beats, or link its pieces (--links).");
        Fault(3, broken, [8], []).ShouldBe("lockAreas: area \"i\" is locked in beat A, which is not in one piece there. Unlock it, correct the current beats, or link its pieces (--links).");
        Fault(3, [0, 1, 2, 0, 1, 2, 0, 1, -1], [8], []).ShouldBe("lockAreas: area \"i\" is locked, and is in none of the current beats. Unlock it, or correct the current beats.");
        Fault(3, [0, 1, 1, 0, 1, 1, 0, 1, 1], [], [2]).ShouldBe("lockBeats: beat C is locked, and holds no area of the map. Unlock it, or correct the current beats.");
        Fault(2, [0, 1, 2, 0, 1, 2, 0, 1, 2], [], [1]).ShouldBe("beats: the 3 current beats cannot be merged into 2: locks or disconnected parts leave no two to join. Ask for more beats, or unlock some.");
        Fault(4, [0, 1, 2, 0, 1, 2, 0, 1, 2], [], [0, 1, 2]).ShouldBe("beats: the 3 current beats cannot be split into 4: locks leave none to divide. Ask for fewer beats, or unlock some.");
    }

    [Fact]
    public void Beats_that_cover_less_than_half_the_map_are_refused() =>
        Fault(2, [0, 0, -1, -1, -1, -1, -1, 1, 1], [], []).ShouldBe("current: 5 of the map's 9 areas are in none of the current beats. Give the beats of this city, by the map's area ids.");

    [Fact]
    public void Names_are_ordered_by_the_numbers_in_them() =>
        CurrentBeats.InOrder(["10", "2", "B10", "B2", "A1", "2"]).ShouldBe(["2", "10", "A1", "B2", "B10"]);

    [Fact]
    public void Repair_of_random_beats_is_legal_for_any_number_of_beats()
    {
        for (ulong seed = 0; seed < 200; seed++)
        {
            var random = new SeededRandom(seed);
            var graph = SmallGraphs.Planar(6, 5, random, 100);
            var given = Enumerable.Range(0, 30).Select(_ => random.Next(8) - (random.Next(4) == 0 ? 8 : 0)).Select(beat => Math.Max(-1, beat)).ToArray();
            if (given.Count(beat => beat < 0) > 15)
            {
                continue;
            }

            var beats = 1 + random.Next(30);
            var usable = CurrentBeats.MakeUsable(graph, new GivenBeats(given, [.. Enumerable.Range(0, 8).Select(beat => $"{beat}")], [], []), beats, seed, Name);
            PlanAssert.IsLegal(graph, beats, usable.BeatOfArea, $"seed {seed}");
            usable.Names.Distinct().Count().ShouldBe(beats);
        }
    }

    private static UsableBeats Make(int beats, int[] given, int[]? lockedAreas = null, int[]? lockedBeats = null) =>
        CurrentBeats.MakeUsable(Even, new GivenBeats(given, ["A", "B", "C"], lockedAreas ?? [], lockedBeats ?? []), beats, 1, Name);

    private static string Fault(int beats, int[] given, int[] lockedAreas, int[] lockedBeats) =>
        Should.Throw<InputException>(() => Make(beats, given, lockedAreas, lockedBeats)).Message;

    private static string Name(int v) => ((char)('a' + v)).ToString();
}
