using Amazon.SimpleNotificationService.Model;
using SmartBeats.Lambda.Notices;

namespace SmartBeats.Lambda.Tests.Notices;

/// <summary>The monthly e-mail: who gets it, once, and what is seen where it fails.</summary>
public sealed class MonthlyHandlerTests : IDisposable
{
    private const string February = """{"time": "2025-02-01T15:00:00Z", "source": "aws.events", "detail-type": "Scheduled Event"}""";
    private const string PlanId = "0123456789abcdef0123456789abcdef";
    private readonly TestCloud _cloud = new();

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public async Task A_city_that_wants_it_is_told_the_verdict_and_what_to_do()
    {
        await PutCityAsync("mesa", wants: true);
        await RunAsync(February);
        var mail = _cloud.Sent.Messages.ShouldHaveSingleItem();
        mail.TopicArn.ShouldEndWith(":smartbeats-mesa");
        mail.Subject.ShouldBe("SmartBeats: 1 beat of Mesa changed (2025-02-01)");
        var token = (await _cloud.Store.ListAsync("links/")).ShouldHaveSingleItem()["links/".Length..^".json".Length];
        mail.Message.ShouldBe($"""
            Mesa, 2025-02-01: plan 01234567, patrolled since 2025-01-06, judged on the calls loaded so far.

            8 whole weeks since 2025-01-06, 4,000 calls: beats are 9.1% apart.

            Beat 7 is some 14.1% above its share since 2025-01-06.

            What to do: smartbeats design AREAS CALLS --anew PLAN says whether drawing anew is worth it (--workspace DIR --anew today for adopted beats).

            The map: https://api.example/r/{token}
            The link opens for whoever has it, until 2026-04-03 (UTC).

            This comes once a month because the settings of Mesa ask for it; they also end it ("Monthly e-mail").

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Nothing_is_sent_unasked_without_adopted_beats_or_before_there_is_a_verdict()
    {
        await PutCityAsync("unasked", wants: false);
        await PutCityAsync("unadopted", wants: true, adopted: false);
        await PutCityAsync("unloaded", wants: true, verdict: false);
        await _cloud.PutTextAsync("cities/bare/city.json", """{"id": "bare", "name": "Bare", "timeZone": "America/Phoenix"}""");
        await RunAsync(February);
        _cloud.Sent.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_event_that_is_delivered_twice_or_late_sends_one_mail_a_month()
    {
        await PutCityAsync("mesa", wants: true);
        await RunAsync(February);
        await RunAsync(February, "another");
        _cloud.Clock.Now = _cloud.Clock.Now.AddMonths(1);
        await RunAsync(February, "late");
        _cloud.Sent.Messages.Count.ShouldBe(1);
        await RunAsync(February.Replace("2025-02", "2025-03", StringComparison.Ordinal), "march");
        _cloud.Sent.Messages.Count.ShouldBe(2);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(at => RunAsync(February.Replace("2025-02", "2025-04", StringComparison.Ordinal), $"april-{at}")));
        _cloud.Sent.Messages.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Where_one_city_fails_the_others_are_told_the_failure_is_thrown_and_only_its_own_repetition_tries_again()
    {
        foreach (var city in new[] { "chandler", "mesa", "tempe" })
        {
            await PutCityAsync(city, wants: true);
        }

        _cloud.Sent.RefusedTopic = "smartbeats-mesa";
        (await Should.ThrowAsync<NotFoundException>(() => RunAsync(February))).Message.ShouldBe("no such topic");
        _cloud.Sent.Messages.Select(mail => mail.TopicArn.Split('-')[^1]).ShouldBe(["chandler", "mesa", "tempe"]);
        _cloud.Sent.RefusedTopic = null;
        await RunAsync(February, "another");
        _cloud.Sent.Messages.Count.ShouldBe(3);
        await RunAsync(February);
        _cloud.Sent.Messages.Select(mail => mail.TopicArn.Split('-')[^1]).ShouldBe(["chandler", "mesa", "tempe", "mesa"]);

        // A city's settings that cannot be read are one city's fault, too.
        await _cloud.PutTextAsync("cities/chandler/city.json", "{");
        await Should.ThrowAsync<InputException>(() => RunAsync(February.Replace("2025-02", "2025-03", StringComparison.Ordinal), "march"));
        _cloud.Sent.Messages.Count.ShouldBe(6);
    }

    private async Task RunAsync(string happened, string request = "request-1")
    {
        using var answer = await MonthlyHandler.RunAsync(_cloud, Sample.Json(happened), new TestContext(request));
    }

    internal static async Task PutCityAsync(TestCloud cloud, string city, bool wants, bool adopted = true, bool verdict = true)
    {
        var name = char.ToUpperInvariant(city[0]) + city[1..];
        var beats = $$"""{"from": "2025-01-06", "name": "{{PlanId}}", "recorded": "2025-01-02T00:00:00Z", "planId": "{{PlanId}}"}""";
        await cloud.PutTextAsync($"cities/{city}/city.json", $$"""{"id": "{{city}}", "name": "{{name}}", "timeZone": "America/Phoenix"}""");
        await cloud.PutTextAsync($"cities/{city}/settings.json", wants ? """{"measures": "us", "monthlyEmail": true}""" : """{"measures": "us"}""");
        if (adopted)
        {
            await cloud.PutTextAsync($"cities/{city}/adopted/2025-01-06.json", beats);
        }

        if (verdict)
        {
            await cloud.PutTextAsync($"cities/{city}/monitor.json", $$$"""
                {"beats": {{{beats}}}, "callsVersion": "v", "sentences": ["8 whole weeks since 2025-01-06, 4,000 calls: beats are 9.1% apart.", "Beat 7 is some 14.1% above its share since 2025-01-06."],
                 "verdict": {"from": "2025-01-06", "weeks": 8, "load": 4000, "spread": 0.091, "chance": 0.05, "left": 0.07, "hasDrifted": true, "shareTold": 0.25,
                  "beats": [{"beat": 7, "since": "2025-01-06", "weeks": 8, "observed": 0.22, "expected": 0.141}]}}
                """);
        }
    }

    private Task PutCityAsync(string city, bool wants, bool adopted = true, bool verdict = true) => PutCityAsync(_cloud, city, wants, adopted, verdict);
}
