using System.Text.Json.Nodes;
using SmartBeats.Api;
using SmartBeats.Lambda.Gateway;
using SmartBeats.Lambda.Runs;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Lambda.Tests.Api;

public sealed class ApiTests : IDisposable
{
    private const string Plans = "/cities/dos-puentes/plans";
    private readonly TestCloud _cloud = new();

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public async Task A_recorded_request_starts_a_run_and_says_where_to_look()
    {
        await SampleCity.LoadAsync(_cloud);
        using var answer = await ApiHandler.RunAsync(_cloud, Sample.Open("api-start-plan"), new TestContext());
        var response = JsonNode.Parse(answer.Text())!;
        ((int)response["statusCode"]!).ShouldBe(202);
        var body = JsonNode.Parse((string)response["body"]!)!;
        var planId = (string)body["planId"]!;
        ((string)response["headers"]!["location"]!).ShouldBe($"{Plans}/{planId}");
        var (name, execution) = _cloud.Executions.ByName.ShouldHaveSingleItem();
        name.ShouldBe($"beats-{planId}-a1");
        execution.Input.ShouldStartWith("{\"city\":\"dos-puentes\",\"request\":{\"city\":\"dos-puentes\",\"beats\":4,");
        execution.Input.ShouldEndWith($",\"planId\":\"{planId}\",\"attempt\":1}}");
    }

    [Fact]
    public async Task Asking_twice_is_one_run_and_after_a_failure_the_next_attempt()
    {
        await SampleCity.LoadAsync(_cloud);
        var planId = await StartAsync();
        (await StartAsync()).ShouldBe(planId);
        _cloud.Executions.ByName.Count.ShouldBe(1);
        End(planId, 1, "FAILED");
        await StartAsync();
        _cloud.Executions.ByName.Keys.ShouldBe([$"beats-{planId}-a1", $"beats-{planId}-a2"]);
    }

