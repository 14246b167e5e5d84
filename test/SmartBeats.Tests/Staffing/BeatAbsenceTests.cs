using SmartBeats.Districting;
using SmartBeats.Geography;
using SmartBeats.Metrics;
using SmartBeats.Response;
using SmartBeats.Staffing;
using SmartBeats.Tests.Metrics;

namespace SmartBeats.Tests.Staffing;

public class BeatAbsenceTests
{
    [Fact]
    public void A_beat_between_two_others_is_split_evenly()
    {
        // Three beats of two columns in a row of six; the middle one's officer is away.
        var city = GridCity.Of(6, 2);
        var beats = Columns(6, 2, column => 1 + column / 2);
        var absence = BeatAbsence.Of(BeatAbsence.GraphOf(city.Adjacency, [.. Enumerable.Repeat(10L, 12)]), beats, 3, 2);
        absence.Neighbours.ShouldBe([1, 3]);
        absence.CallsOfBeat.ShouldBe(40);
        absence.Absorbed.MaxLoad.ShouldBe(60);
        absence.Absorbed.CallsChanged.ShouldBe(40);
        absence.Absorbed.BeatOfArea.ShouldBe(Columns(6, 2, column => column < 3 ? 1 : 3));
        absence.Absorbed.HandOvers.ShouldBe([new(2, 2, 1), new(3, 2, 3), new(8, 2, 1), new(9, 2, 3)]);
        absence.Resplit.ShouldBeNull();
    }

    [Fact]
    public void A_resplit_moves_more_calls_only_for_a_less_busy_neighbour()
    {
        // Beat 2 can only be absorbed by 1 and 3; 1 is heavy already, and can hand calls on to 3 around the corner.
        var city = GridCity.Of(3, 3);
        int[] beats = [1, 1, 3, 1, 1, 3, 2, 2, 3];
        var absence = BeatAbsence.Of(BeatAbsence.GraphOf(city.Adjacency, [30, 30, 5, 30, 30, 5, 5, 5, 5]), beats, 3, 2);
        absence.Absorbed.MaxLoad.ShouldBe(120);
        absence.Resplit!.MaxLoad.ShouldBeLessThan(absence.Absorbed.MaxLoad);
        absence.Resplit.CallsChanged.ShouldBeGreaterThan(absence.Absorbed.CallsChanged);
    }

    [Fact]
    public void Random_plans_keep_their_other_beats_and_stay_connected()
    {
        var city = GridCity.Of(24, 24);
        var random = new SeededRandom(6);
        long[] calls = [.. Enumerable.Range(0, 24 * 24).Select(_ => (long)random.Next(40))];
        var graph = BeatAbsence.GraphOf(city.Adjacency, calls);
        var beats = Designed(graph, 16);
        foreach (var absence in BeatAbsence.AllContingencies(graph, beats, 16))
        {
            Check(city.Adjacency, calls, beats, 16, absence);
        }
    }

    [SharedFact("cities/seattle/city.zip")]
    public void Seattle_has_a_map_in_the_drawer_for_each_of_54_beats()
    {
        using var zip = File.OpenRead(SharedData.File("cities/seattle/city.zip"));
        var map = CityMapReader.Read("city.zip", zip);
        var adjacency = AreaAdjacencyBuilder.Build(map, new AdjacencyOptions());
        var (calls, patrol) = Seattle.Calls(map);
        var graph = BeatAbsence.GraphOf(adjacency, calls);
        var beats = Designed(graph, 54);
        var all = BeatAbsence.AllContingencies(graph, beats, 54);
        all.Count.ShouldBe(54);
        foreach (var absence in all)
        {
            Check(adjacency, calls, beats, 54, absence);
        }

        var night = PatrolDemand.Of(patrol, map.Areas.Count, CallPeriod.Covering(patrol), WeekSlice.Shift(22, 6), ServiceDefaults.Standard);
        var cost = AbsenceCost.Of(night, new TravelLaw(AreaPlace.Of(map), new TravelLawOptions()), beats, all[11].Absorbed.BeatOfArea);
        cost.Without!.MeanUtilisation.ShouldBe(cost.Planned.MeanUtilisation * 54 / 53, 1e-9);
        cost.Without.ResponseMinutes.ShouldBeGreaterThan(cost.Planned.ResponseMinutes);
        cost.Describe()[0].ShouldStartWith("A unit spends ");
    }

