using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;

namespace SmartBeats.Cli.Tests;

/// <summary><c>smartbeats serve</c> in a process of its own, asked as browsers ask.</summary>
public sealed class ServeVerbTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task One_command_in_an_empty_folder_serves_the_sample_city_and_makes_a_plan_of_it()
    {
        using var served = await Served.StartAsync(_folder.FullName, "serve", "--api-only", "--port", "0");
        File.Exists(Path.Combine(_folder.FullName, "smartbeats-workspace", "calls.db")).ShouldBeTrue();
        using var browser = await served.OpenAsync();
        var city = (await ReadAsync(browser, "api/cities"))["cities"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)city["id"]!, (int)city["areas"]!).ShouldBe(("dos-puentes", 585));
        var settings = await ReadAsync(browser, "api/cities/dos-puentes/settings");
        ((string)settings["labels"]!["disposition"]!["6"]!).ShouldBe("Report");
        ((string)settings["timeZone"]!).ShouldBe("America/Phoenix");
        var plan = (await ReadAsync(browser, "api/cities/dos-puentes/plans"))["plans"]!.AsArray().ShouldHaveSingleItem()!;
        ((int)plan["request"]!["beats"]!).ShouldBe(12);
        ((string)plan["status"]!).ShouldBeOneOf("queued", "running", "published");

        // The link's key was taken for a cookie that no script and no other site can use.
        served.SetCookie.ShouldMatch("^smartbeats-[0-9]+=[0-9a-f]{32}; Path=/; HttpOnly; SameSite=Strict$");
        served.CleanAddress.ShouldBe("/");
    }

    [Fact]
    public async Task Who_has_no_key_or_comes_by_another_name_is_refused()
    {
        using var served = await Served.StartAsync(_folder.FullName, "serve", "--api-only", "--port", "0", "--workspace", "ws");
        using var stranger = new HttpClient { BaseAddress = served.Address };
        (await stranger.GetAsync("api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await stranger.GetAsync("?key=00000000000000000000000000000000")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var browser = await served.OpenAsync();
        foreach (var (header, value) in ((string, string)[])
            [("Host", "evil.example"), ("Host", $"evil.example:{served.Address.Port}"), ("Origin", "http://evil.example"), ("Origin", "null"), ("Origin", "http://127.0.0.1:1")])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "api/me");
            request.Headers.TryAddWithoutValidation(header, value);
            using var answer = await browser.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, $"{header}: {value}");
            answer.Headers.GetValues("content-security-policy").Single().ShouldStartWith("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';");
            answer.Headers.GetValues("x-content-type-options").Single().ShouldBe("nosniff");
        }

        (await browser.GetAsync("api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var large = new ByteArrayContent(new byte[2 << 20]);
        (await browser.PostAsync("api/cities", large)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await ReadAsync(browser, "api/cities"))["cities"]!.AsArray().ShouldBeEmpty("a workspace that somebody names gets no sample");
    }

    [Fact]
    public async Task Two_browsers_at_once_and_a_stop_by_Ctrl_C_that_loses_no_run()
    {
        var planId = "";
        using (var served = await Served.StartAsync(_folder.FullName, "serve", "--api-only", "--port", "0"))
        {
            using var first = await served.OpenAsync();
            using var second = await served.OpenAsync();
            var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(at => (at % 2 == 0 ? first : second).GetAsync("api/cities")));
            answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
            using var body = new StringContent("""{"beats": 20, "effort": 2000000000}""");
            using var asked = await first.PostAsync("api/cities/dos-puentes/plans", body);
            planId = (string)JsonNode.Parse(await asked.Content.ReadAsStringAsync())!["planId"]!;
            var again = await CommandRun.OfAsync(_folder.FullName, "serve", "--api-only", "--port", "0");
            (again.ExitCode, again.Errors).ShouldBe((2, "smartbeats: smartbeats-workspace: another smartbeats serve has it open. Open the link that one printed, or stop it first.\n"));
            (await served.StopAsync()).ShouldBe(0);
            served.Errors.ShouldContain("the next start goes on with");
        }

        using var next = await Served.StartAsync(_folder.FullName, "serve", "--api-only", "--port", "0");
        using var browser = await next.OpenAsync();
        ((string)(await ReadAsync(browser, $"api/cities/dos-puentes/plans/{planId}"))["status"]!).ShouldBeOneOf("queued", "running");
        using var ended = await browser.DeleteAsync($"api/cities/dos-puentes/plans/{planId}");
        ended.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("--host", "0.0.0.0", "smartbeats: --host: 0.0.0.0 is not this computer's own address: others could come in, and this server knows no accounts.")]
    [InlineData("--host", "example.org", "smartbeats: --host: example.org is not this computer's own address: others could come in, and this server knows no accounts.")]
    [InlineData("--port", "70000", "smartbeats: --port takes a whole number from 0 to 65535.")]
    public async Task An_address_of_others_is_refused_with_a_sentence(string flag, string value, string sentence)
    {
        var run = await CommandRun.OfAsync(_folder.FullName, "serve", "--api-only", flag, value);
        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldStartWith(sentence);
        Directory.GetFileSystemEntries(_folder.FullName).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--listen 0.0.0.0", "smartbeats: --listen: at 0.0.0.0 others could come in, and nobody says who they are. Name where people sign in (--issuer) and what proves this server (--certificate).\n")]
    [InlineData("--listen 0.0.0.0 --issuer https://login.example.com", "smartbeats: --listen: at 0.0.0.0 others could come in and what they send could be read on the way. Name where people sign in (--issuer) and what proves this server (--certificate).\n")]
    [InlineData("--listen 127.0.0.1", "smartbeats: --listen: at 127.0.0.1 others could come in, and nobody says who they are. Name where people sign in (--issuer) and what proves this server (--certificate).\n")]
    [InlineData("--listen here --issuer https://login.example.com", "smartbeats: --listen: \"here\" is no address. Write such as 0.0.0.0 for all of this computer's, or one of them.\n")]
    [InlineData("--issuer https://login.example.com", "smartbeats: --listen: is missing. Say at which address others reach this server, such as --listen 0.0.0.0, or leave out --issuer and --certificate.\n")]
    [InlineData("--listen 0.0.0.0 --issuer http://login.example.com", "smartbeats: --issuer: \"http://login.example.com\" is no https address. Write it as the issuer's own discovery document does.\n")]
    public async Task A_server_is_open_to_others_with_an_issuer_and_a_certificate_only(string flags, string sentence)
    {
        var run = await CommandRun.OfAsync(_folder.FullName, ["serve", "--api-only", .. flags.Split(' ')]);
        (run.ExitCode, run.Errors).ShouldBe((2, sentence));
        Directory.GetFileSystemEntries(_folder.FullName).ShouldBeEmpty();
    }

    private static async Task<JsonNode> ReadAsync(HttpClient browser, string path) => JsonNode.Parse(await browser.GetStringAsync(path))!;
}

