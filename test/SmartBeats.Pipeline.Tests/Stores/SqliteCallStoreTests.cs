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
}
