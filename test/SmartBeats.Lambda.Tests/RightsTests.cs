using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SmartBeats.Api.Access;
using SmartBeats.Lambda.Gateway;
using SmartBeats.Lambda.Tests.Api;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Lambda.Tests;

/// <summary>What handlers do against what their roles may: the stack's own tests hold the same table against its template.</summary>
public sealed class RightsTests : IDisposable
{
    private readonly TestCloud _cloud = new();
    private readonly Dictionary<string, string[]> _table = Read();

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public async Task Every_stage_may_do_what_it_does()
    {
        await SampleCity.LoadAsync(_cloud);
        var request = JsonNode.Parse("{\"beats\": 4, \"effort\": 20000, \"response\": {}, \"rank\": 20, \"backtest\": {\"origins\": 1, \"seeds\": 1}}")!;
        var validated = await CallAsync("ValidateRequest", new() { ["city"] = SampleCity.Id, ["request"] = request, ["execution"] = "beats-x-a1", ["restarts"] = 0 });
        var ticket = validated["ticket"]!;
        var parts = (await CallAsync("PartitionCalls", With("part", null)))["parts"]!;
        await CallAsync("JoinCalls", With("part", parts[0]));
        var starts = (await CallAsync("MergeWorkload", With("parts", parts)))["starts"]!;
        foreach (var start in starts.AsArray())
        {
            await CallAsync("SeedBeats", With("start", start));
            await CallAsync("BalanceBeats", With("start", start));
        }

        await CallAsync("ChoosePlan", With("starts", starts));
        await CallAsync("EvaluatePlan", With("starts", null));
        await CallAsync("RankPlan", With("starts", null));
        await CallAsync("BacktestPlan", With("starts", null));
        await CallAsync("PublishPlan", With("starts", null));
        await CallAsync("Notify", new() { ["city"] = SampleCity.Id, ["execution"] = "beats-x-a1", ["ticket"] = ticket.DeepClone() });
        Allowed("Notify", "sns:Publish").ShouldNotBeEmpty();

        JsonObject With(string field, JsonNode? value) => new() { ["ticket"] = ticket.DeepClone(), [field] = value?.DeepClone() };
    }

    [Fact]
    public async Task The_api_may_do_what_its_routes_do()
    {
        await SampleCity.LoadAsync(_cloud);
        var plans = $"/cities/{SampleCity.Id}/plans";
        var planId = (string)(await AskAsync("POST", plans, "{\"beats\": 4}"))["planId"]!;
        await AskAsync("POST", plans, "{\"beats\": 4}", headers: ("idempotency-key", "one"));
        await AskAsync("POST", plans, "{\"beats\": 4}", headers: ("idempotency-key", "one"));
        await AskAsync("GET", plans);
        await AskAsync("GET", "/cities");
        await AskAsync("GET", $"/cities/{SampleCity.Id}/map");
        await AskAsync("GET", $"/cities/{SampleCity.Id}/calls/summary");
        await AskAsync("GET", $"/cities/{SampleCity.Id}/settings");
        await AskAsync(
            "PUT", $"/cities/{SampleCity.Id}/settings", "{\"name\": \"Dos Puentes\", \"timeZone\": \"America/Phoenix\"}", headers: ("if-match", "*"));
        await AskAsync("GET", $"{plans}/{planId}");
        await AskAsync("DELETE", $"{plans}/{planId}");
        await _cloud.PutTextAsync($"plans/{SampleCity.Id}/{planId}/plan.json", "{}");
        await _cloud.PutTextAsync($"links/{planId}.json", $$"""{"city": "{{SampleCity.Id}}", "folder": "plans/{{SampleCity.Id}}/{{planId}}/", "file": "plan.json", "expires": "2027-01-01T00:00:00Z"}""");
        await AskAsync("GET", $"/r/{planId}");
        await AskAsync("GET", $"/r/{new string('0', 32)}");
        await AskAsync("GET", $"{plans}/{planId}");
        var token = (string)(await AskAsync("POST", $"{plans}/{planId}/links", "{\"file\": \"plan.json\"}"))["token"]!;
        await AskAsync("GET", $"{plans}/{planId}/links");
        await AskAsync("GET", $"{plans}/{planId}/files/plan.json");
        await AskAsync("DELETE", $"{plans}/{planId}/links/{token}");
        await AskAsync("POST", $"{plans}/{planId}/links", "{\"file\": \"plan.json\"}");
        await AskAsync("DELETE", $"{plans}/{planId}", query: "purge");
        var uploads = $"/cities/{SampleCity.Id}/uploads";
        var upload = (string)(await AskAsync("POST", uploads, "{\"fileName\": \"calls.csv\", \"bytes\": 5}"))["upload"]!;
        await AskAsync("GET", uploads);
        await AskAsync("GET", $"{uploads}/{upload}");
        var header = new string('a', 32);
        await _cloud.PutTextAsync($"waiting/{SampleCity.Id}/{header}/{upload}.json", "{}");
        var kept = await AskAsync(
            "PUT",
            $"/cities/{SampleCity.Id}/mappings/{header}",
            $$$"""{"fingerprint": "{{{header}}}", "place": {"form": "wkt", "columns": ["g"]}, "time": {"columns": ["t"], "format": "yyyy-MM-dd HH:mm:ss"}}""",
            headers: ("if-none-match", "*"));
        ((int)kept["loading"]!).ShouldBe(1, kept.ToJsonString());
        await AskAsync("GET", $"/cities/{SampleCity.Id}/mappings/{header}");
        await AskAsync("GET", $"/cities/{SampleCity.Id}/quality");

        // What a signed link does, it does with the rights of who signed it.
        Check(Handlers.Api, "s3:PutObject", $"incoming/{SampleCity.Id}/calls.csv");
        Check(Handlers.Api, "s3:GetObject", $"plans/{SampleCity.Id}/{planId}/map.html");
        Check(Handlers.Api, "s3:PutObject", Keys.PackedDraft.For(SampleCity.Id, planId));
        Check(Handlers.Api, "s3:PutObject", Keys.PackedResponse.For(SampleCity.Id, planId));
        Check(Handlers.Api, "s3:PutObject", Keys.Draft.For(SampleCity.Id, planId, "000001"));
        Check(Handlers.Api, "s3:GetObject", $"reports/{SampleCity.Id}/upload/report.json");
        MayNot(Handlers.Api, "s3:GetObject", $"reports/{SampleCity.Id}/upload/rejected.csv");
    }

