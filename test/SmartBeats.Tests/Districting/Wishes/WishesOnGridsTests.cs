namespace SmartBeats.Districting;

/// <summary>Wishes on grids small enough to be solved by hand.</summary>
public class WishesOnGridsTests
{
    private const long Effort = 300_000;

    /// <summary>Columns of a 3 x 3 grid as today's beats.</summary>
    private static readonly int[] Columns = [0, 1, 2, 0, 1, 2, 0, 1, 2];

    /// <summary>Loads 6, 3, 3: the left column has twice the others.</summary>
    private static readonly AreaGraph HeavyLeft = SmallGraphs.Grid(3, 3, v => v % 3 == 0 ? 2 : 1);

    [Fact]
    public void Budget_of_nothing_keeps_every_area_where_it_is() =>
        Design(HeavyLeft, 3, new PlanWishes { Current = new CurrentPlan(Columns, 0, [], []) }).Chosen.BeatOfArea.ShouldBe(Columns);

    [Fact]
    public void Budget_of_a_quarter_is_just_enough_for_three_equal_beats()
    {
        // One area of 2 goes right, one of 1 goes on: 3 of 12 units change beat, and all beats have 4.
        var result = Design(HeavyLeft, 3, new PlanWishes { Current = new CurrentPlan(Columns, 0.25, [], []) });
        PlanAssert.IsLegal(HeavyLeft, 3, result.Chosen.BeatOfArea, "a quarter").ShouldBe(0);
        Away(HeavyLeft, Columns, result.Chosen.BeatOfArea).ShouldBe(3);
        result.LowerBound.ShouldBe(0);
    }

    [Fact]
    public void Budget_of_a_fifth_allows_two_units_and_a_deviation_of_a_quarter()
    {
        // 2 units: one area of 2 goes right and leaves 4, 5, 3 (or two areas of 1 go nowhere useful).
        var result = Design(HeavyLeft, 3, new PlanWishes { Current = new CurrentPlan(Columns, 0.2, [], []) });
        PlanAssert.IsLegal(HeavyLeft, 3, result.Chosen.BeatOfArea, "a fifth").ShouldBe(0.25);
        Away(HeavyLeft, Columns, result.Chosen.BeatOfArea).ShouldBe(2);
    }

    [Fact]
    public void Budget_too_small_for_the_tolerance_raises_the_bound_and_says_why()
    {
        // 1 of 12 units: the left beat keeps at least 5 of a mean of 4.
        var result = Design(HeavyLeft, 3, new PlanWishes { Current = new CurrentPlan(Columns, 0.1, [], []) });
        result.LowerBound.ShouldBe(0.25, 1e-6);
        result.LowerBoundReason.ShouldBe("the change budget lets no more workload move");
        PlanAssert.Deviation(HeavyLeft, 3, result.Chosen.BeatOfArea).ShouldBe(0.5, "no area of 1 unit can leave the left beat");
    }

    [Fact]
    public void Locked_beat_stays_and_the_others_are_balanced_about_their_own_mean()
    {
        // Loads 6, 3, 5: beat 0 stays at 6, the others meet at 4.
        var graph = SmallGraphs.Grid(3, 3, v => v % 3 == 0 ? 2 : v == 2 ? 3 : 1);
        var plan = Design(graph, 3, new PlanWishes { Current = new CurrentPlan(Columns, null, [], [0]) }).Chosen.BeatOfArea;
        PlanAssert.IsLegal(graph, 3, plan, "locked beat");
        Loads(graph, 3, plan).ShouldBe([6, 4, 4]);
        Enumerable.Range(0, 9).Where(v => plan[v] == 0).ShouldBe([0, 3, 6]);
    }

    [Fact]
    public void Bound_names_the_locked_beat_that_keeps_a_plan_uneven()
    {
        var result = Design(HeavyLeft, 3, new PlanWishes { Current = new CurrentPlan(Columns, null, [], [0]) });
        result.LowerBound.ShouldBe(0.5, 1e-9);
        result.LowerBoundReason.ShouldBe("a locked beat stays as far from the mean as it is");
    }

    [Fact]
    public void Locked_areas_stay_in_their_beat()
    {
        // The left column must give 2 units; with two of its areas locked, only the third can go.
        foreach (var free in new[] { 0, 6 })
        {
            int[] locked = [.. new[] { 0, 3, 6 }.Where(v => v != free)];
            var plan = Design(HeavyLeft, 3, new PlanWishes { Current = new CurrentPlan(Columns, null, locked, []) }).Chosen.BeatOfArea;
            PlanAssert.IsLegal(HeavyLeft, 3, plan, "locked areas").ShouldBe(0);
            locked.ShouldAllBe(v => plan[v] == 0);
            plan[free].ShouldNotBe(0);
        }
    }

    [Fact]
    public void All_beats_locked_gives_back_the_current_plan() =>
        Design(HeavyLeft, 3, new PlanWishes { Current = new CurrentPlan(Columns, null, [], [0, 1, 2]) }).Chosen.BeatOfArea.ShouldBe(Columns);