    [Fact]
    public void A_beat_of_up_to_12_areas_is_divided_as_no_exhaustive_search_can_better()
    {
        var tried = 0;
        for (var draw = 0UL; draw < 60; draw++)
        {
            var random = SeededRandom.Derive(draw, 77);
            var city = GridCity.Of(5, 5);
            long[] calls = [.. Enumerable.Range(0, 25).Select(_ => (long)Math.Exp(5 * random.NextDouble()))];
            var graph = BeatAbsence.GraphOf(city.Adjacency, calls);
            var beats = Designed(graph, 4);
            for (var absent = 1; absent <= 4; absent++)
            {
                var neighbours = BeatAbsence.Of(graph, beats, 4, absent).Neighbours;
                var areas = beats.Count(beat => beat == absent);
                if (areas > 12 || Math.Pow(neighbours.Count, areas) > 30_000)
                {
                    continue;
                }

                tried++;
                var absence = BeatAbsence.Of(graph, beats, 4, absent);
                absence.IsExact.ShouldBeTrue();
                Check(city.Adjacency, calls, beats, 4, absence);
                (absence.Absorbed.MaxLoad, CutCost(graph, absence.Absorbed.BeatOfArea)).ShouldBe(Exhaustively(graph, city.Adjacency, beats, absence), $"draw {draw}, beat {absent}");
            }
        }

        tried.ShouldBeGreaterThan(120);
    }

    [Fact]
    public void Whether_a_division_is_the_best_or_the_best_found_is_said()
    {
        var city = GridCity.Of(6, 3);
        var beats = Columns(6, 3, column => 1 + column / 2);
        AbsenceTables.Describe(BeatAbsence.Of(BeatAbsence.GraphOf(city.Adjacency, [.. Enumerable.Repeat(10L, 18)]), beats, 3, 2)).ShouldBe(
            "Beat 2 without its officer: beat 1 takes 3 areas and beat 3 takes 3 areas; 60 calls change hands, the busiest neighbour then has 90 (no division leaves it fewer), everybody else keeps their beat.");
        var large = GridCity.Of(6, 7);
        AbsenceTables.Describe(BeatAbsence.Of(BeatAbsence.GraphOf(large.Adjacency, [.. Enumerable.Repeat(10L, 42)]), Columns(6, 7, column => 1 + column / 2), 3, 2)).ShouldContain(" (the fewest found), everybody");
    }

    [Fact]
    public void Every_map_is_the_same_for_the_same_seed()
    {
        var city = GridCity.Of(10, 10);
        var graph = BeatAbsence.GraphOf(city.Adjacency, [.. Enumerable.Range(0, 100).Select(area => (long)(area * 7 % 13))]);
        var beats = Designed(graph, 7);
        BeatAbsence.Of(graph, beats, 7, 4).Absorbed.BeatOfArea.ShouldBe(BeatAbsence.Of(graph, beats, 7, 4).Absorbed.BeatOfArea);
    }

    [Fact]
    public void Beats_that_are_not_there_or_have_no_neighbour_are_refused()
    {
        var graph = BeatAbsence.GraphOf(GridCity.Of(2, 2).Adjacency, [1, 1, 1, 1]);
        Should.Throw<InputException>(() => BeatAbsence.Of(graph, [1, 1, 2, 2], 2, 3)).Message.ShouldBe("beat: the plan has no beat 3. Its beats are numbered 1 to 2.");
        Should.Throw<InputException>(() => BeatAbsence.Of(graph, [1, 1, 1, 1], 1, 1)).Message.ShouldBe(
            "beat: no other beat touches beat 1. Send relief, or plan with bridges: on this map nobody can take it over.");

        // Area 3 hangs on a link that this graph does not have.
        var torn = new AreaGraph([1, 1, 1, 1], [new(0, 1, 1), new(1, 2, 1)]);
        Should.Throw<InputException>(() => BeatAbsence.Of(torn, [1, 1, 2, 2], 2, 2)).Message.ShouldBe(
            "areas: a part of beat 2 touches no other beat on this map. Give the barriers, links and bridges the plan was made with.");
    }

