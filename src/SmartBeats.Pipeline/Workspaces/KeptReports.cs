using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Workspaces;

/// <summary>What a workspace keeps of uploads: a report each, and the rows that were rejected. The uploads themselves are not kept.</summary>
public static class KeptReports
{
    public const string ReportName = "report.json";

    /// <summary>The only file of a workspace that repeats what rows hold.</summary>
    public const string RejectedName = "rejected.csv";

    // Before the upload's own columns: line, column, reason.
    private const int ColumnsBefore = 3;

    /// <summary>The key's folder for a file's reports: the file's name, other characters than a key may have made hyphens. A file of the same name replaces it.</summary>
    public static string FolderOf(string fileName)
    {
        var folder = string.Concat(fileName.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-')).TrimStart('.');
        return folder.Length == 0 ? "upload" : folder;
    }

    /// <summary>Takes a call's rows out of every <c>rejected.csv</c> of the city.</summary>
    /// <param name="isDryRun">Only counts them.</param>
    /// <returns>Rows taken out, or found.</returns>
    public static async Task<int> ForgetAsync(IObjectStore files, string city, string eventNumber, bool isDryRun = false, CancellationToken cancellation = default)
    {
        var forgotten = 0;
        foreach (var key in await files.ListAsync(Keys.Report.Begin(city), cancellation))
        {
            if (!key.EndsWith('/' + RejectedName, StringComparison.Ordinal))
            {
                continue;
            }

            var (kept, taken, rows) = Without(await ReadTextAsync(files, key, cancellation), eventNumber);
            forgotten += taken;
            if (taken == 0 || isDryRun)
            {
                continue;
            }

            if (rows == 0)
            {
                await files.DeleteAsync(key, cancellation);
            }
            else
            {
                await files.PutAsync(key, Encoding.UTF8.GetBytes(kept), cancellation);
            }
        }

        return forgotten;
    }

    private static async Task<string> ReadTextAsync(IObjectStore files, string key, CancellationToken cancellation)
    {
        await using var stream = await files.OpenAsync(key, cancellation) ?? Stream.Null;
        using var text = new StreamReader(stream);
        return await text.ReadToEndAsync(cancellation);
    }

    /// <summary>A row is the call's when its event number says so; one too broken to have columns, when it contains the number.</summary>
    private static (string Kept, int Taken, int RowsLeft) Without(string csv, string eventNumber)
    {
        using var parser = new CsvParser(new StringReader(csv), new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null });
        if (!parser.Read())
        {
            return (csv, 0, 0);
        }

        var kept = new StringBuilder(parser.RawRecord);
        var columns = parser.Count;
        var number = Array.FindIndex(parser.Record!, ColumnsBefore, name => name.Trim().TrimStart('\'').Equals("event_number", StringComparison.OrdinalIgnoreCase));
        int taken = 0, left = 0;
        while (parser.Read())
        {
            var row = parser.Record!;
            var isTheCalls = row.Length == columns && number >= 0
                ? row[number].Trim().TrimStart('\'') == eventNumber.TrimStart('\'')
                : row.Skip(ColumnsBefore).Any(cell => cell.Contains(eventNumber, StringComparison.Ordinal));
            if (isTheCalls)
            {
                taken++;
            }
            else
            {
                left++;
                kept.Append(parser.RawRecord);
            }
        }

        return (kept.ToString(), taken, left);
    }
}
