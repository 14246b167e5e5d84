using System.Globalization;
using SmartBeats.Response;

namespace SmartBeats.Staffing;

/// <summary>Staffing as a chief reads it.</summary>
public static class StaffingWords
{
    /// <summary>What an objective is called in print.</summary>
    public static string NameOf(StaffingObjective objective) => objective switch
    {
        StaffingObjective.CommittedShare => "share on calls",
        StaffingObjective.Delay => "delay",
        StaffingObjective.Response => "response",
        _ => "an officer a beat",
    };

    /// <summary>A sentence or two a shift, then the roster.</summary>
    public static IReadOnlyList<string> Describe(StaffingPlan plan)
    {
        var said = plan.Needs.Select(Describe).ToList();
        var factors = plan.Relief.Select(relief => Text($"{relief.Value:0.00}")).Distinct().ToList();
        said.Add(Text($"To keep them there all year takes {plan.RosterSize} officers, leave and absence included: a relief factor of {string.Join(" / ", factors)}, 365 days × shift hours over the {plan.Relief[0].ScheduledHours - plan.Relief[0].AbsenceHours:0} hours a year one officer is really on duty."));
        return said;
    }

    private static string Describe(StaffingNeed need)
    {
        var asked = string.Join(", ", need.Objectives.Select(objective => $"{NameOf(objective.Objective)} {objective.Officers}"));
        var time = need.Time;
        var shares = time.Other is { } other
            ? Text($"{Percent(time.OnCalls)} of the time on calls, {Percent(other)} administrative, {Percent(time.Free)} left for the community{(need.LeavesAThird == false ? ", less than a third" : "")}")
            : Text($"{Percent(time.OnCalls)} of the time on calls; administration was not measured, so the other {Percent(time.Free)} cannot be divided");
        return Text($"{need.Shift}: {need.Officers} officers on duty ({asked}; {NameOf(need.Binding)} binds). Calls keep {need.LoadErlangs:0.00} busy; {shares}.");
    }

    internal static IReadOnlyList<string> Assumptions(IReadOnlyList<DemandSlice> slices, StaffingPolicy policy, double? areaKm2, LengthSystem lengths)
    {
        List<string> said = [.. slices.SelectMany(slice => slice.Assumptions).Distinct()];
        said.Add(Text($"Calls may take at most {Percent(policy.CommittedShare)} of the time on duty{(policy.DelayProbability is { } delay ? Text($", and at most {Percent(delay)} of calls may find every officer busy") : "")}."));
        if (areaKm2 is { } size)
        {
            said.Add(Text($"The drive is that of the nearest free officer when officers stand evenly over {new LengthWords(lengths).Ground(size)}: the fewest the plan can hope for."));
            said.AddRange(new TravelLaw([], policy.Travel ?? new TravelLawOptions()) { Lengths = lengths }.Assumptions);
        }

        said.Add(Text($"An officer is scheduled {policy.ScheduledHours:0.#} hours a year and away {policy.AbsenceHours:0.#} of them."));
        return said;
    }

    internal static string Percent(double share) => Text($"{share * 100:0.#}%");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
