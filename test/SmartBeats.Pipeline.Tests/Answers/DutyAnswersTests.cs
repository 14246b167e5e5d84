using System.Text.Json.Nodes;
using SmartBeats.Calls;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Requests;
using SmartBeats.Response;
using SmartBeats.Staffing;

namespace SmartBeats.Pipeline.Tests.Answers;

/// <summary>What the verbs say from files, the answers say from a call store.</summary>
public class DutyAnswersTests(PlannedCity planned) : IClassFixture<PlannedCity>
{
    private const string City = "dos-puentes";

    [Fact]
    public async Task An_evaluation_says_what_the_verb_says_from_the_file()
    {
        var (plan, map) = (planned.Plan.Plan, planned.City.Map);
        var answer = await PlanEvaluation.AnswerAsync(
            planned.Sources, City, planned.Plan, Parse("""{"hours": "14-22", "speedKmh": 30, "otherShare": 0.3, "officers": [2, 1], "seed": 7, "heldOut": 0.25}"""));
        var response = Parse("""{"speedKmh": 30, "otherShare": 0.3, "officers": [2, 1]}""");
        var request = PlanEvaluation.CreateRequest(plan, countsAllCalls: false, response, "14-22", "flags");
        var expected = PlanEvaluation.Evaluate(
            map, plan, [.. plan.BeatOfArea.Select(beat => beat - 1)], ReadFile(PlanEvaluation.ToCallsRead(request)), request, null, 0.25, 7);
        answer.Sentences.ShouldBe(ResponseWords.Describe(expected, plan.NameOfBeat));
        answer.Assumptions.ShouldBe(expected.Assumptions);
        answer.Numbers.ToJsonString().ShouldBe(JsonNode.Parse(ResponseJson.Write(expected))!.ToJsonString());
    }

    [Fact]
    public async Task Staffing_says_what_the_verb_says_from_the_file()
    {
        var answer = await PlanStaffing.AnswerAsync(
            planned.Sources, City, planned.Plan, Parse("""{"shifts": "day=6-18,night=18-6", "responseMinutes": 6, "administrativeHours": 2.5, "officersPerBeat": 0}"""));
        var shifts = DutyShift.Parse("day=6-18,night=18-6", "");
        var policy = new StaffingPolicy() with { ResponseMinutes = 6, AdministrativeHours = 2.5, OfficersPerBeat = 0, Travel = new TravelLawOptions() };
        var expected = PlanStaffing.Reckon(planned.Plan, planned.City.Map, ReadFile(new PlanRequest()), shifts, policy);
        answer.Sentences.ShouldBe(StaffingWords.Describe(expected));
        answer.Assumptions.ShouldBe(expected.Assumptions);
        answer.Numbers["rosterSize"]!.GetValue<int>().ShouldBe(expected.RosterSize);
        answer.Numbers["shifts"]!.AsArray().Select(shift => shift!["officers"]!.GetValue<int>()).ShouldBe(expected.Needs.Select(need => need.Officers));
    }

    [Fact]
    public async Task A_roster_fills_its_posts_and_its_files_are_the_verbs()
    {
        var officers = await File.ReadAllTextAsync(Path.Combine(SampleCity.Samples, "officers.csv"));
        var answer = await PlanRoster.AnswerAsync(
            planned.Sources, City, planned.Plan, new JsonObject { ["officers"] = officers, ["from"] = "2025-01-06", ["days"] = 14, ["cover"] = "day=7,evening=9,night=6", ["effort"] = 100_000 });
        answer.Sentences[0].ShouldStartWith("40 officers, 2025-01-06 to 2025-01-19, day 06:00-14:00 7, evening 14:00-22:00 9, night 22:00-06:00 6: 308 of 308 posts filled");
        answer.Files.Select(file => file.Name).Take(3).ShouldBe(["roster.csv", "loads.csv", "roster.html"]);
        answer.Files.Count.ShouldBe(3 + 40);
        using var written = new StringReader(answer.Files[0].Text);
        var duties = RosterCsv.Read(written, "roster.csv");
        duties.Count.ShouldBe(answer.Numbers["posts"]!.GetValue<int>());
        duties.Count(duty => duty.Officer is not null).ShouldBe(duties.Count - answer.Numbers["openPosts"]!.GetValue<int>());

        // And when somebody of that roster is away.
        var officer = duties.First(duty => duty.Officer is not null && duty.Shift.Name == "evening").Officer;
        var away = await PlanAbsence.AnswerAsync(planned.Sources, City, planned.Plan, new JsonObject
        {
            ["officer"] = officer,
            ["shift"] = "evening",
            ["date"] = "2025-01-06",
            ["officers"] = officers,
            ["roster"] = answer.Files[0].Text,
        });
        away.Sentences.ShouldContain(sentence => sentence.StartsWith("Relief for evening 14:00-22:00 on 2025-01-06, best first:", StringComparison.Ordinal));
        away.Numbers["relief"]!.AsArray().Count.ShouldBeGreaterThan(0);
        away.Files.Single(file => file.Name == "absence.html").Text.ShouldNotContain(officer!);
    }

