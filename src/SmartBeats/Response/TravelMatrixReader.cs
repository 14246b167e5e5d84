using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace SmartBeats.Response;

/// <summary>Reads travel times between areas from CSV, in either shape routers give.</summary>
/// <remarks>
/// Wide: a first row <c>minutes,ID,ID,…</c> (or <c>seconds,…</c>; any other corner means minutes), then a row <c>ID,t,t,…</c> an area.
/// Long: columns <c>from,to,minutes</c> (or <c>seconds</c>), a row a pair. Ids are the map's text; ids the map lacks are passed over and counted.
/// Every pair of the map's areas must be there once; only trips within an area may be missing, all of them, and then count 0 minutes.
/// </remarks>
public static class TravelMatrixReader
{
    /// <summary>No trip within a city takes a day: such numbers are metres or seconds.</summary>
    private const double LongestMinutes = 1440;

    /// <summary>Half the trips within a city take less than three hours: else the column is in seconds.</summary>
    private const double LongestMedianMinutes = 180;

    /// <param name="name">What to call the file in a message.</param>
    /// <exception cref="InputException">Not this format, a time that is none, a pair twice or missing, or numbers that cannot be minutes.</exception>
    public static TravelMatrix Read(TextReader text, string name, IReadOnlyList<string> areaIds)
    {
        var count = areaIds.Count;
        if (count > TravelMatrix.MaxAreas)
        {
            throw new InputException(name, $"a matrix for {count} areas is over the limit of {TravelMatrix.MaxAreas}", "Use a map of larger areas, or a travel law.");
        }

        var index = new Dictionary<string, int>(count, StringComparer.Ordinal);
        for (var area = 0; area < count; area++)
        {
            index[areaIds[area]] = area;
        }

        var times = new float[count * count];
        Array.Fill(times, float.NaN);
        using var csv = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, Mode = CsvMode.RFC4180 });
        if (!csv.Read() || csv.Record is not { Length: > 1 } header)
        {
            throw new InputException(name, "there is no table of travel times in it", "Give rows from,to,minutes, or a matrix with area ids along its top and left side.");
        }

        header = [.. header.Select(cell => cell.Trim().TrimStart('\uFEFF'))];
        var sheet = new Sheet(name, index, times, areaIds);
        var unknown = IsLong(header) ? ReadLong(csv, header, sheet) : ReadWide(csv, header, sheet);
        List<string> notes = ["Travel times come from a file of times between areas."];
        if (unknown > 0)
        {
            notes.Add($"{unknown} rows or columns of the travel times name areas the map does not have; they are not used.");
        }

        FillWithin(sheet, notes);
        CheckGaps(sheet);
        CheckUnit(sheet);
        return new TravelMatrix(count, times, notes);
    }

    private static bool IsLong(string[] header) => Column(header, "from") >= 0 && Column(header, "to") >= 0;

    private static int Column(string[] header, string wanted) => Array.FindIndex(header, cell => string.Equals(cell, wanted, StringComparison.OrdinalIgnoreCase));

    private static int ReadLong(CsvParser csv, string[] header, Sheet sheet)
    {
        var (from, to, minutes, seconds) = (Column(header, "from"), Column(header, "to"), Column(header, "minutes"), Column(header, "seconds"));
        if (minutes < 0 == seconds < 0)
        {
            throw new InputException($"{sheet.Name}:1", "the table needs one column named minutes or seconds", "Name the column of travel times by its unit.");
        }

        var (time, scale) = minutes >= 0 ? (minutes, 1.0) : (seconds, 1.0 / 60);
        var unknown = 0;
        while (csv.Read())
        {
            var record = csv.Record!;
            if (record.Length != header.Length)
            {
                throw new InputException($"{sheet.Name}:{csv.RawRow}", $"the row has {record.Length} cells, the header {header.Length}", "Export the table again.");
            }

            if (sheet.Index.TryGetValue(record[from].Trim(), out var i) && sheet.Index.TryGetValue(record[to].Trim(), out var j))
            {
                sheet.Put(csv.RawRow, i, j, record[time], scale);
            }
            else
            {
                unknown++;
            }
        }

        return unknown;
    }

    private static int ReadWide(CsvParser csv, string[] header, Sheet sheet)
    {
        var scale = string.Equals(header[0], "seconds", StringComparison.OrdinalIgnoreCase) ? 1.0 / 60 : 1.0;
        var columns = header.Select((id, at) => at > 0 && sheet.Index.TryGetValue(id, out var area) ? area : -1).ToArray();
        var unknown = columns.Skip(1).Count(area => area < 0);
        if (unknown == columns.Length - 1)
        {
            throw new InputException($"{sheet.Name}:1", "no column is named by an area of the map", "Use the map's area ids along the top, or the columns from,to,minutes.");
        }

        while (csv.Read())
        {
            var record = csv.Record!;
            if (record.Length != header.Length)
            {
                throw new InputException($"{sheet.Name}:{csv.RawRow}", $"the row has {record.Length} cells, the header {header.Length}", "Export the table again.");
            }

            if (!sheet.Index.TryGetValue(record[0].Trim(), out var from))
            {
                unknown++;
                continue;
            }

            for (var at = 1; at < record.Length; at++)
            {
                // An empty cell within an area is the common way to leave the diagonal out; elsewhere it is a gap.
                if (columns[at] >= 0 && !(columns[at] == from && string.IsNullOrWhiteSpace(record[at])))
                {
                    sheet.Put(csv.RawRow, from, columns[at], record[at], scale);
                }
            }
        }

        return unknown;
    }

    private static void FillWithin(Sheet sheet, List<string> notes)
    {
        var missing = Enumerable.Range(0, sheet.Ids.Count).Count(area => float.IsNaN(sheet.Times[area * sheet.Ids.Count + area]));
        if (missing < sheet.Ids.Count)
        {
            return;
        }

        for (var area = 0; area < sheet.Ids.Count; area++)
        {
            sheet.Times[area * sheet.Ids.Count + area] = 0;
        }

        notes.Add("The file has no times within an area; such trips count 0 minutes.");
    }

    private static void CheckGaps(Sheet sheet)
    {
        var gaps = sheet.Times.Count(float.IsNaN);
        if (gaps > 0)
        {
            var first = Array.FindIndex(sheet.Times, float.IsNaN);
            throw new InputException(sheet.Name, $"{gaps} of {sheet.Times.Length} pairs of areas have no time, the first from {sheet.Ids[first / sheet.Ids.Count]} to {sheet.Ids[first % sheet.Ids.Count]}", "Let the router fill every pair, both ways.");
        }
    }

    private static void CheckUnit(Sheet sheet)
    {
        var sorted = (float[])sheet.Times.Clone();
        Array.Sort(sorted);
        if (sorted.Length > 0 && (sorted[^1] > LongestMinutes || sorted[sorted.Length / 2] > LongestMedianMinutes))
        {
            throw new InputException(sheet.Name, string.Create(CultureInfo.InvariantCulture, $"half the trips take over {sorted[sorted.Length / 2]:0} minutes and the longest {sorted[^1]:0}, too long for a city"), "If the times are in seconds, name the column (or the corner cell) seconds.");
        }
    }

    private sealed record Sheet(string Name, Dictionary<string, int> Index, float[] Times, IReadOnlyList<string> Ids)
    {
        public void Put(int line, int from, int to, string cell, double scale)
        {
            if (!double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var time) || !double.IsFinite(time))
            {
                throw new InputException($"{Name}:{line}", $"\"{cell.Trim()}\" from {Ids[from]} to {Ids[to]} is not a time", "Give a number of minutes, or of seconds under that name.");
            }

            if (time < 0)
            {
                throw new InputException($"{Name}:{line}", $"{cell.Trim()} from {Ids[from]} to {Ids[to]} is below 0", "Routers mark pairs they cannot reach that way: give such pairs a time.");
            }

            ref var place = ref Times[from * Ids.Count + to];
            if (!float.IsNaN(place))
            {
                throw new InputException($"{Name}:{line}", $"the time from {Ids[from]} to {Ids[to]} is there twice", "Keep one row for each pair.");
            }

            place = (float)(time * scale);
        }
    }
}
