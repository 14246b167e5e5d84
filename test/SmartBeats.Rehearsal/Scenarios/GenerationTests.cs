using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using SmartBeats.Rehearsal.Events;

namespace SmartBeats.Rehearsal.Scenarios;

[Collection(RehearsalCollection.Name)]
public sealed partial class GenerationTests(RunningRehearsal running)
{
    [Fact]
    public async Task Two_files_in_the_bucket_become_rows_in_PostgreSQL()
    {
        var sample = await running.SampleAsync();
        var rows = await running.Rehearsal.RowsAsync(Cities.DosPuentes);
        rows.Count.ShouldBe(20_000);
        var ours = rows.OrderBy(row => row.Event, StringComparer.Ordinal).First();
        Encoding.UTF8.GetString(SampleGeneration.Read("calls.csv")).Split('\n')[1].ShouldStartWith($"{ours.Event},{ours.Priority},");
        sample.People.Mails.Select(mail => Links().Replace(mail.Subject + "\n\n" + mail.Body, "{link}")).Take(2).ShouldBe([
            """
            SmartBeats: city.zip is the new map of Dos Puentes

            The map in city.zip is now the map of Dos Puentes: 585 areas.

            Areas are named by the field AREA_ID.
            - city.zip: 585 areas, 7,887 points.
            - Area ids are from the field "AREA_ID", the one named for this city.

            Plans made before stay with the map they were made on.

            """,
            $$"""
            SmartBeats: calls.csv was loaded for Dos Puentes

            The calls in calls.csv were loaded for Dos Puentes.

            20,000 rows read: 20,000 calls new, 0 changed, 0 as they were, 0 rows rejected.
            They are from 2024-01-01 00:08:23 to 2024-12-29 23:46:11, local time.

            The report: {link}
            The link opens for whoever has it, until {{FindLastDay(sample.People.Mails[1])}} (UTC).

            """,
        ]);
    }

    [Fact]
    public async Task The_plans_mail_is_its_summary_and_a_link()
    {
        var sample = await running.SampleAsync();
        var mail = await sample.People.MailAsync("beats for");
        mail.Subject.ShouldBe("SmartBeats: new beats for Dos Puentes");
        Links().Replace(mail.Body, "{link}").ShouldBe($$"""
            {{Encoding.UTF8.GetString(sample.Local["summary.txt"]).TrimEnd()}}

            The map: {link}
            The other files: the same link with ?file=beats.zip (or another name from the list) at its end.
            The link opens for whoever has it, until {{FindLastDay(mail)}} (UTC).

            """);
        mail.Body.ShouldStartWith("Patrol beats for Dos Puentes\n");
        sample.People.Mails.Count(one => one.Subject == mail.Subject).ShouldBe(1);
    }

    [Fact]
    public async Task Published_files_are_what_the_command_writes_on_this_machine_byte_for_byte()
    {
        var sample = await running.SampleAsync();
        sample.Files.Keys.ShouldContain("plan.json");
        LocalDesign.ShouldBeTheSame(sample.Files, sample.Local);
    }

    [Fact]
    public async Task Status_tells_the_stages_until_the_plan_is_published()
    {
        var sample = await running.SampleAsync();
        sample.Stages[^1].ShouldBe("published");
        // Which of them are seen between two questions is a matter of speed.
        sample.Stages.Intersect(Pipeline.Run.Stages.All.Select(stage => stage.Name)).ShouldNotBeEmpty();
        var shown = await sample.People.AskAsync(HttpMethod.Get, $"{sample.People.Plans}/{sample.PlanId}");
        shown.Json["files"]!.AsObject().Select(file => file.Key).Order(StringComparer.Ordinal).ShouldBe(sample.Local.Keys.Order(StringComparer.Ordinal));
        using var opened = await running.Rehearsal.Http.GetAsync(new Uri((string)shown.Json["files"]!["beats.csv"]!));
        (await opened.Content.ReadAsByteArrayAsync()).ShouldBe(sample.Local["beats.csv"]);
    }

    [Fact]
    public async Task The_mails_link_opens_through_fresh_links_and_those_only_for_a_quarter_of_an_hour()
    {
        var sample = await running.SampleAsync();
        var mailed = new Uri(Links().Match((await sample.People.MailAsync("beats for")).Body).Value);
        var signed = await FollowAsync(mailed);
        (await OpenAsync(signed)).Content.ShouldBe(sample.Local["map.html"]);
        (await OpenAsync(await FollowAsync(new Uri(mailed + "?file=beats.zip")))).Content.ShouldBe(sample.Local["beats.zip"]);

        (await OpenAsync(new Uri(signed.ToString().Replace("map.html", "plan.json", StringComparison.Ordinal)))).Status.ShouldBe(HttpStatusCode.Forbidden);
        running.Rehearsal.Gateway.Signatures.LinksAhead = TimeSpan.FromMinutes(16);
        try
        {
            var (status, body) = await OpenAsync(signed);
            (status, Encoding.UTF8.GetString(body).Contains("Request has expired", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.Forbidden, true));
        }
        finally
        {
            running.Rehearsal.Gateway.Signatures.LinksAhead = TimeSpan.Zero;
        }

        using var unknown = await running.Rehearsal.Http.GetAsync(new Uri(running.Rehearsal.Api.Address, $"r/{new string('0', 32)}"));
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_known_plan_is_answered_at_once()
    {
        var sample = await running.SampleAsync();
        var before = await sample.People.ExecutionsAsync(sample.PlanId);
        var again = await sample.People.AskAsync(HttpMethod.Post, sample.People.Plans, SampleGeneration.Request);
        (again.Status, (string?)again.Json["status"], (string?)again.Json["planId"]).ShouldBe((200, "published", sample.PlanId));
        (await sample.People.ExecutionsAsync(sample.PlanId)).Count.ShouldBe(before.Count);
    }

    [Fact]
    public async Task The_state_holds_pointers_and_the_history_stays_short()
    {
        var sample = await running.SampleAsync();
        var execution = (await sample.People.ExecutionsAsync(sample.PlanId)).ShouldHaveSingleItem();
        var history = await running.Rehearsal.Calls.TargetAsync("states", "AWSStepFunctions.GetExecutionHistory", new() { ["executionArn"] = (string)execution["executionArn"]!, ["maxResults"] = 1000 });
        var events = history["events"]!.AsArray();
        events.Count.ShouldBeLessThan(2_000);
        history["nextToken"].ShouldBeNull();
        events.Max(one => one!.ToJsonString().Length).ShouldBeLessThan(64 << 10);
    }

    /// <summary>The last day of a link that was mailed within the hour, also where midnight has passed since.</summary>
    private static string FindLastDay(Mail mail) => new[] { 0, -1 }
        .Select(hours => DateTimeOffset.UtcNow.AddHours(hours).AddDays(Lambda.Limits.ShortLinkDays).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))
        .First(day => mail.Body.Contains(day, StringComparison.Ordinal));

    private async Task<Uri> FollowAsync(Uri link)
    {
        using var answer = await running.Rehearsal.Http.GetAsync(link);
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        return answer.Headers.Location!;
    }

    private async Task<(HttpStatusCode Status, byte[] Content)> OpenAsync(Uri link)
    {
        using var answer = await running.Rehearsal.Http.GetAsync(link);
        return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync());
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/r/[0-9a-f]{32}")]
    private static partial Regex Links();
}
