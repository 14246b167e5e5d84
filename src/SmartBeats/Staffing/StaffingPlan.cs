using SmartBeats.Response;

namespace SmartBeats.Staffing;

/// <summary>Officers needed on duty on every shift, and employed to keep them there.</summary>
/// <param name="Needs">A shift each, in the order given.</param>
/// <param name="Relief">The relief factor per shift, in the same order.</param>
/// <param name="RosterSize">Officers to employ: ⌈Σ over shifts of officers × relief factor⌉.</param>
/// <param name="Assumptions">What the figures rest on, a sentence each.</param>
public sealed record StaffingPlan(
    IReadOnlyList<StaffingNeed> Needs,
    IReadOnlyList<ReliefFactor> Relief,
    int RosterSize,
    IReadOnlyList<string> Assumptions)
{
    /// <param name="demand">Of the hours of one shift; called once a shift.</param>
    /// <param name="beats">Beats of the plan, at least 1.</param>
    /// <param name="areaKm2">Size of the city; needed for a response objective and for the drive. Null where unknown.</param>
    /// <param name="lengths">What the assumptions are said in.</param>
    /// <exception cref="InputException">A policy that cannot be, or a response objective without the size of the city.</exception>
    public static StaffingPlan Of(IReadOnlyList<DutyShift> shifts, Func<DutyShift, DemandSlice> demand, int beats, double? areaKm2, StaffingPolicy policy, LengthSystem lengths = LengthSystem.Metric)
    {
        policy.Check();
        if (shifts.Count == 0)
        {
            throw new InputException("shifts", "there is none", "Give at least one, such as day=6-18,night=18-6.");
        }

        var slices = shifts.Select(demand).ToList();
        var needs = shifts.Zip(slices, (shift, slice) => Need(shift, slice.TotalCallsPerHour, slice.ServiceMinutes, beats, areaKm2, policy)).ToList();
        var relief = shifts.Select(shift => ReliefFactor.Of(shift.Hours, policy.ScheduledHours, policy.AbsenceHours)).ToList();
        var size = needs.Zip(relief, (need, factor) => need.Officers * factor.Value).Sum();
        return new StaffingPlan(needs, relief, (int)Math.Ceiling(Math.Round(size, 9)), StaffingWords.Assumptions(slices, policy, areaKm2, lengths));
    }

    /// <summary>One shift's need from its calls an hour and officer-minutes a call.</summary>
    public static StaffingNeed Need(DutyShift shift, double callsPerHour, double serviceMinutes, int beats, double? areaKm2, StaffingPolicy policy)
    {
        var load = callsPerHour * serviceMinutes / 60;
        var travel = policy.Travel ?? new TravelLawOptions();
        List<ObjectiveNeed> objectives = [new(StaffingObjective.CommittedShare, StaffingRule.ForCommittedShare(load, policy.CommittedShare))];
        if (policy.DelayProbability is { } delay)
        {
            objectives.Add(new(StaffingObjective.Delay, StaffingRule.ForDelay(load, delay)));
        }

        if (policy.ResponseMinutes is { } minutes)
        {
            var size = areaKm2 ?? throw new InputException("response minutes", "the size of the city is unknown", "Give the map as well: a drive depends on how far apart officers are.");
            objectives.Add(new(StaffingObjective.Response, StaffingRule.ForResponse(load, size, minutes, travel)));
        }

        if (policy.OfficersPerBeat > 0)
        {
            objectives.Add(new(StaffingObjective.Beats, policy.OfficersPerBeat * beats));
        }

        var binding = objectives.MaxBy(objective => objective.Officers);
        var officers = binding.Officers;
        return new StaffingNeed(
            shift, callsPerHour, load, serviceMinutes, objectives, officers, binding.Objective,
            Erlang.Delay(officers, load),
            areaKm2 is { } km2 ? StaffingRule.DriveMinutes(officers, load, km2, travel) : null,
            Thirds(load / officers, policy.AdministrativeHours / shift.Hours));
    }

    /// <summary>Shares of time on duty; administration cannot take more than calls leave.</summary>
    private static TimeOnDuty Thirds(double onCalls, double? other)
    {
        var calls = Math.Min(onCalls, 1);
        double? taken = other is { } share ? Math.Min(share, 1 - calls) : null;
        return new TimeOnDuty(calls, taken, 1 - calls - (taken ?? 0));
    }
}
