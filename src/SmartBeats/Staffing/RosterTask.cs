using System.Globalization;
using NodaTime;

namespace SmartBeats.Staffing;

/// <summary>What the law or the contract asks of every roster.</summary>
/// <param name="RestHours">Fewest hours between the end of a duty and the start of the next, 0 to 24.</param>
/// <param name="ConsecutiveDays">Most days in a row with a duty, 1 to 14.</param>
/// <param name="WeeklyOvertimeHours">Hours a calendar week (Monday to Sunday) that may be scheduled above an officer's contract.</param>
public sealed record RosterRules(int RestHours = 10, int ConsecutiveDays = 6, double WeeklyOvertimeHours = 0);

/// <summary>What is to be scheduled: who, when, where and under which rules.</summary>
/// <param name="From">First day.</param>
/// <param name="Days">1 to 366.</param>
/// <param name="Posts">Filled on every day, see <see cref="Staffing.Posts"/>.</param>
/// <param name="Effort">Moves the search looks at; never seconds.</param>
public sealed record RosterTask(
    LocalDate From,
    int Days,
    IReadOnlyList<DutyShift> Shifts,
    IReadOnlyList<Post> Posts,
    IReadOnlyList<Officer> Officers,
    RosterRules Rules,
    ulong Seed,
    long Effort)
{
    public const int MostDays = 366;

    public LocalDate Date(int day) => From.PlusDays(day);

    public DutyShift ShiftOf(int post) => Shifts[Posts[post].Shift];

    /// <summary>An effort that suits waiting at a screen: a few seconds for 40 officers over four weeks.</summary>
    public static long DefaultEffort(int officers, int days) => 200_000 + 500L * officers * days;

    /// <exception cref="InputException">A period or rule that cannot be, or fewer officers than the busiest shift has posts.</exception>
    public void Check()
    {
        if (Days is < 1 or > MostDays)
        {
            throw new InputException("period", $"{Days} days cannot be scheduled at once", $"Ask for 1 to {MostDays} days.");
        }

        if (Rules.RestHours is < 0 or > 24 || Rules.ConsecutiveDays is < 1 or > 14 || Rules.WeeklyOvertimeHours is not (>= 0 and <= 84))
        {
            throw new InputException("rules", "rest is 0 to 24 hours, days in a row 1 to 14, overtime 0 to 84 hours a week", "Correct the rule.");
        }

        if (Effort < 0)
        {
            throw new InputException("effort", string.Create(CultureInfo.InvariantCulture, $"{Effort} is negative"), "Give 0 or more, or leave it out.");
        }

        for (var shift = 0; shift < Shifts.Count; shift++)
        {
            var posts = Posts.Count(post => post.Shift == shift);
            if (Officers.Count < posts)
            {
                throw new InputException(
                    "officers",
                    $"{Officers.Count} officer{(Officers.Count == 1 ? "" : "s")} cannot fill the {posts} posts of the shift {Shifts[shift].Name} even once",
                    "Add officers, plan fewer beats, or ask for fewer on duty: beats then share an officer.");
            }
        }
    }
}
