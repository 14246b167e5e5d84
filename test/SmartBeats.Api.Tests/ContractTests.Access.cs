using SmartBeats.Api.Access;
using SmartBeats.Api.Tests.Homes;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Api.Tests;

public abstract partial class ContractTests
{
    private const string TokensTemplate = "/cities/{city}/tokens";
    private const string AuditTemplate = "/cities/{city}/audit";

    [Fact]
    public async Task Each_role_may_do_what_the_document_says_and_no_more()
    {
        string[] roles = ["viewer", "commander", "analyst", "admin"];
        foreach (var (role, at) in roles.Select((role, at) => (role, at)))
        {
            var token = (string)(await IssueAsync(role)).Json["token"]!;
            token.ShouldMatch("^sbt_[0-9a-f]{48}$");
            var me = (await _home.SendAsAsync(token, "GET", "/me")).ShouldBeDocumented(200, "get", "/me");
            ((string)me["caller"]!, (string)me["roles"]![_home.City]!).ShouldBe(($"Desk of {role}", role));

            // Each is refused, or let in as far as to be told that there is no such thing.
            var none = new string('0', 32);
            foreach (var (method, path, least) in ((string, string, int)[])
            [
                ("GET", $"{City}/plans", 0), ("GET", $"{City}/map?version=0", 0), ("POST", $"{City}/plans/{none}/staffing", 1), ("POST", $"{City}/plans/{none}/comments", 1),
                ("GET", $"{City}/uploads", 2), ("POST", $"{City}/plans", 2), ("DELETE", $"{City}/plans/{none}", 2), ("DELETE", $"{City}/plans/{none}?purge=true", 3),
                ("PUT", $"{City}/settings", 2), ("GET", $"{City}/tokens", 3), ("GET", $"{City}/audit", 3), ("POST", $"{City}/tokens", 3), ("DELETE", $"{City}/tokens/0123456789abcdef", 3),
            ])
            {
                var answer = await _home.SendAsAsync(token, method, path, method is "POST" or "PUT" ? "{}" : null);
                (answer.Status == 403).ShouldBe(at < least, $"{role}: {method} {path} was answered {answer.Status}");
                if (at < least)
                {
                    ((string)answer.Json["detail"]!).ShouldBe(
                        $"This needs the role {roles[least]}, and yours is {role}. An administrator of the city can give it to you.");
                }
            }

            (await _home.SendAsAsync(token, "GET", "/cities/elsewhere/plans")).Status.ShouldBe(404);
        }
    }

