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
        await SqliteCallStore.InFile(path).DisposeAsync();
        Execute(path, "DROP INDEX calls_by_time; PRAGMA user_version = 0; INSERT INTO call_sets VALUES ('suite', '0000000000000000000000000000002a', 1)");
        await using var store = SqliteCallStore.InFile(path);
        (await store.VersionAsync("suite")).ShouldBe(new Calls.CallSetVersion(42, 1).ToString());
        Execute(path, "SELECT * FROM calls INDEXED BY calls_by_time WHERE city = '' AND local_seconds = 0");
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
