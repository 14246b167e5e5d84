using System.Text.Json.Nodes;
using NetTopologySuite.IO;
using SmartBeats.Geography;

namespace SmartBeats.Api.Tests.Uploads;

/// <summary>Files sent to the API of a laptop, from the announcement to what is said of the city's data.</summary>
public sealed class UploadRoutesTests : IAsyncLifetime
{
    private const string Uploads = $"/cities/{LaptopHome.City}/uploads";

    private LaptopHome _home = null!;

    public async Task InitializeAsync() => _home = await LaptopHome.CreateAsync();

    public async Task DisposeAsync()
    {
        _home.Faults.ShouldBeEmpty();
        await _home.DisposeAsync();
    }

    [Fact]
    public async Task Map_and_calls_are_sent_and_listed_the_latest_first()
    {
        await using var zip = File.OpenRead(Path.Combine(LaptopHome.Samples, "city.zip"));
        var map = await _home.SendAsync("city.zip", zip);
        ((string)map["status"]!, (string)map["kind"]!, (int)map["map"]!["areas"]!).ShouldBe(("loaded", "map", 585));
        var rows = await ReadAsync("calls.csv", 200);
        var calls = await _home.SendAsync("calls.csv", rows + "X-1,42,,t,POINT(-113.4 33.24),2024-01-01 00:00:00,6\n");
        ((string)calls["status"]!, (long)calls["calls"]!["inserted"]!, (long)calls["report"]!["rejected"]!).ShouldBe(("loaded", 200, 1));
        var (rejected, _) = await _home.AskAsync("GET", (string)calls["rejected"]!);
        (rejected.Status, rejected.MediaType).ShouldBe((200, "text/csv; charset=utf-8"));
        rejected.Text!.ShouldContain("X-1,42");

        var first = (await _home.AskAsync("GET", Uploads + "?limit=1")).Json;
        ((string)first["uploads"]!.AsArray().ShouldHaveSingleItem()!["fileName"]!).ShouldBe("calls.csv");
        first["uploads"]![0]!["report"].ShouldBeNull();
        var second = (await _home.AskAsync("GET", $"{Uploads}?limit=1&after={first["next"]}")).Json;
        ((string)second["uploads"]!.AsArray().ShouldHaveSingleItem()!["fileName"]!).ShouldBe("city.zip");
        second["next"].ShouldBeNull();

        (await _home.AskAsync("GET", Uploads)).Answer.ShouldBeDocumented("get", "/cities/{city}/uploads");
        (await _home.AskAsync("GET", $"{Uploads}/{calls["upload"]}")).Answer.ShouldBeDocumented("get", "/cities/{city}/uploads/{upload}");
        var quality = (await _home.AskAsync("GET", $"/cities/{LaptopHome.City}/quality")).Answer.ShouldBeDocumented("get", "/cities/{city}/quality");
        ((long)quality["calls"]!["total"]!, (long)quality["calls"]!["outside"]!["calls"]!, (int)quality["map"]!["areas"]!).ShouldBe((200, CountOutside(rows), 585));
        ((long)quality["calls"]!["rejected"]![0]!["rows"]!).ShouldBe(1);
        quality["uploads"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_mapping_is_confirmed_once_changed_only_by_who_saw_it_and_loads_what_waits()
    {
        var waiting = await _home.SendAsync("Calls for service (2024).csv", await ReadAsync("portal_export.csv", 300));
        ((string)waiting["status"]!).ShouldBe("needs-mapping", waiting.ToJsonString());
        (await _home.AskAsync("GET", $"{Uploads}/{waiting["upload"]}")).Answer.ShouldBeDocumented("get", "/cities/{city}/uploads/{upload}");
        var question = waiting["mapping"]!;
        question["columns"]!.AsArray().Count.ShouldBe(10);
        var path = $"/cities/{LaptopHome.City}/mappings/{question["fingerprint"]}";
        (await _home.AskAsync("GET", path)).Answer.Status.ShouldBe(404);
        var proposal = question["proposal"]!.ToJsonString();

        (await _home.AskAsync("PUT", path, proposal)).Answer.Status.ShouldBe(428);
        var unknown = proposal.Replace("\"Call Received\"", "\"Call Recieved\"", StringComparison.Ordinal);
        var (refused, problem) = await _home.AskAsync("PUT", path, unknown, headers: ("if-none-match", "*"));
        refused.Status.ShouldBe(422);
        ((string)problem["detail"]!).ShouldContain("the header has no column \"Call Recieved\" (did you mean \"Call Received\"?)");
        var (kept, answer) = await _home.AskAsync("PUT", path, proposal, headers: ("if-none-match", "*"));
        (kept.Status, (int)answer["loading"]!).ShouldBe((200, 1), kept.Text);
        await _home.WaitAsync();
        var loaded = (await _home.AskAsync("GET", $"{Uploads}/{waiting["upload"]}")).Json;
        ((string)loaded["status"]!, (long)loaded["calls"]!["inserted"]!, loaded["mapping"]).ShouldBe(("loaded", 300, null));

        // A second browser that has not seen the first one's mapping changes nothing.
        var shown = (await _home.AskAsync("GET", path)).Answer;
        shown.ShouldBeDocumented("get", "/cities/{city}/mappings/{fingerprint}");
        shown.Headers["etag"].ShouldBe(kept.Headers["etag"]);
        var without = JsonNode.Parse(proposal)!.AsObject();
        without.Remove("disposition");
        (await _home.AskAsync("PUT", path, without.ToJsonString(), headers: ("if-none-match", "*"))).Answer.Status.ShouldBe(412);
        (await _home.AskAsync("PUT", path, without.ToJsonString(), headers: ("if-match", "\"another\""))).Answer.Status.ShouldBe(412);
        (await _home.AskAsync("PUT", path, without.ToJsonString(), headers: ("if-match", shown.Headers["etag"]))).Answer.Status.ShouldBe(200);
        var export = await ReadAsync("portal_export.csv", 300);
        var having = export.Split('\n').Skip(1).Count(row => row.Length > 0 && row.Split(',')[7].Length > 0);
        var again = await _home.SendAsync("april.csv", export);
        ((string)again["status"]!, (long)again["calls"]!["updated"]!).ShouldBe(("loaded", having), "the same rows without a disposition");
    }

    [Fact]
    public async Task An_upload_is_refused_in_words_when_it_is_announced_or_sent_wrongly()
    {
        foreach (var (body, field) in new[]
        {
            ("""{"fileName": "../calls.csv", "bytes": 1}""", "fileName"), ("""{"fileName": "calls.exe", "bytes": 1}""", "fileName"),
            ("""{"fileName": "calls.csv", "bytes": 2147483649}""", "bytes"), ("""{"fileName": "calls.csv", "bytes": 1, "replaces": "May"}""", "replaces"),
        })
        {
            var (wrong, problem) = await _home.AskAsync("POST", Uploads, body);
            (wrong.Status, (string)problem["errors"]![0]!["field"]!).ShouldBe((400, field), body);
        }

        var invited = (await _home.AskAsync("POST", Uploads, """{"fileName": "calls.csv", "bytes": 10}""")).Json;
        (await _home.AskAsync("PUT", (string)invited["url"]!, content: new MemoryStream(new byte[11]))).Answer.Status.ShouldBe(400);
        (await _home.AskAsync("PUT", (string)invited["url"]!, content: new MemoryStream(new byte[9]))).Answer.Status.ShouldBe(400);
        (await _home.AskAsync("GET", $"{Uploads}/20260304T050607-0123456789ab")).Answer.Status.ShouldBe(404);
        (await _home.AskAsync("GET", $"{Uploads}/..%2F..%2Fcity")).Answer.Status.ShouldBe(404);
        var page = await _home.SendAsync("page.csv", "<!doctype html><html></html>");
        ((string)page["status"]!, (string)page["message"]!).ShouldBe(("refused", "page.csv: is a web page (HTML)"));
    }

    /// <summary>Points that no area holds, each held against every area.</summary>
    private static long CountOutside(string rows)
    {
        using var zip = File.OpenRead(Path.Combine(LaptopHome.Samples, "city.zip"));
        var map = CityMapReader.Read("city.zip", zip);
        var reader = new WKTReader();
        return rows.Split('\n').Skip(1).Where(row => row.Length > 0)
            .Select(row => reader.Read(row[row.IndexOf("POINT", StringComparison.Ordinal)..(row.IndexOf(')', row.IndexOf("POINT", StringComparison.Ordinal)) + 1)]))
            .Count(point => !map.Areas.Any(area => area.Shape.Covers(point)));
    }

    private static async Task<string> ReadAsync(string name, int rows) =>
        string.Join('\n', (await File.ReadAllLinesAsync(Path.Combine(LaptopHome.Samples, name))).Take(rows + 1)) + "\n";
}