/// <summary>The command while it serves.</summary>
internal sealed class Served : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly Uri _link;

    private Served(Process process, Task<string> errors, Uri link) => (_process, _errors, _link) = (process, errors, link);

    public Uri Address => new(_link.GetLeftPart(UriPartial.Authority) + "/");

    public string Key => _link.Query[("?key=".Length)..];

    public string SetCookie { get; private set; } = "";

    public string CleanAddress { get; private set; } = "";

    /// <summary>What it said; once it has ended.</summary>
    public string Errors => _errors.Result;

    public static async Task<Served> StartAsync(string folder, params string[] arguments)
    {
        var shipped = Environment.GetEnvironmentVariable("SMARTBEATS_COMMAND") is { Length: > 0 } command ? command : null;
        string[] built = shipped is null ? ["dotnet", Path.Combine(AppContext.BaseDirectory, "SmartBeats.Cli.dll")] : [shipped];

        // A test runner may give its children a deaf ear for SIGINT: env gives it back.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", .. built, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var link = await process.StandardOutput.ReadLineAsync();
        return new Served(process, errors, new Uri(link ?? throw new InvalidOperationException(await errors)));
    }

    /// <summary>A browser that has opened the link.</summary>
    public async Task<HttpClient> OpenAsync()
    {
        var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(2) };
        using var answer = await browser.GetAsync(_link);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (SetCookie, CleanAddress) = (answer.Headers.GetValues("set-cookie").Single(), answer.Headers.Location!.ToString());
        return browser;
    }

    /// <summary>Ctrl-C.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        await _process.WaitForExitAsync();
        await _errors;
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
