using System.CommandLine;
using NodaTime;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Staffing;

namespace SmartBeats.Cli.Verbs;

/// <summary>The flags that say who is away, and the officers and roster that answer who can stand in.</summary>
internal sealed class AbsenceOptions
{
    private readonly Option<int?> _beat = new("--beat") { Description = "Number of the beat without its officer." };
    private readonly Option<string?> _officer = new("--officer") { Description = "Id of the officer away; the roster tells the beat." };
    private readonly Option<string?> _shift = new("--shift") { Description = "Name of the shift." };
    private readonly Option<string?> _date = new("--date") { Description = "Day on which the shift begins, e.g. 2025-01-06: for the roster and for relief." };
    private readonly Option<FileInfo?> _officers = new("--officers") { Description = "Officers file: ranks who could stand in." };
    private readonly Option<FileInfo?> _roster = new("--roster") { Description = "roster.csv as schedule wrote it." };
    private readonly Option<int> _rest = new("--rest") { Description = "Fewest hours between two duties.", DefaultValueFactory = _ => new RosterRules().RestHours };

    public void AddTo(Command verb)
    {
        foreach (var option in new Option[] { _beat, _officer, _shift, _date, _officers, _roster, _rest })
        {
            verb.Options.Add(option);
        }
    }

    public DutyShift? Shift(ParseResult parsed, IReadOnlyList<DutyShift> shifts) => parsed.GetValue(_shift) is { } name ? ShiftOptions.Named(shifts, name) : null;

    /// <exception cref="InputException">Not said, said twice, or unknown to plan, officers or roster.</exception>
    public AwayOfficer Read(ParseResult parsed, int beats, IReadOnlyList<DutyShift> shifts)
    {
        var shift = Shift(parsed, shifts);
        IReadOnlyList<Officer> officers = [];
        if (parsed.GetValue(_officers) is { } file)
        {
            using var content = file.OpenRead();
            officers = OfficerReader.Read(content, file.Name, shifts, beats);
        }

        IReadOnlyList<Duty> duties = [];
        if (parsed.GetValue(_roster) is { } roster)
        {
            using var text = roster.OpenText();
            duties = RosterCsv.Read(text, roster.Name);
        }

        var date = parsed.GetValue(_date) is { } day ? PlanRoster.ReadDate(day, "--date", "Write the day as 2025-01-06.") : (LocalDate?)null;
        var rules = new RosterRules(RestHours: parsed.GetValue(_rest));
        return AwayOfficer.Find(new AbsenceOrder(parsed.GetValue(_beat), parsed.GetValue(_officer), shift, date, officers, duties, rules), shifts, NameFlag);
    }

    /// <summary>A member of an order as a flag.</summary>
    public static string NameFlag(string member) => "--" + member;
}
