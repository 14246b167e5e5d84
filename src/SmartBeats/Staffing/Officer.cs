using NodaTime;

namespace SmartBeats.Staffing;

/// <summary>Days an officer is away, both ends among them.</summary>
public readonly record struct Leave(LocalDate From, LocalDate To)
{
    public bool Contains(LocalDate date) => From <= date && date <= To;

    public override string ToString() => From == To ? $"{From:uuuu-MM-dd}" : $"{From:uuuu-MM-dd} to {To:uuuu-MM-dd}";
}

/// <summary>Somebody who patrols.</summary>
/// <param name="Id">As the department writes it: letters, digits, <c>- _ .</c>, at most 40.</param>
/// <param name="HoursAWeek">Contract hours, above 0 and up to 84.</param>
/// <param name="DaysOff">Weekdays never worked.</param>
/// <param name="Leave">Days away.</param>
/// <param name="Shifts">Names of the shifts the officer can work; empty for all.</param>
/// <param name="Beats">Beats the officer knows, ascending; empty where nobody noted any.</param>
/// <param name="OvertimeHours">Overtime of late, for the fair choice of relief; 0 where not given.</param>
public sealed record Officer(
    string Id,
    double HoursAWeek,
    IReadOnlySet<IsoDayOfWeek> DaysOff,
    IReadOnlyList<Leave> Leave,
    IReadOnlySet<string> Shifts,
    IReadOnlyList<int> Beats,
    double OvertimeHours = 0)
{
    public bool IsOnLeave(LocalDate date) => Leave.Any(leave => leave.Contains(date));

    public bool IsDayOff(LocalDate date) => DaysOff.Contains(date.DayOfWeek);

    public bool CanWork(DutyShift shift) => Shifts.Count == 0 || Shifts.Contains(shift.Name);

    public bool Knows(IReadOnlyList<int> beats) => beats.Any(Beats.Contains);
}
