using System.Text;
using SmartBeats.Rehearsal.Scenarios;

namespace SmartBeats.Rehearsal.Faults;

[Collection(RehearsalCollection.Name)]
public sealed class PoisonedFileTests(RunningRehearsal running)
{
    [Fact]
    public async Task A_file_of_nothing_but_bad_rows_is_refused_by_mail_and_every_row_is_kept_however_many_parts_that_takes()
    {
        var people = running.People(Cities.Harbor);
        // Some 20 MB: three parts in the bucket.
        var text = new StringBuilder("event_number,priority,address,is_incident,geometry_wkt,timestamp,disposition\n");
        const int Rows = 150_000;
        for (var row = 0; row < Rows; row++)
        {
            text.Append("B-").Append(row).Append(",42,").Append('x', 60).Append(",t,POINT(-112.01 33.01),2024-03-02 00:00:00,6\n");
        }

        await people.UploadAsync("bad.csv", Encoding.UTF8.GetBytes(text.ToString()));
        var mail = await people.MailAsync("bad.csv was refused for");
        mail.Body.ShouldContain("- priority is not a whole number from 1 to 9: 150,000, the first on line 2");
        var reports = await people.FilesAsync($"reports/{people.City}/");
        var rejected = reports.Where(file => file.Key.EndsWith("/rejected.csv", StringComparison.Ordinal)).MaxBy(file => file.Value.Length).Value;
        rejected.Length.ShouldBeGreaterThan(16 << 20);
        rejected.Count(letter => letter == '\n').ShouldBe(Rows + 1);
        Encoding.UTF8.GetString(rejected.AsSpan(rejected.Length - 100)).ShouldEndWith(",2024-03-02 00:00:00,6\n");
    }

    [Fact]
    public async Task A_poisoned_file_loads_what_is_sound_and_rejects_the_rest_line_by_line()
    {
        var people = running.People(Cities.Harbor);
        var sound = Encoding.UTF8.GetString(Town.Calls()).Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList();
        string[] poison =
        [
            "P-1,2,\"one stray quote,t,POINT(-112.01 33.01),2024-03-02 00:00:00,6",
            "=HYPERLINK(0),two,=cmd|' /C calc'!A0,t,POINT(-112.01 33.01),2024-03-02 00:00:00,6",
            $"P-3,2,{new string('A', 70_000)},t,POINT(-112.01 33.01),never,6",
            "P-4,2,\0\u0001,t,POINT(nan inf),2024-03-02 00:00:00,6",
            "P-5,2,x,t,POINT(33.01 -112.01),2024-03-02 00:00:00,6",
        ];
        for (var i = 0; i < poison.Length; i++)
        {
            sound.Insert(50 * (i + 1), poison[i]);
        }

        await people.UploadAsync("poisoned.csv", Encoding.UTF8.GetBytes(string.Join('\n', sound) + "\n"));
        var mail = await people.MailAsync("poisoned.csv was loaded for");
        mail.Body.ShouldContain("Rejected rows, by reason:");
        mail.Body.ShouldContain("the first on line 51");
        mail.Body.ShouldNotContain("HYPERLINK");
        mail.Body.ShouldNotContain("AAAA");
        var rows = await running.Rehearsal.RowsAsync(people.City);
        rows.Count.ShouldBe(400);
        rows.ShouldAllBe(row => row.Event.StartsWith("T-", StringComparison.Ordinal));
        var reports = await people.FilesAsync($"reports/{people.City}/");
        var rejected = reports.Where(file => file.Key.EndsWith("/rejected.csv", StringComparison.Ordinal)).Select(file => Encoding.UTF8.GetString(file.Value))
            .Single(text => text.Contains("'=HYPERLINK(0)", StringComparison.Ordinal));
        rejected.ShouldContain("'=cmd|");
    }
}
