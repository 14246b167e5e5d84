using System.Text;
using SmartBeats.Rehearsal.People;

namespace SmartBeats.Rehearsal.Scenarios;

/// <summary>People who signed in at an issuer, before the published authoriser and the API.</summary>
[Collection(RehearsalCollection.Name)]
public sealed class SignInTests(RunningRehearsal running) : IDisposable
{
    private readonly SignIn _signIn = new(running.Rehearsal.Issuer.Address);

    private Department People => running.People(Cities.Contract);

    public void Dispose() => _signIn.Dispose();

    [Fact]
    public async Task An_analyst_signs_in_starts_a_plan_and_both_are_written_down()
    {
        var before = DateTimeOffset.UtcNow;
        var token = (string)(await _signIn.RunAsync("ana"))["access_token"]!;
        var me = await People.AskAsync(HttpMethod.Get, "/me", token: token);
        (me.Status, (string)me.Json["caller"]!, (string)me.Json["roles"]![Cities.Contract]!).ShouldBe((200, "ana@example.com", "analyst"));
        var invited = await People.AskAsync(HttpMethod.Post, $"/cities/{Cities.Contract}/uploads", """{"fileName": "calls.csv", "bytes": 10}""", token);
        invited.Status.ShouldBe(201);
        (await People.AskAsync(HttpMethod.Get, $"/cities/{Cities.Contract}/audit", token: token)).Status.ShouldBe(403);

        // The same token again is the same sign-in.
        await People.AskAsync(HttpMethod.Get, People.Plans, token: token);
        var entries = (await People.AskAsync(HttpMethod.Get, $"/cities/{Cities.Contract}/audit?limit=100")).Json["entries"]!.AsArray()
            .Where(entry => (string)entry!["who"]! == "ana@example.com" && (DateTimeOffset)entry["at"]! >= before.AddSeconds(-2)).ToList();
        entries.Select(entry => $"{entry!["did"]} {entry["role"]} {entry["by"]} {entry["status"]}").ShouldBe(
            ["sign-in analyst person 200", "POST /cities/{city}/uploads analyst person 201", "GET /cities/{city}/audit analyst person 403"], ignoreOrder: true);
        ((string)entries.Single(entry => (string)entry!["did"]! == "POST /cities/{city}/uploads")!["on"]!["made"]!).ShouldBe((string)invited.Json["upload"]!);
    }

    [Fact]
    public async Task A_viewer_reads_and_may_not_delete_and_another_departments_sees_no_city_of_this_one()
    {
        var viewer = (string)(await _signIn.RunAsync("vic"))["access_token"]!;
        (await People.AskAsync(HttpMethod.Get, People.Plans, token: viewer)).Status.ShouldBe(200);
        var plan = $"{People.Plans}/{new string('0', 32)}";
        foreach (var (method, path) in ((HttpMethod, string)[])[(HttpMethod.Delete, plan), (HttpMethod.Delete, plan + "?purge=true"), (HttpMethod.Post, People.Plans), (HttpMethod.Get, $"/cities/{Cities.Contract}/tokens")])
        {
            (await People.AskAsync(method, path, method == HttpMethod.Post ? "{}" : null, viewer)).Status.ShouldBe(403, $"{method} {path}");
        }

        using var other = new SignIn(running.Rehearsal.Issuer.Address);
        var foreigner = (string)(await other.RunAsync("hana"))["access_token"]!;
        (await People.AskAsync(HttpMethod.Get, "/cities", token: foreigner)).Json.ToJsonString().ShouldNotContain(Cities.Contract);
        foreach (var path in (string[])[People.Plans, plan, $"/cities/{Cities.Contract}/settings", $"/cities/{Cities.Contract}/audit", $"/cities/{Cities.Contract}/tokens"])
        {
            (await People.AskAsync(HttpMethod.Get, path, token: foreigner)).Status.ShouldBe(404, path);
        }
    }

    [Fact]
    public async Task A_token_for_somebody_else_tampered_with_from_another_issuer_or_of_nobodys_group_lets_nobody_in()
    {
        var good = (string)(await _signIn.RunAsync("ana"))["access_token"]!;
        var parts = good.Split('.');
        var more = Convert.ToBase64String(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Decode(parts[1])).Replace("-analyst", "-admin", StringComparison.Ordinal))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        using var second = new SignIn(running.Rehearsal.Issuer.Address);
        var wrongAudience = (string)(await second.RunAsync("ana", "https://api.other.example"))["access_token"]!;
        using var third = new SignIn(running.Rehearsal.Issuer.Address);
        var nobody = (string)(await third.RunAsync("nia"))["access_token"]!;
        await using var otherIssuer = await IssuerServer.StartAsync();
        using var fourth = new SignIn(otherIssuer.Address);
        var foreign = (string)(await fourth.RunAsync("ana"))["access_token"]!;
        foreach (var (what, token) in ((string, string)[])
        [
            ("tampered", $"{parts[0]}.{more}.{parts[2]}"), ("without its signature", $"{parts[0]}.{parts[1]}."), ("wrong audience", wrongAudience), ("no group", nobody), ("foreign", foreign),
        ])
        {
            (await People.AskAsync(HttpMethod.Get, People.Plans, token: token)).Status.ShouldBe(403, what);
        }

        (await People.AskAsync(HttpMethod.Get, People.Plans, token: good)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Who_is_taken_out_gets_no_further_token_and_the_last_one_ends_within_a_quarter_of_an_hour()
    {
        var tokens = await _signIn.RunAsync("remo");
        var (status, refreshed) = await _signIn.RefreshAsync(tokens);
        status.ShouldBe(200, refreshed.ToJsonString());
        (await People.AskAsync(HttpMethod.Get, $"/cities/{Cities.Contract}/tokens", token: (string)refreshed["access_token"]!)).Status.ShouldBe(200);
        var claims = System.Text.Json.Nodes.JsonNode.Parse(Decode(((string)refreshed["access_token"]!).Split('.')[1]))!;
        ((long)claims["exp"]! - (long)claims["iat"]!).ShouldBeLessThanOrEqualTo(15 * 60);
        await _signIn.RemoveAsync("remo");
        (await _signIn.RefreshAsync(refreshed)).Status.ShouldBe(400);
    }

    private static byte[] Decode(string text) => Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight(text.Length + (4 - text.Length % 4) % 4, '='));
}
