using Amazon.RDSDataService;
using SmartBeats.Calls;
using SmartBeats.Lambda.Database;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Rehearsal.DataApi;

/// <summary>Whatever goes wrong on the way to the database: the same rows, the same version, counted once.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class DatabaseFaultsTests(RehearsalDatabase rehearsal) : IAsyncLifetime
{
    private const string City = "faults";
    private const string Chunk = "INSERT INTO staged_calls";
    private const string Slice = "slice AS MATERIALIZED";

    /// <summary>Three chunks.</summary>
    private static readonly Call[] _calls = [.. Enumerable.Range(0, 24_000).Select(CallOf)];

    private DataApiServer _server = null!;
    private AmazonRDSDataServiceClient _client = null!;
    private string _name = null!;
    private Lambda.Database.DataApi _database = null!;

    private AuroraCallStore Store => new(_database);

    public async Task InitializeAsync()
    {
        _server = await DataApiServer.StartAsync(
            rehearsal.Postgres,
            new DataApiLimits { ResumeTime = TimeSpan.FromSeconds(1), StatementTime = TimeSpan.FromSeconds(20), TransactionIdle = TimeSpan.FromSeconds(2) });
        _client = _server.Client();
        _name = await rehearsal.CreateAsync();
        _database = DataApiServer.Database(_client, _name);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(InjectedFault.Throttled, Chunk)]
    [InlineData(InjectedFault.Unavailable, Chunk)]
    [InlineData(InjectedFault.TimedOut, Chunk)]
    [InlineData(InjectedFault.DatabaseConnectionLost, Chunk)]
    [InlineData(InjectedFault.AnswerLost, Chunk)]
    [InlineData(InjectedFault.Throttled, Slice)]
    [InlineData(InjectedFault.InternalError, Slice)]
    [InlineData(InjectedFault.TimedOut, Slice)]
    [InlineData(InjectedFault.DatabaseConnectionLost, Slice)]
    [InlineData(InjectedFault.AnswerLost, Slice)]
    public async Task A_load_survives_a_statement_that_fails_or_whose_answer_is_lost(InjectedFault fault, string statement)
    {
        _server.Endpoint.Faults.Add(fault, call => call.Sql?.Contains(statement, StringComparison.Ordinal) == true, times: 2);
        await LoadsOnceAsync();
    }

    [Theory]
    [InlineData(InjectedFault.Throttled, "BeginTransaction")]
    [InlineData(InjectedFault.AnswerLost, "BeginTransaction")]
    [InlineData(InjectedFault.DroppedWhileSending, "CommitTransaction")]
    [InlineData(InjectedFault.DatabaseConnectionLost, "CommitTransaction")]
    [InlineData(InjectedFault.AnswerLost, "CommitTransaction")]
    public async Task A_load_survives_a_transaction_whose_beginning_or_end_fails(InjectedFault fault, string operation)
    {
        _server.Endpoint.Faults.Add(fault, call => call.Operation == operation);
        await LoadsOnceAsync();
    }

    [Fact]
    public async Task A_load_survives_connections_that_drop_in_the_middle_of_a_chunk()
    {
        _server.Endpoint.Faults.Add(InjectedFault.DroppedWhileSending, call => call.RequestBytes > 1 << 20, times: 3);
        await LoadsOnceAsync();
    }

    [Fact]
    public async Task A_load_survives_a_database_that_pauses_before_it_and_between_its_chunks_and_its_merge()
    {
        await _server.Endpoint.PauseAsync();
        await using var load = await Store.BeginLoadAsync(City);
        load.Add(_calls);
        await _server.Endpoint.PauseAsync();
        (await load.CommitAsync()).ShouldBe(new CallLoadCounts(_calls.Length, 0, 0, VersionOf(_calls)));
        _server.Endpoint.Calls.Count(call => call.Status == 400).ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task A_transaction_that_nobody_could_end_holds_the_city_only_while_it_is_not_idle()
    {
        _server.Endpoint.Faults.Add(InjectedFault.AnswerLost, call => call.Sql?.Contains(Slice, StringComparison.Ordinal) == true);
        _server.Endpoint.Faults.Add(InjectedFault.DroppedWhileSending, call => call.Operation == "RollbackTransaction");
        await LoadsOnceAsync();
    }

    [Fact]
    public async Task A_load_that_was_given_up_is_taken_up_where_it_stood()
    {
        var impatient = new AuroraCallStore(DataApiServer.Database(_client, _name, new Patience(TimeSpan.Zero)));
        var arrived = 0;
        _server.Endpoint.Faults.Add(InjectedFault.Throttled, call => IsChunk(call) && Interlocked.Increment(ref arrived) > 1, times: 100);
        await Should.ThrowAsync<DatabaseBusyException>(() => LoadAsync(impatient));
        _server.Endpoint.Faults.Clear();
        _server.Endpoint.Calls.Count(call => IsChunk(call) && call.Status == 200).ShouldBe(1);
        (await LoadAsync(Store)).ShouldBe(new CallLoadCounts(_calls.Length, 0, 0, VersionOf(_calls)));
        _server.Endpoint.Calls.Count(call => IsChunk(call) && call.Status == 200).ShouldBe(3);
        // Begun once more, as after a commit whose function was killed: nothing is sent, and the outcome is the same.
        (await LoadAsync(Store)).ShouldBe(new CallLoadCounts(_calls.Length, 0, 0, VersionOf(_calls)));
        _server.Endpoint.Calls.Count(call => IsChunk(call) && call.Status == 200).ShouldBe(3);

        async Task<CallLoadCounts> LoadAsync(AuroraCallStore store)
        {
            await using var load = await store.ContinueLoadAsync(City, "upload-1");
            load.Add(_calls);
            return await load.CommitAsync();
        }

        static bool IsChunk(DataApiCall call) => call.Sql?.Contains(Chunk, StringComparison.Ordinal) == true;
    }

    [Fact]
    public async Task Two_loads_at_once_leave_what_one_after_the_other_would()
    {
        var half = _calls.Length / 2;
        await Task.WhenAll(LoadAsync(_calls[..(half + 1_000)]), LoadAsync(_calls[(half - 1_000)..]));
        (await Store.VersionAsync(City)).ShouldBe(VersionOf(_calls));
        (await LoadAsync(_calls)).ShouldBe(new CallLoadCounts(0, 0, _calls.Length, VersionOf(_calls)));
    }

    [Theory]
    [InlineData(InjectedFault.AnswerLost)]
    [InlineData(InjectedFault.DatabaseConnectionLost)]
    public async Task A_replaced_period_and_a_forgotten_call_survive_a_commit_that_is_lost(InjectedFault fault)
    {
        await LoadAsync(_calls[..100]);
        _server.Endpoint.Faults.Add(fault, call => call.Operation == "CommitTransaction");
        await using (var load = await Store.BeginLoadAsync(City, ReplacedPeriod.Parse("period", "2019-01-01..2021-01-01")))
        {
            load.Add(_calls.AsSpan(50, 100));
            (await load.CommitAsync()).ShouldBe(new CallLoadCounts(50, 0, 50, VersionOf(_calls[50..150]), Removed: 50));
        }

        _server.Endpoint.Faults.Add(fault, call => call.Operation == "CommitTransaction");
        (await Store.ForgetAsync(City, _calls[50].EventNumber)).ShouldBeTrue();
        (await Store.VersionAsync(City)).ShouldBe(VersionOf(_calls[51..150]));
        _server.Endpoint.Faults.Left.ShouldBe(0);
    }

    [Fact]
    public async Task Points_are_the_same_however_often_reading_them_fails()
    {
        await LoadAsync(_calls[..5_000]);
        var request = new PlanRequest { Beats = 1 };
        var points = await Store.ReadPointsAsync(City, request, CallPart.Everything).ToListAsync();
        foreach (var fault in (InjectedFault[])[InjectedFault.Throttled, InjectedFault.DatabaseConnectionLost, InjectedFault.AnswerLost, InjectedFault.TimedOut])
        {
            _server.Endpoint.Faults.Add(fault, call => call.Operation == "Execute");
        }

        (await Store.ReadPointsAsync(City, request, CallPart.Everything).ToListAsync()).ShouldBe(points);
        points.Sum(point => point.Calls).ShouldBe(5_000);
        _server.Endpoint.Faults.Left.ShouldBe(0);
    }

    [Fact]
    public async Task The_schema_is_applied_though_answers_are_lost()
    {
        var empty = DataApiServer.Database(_client, await rehearsal.CreateEmptyAsync());
        _server.Endpoint.Faults.Add(InjectedFault.AnswerLost, call => call.Sql?.StartsWith("CREATE", StringComparison.Ordinal) == true, times: 4);
        _server.Endpoint.Faults.Add(InjectedFault.AnswerLost, call => call.Sql?.StartsWith("INSERT INTO migrations", StringComparison.Ordinal) == true);
        (await SchemaMigrations.ApplyAsync(empty)).ShouldBe(SchemaMigrations.All.Select(migration => migration.Number));
        _server.Endpoint.Faults.Left.ShouldBe(0);
        (await SchemaMigrations.ApplyAsync(empty)).ShouldBeEmpty();
    }

    private async Task LoadsOnceAsync()
    {
        (await LoadAsync(_calls)).ShouldBe(new CallLoadCounts(_calls.Length, 0, 0, VersionOf(_calls)));
        _server.Endpoint.Faults.Left.ShouldBe(0);
        (await Store.VersionAsync(City)).ShouldBe(VersionOf(_calls));
        var left = await _database.QueryAsync("counting", "SELECT (SELECT COUNT(*) FROM calls), (SELECT COUNT(*) FROM staged_calls), (SELECT COUNT(*) FROM staged_chunks)", []);
        (left[0].Long(0), left[0].Long(1), left[0].Long(2)).ShouldBe((_calls.Length, 0L, 0L));
    }

    private async Task<CallLoadCounts> LoadAsync(Call[] calls)
    {
        await using var load = await Store.BeginLoadAsync(City);
        load.Add(calls);
        return await load.CommitAsync();
    }

    private static string VersionOf(IEnumerable<Call> calls)
    {
        var version = new CallSetVersion();
        foreach (var call in calls)
        {
            version.Add(call);
        }

        return version.ToString();
    }

    private static Call CallOf(int i) => new(
        $"E{i:000000}", (byte)(1 + i % 9), i % 2 == 0, -112 - i % 97 / 1024.0, 33 + i % 53 / 1024.0, 1_583_020_800L + i + 25_200, 1_583_020_800L + i, $"{i % 7}", i % 4 == 0 ? null : i % 3_000, i % 3 == 0 ? null : 1 + i % 3);
}