    [Fact]
    public void More_calls_than_the_others_can_do_are_said()
    {
        var demand = new DemandSlice(WeekSlice.Whole, 100, [1, 1], [1], [[1, 1]], [36], [1], []);
        var travel = new TravelLaw([new(0, 0, 1), new(1000, 0, 1)], new TravelLawOptions());
        var cost = AbsenceCost.Of(demand, travel, [1, 2], [2, 2]);
        cost.Without.ShouldBeNull();
        cost.Describe().ShouldBe(["As planned a unit spends 60% of its time on calls.", "Without the officer calls bring more work than the others can do: relief is needed."]);
    }

    private static void Check(AreaAdjacency adjacency, long[] calls, int[] beats, int count, BeatAbsence absence)
    {
        foreach (var map in absence.Resplit is { } resplit ? [absence.Absorbed, resplit] : new[] { absence.Absorbed })
        {
            map.BeatOfArea.ShouldNotContain(absence.Beat);
            // The other beats keep their numbers and stay in one piece; the absent one is an empty number.
            int[] dense = [.. map.BeatOfArea.Select(beat => beat > absence.Beat ? beat - 1 : beat)];
            BeatContiguity.Check(adjacency, dense, count - 1).Contiguous.ShouldBeTrue($"beat {absence.Beat}");
            for (var area = 0; area < beats.Length; area++)
            {
                var isLocked = beats[area] != absence.Beat && !absence.Neighbours.Contains(beats[area]);
                (isLocked && map.BeatOfArea[area] != beats[area]).ShouldBeFalse();
            }

            map.CallsChanged.ShouldBe(map.HandOvers.Sum(hand => calls[hand.Area]));
            map.MaxLoad.ShouldBe(absence.Neighbours.Max(beat => Enumerable.Range(0, beats.Length).Where(area => map.BeatOfArea[area] == beat).Sum(area => calls[area])));
        }

        absence.Absorbed.CallsChanged.ShouldBe(absence.CallsOfBeat);
        absence.Absorbed.HandOvers.ShouldAllBe(hand => hand.From == absence.Beat);
        (absence.Resplit is null || absence.Resplit.MaxLoad < absence.Absorbed.MaxLoad).ShouldBeTrue();
    }

    /// <summary>Every way to give the absent beat's areas to neighbours, those that tear a beat apart left out: least busiest load, then shortest borders.</summary>
    private static (long, long) Exhaustively(AreaGraph graph, AreaAdjacency adjacency, int[] beats, BeatAbsence absence)
    {
        int[] areas = [.. Enumerable.Range(0, beats.Length).Where(area => beats[area] == absence.Beat)];
        var best = (long.MaxValue, long.MaxValue);
        for (var code = 0; code < Math.Pow(absence.Neighbours.Count, areas.Length); code++)
        {
            var plan = (int[])beats.Clone();
            var rest = code;
            foreach (var area in areas)
            {
                plan[area] = absence.Neighbours[rest % absence.Neighbours.Count];
                rest /= absence.Neighbours.Count;
            }

            var key = (absence.Neighbours.Max(beat => Enumerable.Range(0, plan.Length).Where(area => plan[area] == beat).Sum(area => graph.Weights[area])), CutCost(graph, plan));
            if (key.CompareTo(best) < 0 && BeatContiguity.Check(adjacency, [.. plan.Select(beat => beat > absence.Beat ? beat - 1 : beat)], 3).Contiguous)
            {
                best = key;
            }
        }

        return best;
    }

    private static long CutCost(AreaGraph graph, int[] plan) => graph.Edges.Where(edge => plan[edge.A] != plan[edge.B]).Sum(edge => (long)edge.Cost);

    private static int[] Designed(AreaGraph graph, int beats) =>
        [.. BeatEngine.Design(new DistrictingProblem(graph, beats, Goal.Compact, 0.05, 1, 400_000), 2).Chosen.BeatOfArea.Select(beat => beat + 1)];

    private static int[] Columns(int columns, int rows, Func<int, int> beatOfColumn) =>
        [.. Enumerable.Range(0, rows).SelectMany(_ => Enumerable.Range(0, columns).Select(beatOfColumn))];
}
