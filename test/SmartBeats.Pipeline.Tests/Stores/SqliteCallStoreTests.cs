using Microsoft.Data.Sqlite;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Tests.Stores;

public sealed class SqliteInMemoryCallStoreTests : CallStoreSuite
{
    protected override Task<ICallStore> OpenAsync() => Task.FromResult<ICallStore>(SqliteCallStore.InMemory());
}

public sealed class SqliteFileCallStoreTests : CallStoreSuite, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");
    private int _opened;

    public void Dispose() => _folder.Delete(recursive: true);

    protected override Task<ICallStore> OpenAsync() =>
        Task.FromResult<ICallStore>(SqliteCallStore.InFile(Path.Combine(_folder.FullName, $"calls-{_opened++}.db")));

    [Fact]
    public async Task A_file_from_before_versions_were_kept_is_taken_over()
    {
        var path = Path.Combine(_folder.FullName, "old.db");
        var call = new Calls.Call("E1", 3, true, -112.1, 33.5, 1_546_356_600, 1_546_331_400, "6", 1_235, null);
        var version = new Calls.CallSetVersion();
        version.Add(call);
        Execute(path, $"""
            CREATE TABLE calls (
                city TEXT NOT NULL, event_number TEXT NOT NULL, priority INTEGER NOT NULL, is_incident INTEGER NOT NULL,
                longitude REAL NOT NULL, latitude REAL NOT NULL, utc_seconds INTEGER NOT NULL, local_seconds INTEGER NOT NULL,
                disposition TEXT NOT NULL, service_minute_hundredths INTEGER, units INTEGER, PRIMARY KEY (city, event_number)) WITHOUT ROWID;
            CREATE TABLE call_sets (city TEXT PRIMARY KEY, row_hash_sum TEXT NOT NULL, row_count INTEGER NOT NULL) WITHOUT ROWID;
            INSERT INTO calls VALUES ('suite', 'E1', 3, 1, -112.1, 33.5, 1546356600, 1546331400, '6', 1235, NULL);
            INSERT INTO call_sets VALUES ('suite', '{version.Sum:x32}', 1);
            """);
        await using var store = SqliteCallStore.InFile(path);
        (await store.VersionAsync("suite")).ShouldBe(version.ToString());
        // A row from before details hashes and compares as it did, until a file tells more of it.
        (await LoadAsync(call)).ShouldBe(new CallLoadCounts(0, 0, 1, version.ToString()));
        (await LoadAsync(call with { Details = new Calls.CallDetails { Nature = "NOISE" } })).Updated.ShouldBe(1);
        (await store.ReadNaturesAsync("suite")).ShouldBe(["NOISE"]);
        Execute(path, "CREATE INDEX calls_by_place ON calls (city, longitude, latitude); CREATE INDEX calls_by_time ON calls (city, local_seconds)");

        async Task<CallLoadCounts> LoadAsync(Calls.Call row)
        {
            await using var load = await store.BeginLoadAsync("suite");
            load.Add([row]);
            return await load.CommitAsync();
        }
    }

    [Fact]
    public void Rows_beyond_what_is_held_in_memory_come_in_the_same_order_and_the_later_wins()
    {
        var random = new SeededRandom(13);
        Calls.Call[] calls = [.. Enumerable.Range(0, 60_000).Select(row => new Calls.Call($"{(row % 3 == 0 ? "É" : "E")}{random.Next(40_000)}", 1, true, row, 33, 0, 0, row % 2 == 0 ? "" : "6", row, null)
        {
            Details = SomeDetails.Create(random, row),
        })];
        using var staged = new StagedCalls(bytesHeld: 1 << 20);
        using var held = new StagedCalls();
        foreach (var call in calls)
        {
            staged.Add(call);
            held.Add(call);
        }

        staged.Files.ShouldBeGreaterThan(2);
        held.Files.ShouldBe(0);
        var latest = calls.GroupBy(call => call.EventNumber).Select(group => group.Last()).OrderBy(call => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(call.EventNumber)), StringComparer.Ordinal).ToList();
        for (var reading = 0; reading < 2; reading++)
        {
            staged.ReadInOrder().Select(record => CallRecord.Read(record.Span)).ShouldBe(latest);
            held.ReadInOrder().Select(record => CallRecord.Read(record.Span)).ShouldBe(latest);
        }
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        var path = Path.Combine(_folder.FullName, "calls.db");
        await File.WriteAllTextAsync(path, new string('x', 5_000));
        Should.Throw<InputException>(() => SqliteCallStore.InFile(path)).Message
            .ShouldBe("calls.db: is damaged, or no database of calls. Restore it from a backup, or begin a new workspace and load the files again.");
        new FileInfo(path).Length.ShouldBe(5_000);
    }

    [Fact]
    public async Task A_forgotten_call_leaves_no_trace_in_the_file()
    {
        var path = Path.Combine(_folder.FullName, "calls.db");
        await using (var store = SqliteCallStore.InFile(path))
        {
            await using (var load = await store.BeginLoadAsync("suite"))
            {
                load.Add([new Calls.Call("SECRET-EVENT", 1, true, -112, 33, 0, 0, "", null, null), new Calls.Call("KEPT-EVENT", 1, true, -112, 33, 0, 0, "", null, null)]);
                await load.CommitAsync();
            }

            (await store.ForgetAsync("suite", "SECRET-EVENT")).ShouldBeTrue();
            foreach (var file in Directory.GetFiles(_folder.FullName, "calls.db*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
            {
                using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
                (await reader.ReadToEndAsync()).ShouldNotContain("SECRET-EVENT");
            }
        }

        (await File.ReadAllTextAsync(path)).ShouldContain("KEPT-EVENT");
    }

    private static void Execute(string path, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
