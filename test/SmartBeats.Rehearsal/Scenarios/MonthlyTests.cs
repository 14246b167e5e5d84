using System.Text;
using SmartBeats.Rehearsal.Gateway;

namespace SmartBeats.Rehearsal.Scenarios;

/// <summary>The monthly e-mail, from the schedule's event to the people's mailbox.</summary>
[Collection(RehearsalCollection.Name)]
public sealed class MonthlyTests(RunningRehearsal running) : IDisposable
{
    public void Dispose() => running.Rehearsal.Gateway.Faults.Clear();

    [Fact]
    public async Task A_city_that_wants_it_is_told_each_month_once_whether_its_beats_hold_and_nobody_else_is()
    {
        var (people, others) = (running.People(Cities.Towns[13]), running.People(Cities.Towns[14]));
        await people.LoadAsync(Town.Map(), "map.geojson", Town.Calls());
        var (planId, _) = await people.GenerateAsync(Town.Request);
        var adopted = await people.AskAsync(HttpMethod.Post, $"/cities/{people.City}/adopted", $$"""{"plan": "{{planId}}", "from": "2024-04-01"}""");
        adopted.Status.ShouldBe(200, adopted.Json.ToJsonString());
        foreach (var month in new[] { "04", "05" })
        {
            var later = Encoding.UTF8.GetString(Town.Calls()).Replace("T-", $"{month}-", StringComparison.Ordinal).Replace("2024-03-", $"2024-{month}-", StringComparison.Ordinal);
            await people.UploadAsync($"calls-{month}.csv", Encoding.UTF8.GetBytes(later));
            await people.MailAsync($"calls-{month}.csv was loaded");
        }

        // Another town has adopted beats and a verdict, and its topic refuses.
        await WantAsync(people, "Town 14");
        await WantAsync(others, "Town 15");
        foreach (var file in new[] { "adopted/2024-04-01.json", "monitor.json" })
        {
            await others.PutAsync($"cities/{others.City}/{file}", await people.ReadAsync($"cities/{people.City}/{file}"));
        }

        var isRefused = true;
        running.Rehearsal.Gateway.Faults.Add(
            Fault.Throttle, call => isRefused && call.Service == "sns" && call.Needed.Any(one => one.Resource.EndsWith(others.City, StringComparison.Ordinal)), times: 1000);
        await DeliverAsync("2024-06-01");
        await DeliverAsync("2024-06-01");
        var mail = Monthly(people).ShouldHaveSingleItem();
        mail.Subject.ShouldMatch("^SmartBeats: .* (hold|changed|drifted) \\(2024-06-01\\)$");
        mail.Body.ShouldStartWith($"Town 14, 2024-06-01: plan {planId[..8]}, patrolled since 2024-04-01, judged on the calls loaded so far.\n\n");
        mail.Body.ShouldContain(" whole weeks since 2024-04-01, ");
        mail.Body.ShouldContain("\n\nWhat to do: ");
        mail.Body.ShouldContain($"\n\nThe map: {running.Rehearsal.Api.Address.GetLeftPart(UriPartial.Authority)}/r/");
        Console.WriteLine(mail.Subject + "\n\n" + mail.Body);
        Monthly(others).ShouldBeEmpty();
        running.Rehearsal.Logs.Lines.ShouldContain(line => line.Line.Contains($"the monthly e-mail of {others.City} failed", StringComparison.Ordinal));

        isRefused = false;
        await DeliverAsync("2024-07-01");
        (Monthly(people).Count, Monthly(others).Count).ShouldBe((2, 1));
        running.Rehearsal.Mailbox.Mails.Count(one => one.Body.Contains("This comes once a month", StringComparison.Ordinal)).ShouldBe(3);
    }

    private static IReadOnlyList<Events.Mail> Monthly(Department people) => [.. people.Mails.Where(mail => mail.Body.Contains("This comes once a month", StringComparison.Ordinal))];

    private static async Task WantAsync(Department people, string name)
    {
        var answer = await people.AskAsync(
            HttpMethod.Put, $"/cities/{people.City}/settings", $$"""{"name": "{{name}}", "timeZone": "America/Phoenix", "monthlyEmail": true}""", null, ("If-Match", "*"));
        answer.Status.ShouldBe(200, answer.Json.ToJsonString());
        ((bool)answer.Json["monthlyEmail"]!).ShouldBeTrue();
    }

    private async Task DeliverAsync(string day)
    {
        running.Rehearsal.Events.Enqueue(
            running.Rehearsal.Stack.Scheduled, Encoding.UTF8.GetBytes($$"""{ "version": "0", "id": "{{Guid.NewGuid()}}", "detail-type": "Scheduled Event", "source": "aws.events", "time": "{{day}}T15:00:00Z", "detail": { } }"""));
        await running.Rehearsal.Events.SettleAsync();
    }
}
