using System.Text;
using System.Text.Json.Nodes;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Tests.Publishing;

public class PlanJsonTests
{
    private static byte[] Changed(Action<JsonObject> change)
    {
        var json = JsonNode.Parse(PlanJson.Write(SamplePlan.Of()))!.AsObject();
        change(json);
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    private static string Fault(byte[] json) => Should.Throw<InputException>(() => PlanJson.Read(json, "plan.json")).Message;

    [Fact]
    public void Plan_is_written_as_the_golden_file_has_it() => PlanJson.Write(SamplePlan.Of()).ShouldBeGolden("plan.json");

    [Fact]
    public void Golden_plan_of_schema_version_1_opens()
    {
        var file = PlanJson.Read(File.ReadAllBytes(Path.Combine(Golden.Folder, "plan.json")), "plan.json");
        file.Plan.BeatCount.ShouldBe(3);
        file.AreaIds[11].ShouldBe("a11");
        file.Plan.BeatOfArea[11].ShouldBe(3);
        file.CallsCounted.ShouldBe(1395);
        file.CallsOutside.ShouldBe(17);
    }

    [Fact]
    public void What_is_read_back_is_what_was_written()
    {
        var material = SamplePlan.Of(request: new PlanRequest
        {
            Beats = 3,
            Seed = ulong.MaxValue,
            Priorities = [1, 3],
            From = new NodaTime.LocalDateTime(2019, 1, 1, 0, 0),
            Hours = new HourRange(22, 6),
        });
        var file = PlanJson.Read(PlanJson.Write(material), "plan.json");
        var (read, written) = (file.Plan, material.Plan);
        PlanRequestJson.Canonical(read.Request).ShouldBe(PlanRequestJson.Canonical(written.Request));
        read.BeatOfArea.ShouldBe(written.BeatOfArea);
        read.Measures.Beats.ShouldBe(written.Measures.Beats);
        read.Measures.ForcedAreas.ShouldBe(written.Measures.ForcedAreas);
        (read.Measures with { Beats = [], ForcedAreas = [], ForcedShares = [] }).ToString().ShouldBe((written.Measures with { Beats = [], ForcedAreas = [], ForcedShares = [] }).ToString());
        read.Measures.ForcedShares.ShouldBe(written.Measures.ForcedShares);
        read.Measures.ForcedShares.ShouldNotBeEmpty();
        read.Alternatives.Single().BeatOfArea.ShouldBe(written.Alternatives.Single().BeatOfArea);
        read.Alternatives.Single().Measures.Gap.ShouldBe(written.Alternatives.Single().Measures.Gap);
        (read.City, read.PlanId, read.EngineVersion, read.MapVersion, read.CallsVersion, read.LowerBoundReason, read.Truncated)
            .ShouldBe((written.City, written.PlanId, written.EngineVersion, written.MapVersion, written.CallsVersion, written.LowerBoundReason, written.Truncated));
        read.Notes.ShouldBe(written.Notes);
        file.MapIdField.ShouldBe("NAME");
    }

    [Theory]
    [InlineData("0007")]
    [InlineData("</script><img src=x onerror=alert(1)>")]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("\"quoted\", \\ and \u2028 é")]
    public void An_area_id_survives_whatever_it_is_made_of(string id)
    {
        var material = SamplePlan.Of(index => index == 4 ? id : $"a{index}");
        PlanJson.Read(PlanJson.Write(material), "plan.json").AreaIds[4].ShouldBe(id);
    }

    [Fact]
    public void Members_a_later_version_added_are_ignored()
    {
        var json = Changed(plan =>
        {
            plan["staffing"] = new JsonObject { ["officers"] = 12 };
            plan["measures"]!["newFigure"] = 1.5;
            plan["assignment"]![0]!["note"] = "x";
            plan["alternatives"]![0]!["label"] = "y";
        });
        PlanJson.Read(json, "plan.json").Plan.BeatCount.ShouldBe(3);
    }

    [Fact]
    public void A_newer_schema_version_is_refused_by_number() => Fault(Changed(plan => plan["schemaVersion"] = 2)).ShouldBe(
        "plan.json: is a plan of schema version 2, this SmartBeats reads up to 1. Open it with the SmartBeats that wrote it, or a newer one.");

    [Fact]
    public void Faults_are_named()
    {
        const string Remedy = ". Use the file as SmartBeats wrote it, or design the plan again.";
        Fault(Encoding.UTF8.GetBytes("{\n\"schemaVersion\": 1,\n oops")).ShouldBe("plan.json:3: is not a readable plan.json" + Remedy);
        Fault([]).ShouldStartWith("plan.json:1: is not a readable plan.json");
        Fault("[]"u8.ToArray()).ShouldBe("plan.json: is not a readable plan.json: it has no schemaVersion" + Remedy);
        Fault("{\"schemaVersion\":1}"u8.ToArray()).ShouldStartWith("plan.json");
        Fault(Changed(plan => plan["assignment"]![2]!["beat"] = 4)).ShouldBe("plan.json: is not a readable plan.json: beat 4 is not among 1 to 3" + Remedy);
        Fault(Changed(plan => plan["assignment"]![2]!["area"] = "a01")).ShouldBe("plan.json: is not a readable plan.json: area \"a01\" is assigned twice" + Remedy);
        Fault(Changed(plan => plan["alternatives"]![0]!["assignment"]!.AsArray().RemoveAt(0))).ShouldBe(
            "plan.json: is not a readable plan.json: an alternative assigns 11 areas, the plan 12" + Remedy);
        Fault(Changed(plan => plan["measures"]!["forcedAreas"] = new JsonArray("nowhere"))).ShouldBe(
            "plan.json: is not a readable plan.json: forced area \"nowhere\" is not assigned" + Remedy);
    }

    [Fact]
    public void Every_mutation_of_a_plan_is_read_or_refused_in_words()
    {
        var good = PlanJson.Write(SamplePlan.Of());
        var random = new SeededRandom(42);
        for (var i = 0; i < 3000; i++)
        {
            var bytes = good.ToArray();
            for (var j = random.Next(4); j >= 0; j--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                PlanJson.Read(random.Next(5) == 0 ? bytes.AsSpan(0, random.Next(bytes.Length)) : bytes, "plan.json");
            }
            catch (InputException)
            {
            }
        }
    }
}
