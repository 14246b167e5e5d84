using System.Globalization;
using SmartBeats.Response;

namespace SmartBeats.Staffing;

/// <summary>What the department wants of its staffing. Every default is a stated choice.</summary>
/// <param name="CommittedShare">φ, the largest share of time on duty that calls may take, in (0, 1): a third by the rule of thirds.</param>
/// <param name="DelayProbability">Largest share of calls that may find every officer busy, in (0, 1). Null for no such objective.</param>
/// <param name="ResponseMinutes">T*, the mean drive of the nearest free officer, in minutes. Null for no such objective.</param>
/// <param name="Travel">The law of the drive: speed, detour, grid or straight.</param>
/// <param name="AdministrativeHours">Measured hours of a shift that one officer spends on reports, court and briefing; null where nobody measured.</param>
/// <param name="ScheduledHours">Hours a year an officer is scheduled.</param>
/// <param name="AbsenceHours">Hours a year of them away.</param>
/// <param name="OfficersPerBeat">Fewest officers on duty in each beat whatever the calls; 0 to let calls decide alone.</param>
public sealed record StaffingPolicy(
    double CommittedShare = 1.0 / 3,
    double? DelayProbability = 0.02,
    double? ResponseMinutes = null,
    TravelLawOptions? Travel = null,
    double? AdministrativeHours = null,
    double ScheduledHours = 2080,
    double AbsenceHours = ReliefFactor.ExampleAbsenceHours,
    int OfficersPerBeat = 1)
{
    /// <exception cref="InputException">A share that is none, or minutes or hours that cannot be.</exception>
    public void Check()
    {
        Demand("committed share", CommittedShare, CommittedShare is > 0 and < 1, "is no share of time between 0 and 1", "Give a fraction such as 0.333.");
        Demand("delay", DelayProbability, DelayProbability is null or (> 0 and < 1), "is no share of calls between 0 and 1", "Give a fraction such as 0.02, or leave it out.");
        Demand("response minutes", ResponseMinutes, ResponseMinutes is null or (> 0 and <= 120), "is no drive between 0 and 120 minutes", "Give minutes such as 5, or leave it out.");
        Demand("administrative hours", AdministrativeHours, AdministrativeHours is null or (>= 0 and <= DutyShift.MostHours), "is no part of a shift", "Give measured hours an officer and shift, or leave it out.");
        Demand("officers per beat", OfficersPerBeat, OfficersPerBeat is >= 0 and <= 10, "is outside 0 to 10", "Give the fewest officers of one beat, such as 1.");
    }

    private static void Demand(string where, double? value, bool holds, string what, string remedy)
    {
        if (!holds)
        {
            throw new InputException(where, string.Create(CultureInfo.InvariantCulture, $"{value} {what}"), remedy);
        }
    }
}
