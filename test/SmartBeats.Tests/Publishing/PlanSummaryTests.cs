using System.Text;
using SmartBeats.Calls;
using SmartBeats.Publishing;
using SmartBeats.Requests;
using SmartBeats.Tests.Metrics;

namespace SmartBeats.Tests.Publishing;

public class PlanSummaryTests
{
    private static string[] Lines(PlanMaterial material) => Encoding.UTF8.GetString(PlanSummary.Write(material)).TrimEnd('\n').Split('\n');

    [Theory]
    [InlineData(0.13, "No plan can be closer than 10%; this one is 3% above that.")]
    [InlineData(0.100001, "No plan can be closer than 10%, and this one is as close.")]
    public void A_plan_at_its_bound_is_said_to_be_as_close_as_any(double deviation, string said)
    {
        var plan = SamplePlan.Of();
        var measures = plan.Plan.Measures with { MaxDeviation = deviation, LowerBound = 0.1, Gap = deviation - 0.1 };
        new PlanFindings(PlanFile.Create(plan) with { Plan = plan.Plan with { Measures = measures } }).Bound.ShouldStartWith(said);
    }

    [Fact]
    public void Summary_reads_as_the_golden_file_has_it() => PlanSummary.Write(SamplePlan.Of()).ShouldBeGolden("summary.txt");

    [Fact]
    public void A_hundred_notes_leave_forty_lines_and_say_where_the_rest_is()
    {
        var lines = Lines(SamplePlan.Of(notes: [.. Enumerable.Range(1, 100).Select(i => $"Note {i}.")]));
        lines.Length.ShouldBeLessThanOrEqualTo(40);
        lines.ShouldContain(line => line.StartsWith("- and ") && line.EndsWith("more, in plan.json"));
    }

    [Fact]
    public void A_tolerance_that_is_met_is_said_to_be()
    {
        var grid = GridCity.Of(2, 1);
        var material = SamplePlan.Of(grid.Map, grid.Adjacency, GridCity.Workload(100, 100), [1, 2], [1, 2], 2, "Glendale", []);
        Lines(material).ShouldContain("The tolerance asked for, 1%, is met.");
    }

    [Fact]
    public void Beats_beyond_the_tolerance_are_counted_and_named_apart_from_the_heavy_one()
    {
        // Beats 1 and 2 hold 10 + 7 + 5 + 6 = 28 and 12 + 3 + 90 = 105 calls: 38.5 from their mean of 66.5, 57.89 %. Beat 3 holds the heavy area.
        Lines(SamplePlan.Of()).ShouldContain(
            "Beyond the tolerance: 2 of 2 beats without an area heavier than a fair share, about their own mean: beat 1 (57.89% below the mean) and beat 2 (57.89% above the mean).");
        var grid = GridCity.Of(2, 1);
        Lines(SamplePlan.Of(grid.Map, grid.Adjacency, GridCity.Workload(100, 100), [1, 2], [1, 2], 2, "Glendale", [])).ShouldNotContain(line => line.StartsWith("Beyond"));
    }

    [Fact]
    public void First_sentence_sets_the_area_nobody_can_lighten_apart()
    {
        var grid = GridCity.Of(3, 1);
        var even = SamplePlan.Of(grid.Map, grid.Adjacency, GridCity.Workload(100, 100, 100), [1, 2, 3], [1, 2, 3], 3, "Glendale", []);
        new PlanFindings(PlanFile.Create(even)).Headline.ShouldBe("3 beats, each within 0% of equal.");

        // The other beats, 220 and 180, are 10% off their mean of 200; the heavy area is twice that.
        var row = GridCity.Of(5, 1, index => $"Z{index}");
        var heavy = SamplePlan.Of(
            row.Map, row.Adjacency, GridCity.Workload(400, 120, 100, 90, 90), [1, 2, 2, 3, 3], [1, 2, 2, 3, 3], 3, "Glendale", []);
        new PlanFindings(PlanFile.Create(heavy)).Headline.ShouldBe("3 beats; the other 2 within 10% of equal; area Z0 alone is 2.00 fair shares.");
    }

    [Fact]
    public void Filters_are_told_in_words()
    {
        var request = new PlanRequest
        {
            Beats = 3,
            Data = CallData.Incidents,
            Priorities = [1, 2, 3],
            Dispositions = ["6"],
            From = new NodaTime.LocalDateTime(2019, 1, 1, 0, 0),
            To = new NodaTime.LocalDateTime(2021, 10, 21, 23, 5, 59),
            Weekdays = [NodaTime.IsoDayOfWeek.Friday, NodaTime.IsoDayOfWeek.Saturday],
            Hours = new HourRange(22, 6),
        };
        Lines(SamplePlan.Of(request: request))[4].ShouldBe(
            "1,395 calls counted (incidents only; priorities 1, 2 and 3; disposition 6; from 2019-01-01 00:00 to 2021-10-21 23:05; "
            + "on Friday and Saturday; between 22:00 and 06:00). 17 more calls lay outside the map and are in no beat.");
    }

    [Fact]
    public void A_city_without_calls_still_gets_whole_sentences()
    {
        var grid = GridCity.Of(2, 1);
        var material = SamplePlan.Of(grid.Map, grid.Adjacency, new AreaWorkload([0, 0], [0, 0], 1, "calls", 0), [1, 2], [1, 2], 2, "Glendale", []);
        var text = string.Join('\n', Lines(material));
        text.ShouldContain("No area has any workload, so there is nothing to balance.");
        text.ShouldNotContain("NaN");
    }
}
