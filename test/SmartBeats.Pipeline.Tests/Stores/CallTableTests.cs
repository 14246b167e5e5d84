using NodaTime;
using SmartBeats.Calls;
using SmartBeats.Calls.Files;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Tests.Stores;

public class CallTableTests
{
    private const string City = "suite";

    [Fact]
    public async Task Table_answers_as_a_database_with_the_same_rows_does()
    {
        var calls = Some(5_000);
        var table = new CallTable();
        await using var store = SqliteCallStore.InMemory();
        await using (var load = await store.BeginLoadAsync(City))
        {
            foreach (var batch in calls.Chunk(700))
            {
                table.Add(batch);
                load.Add(batch);
            }

            await load.CommitAsync();
        }

        table.Count.ShouldBe(4_000, "a thousand event numbers are given twice");
        (await table.VersionAsync(City)).ShouldBe(await store.VersionAsync(City));
        (await table.ReadDaysAsync(City)).ShouldBe(await store.ReadDaysAsync(City));
        foreach (var request in Requests())
        {
            (await PointsAsync(table, request)).ShouldBe(await PointsAsync(store, request), request.ToString());
            (await DatedAsync(table, request)).ShouldBe(await DatedAsync(store, request), request.ToString());
            (await table.ReadServiceAsync(City, request)).ShouldBe(await store.ReadServiceAsync(City, request), request.ToString());
            Written(await table.SummariseAsync(City, request)).ShouldBe(Written(await store.SummariseAsync(City, request)), request.ToString());
        }
    }

    [Fact]
    public async Task Parts_of_a_table_hold_every_call_once_and_about_as_many_each()
    {
        var table = new CallTable();
        table.Add([.. Some(20_000).DistinctBy(call => call.EventNumber)]);
        var request = new PlanRequest();
        var parts = table.Divide(5);
        var ofParts = new List<PointTally>();
        foreach (var part in parts)
        {
            var points = await table.ReadPointsAsync(City, request, part).ToListAsync();
            points.Count.ShouldBeInRange(table.Count / 20, table.Count * 2 / 5);
            ofParts.AddRange(points);
        }

        parts.Count.ShouldBe(5);
        var all = await table.ReadPointsAsync(City, request, CallPart.Everything).ToListAsync();
        ofParts.OrderBy(point => (point.Longitude, point.Latitude)).ShouldBe(all.OrderBy(point => (point.Longitude, point.Latitude)));
    }

    [Fact]
    public async Task A_load_keeps_the_last_row_of_a_number_and_has_the_version_its_reader_says()
    {
        const string Header = "event_number,priority,address,is_incident,geometry_wkt,timestamp,disposition\n";
        string Row(string number, int priority) => $"{number},{priority},,t,POINT(-112.19 33.54),2024-01-0{priority} 08:30:00,6\n";
        var csv = System.Text.Encoding.UTF8.GetBytes(Header + Row("A", 1) + Row("B", 2) + Row("A", 3) + Row("C", 4) + Row("A", 5) + Row("B", 6));
        var table = new CallTable();
        var report = table.Load(new CallReader("calls.csv", Workspaces.TinyTown.City), [new CallSource("calls.csv", () => new MemoryStream(csv))]);
        (report.Accepted, report.Duplicates, table.Count).ShouldBe((6, 3, 3));
        (await table.VersionAsync(City)).ShouldBe(report.Version);
        var kept = (await table.ReadCallsAsync(City, new PlanRequest(), CallPart.Everything).ToListAsync()).SelectMany(batch => batch);
        kept.Select(call => (int)call.Priority).ShouldBe([5, 6, 4]);
        Should.Throw<InvalidOperationException>(() => table.Add([Workspaces.TinyTown.Call("late", 0)]));
    }

