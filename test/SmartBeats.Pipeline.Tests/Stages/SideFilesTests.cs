using System.Text;
using System.Text.Json;
using SmartBeats.Calls;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Tests.Stages;

/// <summary>A row of four cells, cut or joined by side files.</summary>
public sealed class SideFilesTests : IDisposable
{
    private static readonly City Town = new("town", "Town", "America/Phoenix");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_barrier_changes_plan_id_neighbours_plan_json_and_report()
    {
        var (plain, plainPlan) = await DesignAsync("plain", []);
        var (ticket, plan) = await DesignAsync("barred", [(SideFiles.Barriers, "b,c\n"), (SideFiles.Links, "d,b\n")]);
        ticket.PlanId.ShouldNotBe(plain.PlanId);
        ticket.Sides.Select(side => side.Role).ShouldBe([SideFiles.Barriers, SideFiles.Links]);
        plan.Sides.Select(side => (side.Role, side.Count)).ShouldBe([("barriers", 1), ("links", 1)]);
        // Equal calls in all four: without side files a-b and c-d; with them c can only go with d, and still does.
        plan.BeatOfArea.ShouldBe(plainPlan.BeatOfArea);
        plan.Notes.ShouldContain("1 pair of areas kept apart by a barrier: b and c.");
        plan.Notes.ShouldContain("1 pair of areas joined by a link: b and d.");

        var files = new FolderObjectStore(_folder.FullName);
        var json = await ReadAsync(files, Keys.PlanFile.For("town", ticket.PlanId, "plan.json"));
        PlanJson.Read(Encoding.UTF8.GetBytes(json), "plan.json").Plan.Sides.ShouldBe(plan.Sides);
        json.ShouldContain($"\"hash\": \"{ticket.Sides[0].Hash}\"");
        (await ReadAsync(files, Keys.PlanFile.For("town", plain.PlanId, "plan.json"))).ShouldNotContain("sideFiles");
        (await ReadAsync(files, Keys.PlanFile.For("town", ticket.PlanId, "map-report.json"))).ShouldContain("1 pair of areas kept apart by a barrier: b and c.");
        (await ReadAsync(files, Keys.Side.For("town", ticket.Sides[0].Hash))).ShouldBe("[[\"b\",\"c\"]]\n");
        var page = await ReadAsync(files, Keys.PlanFile.For("town", ticket.PlanId, "map.html"));
        using var data = JsonDocument.Parse(page[(page.IndexOf("id=\"data\">", StringComparison.Ordinal) + 10)..page.LastIndexOf("</script>\n<script type=\"module\">", StringComparison.Ordinal)]);
        data.RootElement.GetProperty("barriers").GetArrayLength().ShouldBe(1);
        data.RootElement.GetProperty("links").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task The_same_pairs_in_another_order_are_the_same_plan()
    {
        var (first, _) = await DesignAsync("one", [(SideFiles.Barriers, "b,c\na,c\n")]);
        var (second, _) = await DesignAsync("two", [(SideFiles.Barriers, "area_id,area_id\nc,a\nc,b\n")]);
        second.PlanId.ShouldBe(first.PlanId);
        var (other, _) = await DesignAsync("three", [(SideFiles.Links, "b,c\na,c\n")]);
        other.PlanId.ShouldNotBe(first.PlanId);
    }

    [Fact]
    public async Task A_barrier_that_cuts_the_map_is_bridged_by_nothing_but_a_link()
    {
        var refused = await Should.ThrowAsync<InputException>(() => DesignAsync("cut", [(SideFiles.Barriers, "b,c\n")], beats: 1));
        refused.Message.ShouldBe("beats: 1 beats cannot cover a map of 2 disconnected parts. Ask for at least 2 beats, or link the parts (bridges).");
        var (_, linked) = await DesignAsync("linked", [(SideFiles.Barriers, "b,c\n"), (SideFiles.Links, "a,d\n")], beats: 1);
        linked.BeatOfArea.ShouldBe([1, 1, 1, 1]);
    }

    [Fact]
    public async Task A_shift_without_calls_is_named()
    {
        // All 40 calls come at midnight.
        var request = new PlanRequest { Beats = 2, Effort = 10_000, Shifts = [new HourRange(0, 8), new HourRange(8, 16)] };
        var fault = await Should.ThrowAsync<InputException>(() => DesignAsync("shifts", [], request: request));
        fault.Message.ShouldBe("shift 8-16: no call that counts falls into it and lies in the map. Leave the shift out, or widen dates and filters.");
    }

    [Fact]
    public void A_ticket_of_before_side_files_reads_as_one_without()
    {
        var ticket = JsonSerializer.Deserialize("""{"city":"a","runId":"r","planId":"p","mapVersion":"m","callsVersion":"c"}""", DocumentJson.Default.RunTicket)!;
        ticket.Sides.ShouldBeEmpty();
        var with = ticket with { Sides = [new SideFile(SideFiles.Barriers, "9f86")] };
        var back = JsonSerializer.Deserialize(JsonSerializer.Serialize(with, DocumentJson.Default.RunTicket), DocumentJson.Default.RunTicket)!;
        back.Sides.ShouldBe(with.Sides);
        back.Sides[0].ToString().ShouldBe("barriers:9f86");
    }

    private async Task<(RunTicket Ticket, Plan Plan)> DesignAsync(string runId, (string Role, string Pairs)[] sides, int beats = 2, PlanRequest? request = null)
    {
        var store = new FolderObjectStore(_folder.FullName);
        await using var calls = SqliteCallStore.InMemory();
        var map = await IngestMap.RunAsync(store, Town, "town.geojson", new MemoryStream(Encoding.UTF8.GetBytes(Cells("a", "b", "c", "d"))), new CityMapOptions());
        var csv = "event_number,priority,address,is_incident,geometry_wkt,timestamp,disposition\n" + string.Concat(
            Enumerable.Range(0, 40).Select(i => FormattableString.Invariant($"E{i},1,,t,POINT({i % 4 + 0.5} 0.5),2021-01-01 00:00:00,6\n")));
        await IngestCalls.RunAsync(calls, Town.Id, new CallReader("calls.csv", Town), new MemoryStream(Encoding.UTF8.GetBytes(csv)), null);
        var put = new List<SideFile>();
        foreach (var (role, pairs) in sides)
        {
            put.Add(await SideFiles.PutAsync(store, Town.Id, role, AreaPairList.Read($"{role}.csv", Encoding.UTF8.GetBytes(pairs)), map));
        }

        var pipeline = new LocalPipeline(store, calls, Town, threads: 1) { Sides = put };
        var (ticket, published) = await pipeline.RunAsync(request ?? new PlanRequest { Beats = beats, Effort = 10_000 }, runId);
        return (ticket, published.Plan);
    }

    private static string Cells(params string[] ids) => "{\"type\":\"FeatureCollection\",\"features\":[" + string.Join(',', ids.Select((id, x) =>
        $$$"""{"type":"Feature","properties":{"id":"{{{id}}}"},"geometry":{"type":"Polygon","coordinates":[[[{{{x}}},0],[{{{x + 1}}},0],[{{{x + 1}}},1],[{{{x}}},1],[{{{x}}},0]]]}}""")) + "]}";

    private static async Task<string> ReadAsync(FolderObjectStore store, string key)
    {
        await using var stream = await store.OpenAsync(key) ?? throw new FileNotFoundException(key);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
