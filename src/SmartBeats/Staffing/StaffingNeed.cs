using SmartBeats.Response;

namespace SmartBeats.Staffing;

/// <summary>What can ask for officers on duty.</summary>
public enum StaffingObjective
{
    /// <summary>Calls take at most the committed share of time: n = ⌈a/φ⌉.</summary>
    CommittedShare,

    /// <summary>Calls that find every officer busy are few enough: Erlang C.</summary>
    Delay,

    /// <summary>The nearest free officer is near enough.</summary>
    Response,

    /// <summary>Every beat has its officers.</summary>
    Beats,
}

/// <summary>Officers one objective asks for.</summary>
public readonly record struct ObjectiveNeed(StaffingObjective Objective, int Officers);

/// <summary>Officers needed on duty on one shift, and what follows from having them.</summary>
/// <param name="LoadErlangs">a, the officers that calls keep busy on average: calls an hour × officer-hours a call.</param>
/// <param name="ServiceMinutes">Officer-minutes of a call, all its officers together.</param>
/// <param name="Objectives">What each objective asks for, in the order of <see cref="StaffingObjective"/>; those not set are absent.</param>
/// <param name="Officers">The largest of them.</param>
/// <param name="Binding">The objective that asks for the most; of equal ones the first.</param>
/// <param name="DelayProbability">P'_Q with <paramref name="Officers"/> on duty.</param>
/// <param name="DriveMinutes">Mean drive of the nearest free officer; null where the size of the city is not given.</param>
/// <param name="Time">How an hour on duty divides.</param>
public sealed record StaffingNeed(
    DutyShift Shift,
    double CallsPerHour,
    double LoadErlangs,
    double ServiceMinutes,
    IReadOnlyList<ObjectiveNeed> Objectives,
    int Officers,
    StaffingObjective Binding,
    double DelayProbability,
    double? DriveMinutes,
    TimeOnDuty Time)
{
    /// <summary>Whether measured administration and calls together leave a third of the time for the community.</summary>
    /// <remarks>Null where administration was not measured: then the proactive third is a hope, not a figure.</remarks>
    public bool? LeavesAThird => Time.Other is null ? null : Time.Free >= 1.0 / 3 - 1e-9;
}

/// <summary>Officers on duty from load and objectives (METHODS 3.4; Wilson and Weiss 2012).</summary>
public static class StaffingRule
{
    /// <summary>Beyond this no patrol staffing goes; a target that asks for more cannot be meant.</summary>
    public const int MostOfficers = 20_000;

    /// <summary>n_φ = ⌈a/φ⌉, the fewest officers whose calls take at most the share φ of their time.</summary>
    public static int ForCommittedShare(double loadErlangs, double share) =>
        Math.Max(1, (int)Math.Ceiling(Math.Round(loadErlangs / share, 9)));

    /// <summary>The fewest officers with Erlang C at most <paramref name="probability"/>.</summary>
    public static int ForDelay(double loadErlangs, double probability)
    {
        var officers = Math.Max(1, (int)Math.Floor(loadErlangs) + 1);
        while (Erlang.Delay(officers, loadErlangs) > probability)
        {
            officers++;
        }

        return officers;
    }

    /// <summary>The fewest officers whose nearest free one drives at most <paramref name="minutes"/> on average.</summary>
    /// <exception cref="InputException">No number of officers is that near.</exception>
    public static int ForResponse(double loadErlangs, double areaKm2, double minutes, TravelLawOptions travel)
    {
        var (low, high) = (Math.Max(1, (int)Math.Floor(loadErlangs) + 1), MostOfficers);
        if (low > high || DriveMinutes(high, loadErlangs, areaKm2, travel) > minutes)
        {
            throw new InputException("response minutes", $"not even {MostOfficers:N0} officers are that near on average", "Allow more minutes.");
        }

        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = DriveMinutes(middle, loadErlangs, areaKm2, travel) <= minutes ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    /// <summary>Mean drive of the nearest free officer, in minutes; infinite where calls keep all busy.</summary>
    /// <remarks>
    /// Free officers stand at density γ = n(1-ρ)/A; the nearest is 0.627/√γ away along a grid, 0.5/√γ straight (Larson and Odoni,
    /// Urban Operations Research, 1981, chapter 3), times the detour; minutes by the travel law.
    /// </remarks>
    public static double DriveMinutes(int officers, double loadErlangs, double areaKm2, TravelLawOptions travel)
    {
        var free = officers - loadErlangs;
        if (free <= 0)
        {
            return double.PositiveInfinity;
        }

        var grid = travel.Law == DistanceLaw.RightAngle;
        var km = (grid ? 0.627 : 0.5) * (travel.Detour ?? (grid ? 1 : 1.3)) * Math.Sqrt(areaKm2 / free);
        return new TravelLaw([], travel).MinutesFor(km);
    }
}
