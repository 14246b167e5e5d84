using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using SmartBeats.Cli.Serving;
using SmartBeats.Server;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats serve</c>: the page and the API on this computer, until Ctrl-C.</summary>
internal sealed class ServeVerb
{
    private const int UsualPort = 8474;

    private readonly Option<DirectoryInfo?> _workspace = WorkspaceOption.Create(
        $"Folder that keeps maps, calls and plans; without it {SampleWorkspace.UsualFolder} here, with the sample city in it.");

    private readonly Option<int?> _port = new("--port") { Description = $"Port on this computer; {UsualPort}, or any that is free, where not said." };
    private readonly Option<string> _host = new("--host") { Description = "This computer's own address; no other is served.", DefaultValueFactory = _ => "127.0.0.1" };
    private readonly OpenOptions _openTo = new();
    private readonly Option<bool> _open = new("--open") { Description = "Open the page in the browser." };
    private readonly Option<bool> _apiOnly = new("--api-only") { Description = "Serve the API without the page." };
    private readonly Option<int> _threads = CommonOptions.Threads("plans are");

    public static Command Create()
    {
        var verb = new ServeVerb();
        var command = new Command("serve", "Open SmartBeats in a browser: the page and the API, on this computer alone unless others sign in.")
        {
            verb._workspace, verb._port, verb._host, verb._open, verb._apiOnly, verb._threads,
        };
        verb._openTo.AddTo(command);
        verb._port.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out var port) && port is >= 0 and <= 65_535))
            {
                result.AddError("--port takes a whole number from 0 to 65535.");
            }
        });
        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        ThrowIfForeign(parsed.GetValue(_host)!);
        var open = _openTo.Read(parsed);
        var console = parsed.GetValue(_apiOnly) ? null : await ConsoleFolder.FindAsync(cancellation);
        var workspace = WorkspaceOption.Find(parsed, _workspace);
        var folder = workspace?.ToString() ?? SampleWorkspace.UsualFolder;
        var settings = new ServerSettings
        {
            Workspace = folder,
            Port = parsed.GetValue(_port) ?? UsualPort,
            Key = RandomNumberGenerator.GetHexString(32, lowercase: true),
            CookieValue = RandomNumberGenerator.GetHexString(32, lowercase: true),
            Open = open,
            Console = console,
            Threads = parsed.GetValue(_threads),
            Time = TimeProvider.System,
            Version = PrintVersion.FindVersion(),
            MakeSampleAsync = token => SampleWorkspace.LoadCityAsync(folder, token),
            Log = (what, fault) => Console.Error.WriteLine($"smartbeats: {what}: {fault.GetType().Name}: {fault.Message}"),
        };
        await using var server = await StartAsync(settings, isPortChosen: parsed.GetValue(_port) is not null, cancellation);
        if (workspace is null)
        {
            await SampleWorkspace.PrepareAsync(server.Home, cancellation);
        }

        Console.Error.WriteLine($"Workspace: {Path.GetFullPath(folder)}");
        Console.Out.WriteLine(server.Link);
        Console.Error.WriteLine(open is null
            ? "Open this link: it holds the key and works on this computer only. Ctrl-C stops; nothing is lost."
            : $"People sign in at {open.SignIn.Address}; tokens for programs: smartbeats token issue. Ctrl-C stops; nothing is lost.");
        if (parsed.GetValue(_open))
        {
            CommonOptions.OpenBrowser(server.Link);
        }

        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine(server.RunsUnderWay > 0
                ? $"Stopped. {server.RunsUnderWay} of the plans asked for {(server.RunsUnderWay == 1 ? "is" : "are")} not made yet; the next start goes on with {(server.RunsUnderWay == 1 ? "it" : "them")}."
                : "Stopped.");
        }

        return ExitCode.Ok;
    }

    /// <summary>The usual port where it is free, else any; a port somebody chose, or none.</summary>
    private static async Task<LocalServer> StartAsync(ServerSettings settings, bool isPortChosen, CancellationToken cancellation)
    {
        try
        {
            return await LocalServer.StartAsync(settings, cancellation);
        }
        catch (InputException taken) when (!isPortChosen && taken.Where == "--port")
        {
            return await LocalServer.StartAsync(settings with { Port = 0 }, cancellation);
        }
    }

    private static void ThrowIfForeign(string host)
    {
        var isLoopback = host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
        if (!isLoopback)
        {
            throw new InputException(
                "--host",
                $"{host} is not this computer's own address: others could come in, and this server knows no accounts",
                "Leave it out; for other computers use --listen with an issuer, or deploy the stack (cdk/README.md).");
        }
    }
}
