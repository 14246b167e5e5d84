using SmartBeats.Districting;
using SmartBeats.Requests;
using SmartBeats.Response;

namespace SmartBeats.Tests.Requests;

public class ResponseRequestTests
{
    [Fact]
    public void Goal_response_widens_the_tolerance_unless_one_is_given()
    {
        Parse("""{"beats": 9, "goal": "response"}""").Tolerance.ShouldBe(ResponseDesign.DefaultTolerance);
        Parse("""{"beats": 9, "goal": "response", "tolerance": 0.05}""").Tolerance.ShouldBe(.05);
        Parse("""{"beats": 9}""").Tolerance.ShouldBe(.01);
        Parse("""{"beats": 9, "goal": "response"}""").Goal.ShouldBe(Goal.Response);
    }

    [Fact]
    public void Assumptions_are_read_written_and_read_again()
    {
        var request = Parse("""{"beats": 9, "response": {"speedKmh": 32.5, "law": "straight", "minutes": [50, 25], "officers": [2, 1], "otherShare": 0.33}}""");
        request.Response.ShouldBe(new ResponseRequest
        {
            SpeedKmh = 32.5,
            Law = DistanceLaw.Straight,
            Minutes = new ValueList([50, 25]),
            Officers = new ValueList([2, 1]),
            OtherShare = .33,
        });
        Parse(PlanRequestJson.Canonical(request)).Response.ShouldBe(request.Response);
        PlanRequestJson.Canonical(Parse(PlanRequestJson.Canonical(request))).ShouldBe(PlanRequestJson.Canonical(request));
    }

    [Fact]
    public void True_takes_the_usual_assumptions_and_nothing_is_written_where_nothing_is_asked()
    {
        Parse("""{"beats": 9, "response": true}""").Response.ShouldBe(new ResponseRequest());
        Parse("""{"beats": 9, "response": false}""").Response.ShouldBeNull();
        PlanRequestJson.Canonical(Parse("""{"beats": 9}""")).ShouldNotContain("response");
    }

    [Theory]
    [InlineData("""{"speed": 40}""", "response has no part \"speed\"")]
    [InlineData("""{"speedKmh": 0}""", "response.speedKmh is 0, not a speed above 0 and up to 200 km/h")]
    [InlineData("""{"minutes": []}""", "response.minutes is a list, not one to nine numbers above 0 and up to 1440 minutes, by priority from 1")]
    [InlineData("""{"otherShare": 1}""", "response.otherShare is 1, not a share from 0 up to but without 1")]
    public void Wrong_part_is_named(string response, string message) =>
        Should.Throw<InputException>(() => Parse($$"""{"beats": 9, "response": {{response}}}""")).Message.ShouldContain(message);

    private static PlanRequest Parse(string json) => PlanRequestJson.Parse("request.json", json);
}
