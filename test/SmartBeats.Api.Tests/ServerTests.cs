using System.Text;
using SmartBeats.Api.Tests.Homes;

namespace SmartBeats.Api.Tests;

/// <summary>What the laptop's server does beside answering the API.</summary>
public class ServerTests
{
    private static readonly (string, string)[] _key = [("authorization", "Bearer " + LaptopHome.Key)];

    [Fact]
    public async Task The_page_is_sent_as_it_was_built_and_finds_its_own_way()
    {
        var console = Directory.CreateTempSubdirectory("smartbeats-test-");
        var script = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("export const beats = 12;\n", 200)));
        Directory.CreateDirectory(Path.Combine(console.FullName, "assets"));
        await File.WriteAllBytesAsync(Path.Combine(console.FullName, "assets", "index-3f2a.js"), script);
        await File.WriteAllTextAsync(Path.Combine(console.FullName, "index.html"), "<!doctype html><title>page</title>");
        await File.WriteAllTextAsync(Path.Combine(console.Parent!.FullName, "smartbeats-test-secret.txt"), "secret");
        await using var home = await LaptopHome.StartAsync(console.FullName);

        foreach (var path in (string[])["", "cities/dos-puentes/plans", "index.html"])
        {
            var page = await home.SendRawAsync("GET", path, null, _key);
            (page.Status, page.MediaType, page.Headers["cache-control"]).ShouldBe((200, "text/html", "no-cache"), path);
            page.Text.ShouldContain("<title>page</title>");
            page.Headers["content-security-policy"].ShouldBe(
                "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
                + "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        }

        var asset = await home.SendRawAsync("GET", "assets/index-3f2a.js", null, [.. _key, ("accept-encoding", "br")]);
        (asset.Status, asset.MediaType, asset.Headers["cache-control"]).ShouldBe((200, "text/javascript", "public, max-age=31536000, immutable"));
        (asset.Headers["content-encoding"], asset.Body.Length < script.Length / 10).ShouldBe(("br", true));
        (await home.SendRawAsync("GET", "assets/index-3f2a.js", null, _key)).Body.ShouldBe(script);
        (await home.SendRawAsync("GET", "assets/gone.js", null, _key)).Status.ShouldBe(404);
        foreach (var path in (string[])["..%2Fsmartbeats-test-secret.txt", "assets/..%2F..%2Fsmartbeats-test-secret.txt"])
        {
            (await home.SendRawAsync("GET", path, null, _key)).Text.ShouldNotContain("secret\n");
            (await home.SendRawAsync("GET", path, null, _key)).Status.ShouldBe(404);
        }

        (await home.SendRawAsync("POST", "", "{}", _key)).Status.ShouldBe(405);
        (await home.SendRawAsync("GET", "", null, [])).Status.ShouldBe(401);
        console.Delete(recursive: true);
    }

    [Fact]
    public async Task Who_guesses_keys_is_soon_told_to_wait_and_hinders_nobody_who_has_one()
    {
        await using var home = await LaptopHome.StartAsync();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var answers = await Task.WhenAll(Enumerable.Range(0, 600).Select(guess =>
            home.SendRawAsync("GET", "api/cities", null, [("authorization", $"Bearer {guess:x32}")])));
        var seconds = watch.Elapsed.TotalSeconds;

        answers.Select(answer => answer.Status).Distinct().Order().ShouldBe([401, 429]);
        answers.Count(answer => answer.Status == 401).ShouldBeInRange(100, 100 + (int)Math.Ceiling(20 * (seconds + 1)));
        var refused = answers.First(answer => answer.Status == 429);
        (refused.MediaType, refused.Headers["retry-after"], (string)refused.Json["title"]!).ShouldBe(("application/problem+json", "1", "Too Many Requests"));
        (await home.SendAsync("GET", "/cities")).Status.ShouldBe(200);
        await Task.Delay(TimeSpan.FromSeconds(1));
        (await home.SendRawAsync("GET", "api/cities", null, [])).Status.ShouldBe(401);
    }

    [Fact]
    public void Who_has_the_key_may_ask_for_two_hundred_pages_at_once_but_not_for_ever()
    {
        using var rates = new Server.RequestRates();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var allowed = Enumerable.Range(0, 50_000).Count(_ => rates.Refuse(isKnown: true) is null);
        allowed.ShouldBeInRange(5_000, 5_000 + (int)Math.Ceiling(2_000 * (watch.Elapsed.TotalSeconds + 0.2)));
    }

    [Fact]
    public async Task A_plans_own_page_runs_without_reaching_the_api_and_a_run_that_a_stop_broke_off_is_taken_up()
    {
        await using var home = await LaptopHome.StartAsync();
        const string Plans = "/cities/dos-puentes/plans";
        var made = (string)(await home.SendAsync("POST", Plans, """{"beats": 12, "effort": 200000}""")).Json["planId"]!;
        await home.WaitForPlanAsync(made);
        var page = await home.SendAsync("GET", $"{Plans}/{made}/files/map.html");
        page.Headers["content-security-policy"].ShouldStartWith("sandbox allow-scripts allow-downloads allow-modals; default-src 'none';");
        page.Headers.ShouldNotContainKey("x-smartbeats-file");

        var broken = (string)(await home.SendAsync("POST", Plans, """{"beats": 13, "effort": 2000000000}""")).Json["planId"]!;
        var waiting = (string)(await home.SendAsync("POST", Plans, """{"beats": 14, "effort": 200000}""")).Json["planId"]!;
        await home.RestartAsync();
        ((string)(await home.SendAsync("GET", $"{Plans}/{broken}")).Json["status"]!).ShouldBeOneOf("queued", "running");
        (await home.SendAsync("DELETE", $"{Plans}/{broken}")).Status.ShouldBe(200);
        await home.WaitForPlanAsync(waiting);
    }
}
