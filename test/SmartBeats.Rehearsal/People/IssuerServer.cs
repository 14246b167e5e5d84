using System.Diagnostics;
using System.Text.Json.Nodes;
using SmartBeats.Rehearsal.Functions;

namespace SmartBeats.Rehearsal.People;

/// <summary>The issuer people sign in at: oidc-provider (<c>test/web/issuer.mjs</c>), which is certified to be one.</summary>
internal sealed class IssuerServer : IAsyncDisposable
{
    public const string Client = "smartbeats-page";
    public const string Audience = "https://api.smartbeats.example";

    /// <summary>Where it sends people back to: nothing listens there, the code is read off the address.</summary>
    public const string Redirect = "http://127.0.0.1:9/signed-in";

    private readonly Process _process;

    private IssuerServer(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<IssuerServer> StartAsync()
    {
        // Who is who: Ana designs for the contract's city, Vic only looks, Remo is taken out, Hana is of another department, Nia of none.
        var people = new JsonObject
        {
            ["ana"] = new JsonArray($"{Cities.Contract}-analyst"),
            ["vic"] = new JsonArray($"{Cities.Contract}-viewer"),
            ["remo"] = new JsonArray($"{Cities.Contract}-admin"),
            ["hana"] = new JsonArray($"{Cities.Harbor}-admin"),
            ["nia"] = new JsonArray("staff"),
        };
        var script = Path.Combine(SharedData.RepositoryRoot(), "test", "web", "issuer.mjs");
        var start = new ProcessStartInfo("node", [script, people.ToJsonString(), Redirect]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        var lines = ProcessLog.Open("issuer.log");
        process.ErrorDataReceived += (_, line) => lines.WriteLine(line.Data);
        process.BeginErrorReadLine();
        var address = await process.StandardOutput.ReadLineAsync();
        return address is not null
            ? new IssuerServer(process, new Uri(address))
            : throw new InvalidOperationException("The issuer did not start (npm ci --prefix test/web); what it said is in issuer.log.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
