using System.Text.Json.Nodes;
using SmartBeats.Geography;

namespace SmartBeats.Api.Tests;

/// <summary>Plans that are edited by hand.</summary>
public abstract partial class ContractTests
{
    private const string EditsTemplate = PlanTemplate + "/edits";

    [Fact]
    public async Task Moves_are_measured_without_a_trace_and_published_with_the_very_figures()
    {
        var planId = (string)(await _home.SendAsync("POST", $"{City}/plans", Request)).ShouldBeDocumented(202, "post", CityTemplate + "/plans")["planId"]!;
        await _home.WaitForPlanAsync(planId);
        var table = (await _home.SendAsync("GET", $"{City}/plans/{planId}/table")).ShouldBeDocumented(200, "get", PlanTemplate + "/table");
        // The invented city's first areas lie in a row in the north: beat 1 gets three of them, and falls apart.
        var beats = table["areas"]!["beat"]!.AsArray().Select(beat => (int)beat!).ToArray();
        var from = beats[0];
        var to = beats.First(beat => beat != from);
        var moves = new JsonObject
        {
            ["moves"] = new JsonArray(
                new JsonObject { ["areas"] = new JsonArray("0301", "0302"), ["beat"] = $"{to}" },
                new JsonObject { ["areas"] = new JsonArray("0401"), ["beat"] = "K4", ["new"] = true }),
        };

        var dry = await _home.SendAsync("POST", $"{City}/plans/{planId}/edits?dryRun=true", moves.ToJsonString());
        var draft = dry.ShouldBeDocumented(200, "post", EditsTemplate);
        ((bool)draft["callsAreCurrent"]!, draft["names"]!.AsArray().Count, (string)draft["names"]![12]!).ShouldBe((true, 13, "K4"));
        JsonNode.DeepEquals(draft["before"]!["maxDeviation"], table["measures"]!["maxDeviation"]).ShouldBeTrue();
        (await _home.SendAsync("GET", $"{City}/plans")).ShouldBeDocumented(200, "get", CityTemplate + "/plans")["plans"]!.AsArray().ShouldHaveSingleItem();

        moves["callsVersion"] = (string)draft["callsVersion"]!;
        var started = await _home.SendAsync("POST", $"{City}/plans/{planId}/edits", moves.ToJsonString());
        var editedId = (string)started.ShouldBeDocumented(202, "post", EditsTemplate)["planId"]!;
        await _home.WaitForPlanAsync(editedId);
        var again = (await _home.SendAsync("POST", $"{City}/plans/{planId}/edits", moves.ToJsonString())).ShouldBeDocumented(200, "post", EditsTemplate);
        ((string)again["planId"]!, (string)again["status"]!, (string)again["editOf"]!).ShouldBe((editedId, "published", planId));
        ((string)again["command"]!).ShouldStartWith("smartbeats edit ");

        var published = (await _home.SendAsync("GET", $"{City}/plans/{editedId}/table")).ShouldBeDocumented(200, "get", PlanTemplate + "/table");
        foreach (var (name, inTable) in ((string, string)[])
        [
            ("maxDeviation", "maxDeviation"), ("maxDeviationOfRest", "maxDeviationOfRest"), ("coefficientOfVariation", "coefficientOfVariation"),
            ("edgesCut", "edgesCut"), ("boundaryKm", "borderKm"), ("polsbyPopperMean", "polsbyMean"), ("polsbyPopperWorst", "polsbyWorst"),
            ("meanDistanceMetres", "meanDistanceMetres"), ("contiguous", "contiguous"),
        ])
        {
            published["measures"]![inTable]!.ToJsonString().ShouldBe(draft["now"]![name]!.ToJsonString(), name);
        }

        published["beats"]!.AsArray().Select(beat => (string)beat!["name"]!).ShouldBe(draft["names"]!.AsArray().Select(name => (string)name!));
        foreach (var (beat, drafted) in published["beats"]!.AsArray().Zip(draft["beats"]!.AsArray()))
        {
            foreach (var (inTable, name) in ((string, string)[])[("workload", "workload"), ("deviation", "deviation"), ("areaKm2", "areaKm2"), ("perimeterKm", "perimeterKm"), ("polsby", "polsbyPopper")])
            {
                beat![inTable]!.ToJsonString().ShouldBe(drafted![name]!.ToJsonString(), name);
            }
        }

        var edit = published["edit"]!;
        ((string)edit["parent"]!, (int)edit["moves"]!, (int)edit["areas"]!).ShouldBe((planId, 2, (int)draft["change"]!["areas"]!));
        ((string)edit["author"]!).ShouldBe((string)(await _home.SendAsync("GET", "/me")).ShouldBeDocumented(200, "get", "/me")["caller"]!);
        ((string)published["title"]!).ShouldBe("Patrol beats for Dos Puentes, edited by hand");
        var listed = (await _home.SendAsync("GET", $"{City}/plans")).ShouldBeDocumented(200, "get", CityTemplate + "/plans")["plans"]!.AsArray();
        listed.Where(plan => plan!["editOf"] is not null).Select(plan => ((string)plan!["planId"]!, (string)plan["editOf"]!)).ShouldBe([(editedId, planId)]);
    }

