using System.Text.Json.Nodes;
using SmartBeats.Geography;
using SmartBeats.Publishing;
using SmartBeats.Requests;
using SmartBeats.Response;
using SmartBeats.Staffing;

namespace SmartBeats.Pipeline.Answers;

/// <summary>What <c>absent</c> asks and answers: an absent officer's beat divided among the neighbours, and what that costs.</summary>
/// <param name="Found">The one beat, or every beat in turn.</param>
/// <param name="Sentences">But for who can stand in, which is the department's own affair.</param>
/// <param name="Files">A page and two tables.</param>
public sealed record PlanAbsence(IReadOnlyList<BeatAbsence> Found, IReadOnlyList<string> Sentences, IReadOnlyList<PublishedFile> Files)
{
    /// <summary>Divides.</summary>
    /// <param name="calls">All calls: whoever is on duty answers them all.</param>
    /// <param name="away">Null for every beat in turn.</param>
    /// <param name="shift">Whose calls count; null for those of the whole week.</param>
    /// <exception cref="InputException">No such beat, no neighbour to take it over, or no calls in the shift.</exception>
    public static PlanAbsence Divide(PlanFile file, CityMap map, AreaAdjacency adjacency, DutyCalls calls, AwayOfficer? away, DutyShift? shift, double speedKmh)
    {
        var plan = file.Plan;
        var demand = PatrolDemand.Of(calls.Calls, map.Areas.Count, calls.Covered, shift?.Slice ?? WeekSlice.Whole, ServiceDefaults.Standard);
        var counted = CountIn(calls.Calls, demand.Slice, map.Areas.Count);
        var graph = BeatAbsence.GraphOf(adjacency, counted);
        var beatOfArea = away?.ByOfficer(plan.BeatOfArea) ?? plan.BeatOfArea;
        var found = away is null
            ? BeatAbsence.AllContingencies(graph, beatOfArea, plan.BeatCount)
            : [BeatAbsence.Of(graph, beatOfArea, plan.BeatCount, away.Beats[0])];
        List<string> sentences = [.. found.Select(AbsenceTables.Describe)];
        if (away is not null)
        {
            var travel = new TravelLaw(AreaPlace.Of(map), new TravelLawOptions(SpeedKmh: speedKmh));
            sentences.AddRange(AbsenceCost.Of(demand, travel, beatOfArea, found[0].Absorbed.BeatOfArea).Describe());
            sentences.AddRange(away.DescribeDuties());
        }

        return new PlanAbsence(
            found,
            sentences,
            [
                new("handovers.csv", "text/csv", AbsenceTables.HandOvers(found, file.AreaIds)),
                new("absences.csv", "text/csv", AbsenceTables.Summary(found)),
                new("absence.html", "text/html; charset=utf-8", AbsencePage.Write(plan.City.Name, map, adjacency, counted, beatOfArea, found, sentences, plan.City.Lengths)),
            ]);
    }

    /// <summary>Answers an order whose members are the verb's flags; <c>officers</c> and <c>roster</c> are those files as texts.</summary>
    /// <exception cref="InputException">A member that cannot be used, or a beat nobody can take over.</exception>
    public static async Task<DutyAnswer> AnswerAsync(AnswerSources sources, string city, PlanFile file, JsonObject order, CancellationToken cancellation = default)
    {
        var fields = new OrderFields(order).AllowOnly("beat", "officer", "shift", "date", "officers", "roster", "rest", "shifts", "speedKmh", "contingencies");
        var shifts = PlanStaffing.ReadShifts(fields);
        var asked = ReadOrder(fields, shifts, file.Plan.BeatCount);
        var away = fields.FindFlag("contingencies") ? null : AwayOfficer.Find(asked, shifts, name => name);
        var map = await sources.ReadMapAsync(city, file.Plan.MapVersion);
        var adjacency = await sources.ReadAdjacencyAsync(city, file.Plan);
        var calls = await DutyCalls.ReadAsync(sources, city, file.Plan, new PlanRequest(), cancellation);
        var absence = Divide(file, map, adjacency, calls, away, away?.Shift ?? asked.Shift, fields.FindNumber("speedKmh") ?? new TravelLawOptions().SpeedKmh);
        return new DutyAnswer([.. absence.Sentences, .. away?.DescribeRelief(name => name) ?? []], [], ToNumbers(absence.Found, away))
        {
            Files = [.. absence.Files.Select(written => DutyFile.Create(written.Name, written.MediaType, written.Content))],
        };
    }

    private static AbsenceOrder ReadOrder(OrderFields fields, IReadOnlyList<DutyShift> shifts, int beats)
    {
        IReadOnlyList<Duty> duties = [];
        if (fields.FindText("roster") is { Length: > 0 } roster)
        {
            using var text = new StringReader(roster);
            duties = RosterCsv.Read(text, "roster");
        }

        return new AbsenceOrder(
            fields.FindWhole("beat"),
            fields.FindText("officer"),
            fields.FindText("shift") is { } name ? DutyCover.FindShift(shifts, name, "shift", "shifts names others.") : null,
            fields.FindText("date") is { } date ? PlanRoster.ReadDate(date, "date", "Write the day as 2025-01-06.") : null,
            PlanRoster.ReadOfficers(fields, shifts, beats) ?? [],
            duties,
            new RosterRules(RestHours: fields.FindWhole("rest") ?? new RosterRules().RestHours));
    }

    /// <summary>The figures, as the API answers them.</summary>
    public static JsonObject ToNumbers(IReadOnlyList<BeatAbsence> found, AwayOfficer? away) => new()
    {
        ["absences"] = new JsonArray([.. found.Select(absence => new JsonObject
        {
            ["beat"] = absence.Beat,
            ["neighbours"] = new JsonArray([.. absence.Neighbours.Select(beat => JsonValue.Create(beat))]),
            ["calls"] = absence.CallsOfBeat,
            ["isExact"] = absence.IsExact,
            ["absorbed"] = ToNumbers(absence.Absorbed),
            ["resplit"] = absence.Resplit is { } resplit ? ToNumbers(resplit) : null,
        })]),
        ["relief"] = new JsonArray([.. (away?.RankRelief() ?? []).Select(candidate => new JsonObject
        {
            ["officer"] = candidate.Officer.Id,
            ["isDayOff"] = candidate.IsDayOff,
            ["knowsBeat"] = candidate.KnowsBeat,
            ["overtimeHours"] = candidate.OvertimeHours,
            ["reasons"] = new JsonArray([.. candidate.Reasons.Select(reason => JsonValue.Create(reason))]),
        })]),
    };

    private static JsonObject ToNumbers(AbsenceMap map) => new()
    {
        ["callsChanged"] = map.CallsChanged,
        ["busiestCalls"] = map.MaxLoad,
        ["areas"] = new JsonArray([.. map.HandOvers.Select(hand => new JsonObject { ["area"] = hand.Area, ["from"] = hand.From, ["to"] = hand.To })]),
    };

    private static long[] CountIn(PatrolCall[] calls, WeekSlice slice, int areas)
    {
        var counts = new long[areas];
        foreach (var call in calls.Where(call => call.Area >= 0 && slice.Contains(call.LocalSeconds)))
        {
            counts[call.Area]++;
        }

        return counts;
    }
}
