using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using SmartBeats.AwsStandIns.Tests.Wire;

namespace SmartBeats.AwsStandIns.Tests.Moto;

/// <summary>A moto_server of our own on a free loopback port: emulates Step Functions, truly executing, and SNS.</summary>
public sealed class MotoServer : IAsyncLifetime, IDisposable
{
    private readonly HttpClient _http = new();
    private Process? _process;

    public Uri Address { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
        }
        try
        {
            _process = Process.Start(new ProcessStartInfo("moto_server", ["-H", "127.0.0.1", "-p", $"{Address.Port}"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new InvalidOperationException("moto_server is missing: pip install \"moto[server]\" awscli");
        }
        _process!.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        for (var attempt = 0; !await AnswersAsync(); attempt++)
        {
            if (attempt == 300 || _process.HasExited) throw new InvalidOperationException("moto_server did not start within 60 seconds.");
            await Task.Delay(200);
        }
        using var execute = new StringContent("""{"stepfunctions":{"execute_state_machine":true}}""", Encoding.UTF8, "application/json");
        (await _http.PostAsync(new Uri(Address, "moto-api/config"), execute)).EnsureSuccessStatusCode();
    }

    /// <summary>A call our clients do not know, needed to set the scene.</summary>
    public async Task<JsonNode> TargetAsync(string region, string target, string json)
    {
        using var request = Signed("states", region, new StringContent(json, Encoding.UTF8));
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        request.Headers.Add("X-Amz-Target", target);
        return JsonNode.Parse(await SendAsync(request))!;
    }

    public async Task<string> QueryAsync(string service, Dictionary<string, string> form)
    {
        using var request = Signed(service, "us-west-2", new FormUrlEncodedContent(form));
        return await SendAsync(request);
    }

    /// <summary>moto looks at the credential's scope only, to tell the service and the region.</summary>
    private HttpRequestMessage Signed(string service, string region, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization",
            $"AWS4-HMAC-SHA256 Credential={Keys.Id}/20260101/{region}/{service}/aws4_request, SignedHeaders=host, Signature=none");
        return request;
    }

    private async Task<string> SendAsync(HttpRequestMessage request)
    {
        using var answer = await _http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(body);
        return body;
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(Address, "moto-api/"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async Task DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        Dispose();
    }

    public void Dispose()
    {
        _http.Dispose();
        _process?.Dispose();
    }
}

[CollectionDefinition(Name)]
public sealed class MotoCollection : ICollectionFixture<MotoServer>
{
    public const string Name = "moto";
}
