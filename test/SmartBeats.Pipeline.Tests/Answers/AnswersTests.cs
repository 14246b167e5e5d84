using System.Globalization;
using System.Text.Json;
using SmartBeats.Calls;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Pipeline.Tests.Stores;
using SmartBeats.Publishing;
using SmartBeats.Requests;
using SmartBeats.Staffing;

namespace SmartBeats.Pipeline.Tests.Answers;

public class AnswersTests(PlannedCity planned) : IClassFixture<PlannedCity>
{
    private const string City = "dos-puentes";
    private readonly Lazy<List<Call>> _calls = new(ReadFile);

    [Fact]
    public async Task A_summary_counts_the_citys_calls_and_what_lies_outside()
    {
        var kept = new KeptCallStore(planned.City.Calls);
        var sources = new AnswerSources(planned.City.Store, kept, new AnswerShelves());
        var request = new PlanRequest { Priorities = [1, 2], Data = CallData.Incidents };
        var summary = await CallCounts.SummariseAsync(sources, City, request);
        NaiveSummary.ShouldMatch(summary, _calls.Value, request);
        var (index, filter) = (AreaIndex.Build(planned.City.Map), new CallFilter(request));
        summary.Outside.ShouldBe(_calls.Value.Count(call => filter.Matches(call) && index.Find(call.Longitude, call.Latitude) < 0));
        NaiveSummary.ShouldMatch(await CallCounts.SummariseAsync(planned.Sources, City, request), _calls.Value, request);
    }

    [Theory]
    [InlineData(CallTrait.Disposition)]
    [InlineData(CallTrait.Priority)]
    public async Task Resolution_counts_the_plans_calls_by_value_beat_and_area(CallTrait by)
    {
        var answer = await CallResolution.CountAsync(planned.Sources, City, planned.Plan, by, new Dictionary<string, string> { ["6"] = "Report" });
        var located = Located(planned.Plan);
        string ValueOf(Call call) => by == CallTrait.Disposition ? call.Disposition : call.Priority.ToString(CultureInfo.InvariantCulture);
        answer.Values.ToDictionary(value => value.Value!, value => value.Calls).ShouldBe(
            located.GroupBy(call => ValueOf(call.Call)).ToDictionary(group => group.Key, group => (long)group.Count()), ignoreOrder: true);
        answer.Values.ShouldBe(answer.Values.OrderByDescending(value => value.Calls));
        foreach (var beat in answer.Beats)
        {
            var inBeat = located.Where(call => planned.Plan.Plan.BeatOfArea[call.Area] == beat.Beat).ToList();
            beat.Calls.ShouldBe(inBeat.Count);
            beat.Calls.ShouldBe(planned.Plan.Plan.Measures.Beats[beat.Beat - 1].Calls);
            beat.Counts.ShouldBe(answer.Values.Select(value => inBeat.Count(call => ValueOf(call.Call) == value.Value)));
        }

        answer.Areas.Select(area => (area.Area, area.Calls)).ShouldBe(located.GroupBy(call => call.Area).OrderBy(area => area.Key).Select(area => (area.Key, area.Count())));
        answer.Areas.ShouldAllBe(area => area.Counts.Sum() == area.Calls);
        if (by == CallTrait.Disposition)
        {
            answer.Values.Single(value => value.Value == "6").Label.ShouldBe("Report");
        }
    }

    [Fact]
    public async Task Hours_of_all_beats_add_up_to_the_citys_and_every_weekday_is_counted()
    {
        var city = await CallWeek.CountAsync(planned.Sources, City, planned.Plan, null, [(new DutyShift("night", 22, 6), 3), (new DutyShift("day", 6, 22), 5)]);
        var located = Located(planned.Plan);
        city.Week.Calls.Sum().ShouldBe(located.Count);
        var beats = new List<CallWeek>();
        for (var beat = 1; beat <= 12; beat++)
        {
            beats.Add(await CallWeek.CountAsync(planned.Sources, City, planned.Plan, beat));
        }

        for (var hour = 0; hour < 168; hour++)
        {
            beats.Sum(beat => beat.Week.Calls[hour]).ShouldBe(city.Week.Calls[hour]);
            beats.Sum(beat => beat.Week.Minutes[hour]).ShouldBe(city.Week.Minutes[hour], 1e-6);
            city.Officers![hour].ShouldBe(hour % 24 is >= 22 or < 6 ? 3 : 5);
        }

        // Friday, 22:00 to 23:00, counted by the calendar.
        located.Count(call => DateTime.UnixEpoch.AddSeconds(call.Call.LocalSeconds) is { DayOfWeek: DayOfWeek.Friday, Hour: 22 }).ShouldBe((int)city.Week.Calls[(4 * 24) + 22]);
        var days = _calls.Value.Select(call => DateTime.UnixEpoch.AddSeconds(call.LocalSeconds).Date).Distinct().ToList();
        for (var day = 0; day < 7; day++)
        {
            Math.Abs(city.Days[day] - days.Count(date => ((int)date.DayOfWeek + 6) % 7 == day)).ShouldBeLessThanOrEqualTo(1);
        }

        (await Should.ThrowAsync<InputException>(CallWeek.CountAsync(planned.Sources, City, planned.Plan, 13))).Message.ShouldBe("beat: the plan has no beat 13. Its beats are numbered 1 to 12.");
    }

