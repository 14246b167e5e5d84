using System.Text.Json.Nodes;
using SmartBeats.Lambda.Tests.Api;

namespace SmartBeats.Lambda.Tests;

/// <summary>A city that is taken out of the settings: refused where nobody said so, cleaned where somebody did.</summary>
public sealed class RemovedCitiesTests : IDisposable
{
    private const string Token = "0123456789abcdef0123456789abcdef";
    private readonly TestCloud _cloud = new();

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public async Task A_city_with_data_is_not_dropped_by_silence()
    {
        await PutAsync();
        var fault = await Should.ThrowAsync<InputException>(() => DeployAsync("""["glendale"]""", """["mesa", "glendale"]"""));
        fault.Message.ShouldBe(
            "the stack's cities: mesa is no longer listed, and has data. Deploy with -c removed=mesa to delete its files, calls, links and tokens for good, or list it again.");
        _cloud.Database.Statements.ShouldBeEmpty();
        (await _cloud.TextAsync("cities/mesa/map.json")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_city_with_nothing_but_its_settings_may_go_as_in_a_deployment_that_is_rolled_back()
    {
        await _cloud.PutTextAsync("cities/tempe/city.json", "{}");
        await DeployAsync("""["mesa"]""", """["mesa", "tempe"]""");
        _cloud.Database.Statements.ShouldNotContain(statement => statement.Sql.Contains("DELETE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_city_that_is_said_to_be_removed_leaves_nothing_and_the_others_everything()
    {
        await PutAsync();
        var rest = new Queue<long>([Lambda.RemovedCities.RowsAtATime, 3]);
        _cloud.Database.Answer = request => request.Sql.Contains("DELETE FROM calls ", StringComparison.Ordinal) ? [[rest.Dequeue()]] : request.Sql.Contains("DELETE", StringComparison.Ordinal) ? [[0L]] : [];
        await DeployAsync("""["glendale"]""", """["mesa", "glendale"]""", """, "Removed": ["mesa"]""");

        var left = await _cloud.Store.ListAsync("");
        left.Where(key => key.Contains("mesa", StringComparison.Ordinal) || key.StartsWith("runs/", StringComparison.Ordinal)).ShouldBeEmpty();
        left.ShouldBe(
            [
                CallerKeys.Of("both-both-both-both-both"), "callers/damaged.json", "cities/glendale/city.json", "incoming/glendale/calls.csv",
                "links/damaged.json", "links/theirs.json",
            ],
            ignoreOrder: true);
        (await _cloud.TextAsync(CallerKeys.Of("both-both-both-both-both"))).ShouldBe("""{"cities":["glendale"],"name":"desk"}""");
        var deleted = _cloud.Database.Statements.Where(statement => statement.Sql.Contains("DELETE", StringComparison.Ordinal)).ToArray();
        deleted.ShouldAllBe(statement => statement.Parameters.Single().Name == "city" && statement.Parameters.Single().Value.StringValue == "mesa");
        deleted.Count(statement => statement.Sql.Contains("DELETE FROM calls ", StringComparison.Ordinal)).ShouldBe(2);
        deleted.Length.ShouldBe(10);
    }

    private async Task PutAsync()
    {
        foreach (var key in (string[])
            [
                "cities/mesa/city.json", "cities/mesa/map.json", $"cities/mesa/plans/{Token}.json", $"cities/mesa/links/{Token}/a.json", "sides/mesa/a.json",
                $"plans/mesa/{Token}/plan.json", "reports/mesa/u/report.json", "uploads/mesa/u.json", "waiting/mesa/f/u.json", "incoming/mesa/calls.csv",
                "counters/mesa/2026-03-04/place-1.json", $"runs/beats-{Token}-a1/request.json", $"runs/beats-{Token}-a2-r1/request.json", "incoming/glendale/calls.csv",
            ])
        {
            await _cloud.PutTextAsync(key, "{}");
        }

        await _cloud.PutTextAsync("links/ours.json", "{\"city\": \"mesa\"}");
        await _cloud.PutTextAsync("links/theirs.json", "{\"city\": \"glendale\"}");
        await _cloud.PutTextAsync("links/damaged.json", "{");
        await _cloud.PutTextAsync(CallerKeys.Of("mesa-mesa-mesa-mesa-mesa"), "{\"cities\": [\"mesa\"]}");
        await _cloud.PutTextAsync(CallerKeys.Of("both-both-both-both-both"), "{\"cities\": [\"mesa\", \"glendale\"], \"name\": \"desk\"}");
        await _cloud.PutTextAsync("callers/damaged.json", "{");
    }

    private async Task DeployAsync(string now, string before, string more = "")
    {
        static string Cities(string ids) => new JsonArray([.. JsonNode.Parse(ids)!.AsArray().Select(id => new JsonObject
        {
            ["id"] = (string)id!,
            ["name"] = "A city",
            ["timeZone"] = "America/Phoenix",
        })]).ToJsonString();

        using var answer = await MigrateHandler.RunAsync(
            _cloud,
            Sample.Json(
                $"{{\"RequestType\": \"Update\", \"ResourceProperties\": {{\"Cities\": {Cities(now)}{more}}}, \"OldResourceProperties\": {{\"Cities\": {Cities(before)}}}}}"),
            new TestContext());
    }
}
