using System.Text.Json.Nodes;

namespace SmartBeats.Rehearsal.DataApi;

/// <summary>Each limit of the service, met by a call that exceeds it and one that does not.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class DataApiLimitsTests(RehearsalDatabase rehearsal) : IDisposable
{
    private readonly RawCaller _call = new(rehearsal.Server, "postgres");

    public void Dispose() => _call.Dispose();

    [Fact]
    public async Task An_answer_of_more_than_1_MiB_is_refused()
    {
        (await _call.ExecuteAsync("SELECT repeat('x', 1000) FROM generate_series(1, 1000)")).Status.ShouldBe(200);
        (await _call.RefusalAsync("SELECT repeat('x', 1000) FROM generate_series(1, 1100)")).ShouldBe("400 UnsupportedResultException: Database response exceeded size limit");
        (await _call.RefusalAsync("Execute", new JsonObject { ["sql"] = "SELECT repeat('x', 1000) AS x FROM generate_series(1, 1100)", ["formatRecordsAs"] = "JSON" }))
            .ShouldBe("400 UnsupportedResultException: Database response exceeded size limit");
    }

    [Fact]
    public async Task A_row_of_more_than_64_KB_is_refused()
    {
        (await _call.ExecuteAsync("SELECT repeat('x', 32768), repeat('x', 32768)")).Status.ShouldBe(200);
        (await _call.RefusalAsync("SELECT repeat('x', 32768), repeat('x', 32769)")).ShouldBe("400 UnsupportedResultException: Packet for query is too large");
    }

    [Fact]
    public async Task A_request_of_more_than_4_MiB_is_refused_and_not_run()
    {
        using var call = new RawCaller(rehearsal.Server, await rehearsal.CreateEmptyAsync());
        await call.ExecuteAsync("CREATE TABLE texts (t text)");
        Task<(int Status, string? Error, JsonNode Body)> InsertAsync(int length) => call.ExecuteAsync(
            "INSERT INTO texts VALUES (:t)", parameters: $$"""[{ "name": "t", "value": { "stringValue": "{{new string('x', length)}}" } }]""");
        (await InsertAsync((4 << 20) - 2_000)).Status.ShouldBe(200);
        var (status, error, _) = await InsertAsync(4 << 20);
        (status, error).ShouldBe((413, "RequestEntityTooLargeException"));
        (await call.RowAsync("SELECT COUNT(*) FROM texts"))[0]!["longValue"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task A_statement_of_more_than_65_536_characters_is_refused() => (await _call.RefusalAsync($"SELECT 1{new string(' ', 65_536)}")).ShouldBe(
        "400 ValidationException: 1 validation error detected: Value at 'sql' failed to satisfy constraint: Member must have length less than or equal to 65536");

    [Fact]
    public async Task Several_statements_an_array_and_a_schema_are_refused()
    {
        (await _call.RefusalAsync("SELECT 1; SELECT 2")).ShouldBe("400 ValidationException: Multistatements aren't supported.");
        (await _call.RefusalAsync("SELECT :a", parameters: """[{ "name": "a", "value": { "arrayValue": { "longValues": [1] } } }]"""))
            .ShouldBe("400 ValidationException: Array parameters are not supported.");
        (await _call.RefusalAsync("Execute", new JsonObject { ["sql"] = "SELECT 1", ["schema"] = "public" })).ShouldBe("400 ValidationException: The schema parameter isn't supported");
    }

    [Theory]
    [InlineData("""[]""", "Named parameter a has no value")]
    [InlineData("""[{ "name": "a", "value": { "longValue": 1 } }, { "name": "b", "value": { "longValue": 1 } }]""", "Cannot find parameter: b")]
    [InlineData("""[{ "name": "a", "value": { "longValue": 1, "isNull": true } }]""", "The value of parameter a must have exactly one member")]
    [InlineData("""[{ "name": "a", "value": { "stringValue": "29.2.2024" }, "typeHint": "DATE" }]""", "A value with the type hint DATE has another form")]
    public async Task Parameters_that_do_not_fit_the_statement_are_refused(string parameters, string message) =>
        (await _call.RefusalAsync("SELECT :a", parameters: parameters)).ShouldBe($"400 ValidationException: {message}");

    [Fact]
    public async Task Another_cluster_secret_or_database_is_refused()
    {
        (await _call.RefusalAsync("Execute", new JsonObject { ["sql"] = "SELECT 1", ["resourceArn"] = "arn:aws:rds:us-west-2:123456789012:cluster:other" }))
            .ShouldBe("400 HttpEndpointNotEnabledException: HttpEndpoint is not enabled for resource arn:aws:rds:us-west-2:123456789012:cluster:other");
        (await _call.RefusalAsync("BeginTransaction", new JsonObject { ["secretArn"] = "arn:aws:secretsmanager:us-west-2:123456789012:secret:other" }))
            .ShouldStartWith("400 SecretsErrorException: ");
        (await _call.RefusalAsync("Execute", new JsonObject { ["sql"] = "SELECT 1", ["database"] = "nowhere" }))
            .ShouldBe("400 DatabaseErrorException: FATAL: database \"nowhere\" does not exist; SQLState: 3D000");
    }

    [Fact]
    public async Task A_statement_that_takes_too_long_is_stopped_unless_it_may_go_on()
    {
        var database = await rehearsal.CreateEmptyAsync();
        await using var server = await DataApiServer.StartAsync(rehearsal.Postgres, new DataApiLimits { StatementTime = TimeSpan.FromSeconds(0.5) });
        using var call = new RawCaller(server, database);
        (await call.RefusalAsync("CREATE TABLE stopped AS SELECT CAST(pg_sleep(60) AS text)")).ShouldBe("400 StatementTimeoutException: Request timed out");
        (await call.CallAsync("Execute", new JsonObject { ["sql"] = "CREATE TABLE ended AS SELECT CAST(pg_sleep(2) AS text)", ["continueAfterTimeout"] = true })).Error
            .ShouldBe("StatementTimeoutException");
        while ((await call.RowAsync("SELECT to_regclass('ended') IS NULL"))[0]!["booleanValue"]!.GetValue<bool>())
        {
            await Task.Delay(100);
        }

        (await call.RowAsync("SELECT to_regclass('stopped') IS NULL"))[0]!["booleanValue"]!.GetValue<bool>().ShouldBeTrue();
        (await call.RowAsync("SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE '%stopped%' AND pid <> pg_backend_pid()"))[0]!
            ["longValue"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task A_transaction_that_sits_idle_for_3_minutes_or_is_refused_a_statement_is_gone()
    {
        var database = await rehearsal.CreateEmptyAsync();
        var clock = new ShiftedClock();
        await using var server = await DataApiServer.StartAsync(rehearsal.Postgres, time: clock);
        using var call = new RawCaller(server, database);
        await call.ExecuteAsync("CREATE TABLE numbers (n integer)");
        var idle = await call.BeginAsync();
        (await call.ExecuteAsync("INSERT INTO numbers VALUES (1)", idle)).Status.ShouldBe(200);
        clock.Shift = TimeSpan.FromSeconds(175);
        (await call.ExecuteAsync("INSERT INTO numbers VALUES (2)", idle)).Status.ShouldBe(200);
        clock.Shift += TimeSpan.FromSeconds(181);
        (await call.RefusalAsync("INSERT INTO numbers VALUES (3)", idle)).ShouldBe($"404 TransactionNotFoundException: Transaction {idle} is not found");
        var refused = await call.BeginAsync();
        (await call.ExecuteAsync("INSERT INTO numbers VALUES (4)", refused)).Status.ShouldBe(200);
        (await call.RefusalAsync("INSERT INTO nowhere VALUES (1)", refused)).ShouldContain("SQLState: 42P01");
        (await call.RefusalAsync("CommitTransaction", new JsonObject { ["transactionId"] = refused })).ShouldStartWith("404 TransactionNotFoundException");
        (await call.RowAsync("SELECT COUNT(*) FROM numbers"))[0]!["longValue"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task A_transaction_runs_one_statement_at_a_time()
    {
        var transaction = await _call.BeginAsync();
        var first = _call.ExecuteAsync("SELECT pg_sleep(1)", transaction);
        string second;
        do
        {
            // Either may be the first to arrive.
            second = await _call.ExecuteAsync("SELECT 1", transaction) is { Status: not 200 } refused ? $"{refused.Error}: {refused.Body["message"]}" : "";
        }
        while (second.Length == 0 && !first.IsCompleted);

        second.ShouldBe("DatabaseErrorException: Transaction is still running a query");
        (await first).Status.ShouldBe(200);
        (await _call.CallAsync("RollbackTransaction", new JsonObject { ["transactionId"] = transaction })).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_paused_database_refuses_calls_until_it_is_awake()
    {
        var clock = new ShiftedClock();
        await using var server = await DataApiServer.StartAsync(rehearsal.Postgres, time: clock);
        using var call = new RawCaller(server, "postgres");
        await server.Endpoint.PauseAsync();
        clock.Shift = TimeSpan.FromHours(1);
        (await call.RefusalAsync("SELECT 1")).ShouldBe(
            "400 DatabaseResumingException: The Aurora DB instance db-REHEARSAL is resuming after being auto-paused. Please wait a few seconds and try again.");
        clock.Shift += TimeSpan.FromSeconds(10);
        (await call.RefusalAsync("SELECT 1")).ShouldStartWith("400 DatabaseResumingException");
        clock.Shift += TimeSpan.FromSeconds(6);
        (await call.ExecuteAsync("SELECT 1")).Status.ShouldBe(200);
    }

    private sealed class ShiftedClock : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
    }
}
