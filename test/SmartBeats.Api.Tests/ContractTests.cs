using System.IO.Compression;
using System.Text.Json.Nodes;
using SmartBeats.Api.Tests.Homes;

namespace SmartBeats.Api.Tests;

/// <summary>What callers may count on, asked in each home through its own door.</summary>
public abstract partial class ContractTests : IAsyncLifetime
{
    private const string CityTemplate = "/cities/{city}";
    private const string PlanTemplate = "/cities/{city}/plans/{id}";
    private const string Request = """{"beats": 12, "effort": 200000}""";
    private IContractHome _home = null!;

    private string City => $"/cities/{_home.City}";

    private protected abstract Task<IContractHome> StartAsync();

    public async Task InitializeAsync() => _home = await StartAsync();

    public async Task DisposeAsync() => await _home.DisposeAsync();

    [Fact]
    public async Task Every_fault_is_a_problem_titled_by_the_book()
    {
        foreach (var (method, path, body, status, title) in ((string, string, string?, int, string)[])
        [
            // A gateway that knows all routes answers for itself where there is none.
            .. _home.IsBehindGateway ? ((string, string, string?, int, string)[])[] :
            [
                ("GET", "/nothing", null, 404, "Not Found"),
                ("PATCH", $"{City}/plans", "{}", 405, "Method Not Allowed"),
            ],
            ("POST", $"{City}/plans", """{"beets": 12}""", 400, "Bad Request"),
            ("GET", $"{City}/plans?limit=101", null, 400, "Bad Request"),
            ("GET", $"{City}/plans?after=!", null, 400, "Bad Request"),
            ("GET", "/cities/elsewhere/settings", null, 404, "Not Found"),
            ("GET", $"{City}/plans/..%2F..", null, 404, "Not Found"),
            ("PUT", $"{City}/settings", "{}", 428, "Precondition Required"),
        ])
        {
            var answer = await _home.SendAsync(method, path, body);
            (answer.Status, answer.MediaType, (string)answer.Json["title"]!).ShouldBe((status, "application/problem+json", title), path);
            ((string)answer.Json["detail"]!).Length.ShouldBeGreaterThan(20);
            answer.Headers["x-content-type-options"].ShouldBe("nosniff");
            answer.Headers["cache-control"].ShouldBe("no-store");
        }

        var nobody = await _home.SendAsNobodyAsync("GET", "/me");
        (nobody.Status, (string)nobody.Json[_home.IsBehindGateway ? "message" : "title"]!).ShouldBe((401, "Unauthorized"));
        (await _home.SendAsNobodyAsync("GET", "/openapi.json")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_caller_and_the_city_are_what_the_document_says()
    {
        var me = (await _home.SendAsync("GET", "/me")).ShouldBeDocumented(200, "get", "/me");
        ((string)me["home"]!).ShouldBe(_home.Kind.ToString().ToLowerInvariant());
        me["cities"]!.AsArray().Select(city => (string)city!).ShouldBe([_home.City]);
        var cities = (await _home.SendAsync("GET", "/cities")).ShouldBeDocumented(200, "get", "/cities");
        var city = cities["cities"]!.AsArray().ShouldHaveSingleItem()!;
        var rows = File.ReadLines(Path.Combine(SharedData.RepositoryRoot(), "samples", "calls.csv")).Count() - 1;
        ((string)city["name"]!, (int)city["areas"]!, (int)city["calls"]!, (string)city["measures"]!).ShouldBe(("Dos Puentes", 585, rows, "us"));
        var days = File.ReadLines(Path.Combine(SharedData.RepositoryRoot(), "samples", "calls.csv")).Skip(1).Select(row => row.Split(',').First(cell => cell.StartsWith("20", StringComparison.Ordinal) && cell.Contains('-'))[..10]).Order().ToList();
        ((string)city["firstDay"]!, (string)city["lastDay"]!).ShouldBe((days[0], days[^1]));
    }

    [Fact]
    public async Task An_answer_that_the_caller_has_is_not_sent_again_and_a_large_one_is_packed()
    {
        var plain = await _home.SendAsync("GET", "/openapi.json");
        plain.Headers.ShouldNotContainKey("content-encoding");
        foreach (var encoding in (string[])["br", "gzip"])
        {
            var packed = await _home.SendAsync("GET", "/openapi.json", null, ("accept-encoding", encoding));
            packed.Headers["content-encoding"].ShouldBe(encoding);
            packed.Headers["etag"].ShouldNotBe(plain.Headers["etag"]);
            packed.Body.Length.ShouldBeLessThan(plain.Body.Length / 4);
            using var source = new MemoryStream(packed.Body);
            using Stream unpacking = encoding == "br" ? new BrotliStream(source, CompressionMode.Decompress) : new GZipStream(source, CompressionMode.Decompress);
            using var unpacked = new MemoryStream();
            await unpacking.CopyToAsync(unpacked);
            unpacked.ToArray().ShouldBe(plain.Body);
            var unchanged = await _home.SendAsync("GET", "/openapi.json", null, ("accept-encoding", encoding), ("if-none-match", packed.Headers["etag"]));
            (unchanged.Status, unchanged.Body.Length).ShouldBe((304, 0));
        }

        (await _home.SendAsync("GET", "/openapi.json", null, ("accept-encoding", "br;q=0, identity"))).Headers.ShouldNotContainKey("content-encoding");
        (await _home.SendAsync("GET", "/openapi.json", null, ("if-none-match", "\"other\""))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Settings_are_changed_by_who_has_seen_them_last()
    {
        const string Template = CityTemplate + "/settings";
        var seen = await _home.SendAsync("GET", $"{City}/settings");
        seen.ShouldBeDocumented(200, "get", Template);
        const string Changed = """
            {"name": "Dos Puentes", "timeZone": "America/Phoenix", "measures": "metric", "language": "es",
             "labels": {"disposition": {"6": "<b>Report</b>"}}, "mask": 5, "presets": [{"name": "Nights", "request": {"beats": 9, "hours": "22-6"}}]}
            """;
        var changed = await _home.SendAsync("PUT", $"{City}/settings", Changed, ("if-match", seen.Headers["etag"]));
        changed.ShouldBeDocumented(200, "put", Template);
        JsonNode.DeepEquals(changed.Json, JsonNode.Parse(Changed)).ShouldBeTrue(changed.Text);
        (await _home.SendAsync("GET", $"{City}/settings")).Headers["etag"].ShouldBe(changed.Headers["etag"]);
        (await _home.SendAsync("PUT", $"{City}/settings", Changed, ("if-match", seen.Headers["etag"]))).ShouldBeDocumented(412, "put", Template);
        (await _home.SendAsync("PUT", $"{City}/settings", Changed)).ShouldBeDocumented(428, "put", Template);
        var moved = await _home.SendAsync("PUT", $"{City}/settings", Changed.Replace("Phoenix", "Denver"), ("if-match", changed.Headers["etag"]));
        ((string)moved.ShouldBeDocumented(409, "put", Template)["detail"]!).ShouldStartWith($"The calls of {_home.City} were loaded as local times of America/Phoenix");
        var wrong = await _home.SendAsync(
            "PUT", $"{City}/settings", """{"name": "", "timeZone": "Phoenix", "measures": "miles", "presets": [{"name": "a", "request": {"beets": 1}}]}""", ("if-match", changed.Headers["etag"]));
        wrong.ShouldBeDocumented(400, "put", Template)["errors"]!.AsArray().Select(error => (string)error!["field"]!)
            .ShouldBe(["name", "measures", "presets.a.beets", "presets.a.beats", "timeZone"], ignoreOrder: true);
        var hidden = await _home.SendAsync(
            "PUT", $"{City}/settings", Changed.Replace("\"mask\"", "\"maks\"").Replace("Dos Puentes", "Dos\\u0000Puentes"), ("if-match", changed.Headers["etag"]));
        var told = hidden.ShouldBeDocumented(400, "put", Template);
        told["errors"]!.AsArray().Select(error => (string)error!["field"]!).ShouldBe(["maks", "name"]);
        ((string)told["detail"]!).ShouldStartWith("maks: there is no such member (did you mean \"mask\"?). The members are name,");
    }

    [Fact]
    public async Task A_plan_is_asked_for_once_made_and_its_files_opened_and_lent()
    {
        var first = await _home.SendAsync("POST", $"{City}/plans", Request, ("idempotency-key", "one"));
        var planId = (string)first.ShouldBeDocumented(202, "post", CityTemplate + "/plans")["planId"]!;
        first.Headers["location"].ShouldEndWith($"{City}/plans/{planId}");
        var again = await _home.SendAsync("POST", $"{City}/plans", Request, ("idempotency-key", "one"));
        (again.Status, again.Text, again.Headers["idempotency-replayed"]).ShouldBe((202, first.Text, "true"));
        (await _home.SendAsync("POST", $"{City}/plans", """{"beats": 9}""", ("idempotency-key", "one"))).ShouldBeDocumented(422, "post", CityTemplate + "/plans");
        (await _home.SendAsync("GET", $"{City}/plans/{planId}")).ShouldBeDocumented(200, "get", PlanTemplate);
        await _home.WaitForPlanAsync(planId);

        var plan = (await _home.SendAsync("GET", $"{City}/plans/{planId}")).ShouldBeDocumented(200, "get", PlanTemplate);
        ((string)plan["status"]!, (int)plan["request"]!["beats"]!).ShouldBe(("published", 12));
        ((string)plan["command"]!).ShouldEndWith("--beats 12 --effort 200000");
        var listed = (await _home.SendAsync("GET", $"{City}/plans")).ShouldBeDocumented(200, "get", CityTemplate + "/plans")["plans"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)listed["status"]!, (int)listed["beats"]!, (string)listed["data"]!).ShouldBe(("published", 12, "current"));

        var file = await _home.SendAsync("GET", $"{City}/plans/{planId}/files/plan.json");
        file.Status.ShouldBe(_home.Kind == HomeKind.Laptop ? 200 : 302);
        (await _home.SendAsync("GET", $"{City}/plans/{planId}/files/..%2F..%2F..%2Fcities%2F{_home.City}%2Fcity.json")).ShouldBeDocumented(404, "get", PlanTemplate + "/files/{name}");
        await LendAsync($"{City}/plans/{planId}/links");
        (await _home.SendAsync("DELETE", $"{City}/plans/{planId}")).ShouldBeDocumented(409, "delete", PlanTemplate);
        (await _home.SendAsync("DELETE", $"{City}/plans/{planId}?purge=true")).Status.ShouldBe(204);
        (await _home.SendAsync("GET", $"{City}/plans/{planId}")).ShouldBeDocumented(404, "get", PlanTemplate);
    }

    [Fact]
    public async Task Beats_are_adopted_from_a_day_on_and_watched()
    {
        const string Template = CityTemplate + "/adopted";
        (await _home.SendAsync("GET", $"{City}/adopted")).ShouldBeDocumented(200, "get", Template)["adopted"]!.AsArray().ShouldBeEmpty();
        (await _home.SendAsync("GET", $"{City}/monitor")).ShouldBeDocumented(404, "get", CityTemplate + "/monitor");
        var asked = await _home.SendAsync("POST", $"{City}/plans", """{"beats": 12, "effort": 210000}""");
        var planId = (string)asked.ShouldBeDocumented(202, "post", CityTemplate + "/plans")["planId"]!;
        await _home.WaitForPlanAsync(planId);
        var adopted = (await _home.SendAsync("POST", $"{City}/adopted", $$"""{"plan": "{{planId}}", "from": "2024-07-01"}""")).ShouldBeDocumented(200, "post", Template);
        ((string)adopted["planId"]!, (string)adopted["from"]!, adopted["to"]).ShouldBe((planId, "2024-07-01", null));
        var verdict = (await _home.SendAsync("GET", $"{City}/monitor")).ShouldBeDocumented(200, "get", CityTemplate + "/monitor");
        ((string)verdict["sentences"]![0]!).ShouldStartWith("No verdict: none of its 20,000 calls is of 2024-12-30 or later");

        var map = (await _home.SendAsync("POST", $"{City}/adopted", """{"beats": [["1301", "M1"], ["1302", "M2"]], "name": "night beats", "from": "2024-01-01"}""")).ShouldBeDocumented(200, "post", Template);
        ((string)map["name"]!, (string)map["to"]!).ShouldBe(("night beats", "2024-06-30"));
        (await _home.SendAsync("GET", $"{City}/adopted")).ShouldBeDocumented(200, "get", Template)["adopted"]!.AsArray()
            .Select(one => (string)one!["from"]!).ShouldBe(["2024-01-01", "2024-07-01"]);
        foreach (var (body, field) in new[]
        {
            ("""{"from": "2024-07-01"}""", "plan"),
            ($$"""{"plan": "{{planId}}"}""", "from"),
            ("""{"beats": [["nowhere", "M1"]], "from": "2024-07-01"}""", "beats"),
            ($$"""{"plan": "{{planId}}", "from": "July"}""", "from"),
            ("""{"plan": "00000000000000000000000000000000", "from": "2024-07-01"}""", "current"),
            ($$"""{"plan": "{{planId}}", "from": "2024-07-01", "until": "2024-08-01"}""", "until"),
        })
        {
            var fault = (await _home.SendAsync("POST", $"{City}/adopted", body)).ShouldBeDocumented(400, "post", Template);
            ((string)fault["errors"]![0]!["field"]!).ShouldBe(field, body);
        }

        (await _home.SendAsync("POST", "/cities/elsewhere/adopted", "{}")).ShouldBeDocumented(404, "post", Template);
    }

    [Fact]
    public async Task Lists_are_read_page_by_page()
    {
        for (var beats = 3; beats < 6; beats++)
        {
            (await _home.SendAsync("POST", $"{City}/plans", $$"""{"beats": {{beats}}, "effort": 200000}""")).Status.ShouldBe(202);
        }

        List<string> ids = [];
        for (string? after = ""; after is not null;)
        {
            var page = (await _home.SendAsync("GET", $"{City}/plans?limit=2{after}")).ShouldBeDocumented(200, "get", CityTemplate + "/plans");
            page["plans"]!.AsArray().Count.ShouldBeInRange(1, 2);
            ids.AddRange(page["plans"]!.AsArray().Select(plan => (string)plan!["planId"]!));
            after = page["next"] is { } next ? $"&after={next}" : null;
        }

        ids.Distinct().Count().ShouldBe(3);
        ids.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_run_is_cancelled_and_can_be_asked_for_again()
    {
        const string Long = """{"beats": 20, "effort": 2000000000}""";
        var planId = (string)(await _home.SendAsync("POST", $"{City}/plans", Long)).Json["planId"]!;
        var cancelled = (await _home.SendAsync("DELETE", $"{City}/plans/{planId}")).ShouldBeDocumented(200, "delete", PlanTemplate);
        ((string)cancelled["status"]!).ShouldBe("cancelled");
        // Whoever runs it may take a moment until it stands still.
        var status = "";
        for (var tries = 0; tries < 100 && status != "cancelled"; tries++)
        {
            status = (string)(await _home.SendAsync("GET", $"{City}/plans/{planId}")).Json["status"]!;
            await Task.Delay(tries == 0 ? 0 : 100);
        }

        status.ShouldBe("cancelled");
        var again = (await _home.SendAsync("POST", $"{City}/plans", Long)).ShouldBeDocumented(202, "post", CityTemplate + "/plans");
        ((string)again["planId"]!, (int)again["attempt"]!).ShouldBe((planId, 2));
        (await _home.SendAsync("DELETE", $"{City}/plans/{planId}")).Status.ShouldBe(200);
    }

    private async Task LendAsync(string path)
    {
        const string Template = PlanTemplate + "/links";
        var link = (await _home.SendAsync("POST", path, """{"days": 3}""")).ShouldBeDocumented(201, "post", Template);
        var token = (string)link["token"]!;
        (await _home.SendAsync("POST", path, """{"days": 31, "file": "secret"}""")).ShouldBeDocumented(400, "post", Template)["errors"]!.AsArray().Count.ShouldBe(2);
        // A wish that is not understood is no link that opens for longer than was meant.
        (await _home.SendAsync("POST", path, """{"expires": "2027-01-01"}""")).ShouldBeDocumented(400, "post", Template);
        (await _home.SendAsync("GET", path)).ShouldBeDocumented(200, "get", Template)["links"]!.AsArray().ShouldHaveSingleItem();
        (await _home.SendAsNobodyAsync("GET", $"/r/{token}")).Status.ShouldBe(_home.Kind == HomeKind.Laptop ? 200 : 302);
        (await _home.SendAsync("DELETE", $"{path}/{token}")).Status.ShouldBe(204);
        (await _home.SendAsNobodyAsync("GET", $"/r/{token}")).Status.ShouldBe(404);
        (await _home.SendAsync("DELETE", $"{path}/{token}")).ShouldBeDocumented(404, "delete", Template + "/{token}");
    }
}
