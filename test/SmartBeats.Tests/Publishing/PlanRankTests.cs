using System.Text;
using SmartBeats.Districting.Ranking;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Tests.Publishing;

public class PlanRankTests
{
    private static readonly PlanRank _rank = new(1000, 640, 0.01, 640, 0.98125, 1);

    [Fact]
    public void Rank_comes_back_from_plan_json_and_a_plan_without_one_says_nothing_of_it()
    {
        PlanJson.Read(PlanJson.Write(Ranked(_rank)), "plan.json").Plan.Rank.ShouldBe(_rank with { LessEven = 0.9812 });
        Encoding.UTF8.GetString(PlanJson.Write(SamplePlan.Of())).ShouldNotContain("\"rank\"");
        PlanJson.Read(PlanJson.Write(SamplePlan.Of()), "plan.json").Plan.Rank.ShouldBeNull();
    }

    [Fact]
    public void Summary_and_page_say_among_how_many_plans_it_stands_where()
    {
        const string Sentence = "Of 1,000 random plans of as many beats, each in one piece, 640 keep the tolerance. Of those, 98.12% are less even than this plan and 100% have longer borders (plans cut from random spanning trees, which favour compact beats).";
        var files = PlanPublisher.Files(Ranked(_rank));
        files.File("summary.txt").Text().ShouldContain(Sentence);
        files.File("map.html").Text().ShouldContain(Sentence);
        PlanPublisher.Files(SamplePlan.Of()).File("summary.txt").Text().ShouldNotContain("random");
    }

    [Fact]
    public void A_looser_balance_is_said_and_so_is_that_chance_makes_nothing_comparable()
    {
        Summary(new PlanRank(1000, 1, 0.04, 250, 1, 0.5)).ShouldContain("1 keeps the tolerance. Of the 250 within 4%, 100% are less even than this plan and 50% have longer borders");
        Summary(new PlanRank(100, 0, 1, 0, 0, 0)).ShouldContain("0 keep the tolerance, and none comes near it: chance makes no plan this one could be compared with.");
    }

    private static string Summary(PlanRank rank) => PlanPublisher.Files(Ranked(rank)).File("summary.txt").Text();

    private static PlanMaterial Ranked(PlanRank rank)
    {
        var material = SamplePlan.Of(request: new PlanRequest { Beats = 3, Seed = 7, Rank = rank.Plans });
        return material with { Plan = material.Plan with { Rank = rank } };
    }
}
