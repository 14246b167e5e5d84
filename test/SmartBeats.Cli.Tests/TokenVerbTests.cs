using System.Text.Json.Nodes;

namespace SmartBeats.Cli.Tests;

/// <summary><c>smartbeats token</c> against a server of this computer.</summary>
public sealed class TokenVerbTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_token_is_issued_listed_used_and_revoked()
    {
        using var served = await Served.StartAsync(_folder.FullName, "serve", "--api-only", "--port", "0");
        var issued = Run(served, served.Key, "issue --city dos-puentes --name 'Records desk' --role viewer --owner r.diaz@example.com --days 7");
        (issued.ExitCode, issued.Output).ShouldSatisfyAllConditions(
            run => run.ExitCode.ShouldBe(0, issued.Errors),
            run => run.Output.ShouldMatch("^sbt_[0-9a-f]{48}\n$"));
        var token = issued.Output.Trim();

        // Its owner reads, and may not issue.
        using var program = new HttpClient { BaseAddress = served.Address };
        program.DefaultRequestHeaders.Authorization = new("Bearer", token);
        (await program.GetAsync("api/cities/dos-puentes/settings")).EnsureSuccessStatusCode();
        var refused = Run(served, token, "issue --city dos-puentes --name more --role admin");
        (refused.ExitCode, refused.Errors).ShouldBe(
            (2, $"smartbeats: {served.Address}api: it answered 403: This needs the role admin, and yours is viewer. An administrator of the city can give it to you. Nothing was changed.\n"));

        var listed = Run(served, served.Key, "list --city dos-puentes");
        var line = listed.Output.Trim();
        line.ShouldMatch("^[0-9a-f]{16} viewer     until [0-9-]{10}, last used [0-9-]{10}, of r.diaz@example.com: Records desk$");
        var one = JsonNode.Parse(Run(served, served.Key, "list --city dos-puentes --json").Output)!.AsArray().ShouldHaveSingleItem()!;
        ((string)one["key"]!).ShouldBe(line[..16]);

        Run(served, served.Key, $"revoke {line[..16]} --city dos-puentes").ExitCode.ShouldBe(0);
        (await program.GetAsync("api/cities/dos-puentes/settings")).StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
        Run(served, served.Key, "list --city dos-puentes").Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "token list --city a --url https://api.example", "smartbeats: SMARTBEATS_TOKEN: is not set. Set it to an administrator's token: it is read from there, so that no history keeps it.\n")]
    [InlineData("x", "token list --city a --url http://api.example", "smartbeats: --url: api.example would be sent the token unencrypted. Write https.\n")]
    [InlineData("x", "token list --city a", "smartbeats: --url: is missing. Write such as https://abc123.execute-api.us-west-2.amazonaws.com, here or in SMARTBEATS_URL.\n")]
    public void What_would_give_the_token_away_or_goes_nowhere_is_refused(string token, string arguments, string sentence)
    {
        var run = ShellRun.Run(_folder.FullName, $"SMARTBEATS_TOKEN={token} $smartbeats {arguments}");
        (run.ExitCode, run.Errors).ShouldBe((2, sentence));
    }

    private CommandRun Run(Served served, string token, string arguments) =>
        ShellRun.Run(_folder.FullName, $"SMARTBEATS_URL={served.Address}api SMARTBEATS_TOKEN={token} $smartbeats token {arguments}");
}
