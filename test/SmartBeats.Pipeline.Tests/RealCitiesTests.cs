using SmartBeats.Calls;
using SmartBeats.Comparison;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Tests;

public sealed class RealCitiesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [SharedFact("cities/seattle/city_blocks.zip")]
    public async Task Seattle_blocks_make_54_even_beats_in_one_piece_each()
    {
        var plan = await DesignAsync("seattle", "city_blocks.zip", "America/Los_Angeles", 54, effort: 20_000_000);
        plan.BeatOfArea.Length.ShouldBe(10_387);
        plan.Measures.TotalWorkload.ShouldBe(90_878);
        plan.Measures.MaxDeviation.ShouldBeLessThanOrEqualTo(0.01);
        // The police's own 54 beats have 0.38 on the same calls.
        plan.Measures.CoefficientOfVariation.ShouldBeLessThan(0.01);
    }

    [SharedFact("cities/chicago/city.zip")]
    public async Task Chicago_in_two_parts_makes_23_even_beats_over_one_bridge()
    {
        var plan = await DesignAsync("chicago", "city.zip", "America/Chicago", 23, effort: 10_000_000);
        plan.Measures.MaxDeviation.ShouldBeLessThanOrEqualTo(0.01);
        plan.Measures.BridgesCounted.ShouldBe(1);
    }

    [SharedFact("cities/seattle/city.zip")]
    public async Task Seattle_pieces_heavier_than_a_fair_share_are_named_and_the_rest_is_balanced()
    {
        var plan = await DesignAsync("seattle", "city.zip", "America/Los_Angeles", 54, effort: 5_000_000);
        plan.Measures.MaxDeviation.ShouldBeGreaterThanOrEqualTo(plan.Measures.LowerBound);
        plan.Measures.ForcedAreas.Count.ShouldBe(7);
        plan.Measures.MaxDeviationOfRest.ShouldBeLessThan(0.25);
        // Counted anew: an area alone in its beat is the beat, and a fair share is what the beats without such an area have on average.
        var heavy = plan.Measures.ForcedAreas.Select(area => plan.BeatOfArea[area]).ToHashSet();
        var fair = plan.Measures.Beats.Where(beat => !heavy.Contains(beat.Number)).Average(beat => beat.Workload);
        plan.Measures.ForcedShares.ShouldAllBe(share => share > 1);
        for (var i = 0; i < plan.Measures.ForcedAreas.Count; i++)
        {
            var beat = plan.Measures.Beats[plan.BeatOfArea[plan.Measures.ForcedAreas[i]] - 1];
            plan.Measures.ForcedShares[i].ShouldBe(beat.Areas == 1 ? beat.Workload / fair : Math.Min(plan.Measures.ForcedShares[i], beat.Workload / fair), 0.001);
        }
    }

    [SharedFact("cities/seattle/beats.geojson")]
    public async Task Seattle_police_beats_are_evened_out_within_a_change_budget_of_fifteen_percent()
    {
        BeatList? today = null;
        CityMap? map = null;
        var plan = await DesignAsync("seattle", "city.zip", "America/Los_Angeles", 54, effort: 5_000_000, new PlanRequest { ChangeBudget = 0.15 }, async (store, areas) =>
        {
            map = areas;
            today = BeatList.Read("beats.geojson", await File.ReadAllBytesAsync(SharedData.File("cities/seattle/beats.geojson")), areas);
            return [await SideFiles.PutAsync(store, "seattle", today)];
        });

        // Counted anew from the assignment alone: what is in an area that changed beat.
        var (given, _) = today!.On(map!);
        var change = plan.Wishes!.Change!;
        change.Beats.ShouldBe(given.Names);
        var moved = Enumerable.Range(0, plan.BeatOfArea.Length).Where(area => given.BeatOfArea[area] != plan.BeatOfArea[area] - 1).ToList();
        change.Areas.ShouldBe(moved.Count);
        change.WorkloadShare.ShouldBeInRange(0.01, 0.15);
        // Apart from beats with a piece heavier than a fair share, one is 100 % off today: it has hardly any work.
        plan.Measures.MaxDeviationOfRest.ShouldBeLessThan(change.CurrentMaxDeviationOfRest / 2);
    }

    private async Task<Plan> DesignAsync(
        string city, string areas, string timeZone, int beats, long effort, PlanRequest? wishes = null, Func<FolderObjectStore, CityMap, Task<SideFile[]>>? sides = null)
    {
        var tenant = new City(city, city, timeZone);
        var store = new FolderObjectStore(_folder.FullName);
        await using var calls = SqliteCallStore.InMemory();
        await using var areasFile = File.OpenRead(SharedData.File($"cities/{city}/{areas}"));
        var map = await IngestMap.RunAsync(store, tenant, areas, areasFile, new CityMapOptions());
        await using var callsFile = File.OpenRead(SharedData.File($"cities/{city}/calls.csv"));
        await IngestCalls.RunAsync(calls, city, new CallReader("calls.csv", tenant), callsFile, null);

        var pipeline = new LocalPipeline(store, calls, tenant, threads: 2) { Sides = sides is null ? [] : await sides(store, map) };
        var (_, published) = await pipeline.RunAsync((wishes ?? new PlanRequest()) with { Beats = beats, Effort = effort }, "run-1");
        var plan = published.Plan;
        PiecesOf(map, plan.BeatOfArea).ShouldBe(Enumerable.Repeat(1, beats));
        return plan;
    }

    /// <summary>Connected pieces per beat, by joining neighbours of one beat over and over.</summary>
    private static int[] PiecesOf(CityMap map, int[] beatOfArea)
    {
        var adjacency = AreaAdjacencyBuilder.Build(map, new AdjacencyOptions());
        var piece = Enumerable.Range(0, beatOfArea.Length).ToArray();
        foreach (var (a, b) in adjacency.Boundaries.Select(pair => (pair.A, pair.B)).Concat(adjacency.Bridges.Select(pair => (pair.A, pair.B))))
        {
            if (beatOfArea[a] == beatOfArea[b])
            {
                piece[Root(a)] = Root(b);
            }
        }

        return [.. Enumerable.Range(0, piece.Length).Where(area => Root(area) == area).GroupBy(area => beatOfArea[area]).OrderBy(beat => beat.Key).Select(beat => beat.Count())];

        int Root(int area)
        {
            while (piece[area] != area)
            {
                area = piece[area] = piece[piece[area]];
            }

            return area;
        }
    }
}
