using Amazon.RDSDataService;
using SmartBeats.Calls;
using SmartBeats.Lambda.Database;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Pipeline.Tests.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Rehearsal.DataApi;

[Collection(DatabaseCollection.Name)]
public sealed class AuroraCallStoreTests(RehearsalDatabase database) : CallStoreSuite, IDisposable
{
    private readonly AmazonRDSDataServiceClient _client = database.Server.Client();

    public void Dispose() => _client.Dispose();

    [SharedFact("cities/seattle/calls.csv")]
    public async Task Seattle_s_calls_come_to_the_same_version_and_the_same_points_as_in_a_workspace()
    {
        await using var aurora = await OpenAsync();
        await using var workspace = SqliteCallStore.InMemory();
        var counts = await LoadSeattleAsync(aurora);
        counts.ShouldBe(await LoadSeattleAsync(workspace));
        counts.Inserted.ShouldBe(91_067);
        var request = new PlanRequest { Beats = 1, Priorities = [1, 2, 3], Workload = WorkloadKind.ServiceMinutes };
        var parts = await aurora.PartitionAsync("seattle", request, 20_000);
        parts.Count.ShouldBeGreaterThan(3);
        foreach (var part in parts)
        {
            var points = await SumPointsAsync(aurora, request, part);
            points.Sum(point => point.Calls).ShouldBeInRange(1, 30_000);
            points.ShouldBe(await SumPointsAsync(workspace, request, part));
            (await SumDatedAsync(aurora, request, part)).ShouldBe(await SumDatedAsync(workspace, request, part));
        }

        (await aurora.ReadDaysAsync("seattle")).ShouldBe(await workspace.ReadDaysAsync("seattle"));
        (await aurora.ReadServiceAsync("seattle", request)).ShouldBe(await workspace.ReadServiceAsync("seattle", request));

        static async Task<List<PointTally>> SumPointsAsync(ICallStore store, PlanRequest request, CallPart part) =>
        [
            .. (await store.ReadPointsAsync("seattle", request, part).ToListAsync())
                .GroupBy(point => (point.Longitude, point.Latitude))
                .OrderBy(group => group.Key)
                .Select(group => new PointTally(
                    group.Key.Longitude, group.Key.Latitude, group.Sum(point => point.Calls), group.Sum(point => point.Weight), group.Sum(point => point.WithoutMinutes))),
        ];

        static async Task<List<DatedTally>> SumDatedAsync(ICallStore store, PlanRequest request, CallPart part) =>
        [
            .. (await store.ReadDatedAsync("seattle", request, part).ToListAsync()).SelectMany(batch => batch)
                .GroupBy(tally => (tally.Longitude, tally.Latitude, tally.Day))
                .OrderBy(group => group.Key)
                .Select(group => new DatedTally(group.Key.Longitude, group.Key.Latitude, group.Key.Day, group.Sum(tally => tally.Calls), group.Sum(tally => tally.MinuteHundredths), group.Sum(tally => tally.PriorityThousandths), group.Sum(tally => tally.WithoutMinutes), group.Sum(tally => tally.CallUnits), group.Sum(tally => tally.OfficerSeconds), group.Sum(tally => tally.BegunByOfficers), group.Sum(tally => tally.OfficeCalls))),
        ];

        static async Task<CallLoadCounts> LoadSeattleAsync(ICallStore store)
        {
            var reader = new CallReader("calls.csv", new City("seattle", "Seattle", "America/Los_Angeles"));
            await using var file = File.OpenRead(SharedData.File("cities/seattle/calls.csv"));
            return await IngestCalls.RunAsync(store, "seattle", reader, file, null);
        }
    }

    protected override async Task<ICallStore> OpenAsync() => new AuroraCallStore(DataApiServer.Database(_client, await database.CreateAsync()));
}
