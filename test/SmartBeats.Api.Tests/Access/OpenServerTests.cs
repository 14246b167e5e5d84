using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using SmartBeats.Api.Tests.Homes;
using SmartBeats.Server;

namespace SmartBeats.Api.Tests.Access;

/// <summary>A server that is open to other computers: encrypted, and only who signed in or has a token is let in.</summary>
public sealed class OpenServerTests : IAsyncLifetime, IDisposable
{
    private const string Key = "0123456789abcdef0123456789abcdef";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");
    private readonly PlayedIssuer _issuer = new();
    private readonly X509Certificate2 _certificate = CreateCertificate();
    private HttpClient _client = null!;
    private LocalServer _server = null!;

    public async Task InitializeAsync()
    {
        await LaptopHome.LoadSampleAsync(_folder.FullName, default);
        var page = Directory.CreateDirectory(Path.Combine(_folder.FullName, "page"));
        await File.WriteAllTextAsync(Path.Combine(page.FullName, "index.html"), "<!doctype html><title>page</title>");
        _server = await LocalServer.StartAsync(new ServerSettings
        {
            Workspace = _folder.FullName,
            Port = 0,
            Key = Key,
            CookieValue = "fedcba9876543210fedcba9876543210",
            Console = page.FullName,
            Threads = 1,
            Time = TimeProvider.System,
            Version = "0.0.0",
            Open = new OpenServer(IPAddress.Loopback, PlayedIssuer.Settings, _certificate) { Client = new HttpClient(_issuer) },
        });
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == _certificate.GetCertHashString() },
        })
        {
            BaseAddress = new Uri(_server.Link),
        };
    }

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    public void Dispose()
    {
        _client.Dispose();
        _issuer.Dispose();
        _certificate.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_page_is_everybodys_and_the_API_only_theirs_who_are_known()
    {
        _server.Link.ShouldMatch("^https://127.0.0.1:[0-9]+/$");
        using var page = await _client.GetAsync("/dos-puentes/plan");
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Headers.GetValues("content-security-policy").Single().ShouldContain("connect-src 'self' https://issuer.example; ");
        page.Headers.GetValues("content-security-policy").Single().ShouldEndWith("frame-ancestors 'none'");
        page.Headers.GetValues("strict-transport-security").Single().ShouldBe("max-age=31536000");
        page.Headers.GetValues("x-frame-options").Single().ShouldBe("DENY");
        var entrance = JsonNode.Parse(await _client.GetStringAsync("/api/sign-in"))!;
        ((string)entrance["by"]!, (string)entrance["issuer"]!, (string)entrance["clientId"]!).ShouldBe(("issuer", PlayedIssuer.Address, PlayedIssuer.Client));

        // Neither the key of a laptop nor its cookie opens anything here.
        (await AskAsync(HttpMethod.Get, "/api/me", null)).Status.ShouldBe(401);
        (await AskAsync(HttpMethod.Get, "/api/me", Key)).Status.ShouldBe(401);
        (await AskAsync(HttpMethod.Get, "/api/me?key=" + Key, null)).Status.ShouldBe(401);
        (await AskAsync(HttpMethod.Get, "/api/me", null, ("cookie", $"smartbeats-{_server.Port}=fedcba9876543210fedcba9876543210"))).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_person_has_the_role_the_issuer_says_and_the_sign_in_is_written_down()
    {
        var analyst = Sign("dos-puentes-analyst");
        var me = (await AskAsync(HttpMethod.Get, "/api/me", analyst)).Json;
        ((string)me["caller"]!, (string)me["roles"]!["dos-puentes"]!).ShouldBe(("r.diaz@example.com", "analyst"));
        (await AskAsync(HttpMethod.Get, "/api/cities/dos-puentes/uploads", analyst)).Status.ShouldBe(200);
        (await AskAsync(HttpMethod.Get, "/api/cities/dos-puentes/audit", analyst)).Status.ShouldBe(403);
        (await AskAsync(HttpMethod.Post, "/api/cities", analyst)).Status.ShouldBe(403);
        (await AskAsync(HttpMethod.Get, "/api/cities/dos-puentes/uploads", Sign("dos-puentes-viewer"))).Status.ShouldBe(403);
        (await AskAsync(HttpMethod.Get, "/api/cities/dos-puentes/plans", Sign("glendale-admin"))).Status.ShouldBe(404);
        (await AskAsync(HttpMethod.Get, "/api/me", analyst[..^6] + "AAAAAA")).Status.ShouldBe(401);

        var entries = (await AskAsync(HttpMethod.Get, "/api/cities/dos-puentes/audit", Sign("dos-puentes-admin"))).Json["entries"]!.AsArray();
        entries.Count(entry => (string)entry!["did"]! == "sign-in").ShouldBeGreaterThanOrEqualTo(1);
        entries.ShouldContain(entry => (string)entry!["did"]! == "GET /cities/{city}/audit" && (int)entry["status"]! == 403 && (string)entry["role"]! == "analyst");
    }

    [Fact]
    public async Task A_page_of_another_origin_gets_nothing_even_with_a_token()
    {
        var token = Sign("dos-puentes-admin");
        foreach (var origin in (string[])["https://evil.example", "null", _server.Link.Replace("https", "http", StringComparison.Ordinal).TrimEnd('/')])
        {
            (await AskAsync(HttpMethod.Post, "/api/cities/dos-puentes/tokens", token, ("origin", origin))).Status.ShouldBe(403, origin);
        }

        (await AskAsync(HttpMethod.Get, "/api/me", token, ("origin", _server.Link.TrimEnd('/')))).Status.ShouldBe(200);
    }

    private string Sign(string group) => _issuer.Sign(DateTimeOffset.UtcNow, claims => claims["cognito:groups"] = new[] { group });

    private async Task<(int Status, JsonObject Json)> AskAsync(HttpMethod method, string path, string? token, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await _client.SendAsync(request);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject());
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
