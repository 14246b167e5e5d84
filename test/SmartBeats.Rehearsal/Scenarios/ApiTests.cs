using SmartBeats.Rehearsal.Gateway;

namespace SmartBeats.Rehearsal.Scenarios;

[Collection(RehearsalCollection.Name)]
public sealed class ApiTests(RunningRehearsal running)
{
    [Fact]
    public async Task A_wrong_request_is_told_every_wrong_field_at_once()
    {
        var people = running.People(Cities.DosPuentes);
        var answer = await people.AskAsync(HttpMethod.Post, people.Plans, """{"city": "harbor", "beets": 3, "priorities": [12], "from": "yesterday", "tolerance": -1}""");
        answer.Status.ShouldBe(400);
        var fields = answer.Json["errors"]!.AsArray().Select(error => (string)error!["field"]!).ToArray();
        foreach (var field in (string[])["beets", "priorities", "from", "tolerance"])
        {
            fields.ShouldContain(field);
        }

        var other = await people.AskAsync(HttpMethod.Post, people.Plans, """{"city": "harbor", "beats": 3}""");
        (other.Status, (string)other.Json["errors"]![0]!["field"]!).ShouldBe((400, "city"));
    }

    [Fact]
    public async Task Another_citys_caller_cannot_read_start_or_link_anything()
    {
        var sample = await running.SampleAsync();
        var harbor = running.People(Cities.Harbor);
        var before = await sample.People.ExecutionsAsync("");
        foreach (var (method, path, body) in new (HttpMethod, string, string?)[]
        {
            (HttpMethod.Get, sample.People.Plans, null),
            (HttpMethod.Get, $"{sample.People.Plans}/{sample.PlanId}", null),
            (HttpMethod.Get, $"{harbor.Plans}/{sample.PlanId}", null),
            (HttpMethod.Post, sample.People.Plans, SampleGeneration.Request),
            (HttpMethod.Post, $"/cities/{Cities.DosPuentes}/uploads", """{"fileName": "calls.csv", "bytes": 10}"""),
            (HttpMethod.Delete, $"{sample.People.Plans}/{sample.PlanId}?purge=true", null),
        })
        {
            var answer = await harbor.AskAsync(method, path, body);
            answer.Status.ShouldBe(404, path);
            answer.Json.ToJsonString().ShouldNotContain("127.0.0.1");
        }

        (await sample.People.ExecutionsAsync("")).Count.ShouldBe(before.Count);
        (await sample.People.FilesAsync($"plans/{Cities.DosPuentes}/{sample.PlanId}/")).Count.ShouldBe(sample.Local.Count);
    }

    [Fact]
    public async Task Nobody_gets_in_without_a_token_or_with_a_wrong_one()
    {
        var people = running.People(Cities.DosPuentes);
        (await people.AskAsync(HttpMethod.Get, people.Plans, token: "another-token-altogether")).Status.ShouldBe(403);
        using var none = await running.Rehearsal.Http.GetAsync(new Uri(running.Rehearsal.Api.Address, people.Plans));
        ((int)none.StatusCode).ShouldBe(401);
        using var open = await running.Rehearsal.Http.GetAsync(new Uri(running.Rehearsal.Api.Address, "openapi.json"));
        open.EnsureSuccessStatusCode();
        using var nowhere = await running.Rehearsal.Http.GetAsync(new Uri(running.Rehearsal.Api.Address, "nowhere"));
        ((int)nowhere.StatusCode).ShouldBe(404);
    }

    [Fact]
    public async Task A_cancelled_run_publishes_nothing_and_the_plan_can_be_asked_for_again()
    {
        var people = running.People(Cities.Towns[0]);
        await people.LoadAsync(Town.Map(), "map.geojson", Town.Calls());
        // Held while it improves its starts: cancelled at work, whatever this machine's speed.
        var held = running.Rehearsal.Gateway.Faults.Add(Fault.Hold, call => call.Who == "BalanceBeats" && call.Method == "PUT");
        var planId = await people.StartAsync(Town.Request);
        await Department.UntilAsync(() => Task.FromResult(held.Met == 1), "a start to be improved");
        var cancelled = await people.AskAsync(HttpMethod.Delete, $"{people.Plans}/{planId}");
        (cancelled.Status, (string?)cancelled.Json["status"]).ShouldBe((200, "cancelled"));
        held.Release();
        await people.EndAsync(planId);
        ((string?)(await people.AskAsync(HttpMethod.Get, $"{people.Plans}/{planId}")).Json["status"]).ShouldBe("cancelled");
        (await people.FilesAsync($"plans/{people.City}/")).ShouldBeEmpty();
        people.Mails.ShouldNotContain(mail => mail.Subject.Contains("beats for", StringComparison.Ordinal));

        var (again, files) = await people.GenerateAsync(Town.Request);
        again.ShouldBe(planId);
        files.Keys.ShouldContain("plan.json");
        (await people.AskAsync(HttpMethod.Delete, $"{people.Plans}/{planId}")).Status.ShouldBe(409);
        (await people.AskAsync(HttpMethod.Delete, $"{people.Plans}/{planId}?purge=true")).Status.ShouldBe(204);
        (await people.FilesAsync($"plans/{people.City}/")).ShouldBeEmpty();
        (await people.AskAsync(HttpMethod.Get, $"{people.Plans}/{planId}")).Status.ShouldBe(404);
    }
}
