using SmartBeats.Calls;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Tests;

/// <summary>The invented city's files loaded into a folder and a call store of their own.</summary>
internal sealed class SampleCity : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");

    private SampleCity() => Store = new FolderObjectStore(_folder.FullName);

    public static City City { get; } = new("dos-puentes", "Dos Puentes", "America/Phoenix");

    public static string Samples { get; } = Path.Combine(SharedData.RepositoryRoot(), "samples");

    public FolderObjectStore Store { get; }

    public SqliteCallStore Calls { get; } = SqliteCallStore.InMemory();

    public required CityMap Map { get; init; }

    public static async Task<SampleCity> LoadAsync()
    {
        await using var areas = File.OpenRead(Path.Combine(Samples, "city.zip"));
        var city = new SampleCity { Map = CityMapReader.Read("city.zip", areas) };
        areas.Position = 0;
        await IngestMap.RunAsync(city.Store, City, "city.zip", areas, new CityMapOptions());
        await using var calls = File.OpenRead(Path.Combine(Samples, "calls.csv"));
        await IngestCalls.RunAsync(city.Calls, City.Id, new CallReader("calls.csv", City), calls, null);
        return city;
    }

    public async ValueTask DisposeAsync()
    {
        await Calls.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
