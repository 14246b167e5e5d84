using SmartBeats.Calls;
using SmartBeats.Lambda.Database;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;

namespace SmartBeats.Lambda.Tests;

/// <summary>Dos Puentes of the samples folder, loaded.</summary>
internal static class SampleCity
{
    public const string Id = "dos-puentes";

    public static string Folder { get; } = Path.Combine(SharedData.RepositoryRoot(), "samples");

    public static async Task<CitySettings> LoadAsync(TestCloud cloud)
    {
        var settings = CityJson.Read("city.json", await File.ReadAllBytesAsync(Path.Combine(Folder, "city.json")));
        await cloud.PutTextAsync(Keys.City.For(Id), CityJson.Write(settings));
        await using var map = File.OpenRead(Path.Combine(Folder, "city.zip"));
        await IngestMap.RunAsync(cloud.Store, settings.City, "city.zip", map, new Geography.CityMapOptions { IdField = settings.IdField });
        await using var csv = File.OpenRead(Path.Combine(Folder, "calls.csv"));
        await using var calls = cloud.Calls(Patience.OfStages);
        await IngestCalls.RunAsync(calls, Id, new CallReader("calls.csv", settings.City), csv, null);
        return settings;
    }
}
