using System.Text;

namespace SmartBeats.Rehearsal.Scenarios;

[Collection(RehearsalCollection.Name)]
public sealed class UploadTests(RunningRehearsal running)
{
    private const string Header = "event_number,priority,address,is_incident,geometry_wkt,timestamp,disposition\n";

    [Fact]
    public async Task A_bad_file_is_answered_in_words_with_line_numbers_and_without_addresses()
    {
        var people = running.People(Cities.Towns[1]);
        await people.UploadAsync("calls.csv", Encoding.UTF8.GetBytes(Header + string.Concat(Enumerable.Range(1, 9).Select(row =>
            $"E{row},{(row == 4 ? "high" : "2")},{row} SECRET ST,t,POINT(-112.01 33.01),{(row is 2 or 7 ? "2024-13-02 00:00:00" : "2024-03-02 00:00:00")},6\n"))));
        var mail = await people.MailAsync("calls.csv was refused for");
        mail.Body.ShouldContain("calls.csv was not loaded for Town 02. What was loaded before still counts.");
        mail.Body.ShouldContain("Rejected rows, by reason:");
        mail.Body.ShouldContain("2, the first on line 3");
        mail.Body.ShouldContain("1, the first on line 5");
        mail.Body.ShouldNotContain("SECRET");
        (await running.Rehearsal.RowsAsync(people.City)).ShouldBeEmpty();

        await people.UploadAsync("other.csv", "incident;where\n1;2\n"u8.ToArray());
        (await people.MailAsync("other.csv was refused for")).Body.ShouldContain("other.csv:1: no column holds a date and time; no column holds a place.");
    }

    [Fact]
    public async Task A_load_is_taken_back_whole()
    {
        var people = running.People(Cities.Towns[15]);
        await people.LoadAsync(Town.Map(), "map.geojson", Town.Calls(300));
        var before = await running.Rehearsal.RowsAsync(people.City);
        await people.UploadAsync("slip.csv", Town.Calls(400, generation: 1));
        await people.MailAsync("slip.csv was loaded for");
        (await running.Rehearsal.RowsAsync(people.City)).Count.ShouldBe(400);
        var loads = (await people.AskAsync(HttpMethod.Get, $"/cities/{people.City}/loads")).Json["loads"]!.AsArray();
        loads.Select(load => (string)load!["name"]!).ShouldBe(["slip.csv", "calls.csv"]);
        var taken = await people.AskAsync(HttpMethod.Delete, $"/cities/{people.City}/loads/2");
        ((taken.Status, (int)taken.Json["removed"]!)).ShouldBe((200, 100), taken.Json.ToJsonString());
        (await running.Rehearsal.RowsAsync(people.City)).ShouldBe(before);
    }

    [Fact]
    public async Task A_signal_dropped_into_its_folder_has_its_share_of_the_next_plan()
    {
        var people = running.People(Cities.Towns[16]);
        await people.LoadAsync(Town.Map(), "map.geojson", Town.Calls());
        // All crashes in one area: whatever the beats, one of them has them all.
        var rows = string.Concat(Enumerable.Range(0, 100).Select(crash => FormattableString.Invariant($"{crash},33.005,{-111.998 + crash / 20_000.0}\r\n")));
        await people.DropAsync("signals/crashes/2024.csv", Encoding.UTF8.GetBytes($"Crash ID,Latitude,Longitude\r\n{rows}"));
        await Department.UntilAsync(
            () => Task.FromResult(people.Mails.Any(mail => mail.Body.Contains($"is now the signal crashes of Town {people.City[^2..]}: 100 shapes.", StringComparison.Ordinal))), "a mail about the signal");

        var (_, files) = await people.GenerateAsync("""{"beats": 3, "effort": 3000, "seed": 7, "weigh": {"crashes": 0.2}}""");
        var lines = Encoding.UTF8.GetString(files["beats.csv"]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
        var column = Array.IndexOf(lines[0], "crashes");
        lines.Skip(1).Select(cells => cells[column]).Order().ShouldBe(["0", "0", "100"]);
        Encoding.UTF8.GetString(files["summary.txt"]).ShouldContain("80% from 400 calls and 20% from 100 crashes");
    }

    [Fact]
    public async Task A_misplaced_file_is_answered_to_the_operators()
    {
        var operators = running.People(Lambda.Names.OperatorsTopic);
        await operators.PutAsync("incoming/atlantis/Calls 2024 (final).CSV", "x"u8.ToArray());
        (await operators.MailAsync("Calls 2024 (final).CSV")).Body.ShouldBe("""
            incoming/atlantis/Calls 2024 (final).CSV was not loaded: there is no city "atlantis".

            Put files directly into the folder of their city, such as incoming/glendale/calls.csv. Cities are set up by the operators.

            """);
        await operators.PutAsync("incoming/harbor/2024/calls.csv", "x"u8.ToArray());
        (await operators.MailAsync("calls.csv was not loaded")).Body.ShouldContain("it lies in a folder below the city's");
    }

    [Fact]
    public async Task An_invitation_takes_no_other_file_than_it_was_made_for()
    {
        var people = running.People(Cities.DosPuentes);
        var invited = await people.AskAsync(HttpMethod.Post, $"/cities/{people.City}/uploads", """{"fileName": "calls.csv", "bytes": 10}""");
        foreach (var (content, type) in new[] { ("eleven bytes", "text/csv"), ("ten bytes.", "text/html") })
        {
            using var put = new StringContent(content, Encoding.UTF8, new System.Net.Http.Headers.MediaTypeHeaderValue(type));
            using var answer = await running.Rehearsal.Http.PutAsync(new Uri((string)invited.Json["url"]!), put);
            ((int)answer.StatusCode).ShouldBe(403, content);
        }
    }

    [Fact]
    public async Task Nothing_that_is_logged_or_mailed_holds_an_address_or_a_place()
    {
        await running.SampleAsync();
        var said = running.Rehearsal.Logs.Lines.Select(line => line.Line).Concat(running.Rehearsal.Mailbox.Mails.Select(mail => mail.Subject + mail.Body)).ToArray();
        said.Length.ShouldBeGreaterThan(20);
        said.ShouldAllBe(text => !text.Contains("POINT(", StringComparison.Ordinal) && !text.Contains(" BLOCK ", StringComparison.Ordinal) && !text.Contains("SECRET ST", StringComparison.Ordinal));
    }
}
