using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using SmartBeats.Publishing;

namespace SmartBeats.Staffing;

/// <summary>A roster as a table: <c>date,shift,from,to,beats,officer</c>, a post a line; an open post has no officer.</summary>
public static class RosterCsv
{
    private static readonly string[] Columns = ["date", "shift", "from", "to", "beats", "officer"];

    public static byte[] Write(Roster roster)
    {
        var csv = new CsvText(Columns);
        foreach (var duty in roster.Duties)
        {
            csv.Row($"{duty.Date:uuuu-MM-dd}", duty.Shift.Name, duty.Shift.From, duty.Shift.To, string.Join(';', duty.Beats), SpreadsheetText.Neutralise(duty.Officer ?? ""));
        }

        return csv.ToBytes();
    }

    /// <summary>An officer a line: what the roster asks of each.</summary>
    public static byte[] WriteLoads(Roster roster)
    {
        var csv = new CsvText("officer", "duties", "hours", "overtime_hours", "nights", "weekend_duties", "known_beat_duties", "beat_changes");
        foreach (var load in roster.Loads)
        {
            csv.Row(SpreadsheetText.Neutralise(load.Officer), load.Duties, load.Hours, load.OvertimeHours, load.Nights, load.WeekendDuties, load.KnownBeatDuties, load.BeatChanges);
        }

        return csv.ToBytes();
    }

    /// <summary>Reads a table that <see cref="Write"/> wrote, maybe edited since in a spreadsheet.</summary>
    /// <exception cref="InputException">Not this table, or the first cell that cannot be used, by line and column.</exception>
    public static IReadOnlyList<Duty> Read(TextReader text, string name)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { Mode = CsvMode.RFC4180, BadDataFound = null };
        using var csv = new CsvParser(text, configuration);
        if (!csv.Read() || !Columns.SequenceEqual(csv.Record!.Select(cell => cell.Trim().TrimStart('\uFEFF').ToLowerInvariant())))
        {
            throw new InputException($"{name}:1", $"the header is not {string.Join(',', Columns)}", "Give the roster.csv that schedule wrote.");
        }

        var duties = new List<Duty>();
        while (csv.Read())
        {
            duties.Add(Duty(csv.Record!, $"{name}:{csv.RawRow}"));
        }

        return duties.Count > 0 ? duties : throw new InputException(name, "there is no duty in it", "Give the roster.csv that schedule wrote.");
    }

    private static Duty Duty(string[] record, string where)
    {
        const string remedy = "Correct the cell, or schedule again.";
        if (record.Length != Columns.Length)
        {
            throw new InputException(where, $"the row has {record.Length} cells, the header {Columns.Length}", remedy);
        }

        var date = OfficerText.Date(record[0].Trim()) ?? throw new InputException(where, $"date \"{record[0]}\" is not a date (expected yyyy-MM-dd)", remedy);
        if (!int.TryParse(record[2], NumberStyles.None, CultureInfo.InvariantCulture, out var from) || from > 23
            || !int.TryParse(record[3], NumberStyles.None, CultureInfo.InvariantCulture, out var to) || to > 24 || !OfficerText.IsWord(record[1].Trim()))
        {
            throw new InputException(where, $"shift \"{record[1]}\" from \"{record[2]}\" to \"{record[3]}\" is no shift (hours 0 to 24)", remedy);
        }

        var beats = new List<int>();
        foreach (var part in OfficerText.Parts(record[4]))
        {
            beats.Add(int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var beat) && beat > 0
                ? beat
                : throw new InputException(where, $"beats \"{part}\" is no beat", remedy));
        }

        var officer = SpreadsheetText.Restore(record[5].Trim());
        return new Duty(date, new DutyShift(record[1].Trim(), from, to), beats, officer.Length == 0 ? null : officer);
    }
}
