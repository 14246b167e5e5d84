using System.Text;

namespace SmartBeats.Requests;

public class RequestWishesTests
{
    [Fact]
    public void Wishes_are_read_and_written_canonically_only_where_they_are_asked_for()
    {
        var plain = PlanRequestJson.Canonical(PlanRequestJson.Parse("request", """{"beats":3}"""));
        plain.ShouldEndWith("\"bridges\":true}");
        var wished = PlanRequestJson.Parse("request", """{"beats":3,"balance":{"service-minutes":0.50,"calls":1},"equalArea":0.5,"changeBudget":0.1,"lockBeats":[7,"3",7],"stationWeight":2}""");
        PlanRequestJson.Canonical(wished).ShouldBe(plain[..^1]
            + ",\"balance\":{\"calls\":1,\"service-minutes\":0.5},\"equalArea\":0.5,\"changeBudget\":0.1,\"lockBeats\":[\"3\",\"7\"],\"stationWeight\":2}");
        PlanRequestJson.Canonical(PlanRequestJson.Parse("request", PlanRequestJson.Canonical(wished))).ShouldBe(PlanRequestJson.Canonical(wished));
    }

    [Fact]
    public void No_wish_at_all_is_the_same_request_as_none_given() =>
        PlanRequestJson.Canonical(PlanRequestJson.Parse("request", """{"beats":3,"equalArea":0,"lockBeats":[],"balance":null}"""))
            .ShouldBe(PlanRequestJson.Canonical(PlanRequestJson.Parse("request", """{"beats":3}""")));

    [Fact]
    public void Workload_is_the_first_criterion_and_counts_one()
    {
        var request = PlanRequestJson.Parse("request", """{"beats":3,"workload":"service-minutes","balance":{"calls":1,"service-minutes":4}}""");
        RequestCriterion.Of(request).ShouldBe([
            new RequestCriterion("service-minutes", WorkloadKind.ServiceMinutes, 1),
            new RequestCriterion("calls", WorkloadKind.Calls, 0.25)]);
        RequestCriterion.Of(PlanRequestJson.Parse("request", """{"beats":3,"balance":{"service-minutes":0.5}}""")).ShouldBe([
            new RequestCriterion("calls", WorkloadKind.Calls, 1),
            new RequestCriterion("service-minutes", WorkloadKind.ServiceMinutes, 0.5)]);
    }

    [Fact]
    public void Flags_and_forms_take_the_same_values_as_text()
    {
        var read = PlanRequestJson.ReadFields([new("beats", "3"), new("changeBudget", "0.1"), new("lockBeats", "7,3")]).Request!;
        (read.ChangeBudget, string.Join(' ', read.LockBeats)).ShouldBe((0.1, "3 7"));
    }

    [Theory]
    [InlineData("\"balance\":{\"cals\":1}", "balance has no criterion \"cals\" (did you mean \"calls\"?). Criteria are calls, service-minutes, time-on-scene, priority-weights.")]
    [InlineData("\"balance\":{\"calls\":0}", "balance.calls is 0, not a weight above 0 and at most 1000 with at most three decimals. Write such as {\"calls\": 1, \"service-minutes\": 0.5}.")]
    [InlineData("\"balance\":{}", "balance names no criterion. Write such as {\"calls\": 1, \"service-minutes\": 0.5}.")]
    [InlineData("\"balance\":\"calls\"", "balance is \"calls\", not an object of criteria and their weights. Write such as {\"calls\": 1, \"service-minutes\": 0.5}.")]
    [InlineData("\"balance\":{\"priority-weights\":1}", "balance names priority-weights, and workload gives none. Write the weights as workload, such as {\"1\": 3, \"2\": 2}.")]
    [InlineData("\"equalArea\":2", "equalArea is 2, not a number from 0 (no matter) to 1 (as far as the tolerance allows). Write a fraction such as 0.1.")]
    [InlineData("\"changeBudget\":\"much\"", "changeBudget is \"much\", not a share of the workload from 0 to 1. Write a fraction such as 0.1.")]
    [InlineData("\"stationWeight\":0", "stationWeight is 0, not a number above 0 and at most 10. Write 1 to count distance to the station as much as borders; leave it out for that.")]
    [InlineData("\"lockBeats\":[true]", "an entry of lockBeats is true, not a beat's number or name. Write a list such as [3, 7]: beats of the current plan.")]
    [InlineData("\"goal\":\"response\",\"equalArea\":1", "goal response leaves aside equalArea. Leave them out, or choose compact, tightest or compromise.")]
    [InlineData("\"change_budget\":0.1", "\"change_budget\" is no field of a request (did you mean \"changeBudget\"?)", true)]
    [InlineData("\"station\":[]", "\"station\" is no field of a request (did you mean \"stations\"?)", true)]
    [InlineData("\"stations\":\"north\"", "stations is \"north\", not a list such as [{\"id\": \"North\", \"lon\": -112.19, \"lat\": 33.55}]. Write it so, or give the file beside the request.")]
    public void A_fault_is_said_with_its_value_and_what_to_write(string field, string message, bool isBeginning = false)
    {
        var said = Should.Throw<InputException>(() => PlanRequestJson.Parse("request", $$"""{"beats":3,{{field}}}""")).Message;
        (isBeginning ? said[..Math.Min(said.Length, message.Length + 9)] : said).ShouldBe("request: " + message);
    }

    [Fact]
    public void What_stands_in_the_place_of_a_file_is_handed_on_and_never_dropped()
    {
        const string json = """{"beats":3,"stations":[{"id":"N","lon":1,"lat":2}],"current":"0123456789abcdef0123456789abcdef"}""";
        var reading = PlanRequestJson.Read(Encoding.UTF8.GetBytes(json));
        reading.Sides.ShouldBe([
            new InlineSide("stations", """[{"id":"N","lon":1,"lat":2}]"""),
            new InlineSide("current", "\"0123456789abcdef0123456789abcdef\"")]);
        reading.Request.ShouldNotBeNull();
        Should.Throw<InputException>(() => PlanRequestJson.Parse("request", json)).Message.ShouldBe("request: stations cannot be given within it here. Leave it out.");
    }

    [Fact]
    public void Beats_left_out_are_part_of_the_request_and_need_a_number_of_beats()
    {
        var read = PlanRequestJson.Parse("request", """{"beats":3,"withoutBeats":["H2",7,"H2"]}""");
        read.WithoutBeats.ShouldBe(["7", "H2"]);
        PlanRequestJson.Canonical(read).ShouldContain("\"withoutBeats\":[\"7\",\"H2\"]");
        PlanRequestJson.Canonical(PlanRequestJson.Parse("request", """{"beats":3}""")).ShouldNotContain("withoutBeats");
        Should.Throw<InputException>(() => PlanRequestJson.Parse("request", """{"workloadPerBeat":100,"withoutBeats":["H2"]}"""))
            .Message.ShouldContain("withoutBeats is given without beats");
    }
}