    [Fact]
    public void Second_criterion_turns_the_border_so_that_both_loads_are_equal()
    {
        // Calls are even everywhere, minutes are three times as many on the left: only rows share out both.
        var graph = SmallGraphs.Grid(4, 4, _ => 1);
        long[] minutes = [.. Enumerable.Range(0, 16).Select(v => v % 4 < 2 ? 3L : 1L)];
        for (ulong seed = 1; seed <= 5; seed++)
        {
            var plan = Design(graph, 2, new PlanWishes { Criteria = [new BalanceCriterion("service-minutes", minutes, 1)] }, seed, Goal.Compact).Chosen.BeatOfArea;
            PlanAssert.IsLegal(graph, 2, plan, "calls").ShouldBe(0);
            Loads(new AreaGraph(minutes, graph.Edges), 2, plan).ShouldBe([16, 16]);
            PlanAssert.BorderCost(graph, plan).ShouldBe(4);
        }
    }

    [Theory]
    [InlineData(0.9, 2)]
    [InlineData(1.1, 1)]
    public void Weight_of_a_criterion_says_which_of_two_loads_gives_way(double weight, int areasOfFirst)
    {
        // A path of 4 in 2 beats. Cut behind the first area, calls are 1 to 3 (50 % off) and minutes 4 to 4; cut in the middle, calls are
        // 2 to 2 and minutes 6 to 2 (50 % off). The lighter criterion gives way.
        var graph = new AreaGraph([1, 1, 1, 1], [new(0, 1, 1), new(1, 2, 1), new(2, 3, 1)]);
        var plan = Design(graph, 2, new PlanWishes { Criteria = [new BalanceCriterion("service-minutes", [4, 2, 1, 1], weight)] }).Chosen.BeatOfArea;
        PlanAssert.IsLegal(graph, 2, plan, "path");
        plan.Count(beat => beat == plan[0]).ShouldBe(areasOfFirst);
    }

    [Fact]
    public void Equal_area_shares_out_ground_that_carries_no_workload()
    {
        // A path of 6 with work at both ends: any cut is balanced and as short, only 3 and 3 share the ground evenly.
        var graph = new AreaGraph([1, 0, 0, 0, 0, 1], [.. Enumerable.Range(0, 5).Select(v => new GraphEdge(v, v + 1, 1))]);
        var result = Design(graph, 2, new PlanWishes { EqualArea = new EqualAreaWish([.. Enumerable.Repeat(1e6, 6)], 1) });
        result.Chosen.BeatOfArea.Count(beat => beat == 0).ShouldBe(3);
        result.Alternatives[^1].WithoutPreferences.ShouldBeTrue();
        result.Alternatives[^1].Goal.ShouldBe(Goal.Tightest);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Stations_turn_beats_towards_the_station_that_serves_them(bool leftAndRight)
    {
        // 4 x 4 areas of 1 km, two stations: in the middle of the left and right edge, or of top and bottom. Both halves cut 4 edges.
        var graph = SmallGraphs.Grid(4, 4, _ => 1);
        (double X, double Y)[] stations = leftAndRight ? [(-1, 1.5), (4, 1.5)] : [(1.5, -1), (1.5, 4)];
        int[][] metres = [.. Enumerable.Range(0, 16).Select(v => stations.Select(at => (int)Math.Round(1000 * Math.Sqrt(Math.Pow(v % 4 - at.X, 2) + Math.Pow(v / 4 - at.Y, 2)))).ToArray())];
        for (ulong seed = 1; seed <= 5; seed++)
        {
            var plan = Design(graph, 2, new PlanWishes { Stations = new StationWish(metres, 1) }, seed, Goal.Compact).Chosen.BeatOfArea;
            PlanAssert.IsLegal(graph, 2, plan, "stations").ShouldBe(0);
            Enumerable.Range(0, 16).GroupBy(v => leftAndRight ? v % 4 < 2 : v / 4 < 2).ShouldAllBe(half => half.Select(v => plan[v]).Distinct().Count() == 1);
        }
    }

    [Theory]
    [InlineData(new[] { 0, 1, 2, 0, 1, 2, 0, 1 }, "current: the beats to begin with are not 3 connected beats over all 9 areas. Make them usable first (CurrentBeats).")]
    [InlineData(new[] { 0, 1, 2, 1, 0, 2, 0, 1, 2 }, "current: the beats to begin with are not 3 connected beats over all 9 areas. Make them usable first (CurrentBeats).")]
    [InlineData(new[] { 0, 1, 1, 0, 1, 1, 0, 1, 1 }, "current: the beats to begin with are not 3 connected beats over all 9 areas. Make them usable first (CurrentBeats).")]
    public void Unusable_beats_are_refused(int[] current, string message) =>
        Should.Throw<InputException>(() => Design(HeavyLeft, 3, new PlanWishes { Current = new CurrentPlan(current, null, [], []) })).Message.ShouldBe(message);

    internal static long Away(AreaGraph graph, int[] home, int[] plan) => Enumerable.Range(0, home.Length).Where(v => home[v] != plan[v]).Sum(v => graph.Weights[v]);

    private static long[] Loads(AreaGraph graph, int beats, int[] plan) => [.. Enumerable.Range(0, beats).Select(beat => Enumerable.Range(0, plan.Length).Where(v => plan[v] == beat).Sum(v => graph.Weights[v]))];

    private static DesignResult Design(AreaGraph graph, int beats, PlanWishes wishes, ulong seed = 1, Goal goal = Goal.Tightest) =>
        BeatEngine.Design(new DistrictingProblem(graph, beats, goal, 0.01, seed, Effort) { Wishes = wishes }, 1);
}
