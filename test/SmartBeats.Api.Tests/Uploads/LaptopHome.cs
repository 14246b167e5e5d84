using System.Text;
using System.Text.Json.Nodes;
using SmartBeats.Api.Plans;
using SmartBeats.Pipeline.Intake;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Pipeline.Workspaces;

namespace SmartBeats.Api.Tests.Uploads;

/// <summary>The API over a workspace of its own that takes files in, with the sample's settings and nothing loaded.</summary>
internal sealed class LaptopHome : IAsyncDisposable
{
    public const string City = "dos-puentes";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-api-");
    private readonly LocalUploads _uploads;
    private readonly Clock _clock = new();

    private LaptopHome() => _uploads = new LocalUploads(_folder.FullName, Faults.Add);

    public static string Samples { get; } = Path.Combine(SharedData.RepositoryRoot(), "samples");

    public List<Exception> Faults { get; } = [];

    public FolderObjectStore Files => new(_folder.FullName);

    public static async Task<LaptopHome> CreateAsync()
    {
        var home = new LaptopHome();
        await using var workspace = await Workspace.OpenAsync(home._folder.FullName, create: true);
        await home.Files.PutAsync(Keys.City.For(City), await File.ReadAllBytesAsync(Path.Combine(Samples, "city.json")));
        return home;
    }

    /// <summary>Asks, one second after what was asked before.</summary>
    public async Task<(ApiAnswer Answer, JsonObject Json)> AskAsync(string method, string path, string body = "", Stream? content = null, params (string Name, string Value)[] headers)
    {
        _clock.Now = _clock.Now.AddSeconds(1);
        var question = path.IndexOf('?', StringComparison.Ordinal);
        var query = question < 0 ? [] : path[(question + 1)..].Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        var (_, answer) = await ApiRouter.AnswerAsync(new ApiRequest
        {
            Home = new ApiHome
            {
                Kind = HomeKind.Laptop,
                Root = "/api",
                Files = Files,
                OpenCalls = () => SqliteCallStore.InFile(Files.PathOf("calls.db")),
                Runs = new NoRuns(),
                Links = new NoLinks(),
                Uploads = _uploads,
                Time = _clock,
                Limits = new ApiLimits(2000, 2L << 30, 256 << 20, 1 << 20, null, 15, 30),
                Log = (_, fault) => Faults.Add(fault),
            },
            Method = method,
            Path = question < 0 ? path : path[..question],
            Query = query,
            Headers = headers.ToDictionary(header => header.Name, header => header.Value),
            Body = Encoding.UTF8.GetBytes(body),
            Content = content,
            Caller = new ApiCaller("tester", null),
        });
        return (answer, answer.Text is { Length: > 0 } text && answer.MediaType.Contains("json", StringComparison.Ordinal) ? JsonNode.Parse(text)!.AsObject() : []);
    }

    /// <summary>Announces and sends a file, and waits until it is taken in.</summary>
    /// <returns>What became of it.</returns>
    public async Task<JsonObject> SendAsync(string name, Stream content, string more = "")
    {
        var (announced, invited) = await AskAsync("POST", $"/cities/{City}/uploads", $$"""{"fileName": "{{name}}", "bytes": {{content.Length}}{{more}}}""");
        announced.Status.ShouldBe(201, announced.Text);
        var (sent, _) = await AskAsync("PUT", (string)invited["url"]!, content: content);
        sent.Status.ShouldBe(202, sent.Text);
        await _uploads.WaitAsync();
        return (await AskAsync("GET", sent.Headers["location"])).Json;
    }

    public Task<JsonObject> SendAsync(string name, string content, string more = "") => SendAsync(name, new MemoryStream(Encoding.UTF8.GetBytes(content)), more);

    public Task WaitAsync() => _uploads.WaitAsync();

    public async ValueTask DisposeAsync()
    {
        await _uploads.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class NoLinks : IFileLinks
    {
        public string? CreateDownload(string key) => null;

        public string? CreateUpload(string key, string mediaType, long bytes, IReadOnlyDictionary<string, string> metadata) => null;
    }

    private sealed class NoRuns : IRuns
    {
        public Task<bool> TryStartAsync(string city, PlanRecord record, IReadOnlyList<SideFile> sides, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<RunStanding?> FindAsync(string city, PlanRecord record, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<bool> TryCancelAsync(string city, PlanRecord record, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