    [Fact]
    public async Task A_token_is_shown_once_listed_without_itself_and_opens_nothing_once_it_is_revoked()
    {
        const string Body = """{"name": "Records desk", "role": "viewer", "owner": "r.diaz@example.com", "days": 7}""";
        var issued = await _home.SendAsync("POST", $"{City}/tokens", Body, ("idempotency-key", "token-1"));
        var token = (string)issued.ShouldBeDocumented(201, "post", TokensTemplate)["token"]!;
        var key = (string)issued.Json["key"]!;
        CallerFiles.HashOf(token).ShouldStartWith(key);
        var again = await _home.SendAsync("POST", $"{City}/tokens", Body, ("idempotency-key", "token-1"));
        (again.Status, (string)again.Json["key"]!, again.Text.Contains("sbt_", StringComparison.Ordinal)).ShouldBe((201, key, false));

        (await _home.SendAsAsync(token, "GET", $"{City}/plans")).Status.ShouldBe(200);
        var listed = await _home.SendAsync("GET", $"{City}/tokens");
        listed.ShouldBeDocumented(200, "get", TokensTemplate);
        listed.Text.ShouldNotContain(token);
        var one = listed.Json["tokens"]!.AsArray().Single(one => (string)one!["key"]! == key)!;
        ((string)one["name"]!, (string)one["role"]!, (string)one["owner"]!, (bool)one["expired"]!).ShouldBe(("Records desk", "viewer", "r.diaz@example.com", false));
        ((DateTimeOffset)one["expires"]! - (DateTimeOffset)one["issued"]!).ShouldBe(TimeSpan.FromDays(7));
        ((string)one["lastUsed"]!).ShouldBe(((string)one["issued"]!)[..10]);

        (await _home.SendAsync("DELETE", $"{City}/tokens/{key}")).Status.ShouldBe(204);
        (await _home.SendAsAsync(token, "GET", $"{City}/plans")).Status.ShouldBeOneOf(401, 403);
        (await _home.SendAsync("DELETE", $"{City}/tokens/{key}")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("""{"role": "viewer"}""", "name")]
    [InlineData("""{"name": "desk"}""", "role")]
    [InlineData("""{"name": "desk", "role": "token-file"}""", "role")]
    [InlineData("""{"name": "desk", "role": "viewer", "days": 367}""", "days")]
    [InlineData("""{"name": "desk", "role": "viewer", "city": "mesa"}""", "city")]
    public async Task A_token_without_sense_is_not_issued(string body, string field)
    {
        var answer = await _home.SendAsync("POST", $"{City}/tokens", body);
        (answer.Status, (string)answer.Json["errors"]![0]!["field"]!).ShouldBe((400, field));
    }

    [Fact]
    public async Task A_token_file_of_before_works_as_before_is_listed_as_such_and_opens_nothing_about_access()
    {
        const string Token = "yesterdays-token-yesterdays-token";
        await _home.KeepAsync(Keys.Caller.For(CallerFiles.HashOf(Token)), System.Text.Encoding.UTF8.GetBytes($$"""{"cities": ["{{_home.City}}", "mesa"], "name": "Old desk"}"""));
        var me = await _home.SendAsAsync(Token, "GET", "/me");
        ((string)me.Json["roles"]![_home.City]!, (string)me.Json["caller"]!).ShouldBe(("token-file", "Old desk"));
        (await _home.SendAsAsync(Token, "DELETE", $"{City}/plans/{new string('0', 32)}?purge=true")).Status.ShouldBe(404);
        foreach (var path in (string[])["tokens", "audit"])
        {
            var refused = await _home.SendAsAsync(Token, "GET", $"{City}/{path}");
            (refused.Status, (string)refused.Json["detail"]!).ShouldBe(
                (403, "A token of before there were roles opens nothing that is about access. Ask with a token an administrator issued, or sign in."));
        }

        var one = (await _home.SendAsync("GET", $"{City}/tokens")).Json["tokens"]!.AsArray().Single(one => (string)one!["name"]! == "Old desk")!;
        ((string)one["role"]!, one["expires"], one["owner"]).ShouldBe(("token-file", null, null));
        (await _home.SendAsync("DELETE", $"{City}/tokens/{one["key"]}")).Status.ShouldBe(204);
        (await _home.SendAsAsync(Token, "GET", $"{City}/plans")).Status.ShouldBe(404);
        (await _home.SendAsAsync(Token, "GET", "/me")).Json["cities"]!.AsArray().Select(city => (string)city!).ShouldBe(["mesa"]);
    }

    [Fact]
    public async Task What_was_done_is_written_down_with_who_and_where_from_and_nothing_of_what_was_sent()
    {
        // A deployed home has been used before.
        var before = (await ListAuditAsync()).Json["entries"]!.AsArray().Select(entry => entry!.ToJsonString()).ToHashSet();
        var viewer = (string)(await IssueAsync("viewer")).Json["token"]!;
        await _home.SendAsAsync(viewer, "POST", $"{City}/plans", """{"beats": 12, "effort": 200000}""");
        (await _home.SendAsync("POST", $"{City}/plans", """{"beets": 12}""")).Status.ShouldBe(400);
        var planId = (string)(await _home.SendAsync("POST", $"{City}/plans", Request)).Json["planId"]!;
        (await _home.SendAsync("GET", $"{City}/plans")).Status.ShouldBe(200);
        var answer = await ListAuditAsync();
        var all = answer.ShouldBeDocumented(200, "get", AuditTemplate)["entries"]!.AsArray();
        var entries = all.Where(entry => !before.Contains(entry!.ToJsonString())).ToList();
        entries.Select(entry => $"{entry!["who"]} {entry["role"]} {entry["did"]} {entry["status"]}").Order().ShouldBe(
        [
            $"{Me} admin POST /cities/{{city}}/plans 202",
            $"{Me} admin POST /cities/{{city}}/tokens 201",
            "Desk of viewer viewer POST /cities/{city}/plans 403",
        ], ignoreOrder: true);
        entries.ShouldAllBe(entry => ((string)entry!["from"]!).Contains("127.0.0.1", StringComparison.Ordinal));
        var started = entries.Single(entry => (int)entry!["status"]! == 202)!;
        ((string)started["on"]!["made"]!).ShouldBe(planId);
        entries.ShouldAllBe(entry => !entry!.ToJsonString().Contains("beats", StringComparison.Ordinal) && !entry.ToJsonString().Contains("effort", StringComparison.Ordinal));

        // The same, read a page at a time and as a table.
        var paged = new List<string>();
        for (string? after = ""; after is not null && paged.Count < all.Count;)
        {
            var page = (await _home.SendAsync("GET", $"{City}/audit?limit=1{(after.Length > 0 ? "&after=" + Uri.EscapeDataString(after) : "")}")).Json;
            paged.Add(page["entries"]!.AsArray().ShouldHaveSingleItem()!.ToJsonString());
            after = (string?)page["next"];
        }

        paged.ShouldBe(all.Select(entry => entry!.ToJsonString()));
        var table = (await _home.SendAsync("GET", $"{City}/audit?form=csv")).Text.TrimEnd().Split('\n');
        table[0].ShouldStartWith("at,who,by,id,role,did,status,on,from,forwarded_for");
        table.Length.ShouldBe(1 + all.Count);
        (await _home.SendAsync("GET", $"{City}/audit?from=2020-01-01&to=2020-01-31")).Json["entries"]!.AsArray().ShouldBeEmpty();
        (await _home.SendAsync("GET", $"{City}/audit?from=2020-01-01&to=2022-01-31")).Status.ShouldBe(400);
    }

    private Task<HomeAnswer> ListAuditAsync() => _home.SendAsync("GET", $"{City}/audit?limit=100");

    private string Me => _home.Kind == HomeKind.Laptop ? Environment.UserName : "tester";

    private Task<HomeAnswer> IssueAsync(string role) => _home.SendAsync("POST", $"{City}/tokens", $$"""{"name": "Desk of {{role}}", "role": "{{role}}"}""");
}
