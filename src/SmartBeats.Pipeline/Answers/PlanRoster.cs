using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using SmartBeats.Districting;
using SmartBeats.Geography;
using SmartBeats.Publishing;
using SmartBeats.Staffing;

namespace SmartBeats.Pipeline.Answers;

/// <summary>What <c>schedule</c> asks and answers: who is on duty where and when.</summary>
public static class PlanRoster
{
    /// <summary>Days scheduled where nobody says another number.</summary>
    public const int DaysByDefault = 28;

    /// <summary>Which of a plan's beats touch, with the calls of each.</summary>
    public static AreaGraph CreateBeatGraph(Plan plan, AreaAdjacency adjacency)
    {
        var graph = BeatAbsence.BeatGraph(BeatAbsence.GraphOf(adjacency, new long[plan.BeatOfArea.Length]), plan.BeatOfArea, plan.BeatCount);
        return new AreaGraph(CountCalls(plan), graph.Edges);
    }

    /// <summary>Calls by beat, as the plan counted them.</summary>
    public static long[] CountCalls(Plan plan) => [.. plan.Measures.Beats.Select(beat => beat.Calls)];

    /// <exception cref="InputException">Not a day.</exception>
    public static LocalDate ReadDate(string text, string where, string remedy) => LocalDatePattern.Iso.Parse(text) is { Success: true } date
        ? date.Value
        : throw new InputException(where, $"\"{text}\" is not a date", remedy);

    /// <summary>The files of a roster, but for the calendars.</summary>
    public static IReadOnlyList<PublishedFile> WriteFiles(Roster roster, City city) =>
    [
        new("roster.csv", "text/csv", RosterCsv.Write(roster)),
        new("loads.csv", "text/csv", RosterCsv.WriteLoads(roster)),
        new("roster.html", "text/html; charset=utf-8", RosterPage.Write(roster, city.Name)),
    ];

    /// <summary>Answers an order whose members are the verb's flags; <c>officers</c> is the officers' file as text.</summary>
    /// <exception cref="InputException">A member that cannot be used, or officers that cannot fill a shift.</exception>
    public static async Task<DutyAnswer> AnswerAsync(AnswerSources sources, string city, PlanFile file, JsonObject order, CancellationToken cancellation = default)
    {
        var fields = new OrderFields(order).AllowOnly("officers", "from", "days", "shifts", "cover", "rest", "daysInARow", "overtime", "seed", "effort");
        var (plan, rules) = (file.Plan, new RosterRules());
        var shifts = PlanStaffing.ReadShifts(fields);
        var from = ReadDate(fields.FindText("from") ?? "", "from", "Write the first day as 2025-01-06.");
        var officers = ReadOfficers(fields, shifts, plan.BeatCount)
            ?? throw new InputException("officers", "there are none", "Give the officers' table (id,hours_a_week,days_off,leave,shifts,beats) as one text.");
        var posts = await DutyCover.CreatePostsAsync(
            DutyCover.Parse(fields.FindText("cover"), shifts, plan.BeatCount, "cover"),
            CountCalls(plan),
            async () => CreateBeatGraph(plan, await sources.ReadAdjacencyAsync(city, plan)));
        var days = fields.FindWhole("days") ?? DaysByDefault;
        var roster = RosterBuilder.Build(
            new RosterTask(
                from,
                days,
                shifts,
                posts,
                officers,
                new RosterRules(fields.FindWhole("rest") ?? rules.RestHours, fields.FindWhole("daysInARow") ?? rules.ConsecutiveDays, fields.FindNumber("overtime") ?? rules.WeeklyOvertimeHours),
                fields.FindSeed("seed") ?? 1,
                fields.FindWhole("effort") ?? RosterTask.DefaultEffort(officers.Count, days)),
            cancellation);
        return new DutyAnswer(RosterWords.Describe(roster), [], ToNumbers(roster))
        {
            Files =
            [
                .. WriteFiles(roster, plan.City).Select(written => DutyFile.Create(written.Name, written.MediaType, written.Content)),
                .. officers.Select(officer => DutyFile.Create($"calendars/{officer.Id}.ics", "text/calendar", RosterCalendar.Write(roster, plan.City, officer.Id))),
            ],
        };
    }

    internal static IReadOnlyList<Officer>? ReadOfficers(OrderFields fields, IReadOnlyList<DutyShift> shifts, int beats)
    {
        if (fields.FindText("officers") is not { Length: > 0 } text)
        {
            return null;
        }

        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return OfficerReader.Read(content, "officers", shifts, beats);
    }

    /// <summary>The figures, as the API answers them.</summary>
    public static JsonObject ToNumbers(Roster roster) => new()
    {
        ["posts"] = roster.Duties.Count,
        ["openPosts"] = roster.OpenPosts,
        ["provenOpenPosts"] = roster.ProvenOpenPosts,
        ["findings"] = new JsonArray([.. roster.Findings.Select(finding => JsonValue.Create(finding))]),
        ["duties"] = new JsonArray([.. roster.Duties.Select(duty => new JsonObject
        {
            ["date"] = LocalDatePattern.Iso.Format(duty.Date),
            ["shift"] = duty.Shift.Name,
            ["beats"] = new JsonArray([.. duty.Beats.Select(beat => JsonValue.Create(beat))]),
            ["officer"] = duty.Officer,
        })]),
        ["loads"] = new JsonArray([.. roster.Loads.Select(load => new JsonObject
        {
            ["officer"] = load.Officer,
            ["duties"] = load.Duties,
            ["hours"] = load.Hours,
            ["overtimeHours"] = load.OvertimeHours,
            ["nights"] = load.Nights,
            ["weekendDuties"] = load.WeekendDuties,
            ["knownBeatDuties"] = load.KnownBeatDuties,
            ["beatChanges"] = load.BeatChanges,
        })]),
    };
}
