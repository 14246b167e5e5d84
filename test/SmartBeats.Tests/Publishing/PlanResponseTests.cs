using System.Text;
using SmartBeats.Districting;
using SmartBeats.Publishing;
using SmartBeats.Requests;
using SmartBeats.Response;

namespace SmartBeats.Tests.Publishing;

public class PlanResponseTests
{
    [Fact]
    public void Evaluation_comes_back_from_plan_json_as_it_was_published()
    {
        var material = Evaluated();
        var read = PlanJson.Read(PlanJson.Write(material), "plan.json").Plan;
        ResponseJson.Write(read.Response!).ShouldBe(ResponseJson.Write(material.Plan.Response!));
        ResponseJson.Write(read.Alternatives[0].Response!).ShouldBe(ResponseJson.Write(material.Plan.Alternatives[0].Response!));
    }

    [Fact]
    public void Plan_without_an_evaluation_says_nothing_of_response()
    {
        Encoding.UTF8.GetString(PlanJson.Write(SamplePlan.Of())).ShouldNotContain("response");
        PlanJson.Read(PlanJson.Write(SamplePlan.Of()), "plan.json").Plan.Response.ShouldBeNull();
    }

    [Fact]
    public void Summary_says_what_patrols_notice_and_what_was_gained_at_what_cost()
    {
        var text = Encoding.UTF8.GetString(PlanSummary.Write(Evaluated()));
        text.ShouldContain("- A patrol unit spends 30% of its time on calls; the busiest (beat 3) 33%, the idlest (beat 1) 27%.");
        text.ShouldContain("- Priority 1 calls are answered in 5.2 minutes on average.");
        text.ShouldContain("- Of an hour on duty 18 minutes go to calls, 12 to other duties, and 30 are free for patrol.");
        text.ShouldContain("- Before, in the most compact plan: 12 points between the busiest and the idlest unit, priority 1 calls answered in 5.90 minutes,");
        text.ShouldContain(" After, designed on response: 6 points, priority 1 calls answered in 5.20 minutes, within ");
        text.ShouldContain("busiest unit 36%, priority 1 calls answered in 5.90 minutes.");
    }

    [Fact]
    public void Page_shows_use_per_beat_the_sentences_and_every_assumption()
    {
        var page = PlanPublisher.Files(Evaluated()).File("map.html").Text();
        page.ShouldContain("What patrols and callers will notice");
        page.ShouldContain("Busy %");
        page.ShouldContain("Priority 1 answered in");
        page.ShouldContain("Calls are answered by giants.");
    }

    private static PlanMaterial Evaluated()
    {
        var material = SamplePlan.Of(request: new PlanRequest { Beats = 3, Seed = 7, Goal = Goal.Response, Tolerance = .5 });
        var plan = material.Plan with
        {
            Response = Evaluation(.03, 5.2),
            Alternatives = [material.Plan.Alternatives[0] with { Goal = Goal.Compact, Response = Evaluation(.06, 5.9) }],
        };
        return material with { Plan = plan };
    }

    private static ResponseEvaluation Evaluation(double apart, double minutes)
    {
        Estimate Point(double value) => new(value, value, value);
        return new ResponseEvaluation(
            "exact hypercube model",
            [new BeatResponse(1, Point(.3 - apart), 3), new BeatResponse(2, Point(.3), 3), new BeatResponse(3, Point(.3 + apart), 3)],
            .3, Point(2 * apart), .1,
            [new PriorityEvaluation(1, 2, Point(minutes), null)],
            Point(minutes), Point(.3), .01, new TimeOnDuty(.3, .2, .5), ["Calls are answered by giants."]);
    }
}
