using SmartBeats.Editing;
using SmartBeats.Editing.Answering;
using SmartBeats.Geography;
using SmartBeats.Response;

namespace SmartBeats.Tests.Editing;

public class DraftResponseTests
{
    [Fact]
    public void Response_after_three_hundred_edits_is_that_of_the_beats_alone_and_the_same_from_packed_bytes()
    {
        var city = RealCity.Open(Path.Combine(SharedData.RepositoryRoot(), "samples", "city.zip"), 12);
        var response = city.Begin();
        var packed = PackedResponse.Write(response);
        var read = PackedResponse.Read(packed);
        PackedResponse.Write(read).ShouldBe(packed);
        for (var edit = 1; edit <= 300; edit++)
        {
            DraftStart.Edit(city.Draft, city.Adjacency, city.Random);
            var beats = city.Draft.FindBeats();
            var figures = DraftResponseFigures.Measure(response, beats);
            DraftResponseFigures.Measure(read, beats).ToJson().ShouldBe(figures.ToJson(), $"edit {edit}");
            if (edit % 10 == 0)
            {
                // Made of these beats, nothing drawn before: the plan of the other is this one's draft.
                var fresh = new DraftResponse(city.Demand, city.Travel, beats.BeatOfArea, beats.Names.Count);
                Json(fresh.Before).ShouldBe(Json(figures.Now), $"edit {edit}");
            }
        }
    }

    [SharedFact("cities/seattle/city.zip")]
    public void Of_a_real_city_it_is_near_the_published_figures()
    {
        var city = RealCity.Open(SharedData.File("cities/seattle/city.zip"), 54);
        var response = city.Begin();
        for (var edit = 1; edit <= 40; edit++)
        {
            DraftStart.Edit(city.Draft, city.Adjacency, city.Random);
            var beats = city.Draft.FindBeats();
            var drawn = response.Measure(beats.BeatOfArea, beats.Names.Count);
            var published = ResponseEvaluator.Evaluate(city.Demand, city.Travel, [.. beats.BeatOfArea], beats.Names.Count);
            drawn.MeanMinutes.ShouldBe(published.MeanResponseMinutes.Value, published.MeanResponseMinutes.Value * 0.01);
            drawn.PriorityMinutes.ShouldBe(published.Priorities[0].MeanMinutes.Value, published.Priorities[0].MeanMinutes.Value * 0.01);
            drawn.FromElsewhereShare.ShouldBe(published.FirstFromElsewhereShare!.Value.Value, 0.01);
            drawn.Beats.Zip(published.Beats).Max(pair => Math.Abs(pair.First.Utilisation - pair.Second.Utilisation.Value)).ShouldBeLessThan(0.006);
            drawn.BusiestShare.ShouldBe(drawn.Beats.Max(beat => beat.Utilisation));
        }
    }

    [Fact]
    public void Who_is_near_whom_is_what_patrolling_units_and_preference_lists_say()
    {
        var city = RealCity.Open(Path.Combine(SharedData.RepositoryRoot(), "samples", "city.zip"), 12);
        var presence = DraftReach.CountPresence(city.Demand.CallsPerHour);
        var reach = DraftReach.Create(city.Travel, presence, [.. city.Draft.BeatOfArea], 12, depth: 5);
        for (var edit = 1; edit <= 20; edit++)
        {
            DraftStart.Edit(city.Draft, city.Adjacency, city.Random);
            var beats = city.Draft.FindBeats();
            int[] beatOf = [.. beats.BeatOfArea];
            reach = reach.With(beatOf, beats.Names.Count, depth: 5);
            var minutes = UnitTravel.Patrolling(city.Travel, beatOf, beats.Names.Count, UnitTravel.PresenceByCalls(city.Demand.CallsPerHour));
            var lists = PreferenceLists.Build(minutes, beatOf);
            var areas = Enumerable.Range(0, beatOf.Length).ToArray();
            areas.ShouldAllBe(area => reach.Order[area * 5] == beatOf[area]);
            areas.Max(area => Enumerable.Range(0, minutes.Length).Max(unit => Math.Abs(reach.Minutes(unit, area) - minutes[unit][area]))).ShouldBeLessThan(1e-6);

            // Two that are nearer to each other than a microminute may change places.
            areas.Max(area => Enumerable.Range(0, 5).Max(rank => Math.Abs(minutes[reach.Order[(area * 5) + rank]][area] - minutes[lists[area][rank]][area])))
                .ShouldBeLessThan(2e-6);
        }
    }

