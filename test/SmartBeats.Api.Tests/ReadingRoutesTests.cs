using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using SmartBeats.Context;
using SmartBeats.Editing;
using SmartBeats.Editing.Answering;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Api.Tests;

public class ReadingRoutesTests(PlannedHome planned) : IClassFixture<PlannedHome>
{
    private const string City = "/cities/dos-puentes";
    private const string Nobody = "00000000000000000000000000000000";

    private string Plan => $"{City}/plans/{planned.Plan.Plan.PlanId}";

    [Fact]
    public async Task The_map_comes_packed_under_its_versions_tag_and_is_not_sent_twice()
    {
        var expected = PackedMap.Pack(planned.Map, AreaAdjacencyBuilder.Build(planned.Map, new AdjacencyOptions()));
        var plain = await planned.AskAsync("GET", $"{City}/map");
        plain.Body.ToArray().ShouldBe(expected);
        plain.Headers["etag"].ShouldBe($"\"{planned.Map.Version}\"");
        for (var time = 0; time < 2; time++)
        {
            var packed = await planned.AskAsync("GET", $"{City}/map", null, ("accept-encoding", "gzip, br"));
            packed.Headers["content-encoding"].ShouldBe("br");
            using var unpacked = new MemoryStream();
            using (var brotli = new BrotliStream(new MemoryStream(packed.Body.ToArray()), CompressionMode.Decompress))
            {
                await brotli.CopyToAsync(unpacked);
            }

            unpacked.ToArray().ShouldBe(expected);
            (await planned.AskAsync("GET", $"{City}/map", null, ("if-none-match", packed.Headers["etag"]))).Status.ShouldBe(304);
        }

        (await planned.AskAsync("GET", $"{City}/map?version={planned.Map.Version}")).Body.Length.ShouldBe(expected.Length);
        (await planned.AskAsync("GET", $"{City}/map?version=none")).Status.ShouldBe(404);
        (await planned.AskAsync("GET", $"{City}/map?version=..%2F..")).Status.ShouldBe(404);
        (await planned.AskAsync("GET", "/cities/nowhere/map")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_plan_comes_packed_for_a_page_that_measures_drafts_as_the_server_does()
    {
        var packed = await planned.AskAsync("GET", $"{Plan}/ground");
        (packed.Status, packed.Headers["etag"]).ShouldBe((200, $"\"{planned.Plan.Plan.PlanId}\""));
        (await planned.AskAsync("GET", $"{Plan}/ground", null, ("if-none-match", packed.Headers["etag"]))).Status.ShouldBe(304);
        (await planned.AskAsync("GET", $"{City}/plans/{Nobody}/ground")).Status.ShouldBe(404);
        (await planned.AskAsync("GET", $"{Plan}/ground?more=1")).Status.ShouldBe(400);

        var (draft, before) = PackedDraft.Read(packed.Body.Span);
        draft.Give([0], draft.BeatOfArea[0] == 2 ? 3 : 2);
        var moves = new JsonArray(new JsonObject { ["areas"] = new JsonArray(planned.Map.Areas[0].Id), ["beat"] = draft.Names[draft.BeatOfArea[0]] });
        var body = new JsonObject { ["moves"] = moves };
        var said = (await planned.AskAsync("POST", $"{Plan}/edits?dryRun=true", body.ToJsonString())).ShouldBeDocumented("post", "/cities/{city}/plans/{id}/edits");
        said.AsObject().Remove("callsVersion");
        said.AsObject().Remove("callsAreCurrent");
        JsonNode.DeepEquals(said, JsonNode.Parse(DraftFigures.Measure(draft, before).ToJson())).ShouldBeTrue();
    }

    [Fact]
    public async Task Response_of_a_draft_is_measured_by_the_server_as_a_page_measures_it_from_the_packed_part()
    {
        var packed = await planned.AskAsync("GET", $"{Plan}/ground?part=response");
        (packed.Status, packed.Headers["etag"]).ShouldBe((200, $"\"{planned.Plan.Plan.PlanId}.response\""));
        (await planned.AskAsync("GET", $"{Plan}/ground?part=respons")).Status.ShouldBe(400);

        var (draft, _) = PackedDraft.Read((await planned.AskAsync("GET", $"{Plan}/ground")).Body.Span);
        draft.Give([0], draft.BeatOfArea[0] == 2 ? 3 : 2);
        var expected = DraftResponseFigures.Measure(PackedResponse.Read(packed.Body.Span), draft.FindBeats());
        var moves = new JsonArray(new JsonObject { ["areas"] = new JsonArray(planned.Map.Areas[0].Id), ["beat"] = draft.Names[draft.BeatOfArea[0]] });
        var said = (await planned.AskAsync("POST", $"{Plan}/edits?dryRun=true&response=true", new JsonObject { ["moves"] = moves }.ToJsonString()))
            .ShouldBeDocumented("post", "/cities/{city}/plans/{id}/edits");
        JsonNode.DeepEquals(said["response"], JsonNode.Parse(expected.ToJson())).ShouldBeTrue();
        expected.Now.MeanMinutes.ShouldNotBe(expected.Before.MeanMinutes);
    }

    [Fact]
    public async Task Help_is_proposed_in_moves_that_can_be_sent_and_make_what_was_promised()
    {
        var beats = planned.Plan.Plan.BeatOfArea;
        var first = planned.Map.Areas.Where(area => beats[area.Index] == 1).Select(area => area.Id).Take(6);
        var broken = new JsonArray(new JsonObject { ["areas"] = new JsonArray([.. first.Select(id => (JsonNode)id)]), ["beat"] = "4" });
        var body = new JsonObject { ["kind"] = "repair", ["moves"] = broken.DeepClone() };
        var proposal = (await planned.AskAsync("POST", $"{Plan}/rebalance", body.ToJsonString())).ShouldBeDocumented("post", "/cities/{city}/plans/{id}/rebalance");
        proposal["figures"]!["now"]!["contiguous"]!.GetValue<bool>().ShouldBeTrue();
        JsonArray all = [.. broken.Concat(proposal["moves"]!.AsArray()).Select(move => move!.DeepClone())];
        var made = (await planned.AskAsync("POST", $"{Plan}/edits?dryRun=true", new JsonObject { ["moves"] = all }.ToJsonString()))
            .ShouldBeDocumented("post", "/cities/{city}/plans/{id}/edits");
        JsonNode.DeepEquals(made["now"], proposal["figures"]!["now"]).ShouldBeTrue();
        foreach (var (wrong, said) in new[]
        {
            ("{\"kind\": \"repare\"}", "kind: \"repare\" is no help there is (did you mean \"repair\"?)"), ("{}", "kind: is missing"),
            ("{\"kind\": \"balance\", \"beats\": [\"1\"]}", "beats: one beat alone cannot be balanced"),
            ("{\"kind\": \"finish\", \"budget\": 2}", "budget: is no share of the workload"),
            ("{\"kind\": \"finish\", \"lockedAreas\": [\"nowhere\"]}", "lockedAreas: "),
            ("{\"kind\": \"finish\", \"effort\": 1e12}", "effort: is not from 1 to 40,000,000"),
        })
        {
            var refused = await planned.AskAsync("POST", $"{Plan}/rebalance", wrong);
            refused.Status.ShouldBe(400);
            JsonNode.Parse(refused.Body.Span)!["detail"]!.GetValue<string>().ShouldStartWith(said);
        }
    }

    [Fact]
    public async Task What_is_drawn_under_the_beats_comes_as_it_was_loaded()
    {
        var none = (await planned.AskAsync("GET", $"{City}/context")).ShouldBeDocumented("get", "/cities/{city}/context");
        none["layers"]!.AsArray().ShouldBeEmpty();
        using var water = File.OpenRead(PlannedHome.Sample("water.geojson"));
        using var roads = File.OpenRead(PlannedHome.Sample("streets.geojson"));
        ContextLayer[] layers = [ContextReader.Read("streets.geojson", roads, ContextKind.Roads, planned.Map), ContextReader.Read("water.geojson", water, ContextKind.Water, planned.Map)];
        foreach (var layer in layers)
        {
            await CityContext.SaveAsync(planned.Home.Files, "dos-puentes", layer);
        }

        var answer = (await planned.AskAsync("GET", $"{City}/context")).ShouldBeDocumented("get", "/cities/{city}/context");
        answer["layers"]!.AsArray().Select(layer => (layer!["kind"]!.GetValue<string>(), layer["features"]!.AsArray().Count))
            .ShouldBe([("roads", layers[0].Features.Count), ("water", 1)]);
        (await planned.AskAsync("GET", $"{City}/context?kind=roads")).Status.ShouldBe(400);
        (await planned.AskAsync("GET", "/cities/nowhere/context")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Signals_and_columns_come_as_they_can_be_weighed()
    {
        var before = (await planned.AskAsync("GET", $"{City}/signals")).ShouldBeDocumented("get", "/cities/{city}/signals");
        before["signals"]!.AsArray().ShouldBeEmpty();
        before["columns"]!.AsArray().Select(column => ((string)column!["name"]!, (bool)column["canBeWeighed"]!))
            .ShouldBe([("AREA_ID", false), ("NEIGHBORHO", false), ("RESIDENTS", true)]);
        before["columns"]![1]!["values"]!.AsArray().Count.ShouldBe(planned.Map.Areas.Count);
        var city = new City("dos-puentes", "Dos Puentes", "America/Phoenix");
        await CitySignals.TakeAsync(
            planned.Home.Files, city, "crashes", "crashes.geojson", () => File.OpenRead(PlannedHome.Sample("crashes.geojson")), planned.Map);
        var answer = (await planned.AskAsync("GET", $"{City}/signals")).ShouldBeDocumented("get", "/cities/{city}/signals");
        var signal = answer["signals"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)signal["name"]!, (int)signal["features"]!, (double)signal["total"]!, (string)signal["unit"]!).ShouldBe(("crashes", 1300, 1300, "crashes"));
        (await planned.AskAsync("GET", "/cities/nowhere/signals")).Status.ShouldBe(404);
        const string One = "/cities/{city}/signals/{signal}";
        var tried = (await planned.AskAsync("DELETE", $"{City}/signals/crashes?dryRun=true")).ShouldBeDocumented("delete", One);
        tried.ToJsonString().ShouldBe("""{"name":"crashes","removed":false,"plans":[]}""");
        (await planned.AskAsync("DELETE", $"{City}/signals/crashes?dryRun=maybe")).Status.ShouldBe(400);
        (await planned.AskAsync("DELETE", $"{City}/signals/crashes")).ShouldBeDocumented("delete", One)["removed"]!.GetValue<bool>().ShouldBeTrue();
        (await planned.AskAsync("GET", $"{City}/signals")).ShouldBeDocumented("get", "/cities/{city}/signals")["signals"]!.AsArray().ShouldBeEmpty();
        (await planned.AskAsync("DELETE", $"{City}/signals/crashes")).Status.ShouldBe(404);
        (await planned.AskAsync("DELETE", $"{City}/signals/..%2Fcity")).Status.ShouldBe(404);
        (await planned.AskAsync("DELETE", "/cities/nowhere/signals/crashes")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task How_such_plans_have_held_comes_of_a_plan_that_was_asked_for_it_and_of_no_other()
    {
        var asked = $"{City}/plans/{planned.FromToday.Plan.PlanId}";
        var backtest = (await planned.AskAsync("GET", $"{asked}/backtest")).ShouldBeDocumented("get", "/cities/{city}/plans/{id}/backtest");
        backtest["cases"]!.AsArray().Select(one => one!["seed"]!.GetValue<int>()).ShouldBe([1, 2]);
        backtest["cases"]!.AsArray().ShouldAllBe(one => one!["todaysSpread"]!.GetValue<double>() > 0.3);
        backtest["sentences"]!.AsArray().Count.ShouldBeGreaterThan(2);
        (await planned.AskAsync("GET", $"{asked}/files/backtest.svg")).Text!.ShouldStartWith("<svg");
        (await planned.AskAsync("GET", $"{Plan}/backtest")).Status.ShouldBe(404);
        (await planned.AskAsync("GET", $"{City}/plans/{Nobody}/backtest")).Status.ShouldBe(404);
        (await planned.AskAsync("GET", $"{City}/plans/..%2F/backtest")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Sheets_of_a_plan_made_without_them_are_those_the_run_would_have_written()
    {
        var key = Keys.Sheets.For("dos-puentes", planned.FromToday.Plan.PlanId);
        var written = await planned.AskAsync("GET", $"{City}/plans/{planned.FromToday.Plan.PlanId}/files/sheets.html");
        foreach (var later in (string[])[key, .. ContextLayer.KindWords.Select(kind => Keys.Context.For("dos-puentes", kind))])
        {
            // The plan was made before other tests put streets under it.
            await planned.Home.Files.DeleteAsync(later);
        }

        var now = await planned.AskAsync("GET", $"{City}/plans/{planned.FromToday.Plan.PlanId}/sheets");
        now.MediaType.ShouldStartWith("text/html");
        now.Body.Span.SequenceEqual(written.Body.Span).ShouldBeTrue();

        var first = await planned.AskAsync("GET", $"{Plan}/sheets");
        System.Text.RegularExpressions.Regex.Count(first.Text!, "<section class=\"sheet ").ShouldBe(12);
        (await planned.AskAsync("GET", $"{Plan}/files/sheets.html")).Body.ToArray().ShouldBe(first.Body.ToArray());
        (await planned.AskAsync("GET", $"{City}/plans/{Nobody}/sheets")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_point_is_in_its_area_and_beat_and_a_point_outside_is_not_found()
    {
        var (longitude, latitude) = LabelPoint.Inside(planned.Map.Areas[42].Shape);
        var at = string.Create(CultureInfo.InvariantCulture, $"{City}/where?lon={longitude}&lat={latitude}");
        var place = (await planned.AskAsync("GET", $"{at}&plan={planned.Plan.Plan.PlanId}")).ShouldBeDocumented("get", "/cities/{city}/where");
        place["index"]!.GetValue<int>().ShouldBe(42);
        place["beat"]!.GetValue<int>().ShouldBe(planned.Plan.Plan.BeatOfArea[42]);
        (await planned.AskAsync("GET", at)).ShouldBeDocumented("get", "/cities/{city}/where").ContainsKey("beat").ShouldBeFalse();
        (await planned.AskAsync("GET", $"{City}/where?lon=0&lat=0")).Status.ShouldBe(404);
        (await planned.AskAsync("GET", $"{at}&plan={Nobody}")).Status.ShouldBe(404);
        (await planned.AskAsync("GET", $"{City}/where?lon=x&lat=0")).Status.ShouldBe(400);
        (await planned.AskAsync("GET", $"{City}/where?lon=NaN&lat=0")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Counts_follow_the_filters_and_a_wrong_filter_is_named()
    {
        var all = (await planned.AskAsync("GET", $"{City}/calls/summary")).ShouldBeDocumented("get", "/cities/{city}/calls/summary");
        all["calls"]!.GetValue<long>().ShouldBe(all["total"]!.GetValue<long>());
        var some = (await planned.AskAsync("GET", $"{City}/calls/summary?priorities=1,2&weekdays=fri,sat&hours=22-6&data=incidents"))
            .ShouldBeDocumented("get", "/cities/{city}/calls/summary");
        var chosen = some["priorities"]!.AsArray().Where(value => value!["value"]!.GetValue<int>() is 1 or 2).Sum(value => value!["calls"]!.GetValue<long>());
        chosen.ShouldBe(some["calls"]!.GetValue<long>());
        some["priorities"]!.AsArray().Sum(value => value!["calls"]!.GetValue<long>()).ShouldBeGreaterThan(chosen);

        var wrong = await planned.AskAsync("GET", $"{City}/calls/summary?priorities=11&hours=25");
        wrong.Status.ShouldBe(400);
        JsonNode.Parse(wrong.Text!)!["errors"]!.AsArray().Select(error => (string?)error!["field"]).ShouldBe(["priorities", "hours"], ignoreOrder: true);
        JsonNode.Parse((await planned.AskAsync("GET", $"{City}/calls/summary?priority=1")).Text!)!["errors"]![0]!["field"]!.GetValue<string>().ShouldBe("priority");
        (await planned.AskAsync("GET", "/cities/nowhere/calls/summary")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task The_table_is_what_the_document_says_and_the_plans_file()
    {
        var answer = await planned.AskAsync("GET", $"{Plan}/table");
        var table = answer.ShouldBeDocumented("get", "/cities/{city}/plans/{id}/table");
        table["beats"]!.AsArray().Count.ShouldBe(12);
        table["areas"]!["workload"]!.AsArray().Count.ShouldBe(planned.Map.Areas.Count);
        await using var file = await planned.Home.Files.OpenAsync(Keys.PlanFile.For("dos-puentes", planned.Plan.Plan.PlanId, "table.json"));
        using var content = new MemoryStream();
        await file!.CopyToAsync(content);
        answer.Body.ToArray().ShouldBe(content.ToArray());
        (await planned.AskAsync("GET", $"{Plan}/table", null, ("if-none-match", answer.Headers["etag"]))).Status.ShouldBe(304);
        (await planned.AskAsync("GET", $"{City}/plans/{Nobody}/table")).Status.ShouldBe(404);
        (await planned.AskAsync("GET", $"{City}/plans/..%2Fx/table")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Resolution_and_hours_count_what_the_plan_counted()
    {
        foreach (var by in (string[])["disposition", "priority", "nature", "source"])
        {
            var resolution = (await planned.AskAsync("GET", $"{Plan}/resolution?by={by}")).ShouldBeDocumented("get", "/cities/{city}/plans/{id}/resolution");
            resolution["beats"]!.AsArray().Select(beat => beat!["calls"]!.GetValue<long>()).ShouldBe(planned.Plan.Plan.Measures.Beats.Select(beat => beat.Calls));
        }

        (await planned.AskAsync("GET", $"{Plan}/resolution?by=natur")).Text!.ShouldContain("is nothing calls are told apart by (did you mean");
        var beat = (await planned.AskAsync("GET", $"{Plan}/when?beat=7&cover=day%3D3")).ShouldBeDocumented("get", "/cities/{city}/plans/{id}/when");
        beat["week"]!["calls"]!.AsArray().Sum(hour => hour!.GetValue<long>()).ShouldBe(planned.Plan.Plan.Measures.Beats[6].Calls);
        beat["officers"]![6]!.GetValue<int>().ShouldBe(3);
        beat["officers"]![23]!.GetValue<int>().ShouldBe(12, "a shift that is not named has an officer a beat");
        (await planned.AskAsync("GET", $"{Plan}/when?beat=13")).Status.ShouldBe(400);
        (await planned.AskAsync("GET", $"{Plan}/when?beat=x")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Plans_are_compared_with_one_another_and_with_todays_beats()
    {
        var (a, b) = (planned.FromToday.Plan.PlanId, planned.Plan.Plan.PlanId);
        var today = (await planned.AskAsync("GET", $"{City}/compare?a={a}&b=today")).ShouldBeDocumented("get", "/cities/{city}/compare");
        today["b"]!["beats"]!.AsArray().Count.ShouldBe(12);
        (await planned.AskAsync("GET", $"{City}/compare?a={b}&b={a}")).ShouldBeDocumented("get", "/cities/{city}/compare")["figures"]!.AsArray().Count.ShouldBe(11);
        (await planned.AskAsync("GET", $"{City}/compare?a={b}&b=today")).Status.ShouldBe(409);
        (await planned.AskAsync("GET", $"{City}/compare?a={b}&b={Nobody}")).Status.ShouldBe(404);
        (await planned.AskAsync("GET", $"{City}/compare?a={b}")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task What_the_verbs_about_patrols_say_is_answered_and_a_wrong_member_is_named()
    {
        foreach (var (name, order) in ((string, string)[])
            [("evaluation", """{"speedKmh": 30}"""), ("staffing", """{"responseMinutes": 6}"""), ("absence", """{"beat": 4, "shift": "evening"}""")])
        {
            var answer = (await planned.AskAsync("POST", $"{Plan}/{name}", order)).ShouldBeDocumented("post", $"/cities/{{city}}/plans/{{id}}/{name}");
            answer["sentences"]!.AsArray().Count.ShouldBeGreaterThan(0);
        }

        var officers = await File.ReadAllTextAsync(PlannedHome.Sample("officers.csv"));
        var roster = await planned.AskAsync(
            "POST", $"{Plan}/schedule", new JsonObject { ["officers"] = officers, ["from"] = "2025-01-06", ["days"] = 7, ["cover"] = "day=7,evening=9,night=6" }.ToJsonString());
        roster.ShouldBeDocumented("post", "/cities/{city}/plans/{id}/schedule")["sentences"]![0]!.GetValue<string>().ShouldStartWith("40 officers, 2025-01-06 to 2025-01-12");
        foreach (var (name, order, field) in ((string, string, string)[])
            [("staffing", """{"commitedShare": 1}""", "commitedShare"), ("evaluation", """{"heldOut": 2}""", "held-out share"), ("schedule", "{}", "from"), ("absence", """{"beat": 4}""", "shift")])
        {
            var wrong = await planned.AskAsync("POST", $"{Plan}/{name}", order);
            wrong.Status.ShouldBe(400, wrong.Text);
            JsonNode.Parse(wrong.Text!)!["errors"]![0]!["field"]!.GetValue<string>().ShouldBe(field);
        }

        (await planned.AskAsync("POST", $"{Plan}/staffing", "no json")).Status.ShouldBe(400);
        (await planned.AskAsync("POST", $"{City}/plans/{Nobody}/staffing", "{}")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_call_is_forgotten_after_a_dry_run_that_forgets_nothing()
    {
        const string Path = "/cities/{city}/calls/forget";
        var row = File.ReadLines(PlannedHome.Sample("calls.csv")).Take(2).Select(line => line.Split(',')).ToArray();
        var number = row[1][Array.IndexOf(row[0], "event_number")];
        var dry = (await planned.AskAsync("POST", $"{City}/calls/forget", $$"""{"event": "{{number}}", "dryRun": true}""")).ShouldBeDocumented("post", Path);
        dry["found"]!.GetValue<bool>().ShouldBeTrue();
        dry["forgotten"]!.GetValue<bool>().ShouldBeFalse();
        await using var calls = planned.Home.OpenCalls();
        (await calls.ContainsAsync("dos-puentes", number)).ShouldBeTrue();
        (await planned.AskAsync("POST", $"{City}/calls/forget", """{"event": "no such call"}""")).ShouldBeDocumented("post", Path)["forgotten"]!.GetValue<bool>().ShouldBeFalse();
        (await planned.AskAsync("POST", $"{City}/calls/forget", "{}")).Status.ShouldBe(400);
        (await planned.AskAsync("POST", $"{City}/calls/forget", """{"event": "x", "dry": true}""")).Status.ShouldBe(400);
    }
}