    [Fact]
    public async Task Moves_that_cannot_be_made_are_refused_with_what_to_do()
    {
        var planId = (string)(await _home.SendAsync("POST", $"{City}/plans", Request)).ShouldBeDocumented(202, "post", CityTemplate + "/plans")["planId"]!;
        await _home.WaitForPlanAsync(planId);
        foreach (var (body, status, said) in ((string, int, string)[])
        [
            ("""{"moves": [{"areas": ["03O1"], "beat": "1"}]}""", 400, "moves[0]: area \"03O1\" is not in the map"),
            ("""{"moves": [{"areas": ["0301"], "beat": "99"}]}""", 400, "moves[0]: there is no beat \"99\""),
            ("""{"moves": []}""", 400, "moves: is not a list of moves"),
            ("""{"moves": [{"merge": "1", "beat": "1"}]}""", 400, "moves: they change nothing"),
            ("""{"moves": [{"merge": "1", "beat": "2"}], "callsVersion": "of yesterday"}""", 409, "Calls were loaded since these figures were seen"),
        ])
        {
            var refused = (await _home.SendAsync("POST", $"{City}/plans/{planId}/edits", body)).ShouldBeDocumented(status, "post", EditsTemplate);
            ((string)refused["detail"]!).ShouldContain(said);
        }

        (await _home.SendAsync("POST", $"{City}/plans/0123456789abcdef0123456789abcdef/edits", """{"moves": []}""")).ShouldBeDocumented(404, "post", EditsTemplate);
    }

