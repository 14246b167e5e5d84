using System.Text;
using NodaTime;
using SmartBeats.Calls;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Workspaces;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Tests.Workspaces;

/// <summary>A city of nine square areas in three rows, and a call in the middle of each for every number up to its own.</summary>
internal static class TinyTown
{
    public static City City { get; } = new("tiny", "Tiny Town", "America/Phoenix");

    public static PlanRequest ThreeBeats { get; } = new() { Beats = 3, Effort = 10_000 };

    /// <param name="prefix">Of the area ids: another one makes another version of the map.</param>
    public static CityMap Map(string prefix = "A")
    {
        var features = Enumerable.Range(0, 9).Select(i =>
        {
            var (west, south) = (-112 + (i % 3 / 64.0), 33 + (i / 3 / 64.0));
            var (east, north) = (west + (1 / 64.0), south + (1 / 64.0));
            return FormattableString.Invariant($$$"""{"type":"Feature","properties":{"id":"{{{prefix}}}{{{i}}}"},"geometry":{"type":"Polygon","coordinates":[[[{{{west}}},{{{south}}}],[{{{east}}},{{{south}}}],[{{{east}}},{{{north}}}],[{{{west}}},{{{north}}}],[{{{west}}},{{{south}}}]]]}}""");
        });
        var text = $$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""";
        return CityMapReader.Read("tiny.geojson", new MemoryStream(Encoding.UTF8.GetBytes(text)));
    }

    public static Call[] Calls() =>
        [.. from area in Enumerable.Range(0, 9) from number in Enumerable.Range(0, area + 1) select Call($"T-{area}-{number}", area)];

    public static Call Call(string eventNumber, int area)
    {
        var local = new LocalDateTime(2024, 1, 1 + area, 12, 0, 0).InUtc().ToInstant().ToUnixTimeSeconds();
        return new Call(eventNumber, 3, true, -112 + ((area % 3 + 0.5) / 64), 33 + ((area / 3 + 0.5) / 64), local + 25_200, local, "6", null, null);
    }

    public static async Task<Workspace> LoadAsync(string folder)
    {
        var workspace = await Workspace.OpenAsync(folder, create: true);
        await workspace.SaveCityAsync(new CitySettings(City, null));
        await workspace.LoadMapAsync(City, "tiny.geojson", Map());
        await AddAsync(workspace, Calls());
        return workspace;
    }

    public static async Task AddAsync(Workspace workspace, params Call[] calls)
    {
        await using var load = await workspace.Calls.BeginLoadAsync(City.Id);
        load.Add(calls);
        await load.CommitAsync();
    }
}
