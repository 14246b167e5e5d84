using SmartBeats.Demand;
using SmartBeats.Response;

namespace SmartBeats.Tests.Demand;

public class BacktestResultTests
{
    private static readonly BacktestSplit _forward = new(new DayRange(0, 69), new DayRange(70, 97), false);

    [Fact]
    public void A_plan_is_scored_on_the_life_s_calls_alone_and_today_s_beats_beside()
    {
        // Three areas: 10 calls a day each in the past; 10, 20 and 30 in the life. Beats: two areas and one.
        int[] areas = [.. Enumerable.Range(0, 98 * 3).Select(row => row % 3)];
        int[] days = [.. Enumerable.Range(0, 98 * 3).Select(row => row / 3)];
        long[] loads = [.. areas.Zip(days, (area, day) => day < 70 ? 10L : 10 * (area + 1))];
        var scored = BacktestCase.Score(_forward, 7, new DatedLoads(areas, days, loads), [0, 0, 1], 2, [0, 1, -1]);

        scored.PastCalls.ShouldBe(2100);
        scored.LaterCalls.ShouldBe(28 * 60);
        scored.PastSpread.ShouldBe(1 / 3.0, 1e-12, "20 and 10 about 15");
        scored.LaterSpread.ShouldBe(0, 1e-12, "30 and 30");
        scored.LaterWorst.ShouldBe(0, 1e-12);
        scored.TodaysSpread!.Value.ShouldBe(1 / 3.0, 1e-12, "10 and 20 about 15, the third area in no beat");
        scored.Seed.ShouldBe(7UL);
    }

    [Fact]
    public void What_it_comes_to_is_said_with_chance_control_seeds_and_today()
    {
        var reversed = new BacktestSplit(new DayRange(28, 97), new DayRange(0, 27), true);
        var result = new BacktestResult(12, [Case(_forward, 1, 0.10, true), Case(_forward, 2, 0.12, true), Case(reversed, 1, 0.13, false), Case(reversed, 2, 0.13, true)], []);
        string[] expected =
        [
            "Beats 0.6% apart on the calls they were drawn on are 11.0% apart on the calls after (1 origin, 2 seeds); chance alone makes 4.0%.",
            "With time reversed, the control for a trend that happens to suit the plan: 13.0%.",
            "Seeds of one split lie 9% of the figure apart: a difference smaller than that between two plans says nothing.",
            "Today's beats are 12.5% apart on the same calls, the plans 12.0%; the plan is the evener in 2 of 4.",
            "The 90% interval foretold from the past alone held what came in 3 of 4.",
        ];
        result.Describe().ShouldBe(expected);
    }

    [Fact]
    public void Json_holds_days_and_figures_as_printed()
    {
        var json = new BacktestResult(12, [Case(_forward, 1, 0.123456, true)], ["A note."]).ToJson();
        json.ShouldContain("\"past\": \"1970-01-01..1970-03-11\"");
        json.ShouldContain("\"laterSpread\": 0.1235,");
        json.ShouldContain("\"A note.\"");
        json.ShouldEndWith("}\n");
    }

    private static BacktestCase Case(BacktestSplit split, ulong seed, double later, bool holds) => new(
        split, seed, 2100, 1000, 0.006, later, 0.3, 0.04, holds ? new Estimate(later, later - 0.02, later + 0.02) : new Estimate(0.2, 0.18, 0.22), new Estimate(0.3, 0.2, 0.5), 0.125);
}