    [Fact]
    public async Task An_absence_says_what_the_verb_says_from_the_file()
    {
        var answer = await PlanAbsence.AnswerAsync(planned.Sources, City, planned.Plan, Parse("""{"beat": 4, "shift": "evening"}"""));
        var evening = DutyShift.Standard[1];
        var away = AwayOfficer.Find(new AbsenceOrder(4, null, evening, null, [], [], new RosterRules()), DutyShift.Standard, name => "--" + name);
        var adjacency = AreaAdjacencyBuilder.Build(planned.City.Map, new AdjacencyOptions());
        var expected = PlanAbsence.Divide(planned.Plan, planned.City.Map, adjacency, ReadFile(new PlanRequest()), away, evening, new TravelLawOptions().SpeedKmh);
        answer.Sentences.ShouldBe([.. expected.Sentences, "Relief is ranked where officers and date are given."]);
        answer.Files.Select(file => file.Text).ShouldBe(expected.Files.Select(file => DutyFile.Create(file.Name, file.MediaType, file.Content).Text));
        // Counted anew: what changes hands is the absent beat's own areas.
        answer.Numbers["absences"]![0]!["absorbed"]!["areas"]!.AsArray().Select(hand => hand!["area"]!.GetValue<int>())
            .ShouldBe(Enumerable.Range(0, planned.City.Map.Areas.Count).Where(area => planned.Plan.Plan.BeatOfArea[area] == 4));

        var all = await PlanAbsence.AnswerAsync(planned.Sources, City, planned.Plan, Parse("""{"contingencies": true}"""));
        all.Numbers["absences"]!.AsArray().Count.ShouldBe(12);
    }

    [Theory]
    [InlineData("""{"bet": 4}""", "bet: there is no such member (did you mean \"beat\"?).")]
    [InlineData("""{"beat": "4", "shift": "evening"}""", "beat: \"4\" is not a whole number. Write a whole number, or leave it out.")]
    [InlineData("""{"beat": 99, "shift": "evening"}""", "beat: the plan has no beat 99. Its beats are numbered 1 to 12.")]
    [InlineData("""{"beat": 4}""", "shift: no shift is named. Name one of day, evening, night, e.g. shift day.")]
    [InlineData("""{"shift": "evening"}""", "beat, officer: who is away is not said, or said twice. Give beat 7, or officer DP-107 with roster and date, or contingencies for all beats.")]
    public async Task What_cannot_be_used_is_said_by_its_member(string order, string says)
    {
        var fault = await Should.ThrowAsync<InputException>(PlanAbsence.AnswerAsync(planned.Sources, City, planned.Plan, Parse(order)));
        fault.Message.ShouldStartWith(says);
    }

    private DutyCalls ReadFile(PlanRequest request)
    {
        using var csv = File.OpenRead(Path.Combine(SampleCity.Samples, "calls.csv"));
        var read = PatrolCallFile.Read("calls.csv", csv, SampleCity.City, planned.City.Map, new CallFilter(request));
        return new DutyCalls(read.Calls, read.Covered);
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
