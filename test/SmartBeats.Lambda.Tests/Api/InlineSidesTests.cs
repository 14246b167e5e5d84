using System.Text.Json.Nodes;
using SmartBeats.Pipeline.Run;
using SmartBeats.Requests;

namespace SmartBeats.Lambda.Tests.Api;

/// <summary>Lists in the body of <c>POST /cities/{city}/plans</c>.</summary>
public sealed class InlineSidesTests : IDisposable
{
    private const string Stations = "[{\"id\":\"Main\",\"lon\":-113.42,\"lat\":33.24},{\"id\":\"East\",\"lon\":-113.36,\"lat\":33.24}]";
    private readonly TestCloud _cloud = new();

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public async Task Lists_become_side_files_and_the_execution_carries_pointers_to_them()
    {
        await SampleCity.LoadAsync(_cloud);
        var (status, answer) = await AskAsync($$"""{"beats": 4, "stations": {{Stations}}, "barriers": [["1301", "1302"]]}""");
        status.ShouldBe(202, answer.ToJsonString());
        var planId = (string)answer["planId"]!;
        var input = JsonNode.Parse(_cloud.Executions.ByName.ShouldHaveSingleItem().Value.Input)!;
        var sides = input["request"]!["sides"]!.AsArray().Select(side => (string)side!).ToList();
        sides.Select(side => side.Split(':')[0]).ShouldBe(["barriers", "stations"]);
        foreach (var side in sides)
        {
            (await _cloud.Store.ListAsync("sides/dos-puentes/")).ShouldContain($"sides/dos-puentes/{side.Split(':')[1]}.json");
        }

        var validated = await ValidateAsync(input["request"]!);
        ((string)validated["ticket"]!["planId"]!).ShouldBe(planId, "the run answers the plan that was asked for");
        validated["ticket"]!["sides"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_same_lists_in_another_order_are_the_same_plan_and_other_lists_another()
    {
        await SampleCity.LoadAsync(_cloud);
        var plain = (string)(await AskAsync("""{"beats": 4}""")).Body["planId"]!;
        var first = (string)(await AskAsync($$"""{"beats": 4, "stations": {{Stations}}}""")).Body["planId"]!;
        var turned = (string)(await AskAsync("""{"stations": [{"lat":33.240,"lon":-113.36,"id":"East"},{"id":"Main","lon":-113.42,"lat":33.24}], "beats": 4}""")).Body["planId"]!;
        first.ShouldNotBe(plain);
        turned.ShouldBe(first);
        _cloud.Executions.ByName.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_plan_of_the_city_is_taken_as_the_current_beats()
    {
        var settings = await SampleCity.LoadAsync(_cloud);
        await using var calls = _cloud.Calls(Lambda.Database.Patience.OfStages);
        var request = PlanRequestJson.Parse("request", """{"beats": 4, "effort": 20000}""") with { City = SampleCity.Id };
        var (ticket, _) = await new LocalPipeline(_cloud.Store, calls, settings.City, 1).RunAsync(request, "today");
        var (status, answer) = await AskAsync($$"""{"beats": 4, "current": "{{ticket.PlanId}}", "changeBudget": 0.1, "lockBeats": [2], "lockAreas": ["1301"]}""");
        status.ShouldBe(202, answer.ToJsonString());
        var (_, execution) = _cloud.Executions.ByName.ShouldHaveSingleItem();
        JsonNode.Parse(execution.Input)!["request"]!["sides"]!.AsArray().Select(side => ((string)side!).Split(':')[0]).ShouldBe(["current", "locked-areas"]);
    }

    [Theory]
    [InlineData("\"changeBudget\": 0.1", "changeBudget", "changeBudget: a change budget needs the current beats")]
    [InlineData("\"lockAreas\": [\"13x1\"]", "lockAreas", "lockAreas: area \"13x1\" is not in the map")]
    [InlineData("\"current\": \"0123456789abcdef0123456789abcdef\"", "current", "current: there is no plan \"0123456789abcdef0123456789abcdef\" of dos-puentes")]
    [InlineData("\"stations\": [{\"id\": \"A\", \"lon\": 33, \"lat\": 95}]", "stations", "stations station 1: station \"A\" lies at 33, 95: no longitude from -180 to 180 and latitude from -90 to 90")]
    public async Task A_fault_in_a_list_is_named_like_any_other(string wish, string field, string detail)
    {
        await SampleCity.LoadAsync(_cloud);
        var (status, body) = await AskAsync($$"""{"beats": 4, {{wish}}}""");
        status.ShouldBe(400, body.ToJsonString());
        var error = body["errors"]!.AsArray().ShouldHaveSingleItem()!;
        (((string)error["field"]!), ((string)error["detail"]!)).ShouldBe((field, detail));
        _cloud.Executions.ByName.ShouldBeEmpty();
    }

    private async Task<(int Status, JsonNode Body)> AskAsync(string body)
    {
        var answer = await Asking.Create(_cloud, "POST", "/cities/dos-puentes/plans", body).AskAsync();
        return (answer.Status, JsonNode.Parse(answer.Text!)!);
    }

    private async Task<JsonNode> ValidateAsync(JsonNode request)
    {
        var input = new JsonObject { ["city"] = SampleCity.Id, ["request"] = request.DeepClone(), ["execution"] = "beats-x-a1", ["restarts"] = 0 };
        using var answer = await HandlerTable.RunAsync(HandlerTable.Find("ValidateRequest"), _cloud, Sample.Json(input.ToJsonString()), new TestContext());
        return JsonNode.Parse(answer.Text())!;
    }
}