    [Fact]
    public async Task A_plan_that_is_published_is_answered_with_its_files()
    {
        await SampleCity.LoadAsync(_cloud);
        var planId = await StartAsync();
        await _cloud.PutTextAsync($"plans/dos-puentes/{planId}/plan.json", "{}");
        End(planId, 1, "SUCCEEDED");
        var (status, body) = await AskAsync("POST", Plans, "{\"beats\": 4}");
        status.ShouldBe(200);
        ((string)body["status"]!).ShouldBe("published");
        ((string)body["files"]!["plan.json"]!).ShouldContain($"plans/dos-puentes/{planId}/plan.json?");
        ((string)body["files"]!["plan.json"]!).ShouldMatch("X-Amz-Expires=(900|899)&");
        (await AskAsync("GET", $"{Plans}/{planId}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Every_wrong_field_is_named_at_once()
    {
        await SampleCity.LoadAsync(_cloud);
        var (status, body) = await AskAsync("POST", Plans, "{\"city\": \"mesa\", \"beats\": 4000, \"tolerance\": 0.1}");
        status.ShouldBe(400);
        body["errors"]!.AsArray().Select(error => (string)error!["field"]!).ShouldBe(["city", "beats"]);
        ((string)body["errors"]![0]!["detail"]!).ShouldBe("city is \"mesa\" in the body and \"dos-puentes\" in the path");
        ((string)body["errors"]![1]!["detail"]!).ShouldBe("beats is 4000, more than the 2,000 that are made at once");
        (await AskAsync("POST", Plans, "{\"beets\": 4, \"priorities\": [10]}")).Body["errors"]!.AsArray().Count.ShouldBeGreaterThanOrEqualTo(3);
        _cloud.Executions.ByName.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_city_s_caller_sees_nothing_of_it()
    {
        await SampleCity.LoadAsync(_cloud);
        var planId = await StartAsync();
        foreach (var (method, path) in new[] { ("POST", Plans), ("GET", Plans), ("GET", $"{Plans}/{planId}"), ("DELETE", $"{Plans}/{planId}"), ("POST", "/cities/dos-puentes/uploads") })
        {
            var (status, body) = await AskAsync(method, path, "{\"beats\": 4}", "mesa");
            status.ShouldBe(404, path);
            ((string)body["detail"]!).ShouldBe("There is no city \"dos-puentes\" for this caller. GET /cities lists those there are.");
        }

        (await AskAsync("GET", Plans, cities: null)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_running_plan_tells_its_stage_and_a_failed_one_its_reason()
    {
        await SampleCity.LoadAsync(_cloud);
        var planId = await StartAsync();
        await _cloud.PutTextAsync($"runs/beats-{planId}-a1/request.json", "{}");
        var running = (await AskAsync("GET", $"{Plans}/{planId}")).Body;
        ((string)running["status"]!, (string)running["stage"]!, (double)running["progress"]!).ShouldBe(("running", "JoinCalls", 0.05));
        await _cloud.PutTextAsync($"runs/beats-{planId}-a1/notice.json", "{\"subject\": \"s\", \"body\": \"No call passes its filters.\"}");
        End(planId, 1, "FAILED");
        ((string)(await AskAsync("GET", $"{Plans}/{planId}")).Body["reason"]!).ShouldBe("No call passes its filters.");
    }

    [Theory]
    [InlineData("{\"beats\": 4, \"response\": {}}", "EvaluatePlan", 0.8)]
    [InlineData("{\"beats\": 4}", "PublishPlan", 0.9)]
    public async Task A_chosen_plan_is_evaluated_before_it_is_published_where_that_was_asked_for(
        string wanted, string stage, double progress)
    {
        await SampleCity.LoadAsync(_cloud);
        var planId = (string)(await AskAsync("POST", Plans, wanted)).Body["planId"]!;
        var folder = $"runs/beats-{planId}-a1";
        await _cloud.PutTextAsync($"{folder}/request.json", "{}");
        await _cloud.PutTextAsync($"{folder}/chosen.json", "{}");
        (await ShownAsync()).ShouldBe((stage, progress));
        await _cloud.PutTextAsync($"{folder}/evaluated.json", "{}");
        (await ShownAsync()).ShouldBe(("PublishPlan", 0.9));

        async Task<(string Stage, double Progress)> ShownAsync()
        {
            var running = (await AskAsync("GET", $"{Plans}/{planId}")).Body;
            return ((string)running["stage"]!, (double)running["progress"]!);
        }
    }

    [Fact]
    public async Task A_run_that_ended_with_another_plan_points_to_it()
    {
        await SampleCity.LoadAsync(_cloud);
        var planId = await StartAsync();
        var other = new string('a', 32);
        End(planId, 1, "SUCCEEDED", $"{{\"ticket\": {{\"planId\": \"{other}\"}}}}");
        var body = (await AskAsync("GET", $"{Plans}/{planId}")).Body;
        ((string)body["status"]!, (string)body["links"]!["plan"]!).ShouldBe(("moved", $"{Plans}/{other}"));
    }

    [Fact]
    public async Task A_cancelled_run_is_stopped_and_can_be_asked_for_again()
    {
        await SampleCity.LoadAsync(_cloud);
        var planId = await StartAsync();
        var (status, body) = await AskAsync("DELETE", $"{Plans}/{planId}");
        (status, (string)body["status"]!).ShouldBe((200, "cancelled"));
        _cloud.Executions.ByName[$"beats-{planId}-a1"].Status.ShouldBe("ABORTED");
        (await RunOutcomes.FindAsync(_cloud.Store, $"beats-{planId}-a1")).ShouldBe("cancelled");
        await StartAsync();
        _cloud.Executions.ByName[$"beats-{planId}-a2"].Status.ShouldBe("RUNNING");
    }

    [Fact]
    public async Task A_run_that_found_out_by_itself_that_it_was_cancelled_is_cancelled_not_failed()
    {
        await SampleCity.LoadAsync(_cloud);
        var planId = await StartAsync();
        await RunOutcomes.DecideAsync(_cloud.Store, $"beats-{planId}-a1", RunOutcome.Cancelled);
        End(planId, 1, "FAILED");
        ((string)(await AskAsync("GET", $"{Plans}/{planId}")).Body["status"]!).ShouldBe("cancelled");
        ((string)(await AskAsync("DELETE", $"{Plans}/{planId}")).Body["status"]!).ShouldBe("cancelled");
    }

    [Fact]
    public async Task A_cancel_that_comes_after_publishing_began_stops_nothing()
    {
        await SampleCity.LoadAsync(_cloud);
        var planId = await StartAsync();
        await RunOutcomes.DecideAsync(_cloud.Store, $"beats-{planId}-a1", RunOutcome.Published);
        (await AskAsync("DELETE", $"{Plans}/{planId}")).Status.ShouldBe(409);
        _cloud.Executions.ByName[$"beats-{planId}-a1"].Status.ShouldBe("RUNNING");
    }

    [Fact]
    public async Task Only_purge_removes_a_published_plan()
    {
        await SampleCity.LoadAsync(_cloud);
        var planId = await StartAsync();
        await _cloud.PutTextAsync($"plans/dos-puentes/{planId}/plan.json", "{}");
        await _cloud.PutTextAsync($"plans/dos-puentes/{planId}/map.html", "x");
        (await AskAsync("DELETE", $"{Plans}/{planId}")).Status.ShouldBe(409);
        (await AskAsync("DELETE", $"{Plans}/{planId}", query: "purge=true")).Status.ShouldBe(204);
        (await _cloud.Store.ListAsync("plans/")).ShouldBeEmpty();
        (await AskAsync("GET", $"{Plans}/{planId}")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Plans_are_listed_the_latest_first()
    {
        await SampleCity.LoadAsync(_cloud);
        var first = await StartAsync("{\"beats\": 4}");
        _cloud.Clock.Now = _cloud.Clock.Now.AddHours(1);
        var second = await StartAsync("{\"beats\": 5}");
        await _cloud.PutTextAsync($"plans/dos-puentes/{first}/plan.json", "{}");
        var plans = (await AskAsync("GET", Plans)).Body["plans"]!.AsArray();
        plans.Select(plan => ((string)plan!["planId"]!, (bool)plan["published"]!)).ShouldBe([(second, false), (first, true)]);
    }

    [Fact]
    public async Task A_city_starts_only_so_many_runs_a_day()
    {
        await SampleCity.LoadAsync(_cloud);
        for (var run = 0; run < Limits.RunsPerCityAndDay; run++)
        {
            await _cloud.PutTextAsync($"counters/dos-puentes/2026-03-04/place-{run + 1}.json", "{}");
        }

        (await AskAsync("POST", Plans, "{\"beats\": 4}")).Status.ShouldBe(429);
        _cloud.Clock.Now = _cloud.Clock.Now.AddDays(1);
        await StartAsync();
    }

    [Fact]
    public async Task A_city_without_a_map_cannot_be_asked_for_beats()
    {
        await _cloud.PutTextAsync(Keys.City.For("mesa"), "{\"id\": \"mesa\", \"name\": \"Mesa\", \"timeZone\": \"America/Phoenix\"}");
        var (status, body) = await AskAsync("POST", "/cities/mesa/plans", "{\"beats\": 4}", "mesa");
        status.ShouldBe(409);
        ((string)body["detail"]!).ShouldBe("mesa: the city has no map yet. Load its areas first: a zip with a polygon shapefile, GeoJSON or a GeoPackage.");
    }

    [Fact]
    public async Task An_upload_is_invited_for_one_type_and_length()
    {
        await SampleCity.LoadAsync(_cloud);
        var (status, body) = await AskAsync("POST", "/cities/dos-puentes/uploads", "{\"fileName\": \"calls.csv\", \"bytes\": 1234}");
        status.ShouldBe(201);
        ((string)body["url"]!).ShouldContain("/incoming/dos-puentes/calls.csv?");
        ((string)body["url"]!).ShouldContain("X-Amz-SignedHeaders=content-length%3Bcontent-type%3Bhost");
        ((string)body["headers"]!["content-type"]!).ShouldBe("text/csv");
        var id = (string)body["upload"]!;
        ((string)body["headers"]!["x-amz-meta-upload"]!).ShouldBe(id);
        ((string)(await AskAsync("GET", $"/cities/dos-puentes/uploads/{id}")).Body["status"]!).ShouldBe("waiting-for-file");
        ((string)body["expires"]!).ShouldBe("2026-03-04T05:21:07Z");
        var faults = (await AskAsync("POST", "/cities/dos-puentes/uploads", "{\"fileName\": \"../calls.exe\", \"bytes\": 0}")).Body["errors"]!.AsArray();
        faults.Select(fault => (string)fault!["field"]!).ShouldBe(["fileName", "bytes"]);
    }

    [Fact]
    public async Task A_period_that_an_upload_replaces_is_part_of_what_is_signed()
    {
        await SampleCity.LoadAsync(_cloud);
        var (status, body) = await AskAsync("POST", "/cities/dos-puentes/uploads", "{\"fileName\": \"calls.csv\", \"bytes\": 1234, \"replaces\": \"2024-01-01..2024-03-31\"}");
        status.ShouldBe(201);
        ((string)body["url"]!).ShouldContain("X-Amz-SignedHeaders=content-length%3Bcontent-type%3Bhost%3Bx-amz-meta-replaces-period");
        ((string)body["headers"]!["x-amz-meta-replaces-period"]!).ShouldBe("2024-01-01..2024-03-31");
        var faults = (await AskAsync("POST", "/cities/dos-puentes/uploads", "{\"fileName\": \"map.geojson\", \"bytes\": 1, \"replaces\": \"2024-03-31..2024-01-01\"}")).Body["errors"]!.AsArray();
        faults.Select(fault => (string)fault!["detail"]!).ShouldBe(["replaces is only for a file of calls", "replaces ends before it begins"]);
    }

    [Fact]
    public async Task A_short_link_opens_until_it_expires_or_is_revoked()
    {
        var token = new string('a', 32);
        await _cloud.PutTextAsync($"links/{token}.json", "{\"city\": \"dos-puentes\", \"folder\": \"plans/dos-puentes/p/\", \"file\": \"map.html\", \"expires\": \"2026-04-03T05:06:07Z\"}");
        await _cloud.PutTextAsync("plans/dos-puentes/p/map.html", "x");
        var opened = await ApiRouter.AnswerAsync(Request("GET", $"/r/{token}", null, null, ""));
        opened.Answer.Status.ShouldBe(302);
        opened.Answer.Headers["location"].ShouldContain("/plans/dos-puentes/p/map.html?");
        (await ApiRouter.AnswerAsync(Request("GET", $"/r/{token}", null, null, "file=secret.txt"))).Answer.Status.ShouldBe(404);
        _cloud.Clock.Now = _cloud.Clock.Now.AddDays(31);
        (await AskAsync("GET", $"/r/{token}", cities: null)).Status.ShouldBe(410);
        (await AskAsync("GET", "/r/..%2F..%2Fcallers", cities: null)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_link_to_a_report_does_not_open_the_rows_it_rejects()
    {
        var token = new string('b', 32);
        await _cloud.PutTextAsync($"links/{token}.json", "{\"city\": \"dos-puentes\", \"folder\": \"reports/dos-puentes/u/\", \"file\": \"report.json\", \"expires\": \"2026-04-03T05:06:07Z\"}");
        await _cloud.PutTextAsync("reports/dos-puentes/u/report.json", "x");
        await _cloud.PutTextAsync("reports/dos-puentes/u/rejected.csv", "x");
        (await ApiRouter.AnswerAsync(Request("GET", $"/r/{token}", null, null, "file=rejected.csv"))).Answer.Headers["location"].ShouldContain("/reports/dos-puentes/u/report.json?");
    }

    [Fact]
    public async Task An_unknown_path_and_a_wrong_method_say_what_there_is()
    {
        (await AskAsync("GET", "/plans")).Status.ShouldBe(404);
        var (_, answer) = await ApiRouter.AnswerAsync(Request("PATCH", Plans, null, "dos-puentes", ""));
        (answer.Status, answer.Headers["allow"]).ShouldBe((405, "POST, GET"));
    }

    [Fact]
    public async Task A_database_that_resumes_is_an_answer_to_come_again()
    {
        await SampleCity.LoadAsync(_cloud);
        var (_, answer) = await ApiRouter.AnswerAsync(Request("POST", Plans, "{\"beats\": 4}", SampleCity.Id, "") with { Cancellation = new CancellationToken(true) });
        (answer.Status, answer.Headers["retry-after"]).ShouldBe((503, "30"));
    }

    private void End(string planId, int attempt, string status, string? output = null)
    {
        var name = $"beats-{planId}-a{attempt}";
        _cloud.Executions.ByName[name] = _cloud.Executions.ByName[name] with { Status = status, Output = output };
    }

    private async Task<string> StartAsync(string body = "{\"beats\": 4}")
    {
        var (status, answer) = await AskAsync("POST", Plans, body);
        status.ShouldBe(202, answer.ToJsonString());
        return (string)answer["planId"]!;
    }

    private async Task<(int Status, JsonNode Body)> AskAsync(string method, string path, string? body = null, string? cities = SampleCity.Id, string query = "")
    {
        var (_, answer) = await ApiRouter.AnswerAsync(Request(method, path, body, cities, query));
        return (answer.Status, answer.Text is null ? new JsonObject() : JsonNode.Parse(answer.Text)!);
    }

    private ApiRequest Request(string method, string path, string? body, string? cities, string query) =>
        Asking.Create(_cloud, method, path, body, cities, query);
}
