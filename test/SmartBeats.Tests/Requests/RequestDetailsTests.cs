using SmartBeats.Requests;

namespace SmartBeats.Tests.Requests;

public class RequestDetailsTests
{
    [Fact]
    public void Natures_sources_and_diversion_are_read_and_written_in_one_form()
    {
        var request = PlanRequestJson.Parse(
            "request", """{"beats":3,"natures":["THEFT, OTHER","ALARM","ALARM"],"sources":["Unknown","citizen"],"workload":"time-on-scene","diversion":{"NOISE":0.50,"ALARM":1}}""");
        request.Natures.ShouldBe(["ALARM", "THEFT, OTHER"]);
        request.Sources.ShouldBe([CallOrigin.Citizen, CallOrigin.Unknown]);
        request.Workload.ShouldBe(WorkloadKind.TimeOnScene);
        var canonical = PlanRequestJson.Canonical(request);
        canonical.ShouldContain("\"workload\":\"time-on-scene\"");
        canonical.ShouldEndWith("\"natures\":[\"ALARM\",\"THEFT, OTHER\"],\"sources\":[\"citizen\",\"unknown\"],\"diversion\":{\"ALARM\":1,\"NOISE\":0.5}}");
        PlanRequestJson.Canonical(PlanRequestJson.Parse("request", canonical)).ShouldBe(canonical);
    }

    [Fact]
    public void A_request_without_them_is_written_as_before_they_existed()
    {
        var canonical = PlanRequestJson.Canonical(new PlanRequest { Beats = 3 });
        canonical.ShouldNotContain("natures");
        canonical.ShouldNotContain("sources");
        canonical.ShouldNotContain("diversion");
    }

    [Fact]
    public void In_a_text_commas_part_natures_unless_they_stand_between_double_quotes()
    {
        var reading = PlanRequestJson.ReadFields([new("beats", "1"), new("natures", "ALARM, \"THEFT, OTHER\",,NOISE"), new("sources", "citizen,officer")]);
        reading.Request!.Natures.ShouldBe(["ALARM", "NOISE", "THEFT, OTHER"]);
        reading.Request.Sources.ShouldBe([CallOrigin.Citizen, CallOrigin.Officer]);
        ListText.Split(null).ShouldBeNull();
        ListText.Split("a,b ,\"c,d\"").ShouldBe(["a", "b", "c,d"]);
    }

    [Theory]
    [InlineData("\"sources\":[\"citizens\"]", "an entry of sources is \"citizens\", not one of citizen, officer, unknown (did you mean \"citizen\"?). Write who may have begun a call, such as [\"citizen\"]; leave it out for anybody.")]
    [InlineData("\"natures\":[5]", "an entry of natures is 5, not a nature in quotes, of at most 200 characters. Write a list such as [\"BURGLARY\"], each as the calls file writes it; leave it out for all.")]
    [InlineData("\"diversion\":0.5", "diversion is 0.5, not an object of natures and their shares. Write the share of each nature that is handled otherwise, such as {\"NOISE COMPLAINT\": 0.5}.")]
    [InlineData("\"diversion\":{\"NOISE\":1.5}", "a share of diversion is 1.5, not a fraction above 0 and at most 1 with at most three decimals. Write the share of each nature that is handled otherwise, such as {\"NOISE COMPLAINT\": 0.5}.")]
    [InlineData("\"diversion\":{}", "diversion names no nature. Write the share of each nature that is handled otherwise, such as {\"NOISE COMPLAINT\": 0.5}.")]
    [InlineData("\"workload\":\"time-on-scene\",\"balance\":{\"service-minutes\":1}", "balance and workload name both service-minutes and time-on-scene, two measures of one thing. Keep one of them.")]
    public void What_cannot_be_is_refused_by_name(string field, string message) =>
        Should.Throw<InputException>(() => PlanRequestJson.Parse("request", $"{{\"beats\":3,{field}}}")).Message.ShouldBe($"request: {message}");
}
