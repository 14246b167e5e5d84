using System.Globalization;

namespace SmartBeats.Staffing;

/// <summary>How many officers must be employed to keep one on duty on every day of the year, on one shift.</summary>
/// <param name="ShiftHours">L, above 0.</param>
/// <param name="ScheduledHours">Hours a year an officer is scheduled before absences: 2,080 for 40 a week.</param>
/// <param name="AbsenceHours">Hours a year of them away: leave, sickness, training, court. Below <paramref name="ScheduledHours"/>.</param>
public sealed record ReliefFactor(double ShiftHours, double ScheduledHours, double AbsenceHours)
{
    /// <summary>Absences of a stated example: 382 hours a year (the figure behind the published factor of 1.7 for shifts of 8 hours).</summary>
    public const double ExampleAbsenceHours = 382;

    /// <summary>365·L / (scheduled - absences).</summary>
    /// <remarks>MPAM v3.0 (1993); Wilson and Weiss, A Performance-Based Approach to Police Staffing and Allocation, COPS Office, 2012.</remarks>
    public double Value => 365 * ShiftHours / (ScheduledHours - AbsenceHours);

    /// <summary>The factor of a shift under the policy's hours.</summary>
    /// <exception cref="InputException">Nothing is left of the year once absences are taken off.</exception>
    public static ReliefFactor Of(double shiftHours, double scheduledHours, double absenceHours)
    {
        if (!(shiftHours > 0) || !(absenceHours >= 0) || !(scheduledHours > absenceHours) || scheduledHours > 366 * 24)
        {
            throw new InputException(
                "hours a year",
                string.Create(CultureInfo.InvariantCulture, $"{scheduledHours:0.#} scheduled hours less {absenceHours:0.#} of absence leave no officer on duty"),
                "Give hours a year of one officer, such as 2080 scheduled and 382 absent.");
        }

        return new ReliefFactor(shiftHours, scheduledHours, absenceHours);
    }
}
