using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using SmartBeats.Api;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Intake;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Pipeline.Workspaces;
using SmartBeats.Server.Runs;

namespace SmartBeats.Server;

/// <summary>The API and the page of one workspace: for the browsers of this computer, or for people who sign in.</summary>
public sealed class LocalServer : IAsyncDisposable
{
    private const long LargestUploadBytes = 16L << 30;
    private const int LargestBodyBytes = 1 << 20;
    private const int MostBeats = 2_000;
    private const int LinkDays = 30;
    private const int MostConnections = 2_000;

    private readonly WebApplication _app;
    private readonly LocalRuns _runs;
    private readonly LocalUploads _uploads;
    private readonly RequestDesk _desk;
    private readonly KeptCallStore _calls;
    private readonly FileStream _hold;
    private readonly ServerSettings _settings;

    private LocalServer(
        WebApplication app, LocalRuns runs, LocalUploads uploads, RequestDesk desk, KeptCallStore calls, FileStream hold, ServerSettings settings, int port) =>
        (_app, _runs, _uploads, _desk, _calls, _hold, _settings, Port) = (app, runs, uploads, desk, calls, hold, settings, port);

    /// <summary>The port it listens at.</summary>
    public int Port { get; }

    /// <summary>What opens the page in a browser: an address, with the key where that lets people in.</summary>
    public string Link => _settings.Open is { } open
        ? $"{(open.Certificate is null ? "http" : "https")}://{new IPEndPoint(open.Address, Port)}/"
        : $"http://127.0.0.1:{Port}/?key={_settings.Key}";

    /// <summary>What the routes reach the world through.</summary>
    public ApiHome Home => _desk.Home;

    /// <summary>Runs that are under way or wait.</summary>
    public int RunsUnderWay => _runs.CountUnderWay();

    /// <summary>Starts listening, and takes up the runs that a stop before broke off.</summary>
    /// <exception cref="InputException">The folder is no workspace, another process serves it, or the port is taken.</exception>
    public static async Task<LocalServer> StartAsync(ServerSettings settings, CancellationToken cancellation = default)
    {
        await using (await Workspace.OpenAsync(settings.Workspace, create: true, cancellation))
        {
            // Made, or brought to this version.
        }

        var hold = Take(settings.Workspace);
        var files = new FolderObjectStore(settings.Workspace);
        var calls = new KeptCallStore(OpenCalls());
        var runs = new LocalRuns(settings.Workspace, files, settings.Threads, settings.Time, settings.Log);
        var uploads = new LocalUploads(settings.Workspace, fault => settings.Log("an upload", fault));
        var home = new ApiHome
        {
            Kind = HomeKind.Laptop,
            Root = RequestDesk.ApiRoot,
            Workspace = settings.Workspace,
            Files = files,
            OpenCalls = () => new LentCallStore(calls, OpenCalls),
            Runs = runs,
            Links = new NoLinks(),
            Uploads = uploads,
            Time = settings.Time,
            Limits = new ApiLimits(MostBeats, LargestUploadBytes, new CityMapOptions().MaxBytes, LargestBodyBytes, null, 0, LinkDays),
            SignIn = settings.Open?.SignIn,
            Version = settings.Version,
            MakeSampleAsync = settings.MakeSampleAsync,
            FindWritten = key => File.Exists(files.PathOf(key)) ? new DateTimeOffset(File.GetLastWriteTimeUtc(files.PathOf(key)), TimeSpan.Zero) : null,
            Log = settings.Log,
        };
        var desk = new RequestDesk(home, settings);
        ICallStore OpenCalls() => SqliteCallStore.InFile(files.PathOf("calls.db"));
        try
        {
            var app = await ListenAsync(settings, desk, cancellation);
            var port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
            desk.Open(port);
            await runs.ResumeAsync(cancellation);
            await uploads.ResumeAsync(cancellation);
            return new LocalServer(app, runs, uploads, desk, calls, hold, settings, port);
        }
        catch
        {
            await uploads.DisposeAsync();
            await calls.DisposeAsync();
            await hold.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops: answers under way are given, runs under way are broken off, to be taken up at the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1), _settings.Time);
        await _runs.StopAsync();
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
        await _uploads.DisposeAsync();
        _desk.Dispose();
        await _calls.DisposeAsync();
        await _hold.DisposeAsync();
    }

    private static async Task<WebApplication> ListenAsync(ServerSettings settings, RequestDesk desk, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBodyBytes;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Listen(settings.Open?.Address ?? IPAddress.Loopback, settings.Port, endpoint =>
            {
                if (settings.Open?.Certificate is { } certificate)
                {
                    endpoint.UseHttps(certificate);
                }
            });
        });
        var app = builder.Build();
        app.Run(desk.AnswerAsync);
        try
        {
            await app.StartAsync(cancellation);
            return app;
        }
        catch (Exception taken) when (taken is IOException or SocketException)
        {
            await app.DisposeAsync();
            throw new InputException("--port", $"{settings.Port} is in use", "Name another, or 0 for any that is free.", taken);
        }
    }

    /// <summary>One server a workspace: two would take up each other's runs. The system lets go of the file when a process dies.</summary>
    private static FileStream Take(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "serve.hold"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held)
        {
            throw new InputException(folder, "another smartbeats serve has it open", "Open the link that one printed, or stop it first.", held);
        }
    }

    /// <summary>On a laptop the API sends and takes files itself.</summary>
    private sealed class NoLinks : IFileLinks
    {
        public string? CreateDownload(string key) => null;

        public string? CreateUpload(string key, string mediaType, long bytes, IReadOnlyDictionary<string, string> metadata) => null;
    }
}
