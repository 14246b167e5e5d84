using System.Text.Json;
using System.Text.Json.Nodes;
using SmartBeats.Geography;
using SmartBeats.Publishing;
using SmartBeats.Requests;
using SmartBeats.Response;
using SmartBeats.Staffing;

namespace SmartBeats.Pipeline.Answers;

/// <summary>What <c>staff</c> asks and answers: officers on duty on every shift, why, and employed.</summary>
public static class PlanStaffing
{
    /// <summary>Reckons them.</summary>
    /// <param name="calls">All calls: whoever is on duty answers them all, not only those the plan was balanced on.</param>
    public static StaffingPlan Reckon(PlanFile plan, CityMap map, DutyCalls calls, IReadOnlyList<DutyShift> shifts, StaffingPolicy policy) => StaffingPlan.Of(
        shifts,
        shift => PatrolDemand.Of(calls.Calls, map.Areas.Count, calls.Covered, shift.Slice, ServiceDefaults.Standard),
        plan.Plan.BeatCount,
        map.Areas.Sum(area => LocalMetres.Area(area.Shape)) / 1e6,
        policy,
        plan.Plan.City.Lengths);

    /// <summary>Answers an order whose members are the verb's flags.</summary>
    /// <exception cref="InputException">A member that cannot be used, or no calls.</exception>
    public static async Task<DutyAnswer> AnswerAsync(AnswerSources sources, string city, PlanFile plan, JsonObject order, CancellationToken cancellation = default)
    {
        var fields = new OrderFields(order).AllowOnly(
            "shifts", "committedShare", "delay", "responseMinutes", "speedKmh", "administrativeHours", "scheduledHours", "absenceHours", "officersPerBeat");
        var standard = new StaffingPolicy();
        var policy = new StaffingPolicy(
            fields.FindNumber("committedShare") ?? standard.CommittedShare,
            fields.FindNumber("delay") ?? standard.DelayProbability,
            fields.FindNumber("responseMinutes"),
            new TravelLawOptions(SpeedKmh: fields.FindNumber("speedKmh") ?? new TravelLawOptions().SpeedKmh),
            fields.FindNumber("administrativeHours"),
            fields.FindNumber("scheduledHours") ?? standard.ScheduledHours,
            fields.FindNumber("absenceHours") ?? standard.AbsenceHours,
            fields.FindWhole("officersPerBeat") ?? standard.OfficersPerBeat);
        policy.Check();
        var shifts = ReadShifts(fields);
        var map = await sources.ReadMapAsync(city, plan.Plan.MapVersion);
        var calls = await DutyCalls.ReadAsync(sources, city, plan.Plan, new PlanRequest(), cancellation);
        var staffing = Reckon(plan, map, calls, shifts, policy);
        return new DutyAnswer(StaffingWords.Describe(staffing), staffing.Assumptions, ToNumbers(staffing));
    }

    internal static IReadOnlyList<DutyShift> ReadShifts(OrderFields fields) =>
        fields.FindText("shifts") is { } text ? DutyShift.Parse(text, "shifts") : DutyShift.Standard;

    /// <summary>The figures, as the API answers them.</summary>
    public static JsonObject ToNumbers(StaffingPlan staffing) => new()
    {
        ["rosterSize"] = staffing.RosterSize,
        ["shifts"] = new JsonArray([.. staffing.Needs.Zip(staffing.Relief, (need, relief) => new JsonObject
        {
            ["name"] = need.Shift.Name,
            ["from"] = need.Shift.From,
            ["to"] = need.Shift.To,
            ["officers"] = need.Officers,
            ["binding"] = Name(need.Binding),
            ["objectives"] = new JsonArray([.. need.Objectives.Select(objective => new JsonObject { ["objective"] = Name(objective.Objective), ["officers"] = objective.Officers })]),
            ["callsPerHour"] = need.CallsPerHour,
            ["loadErlangs"] = need.LoadErlangs,
            ["serviceMinutes"] = need.ServiceMinutes,
            ["delayProbability"] = need.DelayProbability,
            ["driveMinutes"] = need.DriveMinutes,
            ["onCalls"] = need.Time.OnCalls,
            ["other"] = need.Time.Other,
            ["free"] = need.Time.Free,
            ["leavesAThird"] = need.LeavesAThird,
            ["reliefFactor"] = relief.Value,
        })]),
    };

    private static string Name(StaffingObjective objective) => JsonNamingPolicy.CamelCase.ConvertName(objective.ToString());
}