    [Fact]
    public async Task A_kept_store_answers_from_memory_as_its_store_does_and_sees_what_was_loaded_or_forgotten_since()
    {
        var calls = Some(3_000).DistinctBy(call => call.EventNumber).ToArray();
        var store = SqliteCallStore.InMemory();
        await using var kept = new KeptCallStore(store, cities: 1);
        foreach (var batch in calls.Chunk(1_000))
        {
            await using (var load = await kept.BeginLoadAsync(City))
            {
                load.Add(batch);
                await load.CommitAsync();
            }

            await SameAsync();
        }

        (await kept.ForgetAsync(City, calls[5].EventNumber)).ShouldBeTrue();
        await SameAsync();
        (await kept.SummariseAsync("elsewhere", new PlanRequest())).Total.ShouldBe(0);
        await SameAsync();

        async Task SameAsync()
        {
            (await kept.VersionAsync(City)).ShouldBe(await store.VersionAsync(City));
            (await kept.ReadDaysAsync(City)).ShouldBe(await store.ReadDaysAsync(City));
            foreach (var request in Requests().Take(3))
            {
                Written(await kept.SummariseAsync(City, request)).ShouldBe(Written(await store.SummariseAsync(City, request)));
                (await PointsAsync(kept, request)).ShouldBe(await PointsAsync(store, request));
                (await DatedAsync(kept, request)).ShouldBe(await DatedAsync(store, request));
                (await kept.ReadServiceAsync(City, request)).ShouldBe(await store.ReadServiceAsync(City, request));
            }
        }
    }

    [Fact]
    public async Task Calls_outside_a_map_are_counted_where_a_map_is_given()
    {
        var map = Workspaces.TinyTown.Map();
        var table = new CallTable();
        table.Add([Workspaces.TinyTown.Call("in", 0), Workspaces.TinyTown.Call("out", 4) with { Longitude = 1 }, Workspaces.TinyTown.Call("in too", 8)]);
        var indexed = new IndexedMap(map.Version, SmartBeats.Geography.AreaIndex.Build(map));
        (await table.SummariseAsync(City, new PlanRequest(), indexed)).Outside.ShouldBe(1);
        (await table.SummariseAsync(City, new PlanRequest { Priorities = [9] }, indexed)).Outside.ShouldBe(0);
        table.Add([Workspaces.TinyTown.Call("out too", 4) with { Latitude = 1 }]);
        (await table.SummariseAsync(City, new PlanRequest(), indexed)).Outside.ShouldBe(2);
        (await table.SummariseAsync(City, new PlanRequest())).Outside.ShouldBeNull();
    }

    private static string Written(CallSummary summary) => System.Text.Json.JsonSerializer.Serialize(summary);

    [Fact]
    public async Task A_table_says_which_fields_no_call_has()
    {
        var table = new CallTable();
        var bare = Array.ConvertAll(Some(20), call => call with { Priority = 0, IsIncident = null, Disposition = "", Details = null });
        (await table.HasFieldAsync(City, CallField.Priority)).ShouldBeTrue("no calls lack nothing");
        table.Add(bare);
        (await table.HasFieldAsync(City, CallField.Priority)).ShouldBeFalse();
        (await table.HasFieldAsync(City, CallField.Incident)).ShouldBeFalse();
        (await table.HasFieldAsync(City, CallField.Disposition)).ShouldBeFalse();
        table.Add([bare[0] with { IsIncident = false }]);
        (await table.HasFieldAsync(City, CallField.Incident)).ShouldBeTrue();
        (await table.HasFieldAsync(City, CallField.Priority)).ShouldBeFalse();
    }

    [Fact]
    public async Task Parts_of_a_table_are_those_of_their_longitudes()
    {
        var table = new CallTable();
        table.Add(Some(500));
        var request = new PlanRequest { Beats = 1 };
        var west = await table.ReadPointsAsync(City, request, new CallPart(0, null, -112.1)).ToListAsync();
        var east = await table.ReadPointsAsync(City, request, new CallPart(1, -112.1, null)).ToListAsync();
        west.ShouldAllBe(point => point.Longitude < -112.1);
        (west.Count + east.Count).ShouldBe(table.Count);
        east.ShouldNotBeEmpty();
    }

