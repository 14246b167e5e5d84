using System.Net;
using System.Net.Http.Headers;
using SmartBeats.Calls;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Server;

namespace SmartBeats.Api.Tests.Homes;

/// <summary>Kestrel over a workspace.</summary>
internal sealed class LaptopHome : IContractHome
{
    public const string Key = "0123456789abcdef0123456789abcdef";
    private readonly DirectoryInfo _folder;
    private readonly HttpClient _client;
    private LocalServer _server;

    private LaptopHome(DirectoryInfo folder, LocalServer server)
    {
        (_folder, _server) = (folder, server);
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, UseCookies = false });
    }

    public HomeKind Kind => HomeKind.Laptop;

    public Uri Address => new($"http://127.0.0.1:{_server.Port}/");

    public string Workspace => _folder.FullName;

    /// <param name="console">A built page; null for the API alone.</param>
    public static async Task<LaptopHome> StartAsync(string? console = null)
    {
        var folder = Directory.CreateTempSubdirectory("smartbeats-test-");
        await LoadSampleAsync(folder.FullName, default);
        return new LaptopHome(folder, await StartServerAsync(folder.FullName, console));
    }

    /// <summary>Stops the server and starts it anew over the same workspace.</summary>
    public async Task RestartAsync()
    {
        await _server.DisposeAsync();
        _server = await StartServerAsync(_folder.FullName, null);
    }

    public Task<HomeAnswer> SendAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers) =>
        SendRawAsync(method, "api" + path, body, [.. headers, ("authorization", "Bearer " + Key)]);

    public Task<HomeAnswer> SendAsAsync(string token, string method, string path, string? body = null) =>
        SendRawAsync(method, "api" + path, body, [("authorization", "Bearer " + token)]);

    public Task<HomeAnswer> SendAsNobodyAsync(string method, string path) => SendRawAsync(method, "api" + path, null, []);

    public async Task<HomeAnswer> SendRawAsync(string method, string path, string? body, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Address, path));
        if (body is not null)
        {
            request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _client.SendAsync(request);
        var received = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(", ", header.Value));
        return new HomeAnswer((int)response.StatusCode, received, await response.Content.ReadAsByteArrayAsync());
    }

    public Task KeepAsync(string key, byte[] content) => new FolderObjectStore(Workspace).PutAsync(key, content);

    public async Task WaitForPlanAsync(string planId)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            var plan = (await SendAsync("GET", $"/cities/dos-puentes/plans/{planId}")).Json;
            var status = (string)plan["status"]!;
            if (status == "published")
            {
                return;
            }

            status.ShouldBeOneOf(["queued", "running"], plan.ToJsonString());
            await Task.Delay(200);
        }

        throw new TimeoutException("The plan was not published within two minutes.");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static Task<LocalServer> StartServerAsync(string folder, string? console) => LocalServer.StartAsync(new ServerSettings
    {
        Workspace = folder,
        Port = 0,
        Key = Key,
        CookieValue = "fedcba9876543210fedcba9876543210",
        Console = console,
        Threads = 2,
        Time = TimeProvider.System,
        Version = "0.0.0",
        MakeSampleAsync = token => LoadSampleAsync(folder, token),
    });

    internal static async Task<string> LoadSampleAsync(string folder, CancellationToken cancellation)
    {
        await using var workspace = await Pipeline.Workspaces.Workspace.OpenAsync(folder, create: true, cancellation);
        var settings = CityJson.Read("city.json", await File.ReadAllBytesAsync(PlannedHome.Sample("city.json"), cancellation));
        await using var zip = File.OpenRead(PlannedHome.Sample("city.zip"));
        await workspace.LoadMapAsync(settings.City, "city.zip", CityMapReader.Read("city.zip", zip, new CityMapOptions { IdField = settings.IdField }), cancellation);
        await using var calls = File.OpenRead(PlannedHome.Sample("calls.csv"));
        await IngestCalls.RunAsync(workspace.Calls, settings.City.Id, new CallReader("calls.csv", settings.City), calls, null, cancellation: cancellation);
        await workspace.SaveCityAsync(settings, cancellation);
        return settings.City.Id;
    }
}
