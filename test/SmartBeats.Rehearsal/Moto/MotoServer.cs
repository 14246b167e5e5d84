using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SmartBeats.Rehearsal.Functions;

namespace SmartBeats.Rehearsal.Moto;

/// <summary>moto on a free loopback port: S3, SNS, SQS and a Step Functions that truly executes.</summary>
internal sealed class MotoServer : IAsyncDisposable
{
    /// <summary>The keys moto's state machines sign their tasks with: built into moto.</summary>
    public const string StateMachineKey = "ak";

    public const string StateMachineSecret = "sk";

    private readonly Process _process;

    private MotoServer(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <param name="gatewayPort">Where moto's state machines send their tasks.</param>
    /// <param name="log">Name of the file for what moto prints.</param>
    public static async Task<MotoServer> StartAsync(int gatewayPort, string log)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}/");
        var launcher = Path.Combine(AppContext.BaseDirectory, "Moto", "moto_launcher.py");
        var start = new ProcessStartInfo("python3", [launcher, "-H", "127.0.0.1", "-p", $"{address.Port}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["MOTO_PORT"] = $"{gatewayPort}", ["MOTO_ACCOUNT_ID"] = Account.Id, ["PYTHONUNBUFFERED"] = "1" },
        };
        var process = Process.Start(start)!;
        var lines = ProcessLog.Open(log);
        process.OutputDataReceived += (_, line) => lines.WriteLine(line.Data);
        process.ErrorDataReceived += (_, line) => lines.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var moto = new MotoServer(process, address);
        using var http = new HttpClient { BaseAddress = address };
        for (var attempt = 0; !await AnswersAsync(http); attempt++)
        {
            if (attempt == 600 || process.HasExited)
            {
                await moto.DisposeAsync();
                throw new InvalidOperationException($"moto did not start (pip install \"moto[server]\" cfn-lint awscli); what it said is in {log}.");
            }

            await Task.Delay(100);
        }

        using var execute = new StringContent("""{"stepfunctions":{"execute_state_machine":true}}""", Encoding.UTF8, "application/json");
        (await http.PostAsync(new Uri("moto-api/config", UriKind.Relative), execute)).EnsureSuccessStatusCode();
        return moto;
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

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("moto-api/", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
