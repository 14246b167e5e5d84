namespace SmartBeats.Requests;

public class RequestSignalsTests
{
    [Theory]
    [InlineData("""{"crashes":0.2}""", "\"weigh\":{\"calls\":0.8,\"crashes\":0.2}")]
    [InlineData("""{"CALLS":0.8,"POP":0.2}""", "\"weigh\":{\"CALLS\":0.8,\"POP\":0.2}")]
    [InlineData("""{"crashes":2,"calls":8}""", "\"weigh\":{\"calls\":8,\"crashes\":2}")]
    [InlineData("""{"crashes":0.2,"calls":0}""", "\"weigh\":{\"crashes\":0.2}")]
    public void What_shares_leave_of_one_is_the_calls(string weigh, string canonical) =>
        PlanRequestJson.Canonical(Parse($"\"weigh\":{weigh}")).ShouldContain(canonical);

    [Theory]
    [InlineData("\"weigh\":{\"calls\":1}")]
    [InlineData("\"weigh\":null")]
    [InlineData("\"keepWhole\":[]")]
    [InlineData("\"keepWhole\":{\"HOOD\":0}")]
    public void Asking_for_calls_alone_or_no_wish_is_the_request_of_before(string field) =>
        PlanRequestJson.Canonical(Parse(field)).ShouldBe(PlanRequestJson.Canonical(PlanRequestJson.Parse("request", """{"beats":3}""")));

    [Fact]
    public void Keep_whole_is_a_name_a_list_or_names_with_weights()
    {
        const string canonical = "\"keepWhole\":{\"HOOD\":1}";
        PlanRequestJson.Canonical(Parse("\"keepWhole\":\"HOOD\"")).ShouldContain(canonical);
        PlanRequestJson.Canonical(Parse("\"keepWhole\":[\"HOOD\"]")).ShouldContain(canonical);
        PlanRequestJson.Canonical(Parse("\"keepWhole\":{\"HOOD\":1.0}")).ShouldContain(canonical);
        var all = Parse("\"keepWhole\":{\"B\":2,\"A\":0.5},\"label\":\"NAME\",\"weigh\":{\"x\":1},\"balance\":{\"x\":0.5,\"calls\":1}");
        PlanRequestJson.Canonical(PlanRequestJson.Parse("request", PlanRequestJson.Canonical(all))).ShouldBe(PlanRequestJson.Canonical(all));
        all.BalanceSignals.ShouldHaveSingleItem().ShouldBe(new("x", 0.5m));
    }

    [Theory]
    [InlineData("\"weigh\":{\"crashes\":-1}", "weigh.crashes is -1, not a weight from 0 to 1000 with at most three decimals.")]
    [InlineData("\"weigh\":{\"crashes\":\"NaN\"}", "weigh.crashes is \"NaN\", not a weight from 0 to 1000 with at most three decimals.")]
    [InlineData("\"weigh\":{\"crashes\":0}", "weigh gives nothing a share: its weights add up to 0.")]
    [InlineData("\"weigh\":{}", "weigh names nothing.")]
    [InlineData("\"weigh\":\"crashes\"", "weigh is \"crashes\", not an object of names and their weights.")]
    [InlineData("\"weigh\":{\"x\":1},\"goal\":\"response\"", "goal response rests on calls alone, and weigh gives x a share of the workload.")]
    [InlineData("\"weigh\":{\"x\":1},\"shifts\":[\"6-14\",\"14-6\"]", "a map for each shift rests on calls alone, and weigh gives x a share of the workload.")]
    [InlineData("\"weigh\":{\"x\":1},\"backtest\":true", "a back-test rests on calls alone, and weigh gives x a share of the workload.")]
    [InlineData("\"keepWhole\":{\"HOOD\":11}", "keepWhole.HOOD is 11, not a weight from 0 to 10 with at most three decimals.")]
    [InlineData("\"goal\":\"response\",\"keepWhole\":\"HOOD\"", "goal response leaves aside keepWhole.")]
    public void A_fault_is_said_with_its_value(string fields, string message) =>
        Should.Throw<InputException>(() => Parse(fields)).Message.ShouldStartWith("request: " + message);

    private static PlanRequest Parse(string fields) => PlanRequestJson.Parse("request", $$"""{"beats":3,{{fields}}}""");
}
