using System.Text;
using SmartBeats.Calls;
using SmartBeats.Comparison;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Pipeline.Workspaces;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Api.Tests;

/// <summary>A workspace with the invented city, a plan of it and one that began with today's beats, answered without a host.</summary>
public sealed class PlannedHome : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");

    public static City City { get; } = new("dos-puentes", "Dos Puentes", "America/Phoenix");

    public ApiHome Home { get; private set; } = null!;

    public CityMap Map { get; private set; } = null!;

    public PlanFile Plan { get; private set; } = null!;

    public PlanFile FromToday { get; private set; } = null!;

    public static string Sample(string name) => Path.Combine(SharedData.RepositoryRoot(), "samples", name);

    public async Task InitializeAsync()
    {
        await using var workspace = await Workspace.OpenAsync(_folder.FullName, create: true);
        await workspace.SaveCityAsync(new CitySettings(City, null));
        await using (var zip = File.OpenRead(Sample("city.zip")))
        {
            Map = CityMapReader.Read("city.zip", zip);
        }

        await workspace.LoadMapAsync(City, "city.zip", Map);
        await using (var calls = File.OpenRead(Sample("calls.csv")))
        {
            await IngestCalls.RunAsync(workspace.Calls, City.Id, new CallReader("calls.csv", City), calls, null);
        }

        Plan = await DesignAsync(workspace, "first", new PlanRequest { Beats = 12, Effort = 300_000 }, []);
        var drawn = BeatList.Read("todays_beats.geojson", await File.ReadAllBytesAsync(Sample("todays_beats.geojson")), Map);
        FromToday = await DesignAsync(
            workspace,
            "second",
            new PlanRequest { Beats = 12, Effort = 300_000, ChangeBudget = 0.2, Backtest = new(1, 2, true), Also = ["sheets"] },
            [await SideFiles.PutAsync(workspace.Files, City.Id, drawn)]);
        var files = workspace.Files;
        Home = new ApiHome
        {
            Kind = HomeKind.Laptop,
            Files = files,
            OpenCalls = () => SqliteCallStore.InFile(files.PathOf("calls.db")),
            Runs = new NoRuns(),
            Links = new NoLinks(),
            Time = TimeProvider.System,
            Limits = new ApiLimits(2_000, 1 << 30, 1 << 30, 1 << 20, null, 0, 30),
        };
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <param name="path">With its query.</param>
    public async Task<ApiAnswer> AskAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        var parts = path.Split('?');
        return (await ApiRouter.AnswerAsync(new ApiRequest
        {
            Home = Home,
            Method = method,
            Path = "/api" + parts[0],
            Query = parts.Skip(1).SelectMany(query => query.Split('&')).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1])),
            Headers = headers.ToDictionary(header => header.Name, header => header.Value),
            Body = Encoding.UTF8.GetBytes(body ?? ""),
            Caller = new ApiCaller("tester", null),
        })).Answer;
    }

    private static async Task<PlanFile> DesignAsync(Workspace workspace, string runId, PlanRequest request, SideFile[] sides) =>
        (await new LocalPipeline(workspace.Files, workspace.Calls, City, threads: 2) { Sides = sides }.RunAsync(request, runId)).Published;

    private sealed class NoRuns : IRuns
    {
        public Task<bool> TryStartAsync(string city, Plans.PlanRecord record, IReadOnlyList<SideFile> sides, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<RunStanding?> FindAsync(string city, Plans.PlanRecord record, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<bool> TryCancelAsync(string city, Plans.PlanRecord record, CancellationToken cancellation) => throw new NotSupportedException();
    }

    private sealed class NoLinks : IFileLinks
    {
        public string? CreateDownload(string key) => null;

        public string? CreateUpload(string key, string mediaType, long bytes, IReadOnlyDictionary<string, string> metadata) => null;
    }
}
