using System.Text;

namespace SmartBeats.Rehearsal.Scenarios;

/// <summary>What a department's portal writes goes into the bucket as it is.</summary>
[Collection(RehearsalCollection.Name)]
public sealed class PortalExportTests(RunningRehearsal running)
{
    [Fact]
    public async Task A_raw_portal_file_is_asked_about_by_mail_once_and_loads_once_it_is_answered()
    {
        var people = running.People(Cities.Towns[12]);
        await people.UploadAsync("March 2024 (1).csv", await ReadAsync(400));
        var mail = await people.MailAsync("how is March 2024 (1).csv read?");
        mail.Body.ShouldContain("- time from Call Received (MM/dd/yyyy hh:mm:ss tt)");
        mail.Body.ShouldNotContain("DP24-");
        (await running.Rehearsal.RowsAsync(people.City)).ShouldBeEmpty();

        var listed = (await people.AskAsync(HttpMethod.Get, $"/cities/{people.City}/uploads")).Json["uploads"]!.AsArray();
        var path = $"/cities/{people.City}/uploads/{listed.ShouldHaveSingleItem()!["upload"]}";
        mail.Body.ShouldContain(path);
        var upload = (await people.AskAsync(HttpMethod.Get, path)).Json;
        ((string)upload["status"]!).ShouldBe("needs-mapping");
        var question = upload["mapping"]!;
        var kept = await people.AskAsync(
            HttpMethod.Put, $"/cities/{people.City}/mappings/{question["fingerprint"]}", question["proposal"]!.ToJsonString(), headers: ("If-None-Match", "*"));
        kept.Status.ShouldBe(200, kept.Json.ToJsonString());
        (await people.MailAsync("March 2024 (1).csv was loaded for")).Body.ShouldContain("400 rows read: 400 calls new, 0 changed, 0 as they were, 0 rows rejected.");
        (await running.Rehearsal.RowsAsync(people.City)).Count.ShouldBe(400);
        ((string)(await people.AskAsync(HttpMethod.Get, path)).Json["status"]!).ShouldBe("loaded");

        await people.UploadAsync("April.csv", await ReadAsync(500));
        (await people.MailAsync("April.csv was loaded for")).Body.ShouldContain("500 rows read: 100 calls new, 0 changed, 400 as they were, 0 rows rejected.");
        people.Mails.Count.ShouldBe(3);
    }

    private static async Task<byte[]> ReadAsync(int rows)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(SharedData.RepositoryRoot(), "samples", "portal_export.csv"));
        return Encoding.UTF8.GetBytes(string.Join("\r\n", lines.Take(rows + 1)));
    }
}