    /// <summary>Distinct coordinates and days, in order.</summary>
    private static async Task<List<DatedTally>> DatedAsync(ICallSource calls, PlanRequest request) =>
    [
        .. (await calls.ReadDatedAsync(City, request, CallPart.Everything).ToListAsync()).SelectMany(batch => batch)
            .GroupBy(tally => (tally.Longitude, tally.Latitude, tally.Day))
            .OrderBy(group => group.Key)
            .Select(group => new DatedTally(group.Key.Longitude, group.Key.Latitude, group.Key.Day, group.Sum(tally => tally.Calls), group.Sum(tally => tally.MinuteHundredths), group.Sum(tally => tally.PriorityThousandths), group.Sum(tally => tally.WithoutMinutes), group.Sum(tally => tally.CallUnits), group.Sum(tally => tally.OfficerSeconds), group.Sum(tally => tally.BegunByOfficers), group.Sum(tally => tally.OfficeCalls))),
    ];

    /// <summary>Distinct coordinates, in order.</summary>
    private static async Task<List<PointTally>> PointsAsync(ICallSource calls, PlanRequest request) =>
    [
        .. (await calls.ReadPointsAsync(City, request, CallPart.Everything).ToListAsync())
            .GroupBy(point => (point.Longitude, point.Latitude))
            .OrderBy(group => group.Key.Longitude).ThenBy(group => group.Key.Latitude)
            .Select(group => new PointTally(
                group.Key.Longitude, group.Key.Latitude, group.Sum(point => point.Calls), group.Sum(point => point.Weight), group.Sum(point => point.WithoutMinutes))),
    ];

    private static IEnumerable<PlanRequest> Requests()
    {
        var everything = new PlanRequest { Beats = 1 };
        yield return everything;
        yield return everything with { Data = CallData.NonIncidents, Priorities = [1, 3] };
        yield return everything with { Dispositions = ["6"], Workload = WorkloadKind.ServiceMinutes };
        yield return everything with { From = new LocalDateTime(2020, 3, 1, 0, 0, 0), Hours = new HourRange(22, 6), Weekdays = [IsoDayOfWeek.Friday] };
        yield return everything with { Workload = WorkloadKind.PriorityWeights, PriorityWeights = new Dictionary<int, decimal> { [1] = 3.5m } };
        yield return everything with { Natures = ["NOISE"], Sources = [CallOrigin.Officer, CallOrigin.Unknown] };
        yield return everything with { Workload = WorkloadKind.TimeOnScene, Diversion = new Dictionary<string, decimal> { ["NOISE"] = 0.5m } };
        yield return everything with { WeighPeriods = [new(new(18_300, 18_330), 1), new(new(18_340, 18_345), 2.5m)] };
        yield return everything with { HalfLifeDays = 30, To = new LocalDateTime(2020, 3, 20, 23, 59, 59), Workload = WorkloadKind.ServiceMinutes };
    }

    /// <summary>Every fifth row repeats an earlier event number with other fields.</summary>
    private static Call[] Some(int count)
    {
        var random = new SeededRandom(5);
        string[] dispositions = ["", "1", "6"];
        var calls = new Call[count];
        for (var i = 0; i < count; i++)
        {
            var local = i % 3 == 0 ? -random.Next(400_000_000) : 1_583_020_800L + random.Next(3_000_000);
            var number = i % 5 == 4 ? i - 1 : i;
            calls[i] = new Call(
                $"E{number:00000}", (byte)(1 + random.Next(9)), random.Next(2) == 0,
                -112 - random.Next(200) / 1024.0, 33 + random.Next(40) / 1024.0, local + 25_200, local,
                dispositions[random.Next(dispositions.Length)],
                random.Next(4) == 0 ? null : random.Next(20_000), random.Next(3) == 0 ? null : random.Next(14))
            {
                Details = SomeDetails.Create(random, local + 25_200),
            };
        }

        return calls;
    }
}
