using System.CommandLine;
using NodaTime;
using NodaTime.Text;
using SmartBeats.Staffing;

namespace SmartBeats.Cli.Verbs;

/// <summary>Who is away, when and where.</summary>
/// <param name="Beats">Beats without their officer, ascending: one, or those that share the officer.</param>
/// <param name="Shared">Groups of beats that share an officer on that shift and day, by the roster.</param>
internal sealed record Away(DutyShift Shift, LocalDate? Date, string? Officer, IReadOnlyList<int> Beats, IReadOnlyList<IReadOnlyList<int>> Shared, IReadOnlyList<Duty> Duties)
{
    /// <summary>The plan with beats that share an officer under the number of the first of them.</summary>
    public int[] ByOfficer(IReadOnlyList<int> beatOfArea)
    {
        var first = Shared.SelectMany(beats => beats.Select(beat => (beat, First: beats[0]))).ToDictionary(pair => pair.beat, pair => pair.First);
        return [.. beatOfArea.Select(beat => first.GetValueOrDefault(beat, beat))];
    }

    public IEnumerable<string> Notes()
    {
        if (Shared.Count > 0)
        {
            yield return $"Beats that share an officer on this shift are named by the first: {string.Join(", ", Shared.Select(beats => string.Join('+', beats)))}.";
        }

        foreach (var other in Duties.Where(duty => duty.Date == Date && duty.Shift.Name == Shift.Name && duty.Officer is not null && duty.Officer != Officer && Officer is not null && duty.Beats.SequenceEqual(Beats)))
        {
            yield return $"{other.Officer} is on duty in beat {string.Join('+', Beats)} on that shift too: nobody need take it over while they are.";
        }
    }
}

/// <summary>The flags that say who is away, and the officers and roster that answer who can stand in.</summary>
internal sealed class AbsenceOptions
{
    private const int ReliefShown = 10;

    private readonly Option<int?> _beat = new("--beat") { Description = "Number of the beat without its officer." };
    private readonly Option<string?> _officer = new("--officer") { Description = "Id of the officer away; the roster tells the beat." };
    private readonly Option<string?> _shift = new("--shift") { Description = "Name of the shift." };
    private readonly Option<string?> _date = new("--date") { Description = "Day on which the shift begins, e.g. 2025-01-06: for the roster and for relief." };
    private readonly Option<FileInfo?> _officers = new("--officers") { Description = "Officers file: ranks who could stand in." };
    private readonly Option<FileInfo?> _roster = new("--roster") { Description = "roster.csv as schedule wrote it." };
    private readonly Option<int> _rest = new("--rest") { Description = "Fewest hours between two duties.", DefaultValueFactory = _ => new RosterRules().RestHours };
    private IReadOnlyList<Officer> _known = [];

    public void AddTo(Command verb)
    {
        foreach (var option in new Option[] { _beat, _officer, _shift, _date, _officers, _roster, _rest })
        {
            verb.Options.Add(option);
        }
    }

    public DutyShift? Shift(ParseResult parsed, IReadOnlyList<DutyShift> shifts) => parsed.GetValue(_shift) is { } name ? ShiftOptions.Named(shifts, name) : null;

    /// <exception cref="InputException">Not said, said twice, or unknown to plan, officers or roster.</exception>
    public Away Read(ParseResult parsed, int beats, IReadOnlyList<DutyShift> shifts)
    {
        var shift = Shift(parsed, shifts) ?? throw new InputException("--shift", "no shift is named", $"Name one of {string.Join(", ", shifts.Select(known => known.Name))}, e.g. --shift {shifts[0].Name}.");
        var date = Date(parsed);
        var (beat, officer) = (parsed.GetValue(_beat), parsed.GetValue(_officer));
        if (beat is null == officer is null)
        {
            throw new InputException("--beat, --officer", "who is away is not said, or said twice", "Give --beat 7, or --officer DP-107 with --roster and --date, or --contingencies for all beats.");
        }

        if (parsed.GetValue(_officers) is { } file)
        {
            using var content = file.OpenRead();
            _known = OfficerReader.Read(content, file.Name, shifts, beats);
        }

        IReadOnlyList<Duty> duties = [];
        if (parsed.GetValue(_roster) is { } roster)
        {
            using var text = roster.OpenText();
            duties = RosterCsv.Read(text, roster.Name);
        }

        if (officer is not null && _known.Count > 0 && _known.All(known => known.Id != officer))
        {
            throw new InputException("--officer", $"\"{officer}\" is not in the officers file{NearMiss.Hint(officer, _known.Select(known => known.Id))}", "Name an officer of the file.");
        }

        var shared = duties.Where(duty => duty.Date == date && duty.Shift.Name == shift.Name && duty.Beats.Count > 1).Select(duty => duty.Beats).ToList();
        var absent = beat is { } number ? shared.FirstOrDefault(group => group.Contains(number)) ?? [number] : BeatsOf(officer!, date, shift, duties);
        return new Away(shift, date, officer, absent, shared, duties);
    }

    /// <summary>The best who may come, a line each; nothing without an officers file and a date.</summary>
    public IEnumerable<string> Relief(ParseResult parsed, Away away)
    {
        if (_known.Count == 0 || away.Date is not { } date)
        {
            yield return "Relief is ranked where --officers and --date are given.";
            yield break;
        }

        yield return $"Relief for {away.Shift} on {date:uuuu-MM-dd}, best first{(away.Duties.Count == 0 ? " (without --roster nobody is known to be on duty)" : "")}:";
        var rules = new RosterRules(RestHours: parsed.GetValue(_rest));
        foreach (var candidate in ReliefList.Rank(_known, away.Duties, date, away.Shift, away.Beats, rules, away.Officer).Where(candidate => candidate.CanCome).Take(ReliefShown))
        {
            yield return $"- {candidate.Officer.Id}: {string.Join(", ", candidate.Reasons)}";
        }
    }

    private LocalDate? Date(ParseResult parsed) => parsed.GetValue(_date) is not { } text ? null
        : LocalDatePattern.Iso.Parse(text) is { Success: true } date ? date.Value
        : throw new InputException("--date", $"\"{text}\" is not a date", "Write the day as 2025-01-06.");

    private static IReadOnlyList<int> BeatsOf(string officer, LocalDate? date, DutyShift shift, IReadOnlyList<Duty> duties)
    {
        if (duties.Count == 0 || date is null)
        {
            throw new InputException("--officer", "without a roster and a date nobody knows the officer's beat", "Give --roster roster.csv and --date, or --beat.");
        }

        var known = duties.Select(duty => duty.Officer).OfType<string>().Distinct().ToList();
        if (!known.Contains(officer))
        {
            throw new InputException("--officer", $"\"{officer}\" has no duty in the roster{NearMiss.Hint(officer, known)}", "Name an officer of the roster.");
        }

        return duties.FirstOrDefault(duty => duty.Officer == officer && duty.Date == date && duty.Shift.Name == shift.Name)?.Beats
            ?? throw new InputException("--officer", $"{officer} has no {shift.Name} duty on {date:uuuu-MM-dd}", "Look the day and shift up in roster.csv.");
    }
}
