using System.Text;
using SmartBeats.Calls;
using SmartBeats.Demand;
using SmartBeats.Publishing;
using SmartBeats.Response;
using SmartBeats.Tests.Publishing;

namespace SmartBeats.Tests.Demand;

public class PlanOutlookTests
{
    private static readonly PlanOutlook _seattle = new("2015-01-01", "2015-12-30")
    {
        Later = new LaterSpread(52, 1651.2, 0.0061, 0.0407, 0.04, 0.09, 1.2, new Estimate(0.1133, 0.0817, 0.1391), new Estimate(0.31, 0.22, 0.6)),
    };

    [Fact]
    public void Outlook_comes_back_from_plan_json_and_an_older_plan_has_none()
    {
        PlanJson.Read(PlanJson.Write(With(_seattle)), "plan.json").Plan.Outlook.ShouldBe(_seattle);
        var without = new PlanOutlook("2024-01-01", "2024-01-20") { Reason = "Too short." };
        PlanJson.Read(PlanJson.Write(With(without)), "plan.json").Plan.Outlook.ShouldBe(without);
        Encoding.UTF8.GetString(PlanJson.Write(SamplePlan.Of())).ShouldNotContain("outlook");
        PlanJson.Read(PlanJson.Write(SamplePlan.Of()), "plan.json").Plan.Outlook.ShouldBeNull();
    }

    [Fact]
    public void Summary_and_page_say_what_to_expect_and_what_chance_would_make()
    {
        var plan = With(_seattle);
        string[] expected =
        [
            "Equal within 0.94% on the calls of 2015. On next year's, expect beats some 11% apart (8 to 14); chance alone would make 4%.",
            "Apart is the standard deviation over the mean, and in nine of ten cases it comes to lie in the brackets. The worst beat is then some 31% off the mean (22 to 60).",
        ];
        OutlookWords.Describe(plan.Plan).ShouldBe(expected);
        var files = PlanPublisher.Files(plan);
        foreach (var sentence in expected)
        {
            files.File("summary.txt").Text().ShouldContain(sentence);
            files.File("map.html").Text().ShouldContain(sentence.Replace("'", "&#39;"));
        }
    }

    [Fact]
    public void Beats_far_from_equal_are_not_called_equal()
    {
        var plan = With(_seattle).Plan;
        plan = plan with { Measures = plan.Measures with { MaxDeviation = 1.3762, CoefficientOfVariation = 0.2314 } };
        OutlookWords.Describe(plan).First().ShouldBe("On the calls of 2015 beats are 23.1% apart. On next year's, expect beats some 11% apart (8 to 14); chance alone would make 4%.");
    }

    [Fact]
    public void A_past_that_is_no_calendar_year_is_named_by_its_days() =>
        OutlookWords.Describe(With(_seattle with { To = "2015-08-31" }).Plan).First()
            .ShouldContain("on the calls of 2015-01-01 to 2015-08-31. In the year after, expect beats some 11% apart");

    [Theory]
    [InlineData(7, 100, "How even the beats will stay is not foretold: that takes calls of 8 weeks, some of them in a row, and these lie in 7. Load calls of a longer time.")]
    [InlineData(10, 2, "How even the beats will stay is not foretold: that takes 30 calls a beat, and these are 20. Load calls of a longer time, or count more of them.")]
    public void A_past_too_short_or_too_thin_is_said_to_be(int weeks, long load, string reason)
    {
        var outlook = Foretell(weeks, load, beats: 2)!;
        outlook.Later.ShouldBeNull();
        outlook.Reason.ShouldBe(reason);
        OutlookWords.Describe(With(outlook).Plan).ShouldBe([reason]);
    }

    [Fact]
    public void One_beat_has_nothing_to_be_apart_from_and_a_plan_without_times_no_outlook()
    {
        Foretell(20, 100, beats: 1)!.Reason.ShouldBe("How even the beats will stay is not foretold: there is only one.");
        PlanOutlook.Foretell(null, [1, 2], 2, Workload(2, 100)).ShouldBeNull();
    }

    [Fact]
    public void Figures_are_those_of_the_weeks_by_beat()
    {
        var outlook = Foretell(30, 100, beats: 2)!;
        outlook.From.ShouldBe("2024-01-01");
        outlook.To.ShouldBe("2024-07-22");
        outlook.Later!.LoadPerBeat.ShouldBe(5200);
        outlook.Later.Chance.ShouldBe(Math.Sqrt(1 / 10_400.0), 1e-12);
    }

    [Theory]
    [InlineData("""{"beats": 2, "life": "28d"}""", 600, null)]
    [InlineData("""{"beats": 2, "for": "2024-08-02..2024-08-02"}""", 340, "How even the beats will stay is not foretold: 1 week brings a beat some 20 calls, and no method foretells fewer than 30. Ask for a longer time.")]
    public void A_beats_shift_on_one_day_is_not_foretold(string json, long calls, string? reason)
    {
        var request = SmartBeats.Requests.PlanRequestJson.Parse("request", json);
        var rows = Enumerable.Range(0, 60).ToArray();
        var past = new DatedLoads([.. rows.Select(row => row % 2)], [.. rows.Select(row => 19723 + row / 2 * 7)], [.. rows.Select(_ => 20L)]);

        // For a season the 17 weeks before count, for a life all 30.
        PlanOutlook.Foretell(past, [1, 2], 2, Workload(2, calls), request)!.Reason.ShouldBe(reason);
    }

    /// <summary>As many Mondays from 2024-01-01, the same load in every beat, which is one area.</summary>
    private static PlanOutlook? Foretell(int weeks, long load, int beats)
    {
        var rows = Enumerable.Range(0, weeks * beats).ToArray();
        var past = new DatedLoads([.. rows.Select(row => row % beats)], [.. rows.Select(row => 19723 + row / beats * 7)], [.. rows.Select(_ => load)]);
        return PlanOutlook.Foretell(past, [.. Enumerable.Range(1, beats)], beats, Workload(beats, weeks * load));
    }

    private static AreaWorkload Workload(int areas, long each)
    {
        long[] loads = [.. Enumerable.Repeat(each, areas)];
        return new AreaWorkload(loads, loads, 1, "calls", 0);
    }

    /// <summary>The sample plan as if its beats were even.</summary>
    private static PlanMaterial With(PlanOutlook outlook)
    {
        var material = SamplePlan.Of();
        return material with { Plan = material.Plan with { Outlook = outlook, Measures = material.Plan.Measures with { MaxDeviation = 0.0094 } } };
    }
}