    [Fact]
    public void Beats_own_minutes_add_up_to_the_citys()
    {
        var city = RealCity.Open(Path.Combine(SharedData.RepositoryRoot(), "samples", "city.zip"), 12);
        var figures = city.Begin().Before;
        int[] beatOf = [.. city.Draft.BeatOfArea];
        double Weigh(double[] rates, Func<BeatResponseFigures, double?> minutes) =>
            Enumerable.Range(0, beatOf.Length).Where(area => rates[area] > 0).Sum(area => rates[area] * minutes(figures.Beats[beatOf[area]])!.Value) / rates.Sum();
        Weigh(city.Demand.CallsPerHour, beat => beat.MeanMinutes).ShouldBe(figures.MeanMinutes, 1e-9);
        Weigh(city.Demand.CallsPerHourByPriority[0], beat => beat.PriorityMinutes).ShouldBe(figures.PriorityMinutes, 1e-9);
    }

    [Fact]
    public void Other_bytes_bytes_cut_short_and_too_few_units_are_refused()
    {
        var city = RealCity.Open(Path.Combine(SharedData.RepositoryRoot(), "samples", "city.zip"), 3);
        var response = city.Begin();
        var bytes = PackedResponse.Write(response);
        for (var length = 0; length < bytes.Length; length += 97)
        {
            Should.Throw<InvalidDataException>(() => PackedResponse.Read(bytes.AsSpan(0, length)), $"{length} of {bytes.Length} bytes");
        }

        Should.Throw<InvalidDataException>(() => PackedResponse.Read("SBDRAFT3"u8)).Message.ShouldBe("These bytes are no response of a plan, or not all of it.");
        Should.Throw<InputException>(() => response.Measure([.. Enumerable.Repeat(0, city.Draft.BeatOfArea.Count)], 1)).What.ShouldContain("there are 1");
    }

    private static string Json(ResponseFigures figures) => new DraftResponseFigures(figures, figures, []).ToJson();

    /// <summary>A real map with calls that differ from area to area and priority to priority.</summary>
    private sealed record RealCity(PlanDraft Draft, AreaAdjacency Adjacency, DemandSlice Demand, TravelLaw Travel, SeededRandom Random)
    {
        public static RealCity Open(string file, int beats)
        {
            using var stream = File.OpenRead(file);
            var map = CityMapReader.Read(Path.GetFileName(file), stream);
            var adjacency = AreaAdjacencyBuilder.Build(map, new AdjacencyOptions());
            var random = new SeededRandom(23);
            var workload = Metrics.GridCity.Workload([.. map.Areas.Select(_ => (long)random.Next(40))]);
            var draft = new PlanDraft(
                new DraftGround(map, adjacency, workload, PackedDraftTests.Problem(adjacency, workload, beats)),
                [.. Enumerable.Range(1, beats).Select(beat => $"{beat}")],
                DraftStart.Grow(adjacency, beats, random));

            // Some two fifths of all units busy, one area in five without calls of the first priority.
            var perCall = beats * 0.4 * 2 / workload.Calls.Sum();
            double[] urgent = [.. workload.Calls.Select(calls => random.Next(5) == 0 ? 0 : calls * perCall * 0.2)];
            double[] other = [.. workload.Calls.Zip(urgent, (calls, high) => (calls * perCall) - high)];
            var demand = new DemandSlice(
                WeekSlice.Whole, 8760, [.. urgent.Zip(other, (a, b) => a + b)], [1, 3], [urgent, other], [40, 20], [1.5, 1], []);
            return new RealCity(draft, adjacency, demand, new TravelLaw(AreaPlace.Of(map), new TravelLawOptions()), random);
        }

        public DraftResponse Begin() => new(Demand, Travel, Draft.BeatOfArea, Draft.Names.Count);
    }
}