    [Fact]
    public async Task Other_beats_are_laid_over_a_plan_and_publish_as_what_they_are()
    {
        const string Template = PlanTemplate + "/moves";
        var planId = (string)(await _home.SendAsync("POST", $"{City}/plans", Request)).ShouldBeDocumented(202, "post", CityTemplate + "/plans")["planId"]!;
        await _home.WaitForPlanAsync(planId);
        var path = $"{City}/plans/{planId}/moves";
        var drawn = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot(), "samples", "todays_beats.geojson"));
        var file = new JsonObject { ["name"] = "todays_beats.geojson", ["text"] = drawn };
        var laid = (await _home.SendAsync("POST", path, file.ToJsonString())).ShouldBeDocumented(200, "post", Template);
        var names = JsonNode.Parse(drawn)!["features"]!.AsArray().Select(feature => feature!["properties"]!.AsObject().First(field => field.Key.Equals("beat", StringComparison.OrdinalIgnoreCase)).Value!.ToString()).Distinct().ToArray();
        ((int)laid["beats"]!, laid["joined"]!.AsArray().Count, laid["byGround"]!.AsArray().Count).ShouldBe((names.Length, 0, 0));
        laid["notes"]!.AsArray().ShouldNotBeEmpty();

        var dry = await _home.SendAsync("POST", $"{City}/plans/{planId}/edits?dryRun=true", new JsonObject { ["moves"] = laid["moves"]!.DeepClone() }.ToJsonString());
        var draft = dry.ShouldBeDocumented(200, "post", EditsTemplate);
        draft["names"]!.AsArray().Select(name => (string)name!).ShouldBe(names, ignoreOrder: true);

        // The same as rows: what the moves make of the plan, area by area, and that again as a file.
        await using var sample = File.OpenRead(Path.Combine(SharedData.RepositoryRoot(), "samples", "city.zip"));
        var ids = CityMapReader.Read("city.zip", sample).Areas.Select(area => area.Id).ToArray();
        var rows = ids.Zip(draft["beatOfArea"]!.AsArray(), (id, beat) => $"{id},{(string)draft["names"]![(int)beat! - 1]!}").ToArray();
        var asRows = new JsonObject { ["name"] = "today.csv", ["text"] = "area_id,beat\n" + string.Join('\n', rows.Skip(1)) };
        var again = (await _home.SendAsync("POST", path, asRows.ToJsonString())).ShouldBeDocumented(200, "post", Template);
        again["joined"]!.AsArray().Select(id => (string)id!).ShouldBe([ids[0]]);
        (await _home.SendAsync("POST", path, new JsonObject { ["plan"] = planId }.ToJsonString())).ShouldBeDocumented(200, "post", Template)["moves"]!.AsArray().ShouldBeEmpty();
        foreach (var (body, said) in new[]
        {
            ("{}", "no beats are named"), ("{\"adopted\": true}", "nobody has said which beats the city patrols"), ("{\"plan\": \"x\"}", "there is no plan \"x\""),
            ("{\"plan\": \"x\", \"adopted\": true}", "more than one set of them"), ("{\"name\": \"a.csv\", \"text\": \"area_id,beat\\nnowhere,1\"}", "they name no area of this map"),
        })
        {
            ((string)(await _home.SendAsync("POST", path, body)).ShouldBeDocumented(400, "post", Template)["detail"]!).ShouldContain(said);
        }

        // A plan that began with them has them by that word too, while nobody has said which beats are patrolled.
        var pairs = new JsonArray([.. rows.Select(row => new JsonArray(row.Split(',')[0], row.Split(',')[1]))]);
        var asked = JsonNode.Parse(Request)!.AsObject();
        (asked["beats"], asked["current"]) = (names.Length, pairs.DeepClone());
        var began = (string)(await _home.SendAsync("POST", $"{City}/plans", asked.ToJsonString())).ShouldBeDocumented(202, "post", CityTemplate + "/plans")["planId"]!;
        await _home.WaitForPlanAsync(began);
        var other = $"{City}/plans/{began}/moves";
        var back = (await _home.SendAsync("POST", other, """{"adopted": true}""")).ShouldBeDocumented(200, "post", Template);
        MovesOf(back).ShouldNotBeEmpty();
        MovesOf(back).ShouldBe(MovesOf((await _home.SendAsync("POST", other, file.ToJsonString())).ShouldBeDocumented(200, "post", Template)), ignoreOrder: true);

        // Once the city says that it patrols those beats, they are had by that word, and are the same moves.
        var adopted = new JsonObject { ["beats"] = pairs, ["name"] = "today", ["from"] = "2024-01-01" };
        (await _home.SendAsync("POST", $"{City}/adopted", adopted.ToJsonString())).ShouldBeDocumented(200, "post", CityTemplate + "/adopted");
        var patrolled = (await _home.SendAsync("POST", path, """{"adopted": true}""")).ShouldBeDocumented(200, "post", Template);
        MovesOf(patrolled).ShouldBe(MovesOf(laid), ignoreOrder: true);

        static IEnumerable<string> MovesOf(JsonNode answer) =>
            answer["moves"]!.AsArray().SelectMany(move => move!["areas"]!.AsArray().Select(area => $"{(string)area!} to {(string)move["beat"]!}"));
    }

    [Fact]
    public async Task Of_two_who_keep_a_draft_at_once_one_is_told_and_nothing_is_overwritten()
    {
        var planId = (string)(await _home.SendAsync("POST", $"{City}/plans", Request)).ShouldBeDocumented(202, "post", CityTemplate + "/plans")["planId"]!;
        await _home.WaitForPlanAsync(planId);
        const string DraftTemplate = CityTemplate + "/drafts/{id}";
        var path = $"{City}/drafts/{planId}";
        (await _home.SendAsync("GET", path)).Status.ShouldBe(404);
        (await _home.SendAsync("PUT", path, Draft(1))).Status.ShouldBe(428);
        var first = await _home.SendAsync("PUT", path, Draft(1), ("if-none-match", "*"));
        first.ShouldBeDocumented(200, "put", DraftTemplate);
        (await _home.SendAsync("PUT", path, Draft(9), ("if-none-match", "*"))).Status.ShouldBe(412);

        // Eight browsers that saw the same version.
        var tag = first.Headers["etag"];
        var answers = await Task.WhenAll(Enumerable.Range(2, 8).Select(strokes => _home.SendAsync("PUT", path, Draft(strokes), ("if-match", tag))));
        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.Count(answer => answer.Status == 412).ShouldBe(7);
        var kept = await _home.SendAsync("GET", path);
        var document = kept.ShouldBeDocumented(200, "get", DraftTemplate);
        document["draft"]!["strokes"]!.AsArray().Count.ShouldBe((int)document["strokes"]!);
        kept.Headers["etag"].ShouldBe(answers.Single(answer => answer.Status == 200).Headers["etag"]);
        (await _home.SendAsync("PUT", $"{path}.2", Draft(3), ("if-none-match", "*"))).Status.ShouldBe(200);
        var listed = (await _home.SendAsync("GET", $"{City}/drafts")).ShouldBeDocumented(200, "get", CityTemplate + "/drafts")["drafts"]!.AsArray();
        listed.Select(draft => ((string)draft!["id"]!, (string)draft["planId"]!, draft["draft"])).ShouldBe([(planId, planId, null), ($"{planId}.2", planId, null)]);
        foreach (var (wrong, body, status) in new[]
        {
            ($"{path}.1", Draft(1), 404), ($"{path}.02", Draft(1), 404), ($"{path}.100", Draft(1), 404), ($"{City}/drafts/{new string('0', 32)}", Draft(1), 404),
            (path, "[]", 400), (path, "{\"strokes\": 1}", 400), (path, "{\"strokes\": [], \"undone\": [], \"locked\": [], \"lockedAreas\": [], \"more\": []}", 400),
            (path, Draft(1).Replace("[0]", "[-1]"), 400), (path, Draft(1).Replace("[0]", "[\"0\"]"), 400), (path, Draft(1).Replace("\"beat\"", "\"to\""), 400),
            (path, Draft(1).Replace("\"1\"", "\"\""), 400), (path, Draft(1).Replace("\"areas\":[0]", "\"areas\":[0],\"merge\":\"2\""), 400),
            (path, Draft(1)[..^1] + ",\"snapshots\":[{\"name\":\"a\"}]}", 400),
        })
        {
            (await _home.SendAsync("PUT", wrong, body, ("if-match", "*"))).Status.ShouldBe(status, $"{wrong} {body}");
        }

        static string Draft(int strokes) => new JsonObject
        {
            ["strokes"] = new JsonArray([.. Enumerable.Range(0, strokes).Select(area => new JsonObject { ["areas"] = new JsonArray(area), ["beat"] = "1" })]),
            ["undone"] = new JsonArray(),
            ["locked"] = new JsonArray(),
            ["lockedAreas"] = new JsonArray(),
        }.ToJsonString();
    }
}