    [Fact]
    public async Task The_authoriser_may_look_tokens_up_and_see_that_one_is_unknown()
    {
        await AuthorizeHandler.AnswerAsync(_cloud, "Bearer " + new string('t', 32));
        CheckAll(Handlers.Authorize);
    }

    [Fact]
    public async Task The_authoriser_may_note_a_token_s_use_and_a_sign_in_and_nobody_may_remove_an_entry()
    {
        await _cloud.PutTextAsync(Keys.Caller.For(CallerFiles.HashOf(new string('u', 32))), """{"cities": ["mesa"], "role": "viewer"}""");
        _cloud.Watched.Needed.Clear();
        await AuthorizeHandler.AnswerAsync(_cloud, "Bearer " + new string('u', 32));
        CheckAll(Handlers.Authorize);
        Check(Handlers.Authorize, "s3:PutObject", Keys.Audit.For("mesa", "2026-03-04", "050607000-a"));
        foreach (var handler in Handlers.All)
        {
            MayNot(handler, "s3:DeleteObject", Keys.Audit.For("mesa", "2026-03-04", "050607000-a"));
        }
    }

    [Fact]
    public async Task The_api_may_issue_list_and_revoke_tokens_and_read_who_did_what()
    {
        await SampleCity.LoadAsync(_cloud);
        var tokens = $"/cities/{SampleCity.Id}/tokens";
        var key = (string)(await AskAsync("POST", tokens, """{"name": "desk", "role": "viewer"}"""))["key"]!;
        await AskAsync("GET", tokens);
        await AskAsync("DELETE", $"{tokens}/{key}");
        (await AskAsync("GET", $"/cities/{SampleCity.Id}/audit"))["entries"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_monthly_mail_may_read_the_verdict_claim_the_month_and_tell_the_city()
    {
        await Notices.MonthlyHandlerTests.PutCityAsync(_cloud, SampleCity.Id, wants: true);
        _cloud.Watched.Needed.Clear();
        using var answer = await Lambda.Notices.MonthlyHandler.RunAsync(_cloud, Sample.Json("""{"time": "2025-02-01T15:00:00Z"}"""), new TestContext());
        _cloud.Sent.Messages.Count.ShouldBe(1);
        CheckAll(Handlers.Monthly);
        Allowed(Handlers.Monthly, "sns:Publish").ShouldNotBeEmpty();
        Allowed(Handlers.Monthly, "rds-data:ExecuteStatement").ShouldBeEmpty();
    }

    [Fact]
    public async Task Migration_may_write_the_cities()
    {
        using var answer = await MigrateHandler.RunAsync(
            _cloud, Sample.Json("""{"RequestType": "Create", "ResourceProperties": {"Cities": [{"id": "mesa", "name": "Mesa", "timeZone": "America/Phoenix"}]}}"""), new TestContext());
        CheckAll(Handlers.Migrate);
        Allowed(Handlers.Migrate, "rds-data:ExecuteStatement").ShouldBe(["database"]);
    }

    [Fact]
    public async Task Migration_may_clean_a_city_that_is_removed()
    {
        await _cloud.PutTextAsync(Keys.Caller.For(CallerFiles.HashOf("both-both-both-both-both")), "{\"cities\": [\"mesa\", \"tempe\"]}");
        await _cloud.PutTextAsync("links/a.json", "{\"city\": \"mesa\"}");
        foreach (var folder in (string[])["cities", "plans", "sides", "reports", "uploads", "waiting", "incoming", "counters"])
        {
            await _cloud.PutTextAsync($"{folder}/mesa/a.json", "{}");
        }

        await _cloud.PutTextAsync("cities/mesa/plans/p.json", "{}");
        await _cloud.PutTextAsync("runs/beats-p-a1/request.json", "{}");
        _cloud.Watched.Needed.Clear();
        using var answer = await MigrateHandler.RunAsync(
            _cloud, Sample.Json("""{"RequestType": "Update", "ResourceProperties": {"Cities": [], "Removed": ["mesa"]}}"""), new TestContext());
        (await _cloud.Store.ListAsync("")).ShouldHaveSingleItem().ShouldStartWith("callers/");
        CheckAll(Handlers.Migrate);
    }

    private async Task<JsonNode> CallAsync(string handler, JsonObject input)
    {
        _cloud.Watched.Needed.Clear();
        using var answer = await HandlerTable.RunAsync(HandlerTable.Find(handler), _cloud, Sample.Json(input.ToJsonString()), new TestContext());
        CheckAll(handler);
        return JsonNode.Parse(answer.Text())!;
    }

    private async Task<JsonNode> AskAsync(string method, string path, string body = "", string? query = null, params (string, string)[] headers)
    {
        _cloud.Watched.Needed.Clear();
        var answer = await Asking.Create(_cloud, method, path, body, query: query is null ? "" : $"{query}=true", headers: headers).AskAsync();
        answer.Status.ShouldBeLessThan(500);
        CheckAll(Handlers.Api);
        return JsonNode.Parse(answer.Text ?? "{}")!;
    }

    private void CheckAll(string handler)
    {
        _cloud.Watched.Needed.ShouldNotBeEmpty(handler);
        foreach (var (action, key) in _cloud.Watched.Needed)
        {
            Check(handler, action, key);
        }
    }

    private void Check(string handler, string action, string key) => May(handler, action, key).ShouldBeTrue($"{handler} may not {action} {key}");

    private void MayNot(string handler, string action, string key) => May(handler, action, key).ShouldBeFalse($"{handler} may {action} {key}");

    /// <summary>A missing file's listing names no prefix: any right to list will do.</summary>
    private bool May(string handler, string action, string key)
    {
        var patterns = action == "s3:ListBucket"
            ? Allowed(handler, action).SelectMany(line => line.Split(' ')[4..])
            : Allowed(handler, action).Select(resource => resource["bucket/".Length..]);
        return key.Length == 0 ? patterns.Any() : patterns.Any(pattern => Regex.IsMatch(key, "^" + Regex.Escape(pattern).Replace("\\*", ".*") + "$"));
    }

    private string[] Allowed(string handler, string action) =>
        [.. _table[handler].Where(line => line.StartsWith(action + " ", StringComparison.Ordinal)).Select(line => line[(action.Length + 1)..])];

    private static Dictionary<string, string[]> Read()
    {
        var file = Path.Combine(SharedData.RepositoryRoot(), "test", "SmartBeats.Cdk.Tests", "Functions", "permissions.txt");
        return File.ReadAllText(file).ReplaceLineEndings("\n").Split("\n\n").Select(block => block.TrimEnd().Split('\n')).ToDictionary(lines => lines[0], lines => lines[1..].Select(line => line.Trim()).ToArray());
    }
}
