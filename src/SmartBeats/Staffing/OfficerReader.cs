using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using NodaTime;

namespace SmartBeats.Staffing;

/// <summary>Reads an officers file: CSV with a header, columns in any order, further columns ignored.</summary>
/// <remarks>
/// <c>id, hours_a_week, days_off</c> (weekdays, <c>sat;sun</c>)<c>, leave</c> (<c>2025-03-03..2025-03-14;2025-04-01</c>)<c>, shifts</c>
/// (names, empty for all)<c>, beats</c> (numbers known, <c>3;4</c>); optional <c>overtime_hours</c>. UTF-8 with or without BOM. Unlike calls,
/// officers are few and each counts: the file is refused at its first fault, which is named by line and column.
/// </remarks>
public sealed class OfficerReader
{
    /// <summary>Larger forces schedule by precinct.</summary>
    public const int MostOfficers = 5_000;

    private static readonly string[] Required = ["id", "hours_a_week", "days_off", "leave", "shifts", "beats"];
    private const string Overtime = "overtime_hours";

    private readonly string _name;
    private readonly IReadOnlyList<string> _shifts;
    private readonly int _beats;
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    private int _width;
    private string[] _record = [];
    private int _line;

    private OfficerReader(string name, IReadOnlyList<DutyShift> shifts, int beats) =>
        (_name, _shifts, _beats) = (name, [.. shifts.Select(shift => shift.Name)], beats);

    /// <param name="name">What to call the file in a message.</param>
    /// <param name="beats">Beats of the plan: higher numbers are refused.</param>
    /// <returns>In the order of the file.</returns>
    /// <exception cref="InputException">Not this format, or the first cell that cannot be used.</exception>
    public static IReadOnlyList<Officer> Read(Stream content, string name, IReadOnlyList<DutyShift> shifts, int beats) =>
        new OfficerReader(name, shifts, beats).Read(content);