    [Fact]
    public async Task The_table_is_the_plans_own_file_and_a_plan_without_one_still_has_a_table()
    {
        var id = planned.Plan.Plan.PlanId;
        var table = await PlanTable.FindAsync(planned.Sources, City, id);
        table.ShouldBe(await File.ReadAllBytesAsync(planned.City.Store.PathOf(Keys.PlanFile.For(City, id, "table.json"))));
        var key = Keys.PlanFile.For(City, id, TableJson.FileName);
        await planned.City.Store.DeleteAsync(key);
        var older = JsonDocument.Parse((await PlanTable.FindAsync(planned.Sources, City, id))!).RootElement;
        await planned.City.Store.PutAsync(key, table!);
        older.GetProperty("headline").GetString().ShouldBe(JsonDocument.Parse(table!).RootElement.GetProperty("headline").GetString());
        (await PlanTable.FindAsync(planned.Sources, City, new string('0', 32))).ShouldBeNull();
        (await PlanTable.FindAsync(planned.Sources, City, "../x")).ShouldBeNull();
    }

    [Fact]
    public async Task A_plan_beside_todays_beats_names_every_area_that_moves_with_its_workload()
    {
        var answer = await PlanCompared.CompareAsync(planned.Sources, City, planned.FromToday, null);
        var change = planned.FromToday.Plan.Wishes!.Change!;
        answer.MovedShare.ShouldBeLessThanOrEqualTo(change.WorkloadShare + 1e-4);
        answer.Moved.Sum(area => area.Workload).ShouldBe(answer.MovedShare * planned.FromToday.Plan.Measures.TotalWorkload, 0.1);
        answer.B.Name.ShouldBe("today's beats");
        answer.Figures.Single(figure => figure.Name == "Largest deviation").First.ShouldBe(planned.FromToday.Plan.Measures.MaxDeviation);
        answer.Figures.Single(figure => figure.Name == "Largest deviation").Better.ShouldBe(1);
        foreach (var beat in answer.ByBeat.Where(beat => beat is { Beat: not null, Other: not null }))
        {
            (beat.OtherWorkload!.Value + beat.Gained - beat.Lost).ShouldBe(beat.Workload!.Value, 1e-6);
        }

        answer.ByBeat.Count(beat => beat.Beat is not null).ShouldBe(12);
        var json = JsonDocument.Parse(AnswerJson.Write(answer)).RootElement;
        json.GetProperty("moved")[0].GetProperty("from").GetString().ShouldNotBeNullOrEmpty();
        (await Should.ThrowAsync<InputException>(PlanCompared.CompareAsync(planned.Sources, City, planned.Plan, null))).Message
            .ShouldStartWith("today's beats: this plan was not made from them");
    }

    [Fact]
    public async Task Two_plans_side_by_side_are_the_comparison_that_the_command_makes()
    {
        var answer = await PlanCompared.CompareAsync(planned.Sources, City, planned.Plan, planned.FromToday);
        var adjacency = AreaAdjacencyBuilder.Build(planned.City.Map, new AdjacencyOptions());
        var comparison = await new CompareBeats(planned.City.Calls, planned.City.Map, adjacency).WithPlanAsync(planned.Plan, "a", planned.FromToday, "b");
        answer.Sentences.ShouldBe(SmartBeats.Comparison.ComparisonFiles.Findings(comparison));
        answer.Moved.Select(area => area.Area).ShouldBe(comparison.Moved);
        answer.A.BeatOfArea.ShouldBe(planned.Plan.Plan.BeatOfArea);
    }

    [Fact]
    public async Task A_point_is_found_in_its_area_and_beat()
    {
        var area = planned.City.Map.Areas[100];
        var (longitude, latitude) = LabelPoint.Inside(area.Shape);
        var beat = planned.Plan.Plan.BeatOfArea[100];
        (await PlaceFinder.FindAsync(planned.Sources, City, longitude, latitude, planned.Plan.Plan.PlanId))
            .ShouldBe(new FoundPlace(area.Id, 100, beat, beat.ToString(CultureInfo.InvariantCulture)));
        (await PlaceFinder.FindAsync(planned.Sources, City, longitude, latitude, null)).ShouldBe(new FoundPlace(area.Id, 100, null, null));
        (await PlaceFinder.FindAsync(planned.Sources, City, 0, 0, null)).ShouldBeNull();
        (await PlaceFinder.FindAsync(planned.Sources, City, double.NaN, latitude, null)).ShouldBeNull();
        (await PlaceFinder.FindAsync(planned.Sources, "elsewhere", longitude, latitude, null)).ShouldBeNull();
    }

    [Fact]
    public async Task A_packed_map_is_made_once_and_kept_beside_its_areas()
    {
        var first = await PackedMap.ReadAsync(planned.Sources, City, planned.City.Map.Version);
        (await planned.City.Store.ListAsync(Keys.PackedMap.For(City, planned.City.Map.Version))).Count.ShouldBe(1);
        (await PackedMap.ReadAsync(new AnswerSources(planned.City.Store, planned.City.Calls, new AnswerShelves()), City, planned.City.Map.Version)).ShouldBe(first);
    }

    private List<(Call Call, int Area)> Located(PlanFile file)
    {
        var (index, filter) = (AreaIndex.Build(planned.City.Map), new CallFilter(file.Plan.Request));
        return [.. _calls.Value.Where(call => filter.Matches(call)).Select(call => (call, index.Find(call.Longitude, call.Latitude))).Where(call => call.Item2 >= 0)];
    }

    private static List<Call> ReadFile()
    {
        var calls = new List<Call>();
        using var csv = File.OpenRead(Path.Combine(SampleCity.Samples, "calls.csv"));
        new CallReader("calls.csv", SampleCity.City).Read(csv, batch => calls.AddRange(batch), null);
        return calls;
    }
}