    private List<Officer> Read(Stream content)
    {
        using var text = new StreamReader(content, new UTF8Encoding(false, throwOnInvalidBytes: true), true, -1, leaveOpen: true);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Mode = CsvMode.RFC4180,
            IgnoreBlankLines = true,
            MaxFieldSize = 10_000,
            BadDataFound = bad => throw new InputException($"{_name}:{bad.Context.Parser?.RawRow}", "a quote stands where none may be", "Put quotes round whole cells only, and double those inside."),
        };
        using var csv = new CsvParser(text, configuration);
        try
        {
            return Read(csv);
        }
        catch (DecoderFallbackException)
        {
            throw new InputException(_name, "the file is not UTF-8 text", "Save it as CSV UTF-8.");
        }
        catch (MaxFieldSizeException)
        {
            throw new InputException($"{_name}:{csv.RawRow}", "a cell is longer than 10,000 characters", "Look for a quote that is never closed.");
        }
    }

    private List<Officer> Read(CsvParser csv)
    {
        if (!csv.Read())
        {
            throw new InputException(_name, "the file is empty", $"Its first line names {string.Join(", ", Required)}; then an officer a line.");
        }

        ReadHeader(csv.Record!);
        var officers = new List<Officer>();
        var lineOf = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        while (csv.Read())
        {
            (_record, _line) = (csv.Record!, csv.RawRow);
            if (_record.Length != _width)
            {
                throw new InputException($"{_name}:{_line}", $"the row has {_record.Length} cells, the header {_width}", "Separate lists within a cell by semicolons, and keep a comma for every column.");
            }

            var officer = ReadOfficer();
            if (!lineOf.TryAdd(officer.Id, _line))
            {
                throw Fault("id", $"\"{officer.Id}\" stands in line {lineOf[officer.Id]} already", "Give every officer an id of their own; upper and lower case are no difference.");
            }

            officers.Add(officer);
            if (officers.Count > MostOfficers)
            {
                throw new InputException(_name, $"there are more than {MostOfficers:N0} officers", "Schedule by precinct.");
            }
        }

        return officers.Count > 0 ? officers : throw new InputException(_name, "there is no officer in it", "Add a line an officer below the header.");
    }

    private void ReadHeader(string[] header)
    {
        _width = header.Length;
        for (var at = 0; at < header.Length; at++)
        {
            var column = header[at].Trim().TrimStart('\uFEFF');
            if ((Required.Contains(column, StringComparer.OrdinalIgnoreCase) || string.Equals(column, Overtime, StringComparison.OrdinalIgnoreCase)) && !_columns.TryAdd(column, at))
            {
                throw new InputException($"{_name}:1", $"the header names {column} twice", "Remove or rename one of the two columns.");
            }
        }

        foreach (var missing in Required.Where(column => !_columns.ContainsKey(column)))
        {
            throw new InputException($"{_name}:1", $"the header lacks {missing}{NearMissOf(missing, header)}", $"The first line must name {string.Join(", ", Required)}; a column may be empty below.");
        }
    }

    private static string NearMissOf(string missing, string[] header) =>
        NearMiss.Of(missing, header.Select(column => column.Trim())) is { } near ? $" (\"{near}\": did you mean {missing}?)" : "";

    private Officer ReadOfficer()
    {
        var id = Cell("id");
        if (!OfficerText.IsWord(id))
        {
            throw Fault("id", id.Length == 0 ? "is empty" : $"\"{id}\" is no id", "Use up to 40 letters, digits, hyphens, points and underscores, a letter or digit first.");
        }

        if (!OfficerText.TryHours(Cell("hours_a_week"), 84, out var hours) || hours <= 0)
        {
            throw Fault("hours_a_week", $"\"{Cell("hours_a_week")}\" is no number of hours above 0 and up to 84", "Give contract hours, such as 40.");
        }

        return new Officer(
            id,
            hours,
            OfficerText.Parts(Cell("days_off")).Select(Day).ToHashSet(),
            [.. OfficerText.Parts(Cell("leave")).Select(LeaveOf)],
            OfficerText.Parts(Cell("shifts")).Select(Shift).ToHashSet(),
            [.. OfficerText.Parts(Cell("beats")).Select(Beat).Distinct().Order()],
            OvertimeHours());
    }

    private IsoDayOfWeek Day(string text) =>
        OfficerText.Day(text) ?? throw Fault("days_off", $"\"{text}\" is no weekday", "Write mon;tue;wed;thu;fri;sat;sun, those never worked.");

    private Leave LeaveOf(string text)
    {
        var leave = OfficerText.Leave(text) ?? throw Fault("leave", $"\"{text}\" is no date or range of dates", "Write 2025-03-03 or 2025-03-03..2025-03-14, several with semicolons.");
        return leave.From <= leave.To ? leave : throw Fault("leave", $"\"{text}\" ends before it begins", "Put the earlier date first.");
    }

    private string Shift(string text)
    {
        var name = text.ToLowerInvariant();
        return _shifts.Contains(name) ? name : throw Fault("shifts", $"\"{text}\" is no shift{NearMiss.Hint(name, _shifts)}", $"The shifts are {string.Join(", ", _shifts)}; leave the cell empty for all.");
    }

    private int Beat(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var beat) && beat >= 1 && beat <= _beats
            ? beat
            : throw Fault("beats", $"\"{text}\" is no beat of the plan", $"The plan's beats are numbered 1 to {_beats}; write those known as 3;4.");

    private double OvertimeHours()
    {
        if (!_columns.ContainsKey(Overtime) || Cell(Overtime).Length == 0)
        {
            return 0;
        }

        return OfficerText.TryHours(Cell(Overtime), 2000, out var hours) ? hours : throw Fault(Overtime, $"\"{Cell(Overtime)}\" is no number of hours", "Give hours from 0, or leave the cell empty.");
    }

    private string Cell(string column) => _record[_columns[column]].Trim();

    private InputException Fault(string column, string what, string remedy) => new($"{_name}:{_line}", $"{column} {what}", remedy);
}
