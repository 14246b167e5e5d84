using Microsoft.Data.Sqlite;
using SmartBeats.Calls;
using SmartBeats.Response;
using SmartBeats.Response.Measured;

namespace SmartBeats.Pipeline.Stores;

/// <summary>What is asked of calls in SQLite, a statement each. For one caller at a time.</summary>
internal sealed class SqliteCallQueries(SqliteConnection connection)
{
    /// <summary>Calls read in one turn: others wait no longer than some milliseconds for theirs.</summary>
    public const int RowsPerPage = 8_000;

    private static readonly CallDetails _byOfficer = new() { IsOfficerInitiated = true };

    /// <summary>Calls of a part with all their fields but the event number, and the number of the last; null where no more can follow.</summary>
    public (List<Call> Page, string? Last) ReadCalls(CallSql sql, CallPart part, string after) =>
        ReadPage(sql, part, after, SqliteCallRows.Columns, row => SqliteCallRows.Read(row, 1) with { EventNumber = "" });

    /// <summary>The same without what no count asks for.</summary>
    public (List<Call> Page, string? Last) ReadCounted(CallSql sql, CallPart part, string after) =>
        ReadPage(sql, part, after, "longitude, latitude, local_seconds, priority, service_minute_hundredths, source = 1, disposition", row => new Call(
            "", (byte)row.GetInt32(4), null, row.GetDouble(1), row.GetDouble(2), 0, row.GetInt64(3), row.GetString(7), row.IsDBNull(5) ? null : row.GetInt32(5), null)
        {
            Details = !row.IsDBNull(6) && row.GetBoolean(6) ? _byOfficer : null,
        });

    /// <summary>What a count under a filter looks at.</summary>
    public Func<CallSql, CallPart, string, (List<Call> Page, string? Last)> ChooseReading(CallFilter filter) => filter.NeedsDetails ? ReadCalls : ReadCounted;

    /// <param name="read">Makes a call of a row, whose <paramref name="columns"/> begin at 1.</param>
    private (List<Call> Page, string? Last) ReadPage(CallSql sql, CallPart part, string after, string columns, Func<SqliteDataReader, Call> read)
    {
        using var command = Command(sql, $"""
            SELECT event_number, {columns} FROM calls WHERE {sql.Where} AND event_number > @after
            {(part.FromLongitude is null ? "" : "AND longitude >= @part_from")}
            {(part.ToLongitude is null ? "" : "AND longitude < @part_to")}
            ORDER BY event_number LIMIT @limit
            """);
        command.Parameters.AddWithValue("@after", after);
        command.Parameters.AddWithValue("@part_from", part.FromLongitude ?? 0);
        command.Parameters.AddWithValue("@part_to", part.ToLongitude ?? 0);
        command.Parameters.AddWithValue("@limit", RowsPerPage);
        using var reader = command.ExecuteReader();
        var calls = new List<Call>(RowsPerPage);
        string? last = null;
        while (reader.Read())
        {
            calls.Add(read(reader));
            last = calls.Count < RowsPerPage ? null : reader.GetString(0);
        }

        return (calls, last);
    }

    public List<DayTally> ReadDays(string city)
    {
        using var command = SqliteCallRows.Command(connection, null, $"SELECT {CallSql.Day}, COUNT(*) FROM calls WHERE city = @city GROUP BY 1 ORDER BY 1", city);
        using var reader = command.ExecuteReader();
        var days = new List<DayTally>();
        while (reader.Read())
        {
            days.Add(new DayTally(reader.GetInt64(0), reader.GetInt64(1)));
        }

        return days;
    }

    public List<string> ReadNatures(string city)
    {
        using var command = SqliteCallRows.Command(connection, null, CallSql.FindNatures(), city);
        using var reader = command.ExecuteReader();
        var natures = new List<string>();
        while (reader.Read())
        {
            natures.Add(reader.GetString(0));
        }

        return natures;
    }

    public List<StampTally> ReadStamps(string city)
    {
        using var command = SqliteCallRows.Command(connection, null, $"SELECT {CallSql.Day}, {CallSql.StampColumns} FROM calls WHERE city = @city GROUP BY 1 ORDER BY 1", city);
        using var reader = command.ExecuteReader();
        var days = new List<StampTally>();
        while (reader.Read())
        {
            days.Add(new StampTally(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5)));
        }

        return days;
    }

    public List<ServiceTally> ReadService(CallSql sql)
    {
        using var command = Command(sql, $"SELECT {CallSql.ServiceColumns} FROM calls WHERE {sql.Where} GROUP BY 1, 2 ORDER BY 1, 2");
        using var reader = command.ExecuteReader();
        var tallies = new List<ServiceTally>();
        while (reader.Read())
        {
            tallies.Add(new ServiceTally(
                reader.GetInt32(0), reader.IsDBNull(1) ? null : reader.GetInt32(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6)));
        }

        return tallies;
    }

    public List<SummaryRow> ReadSummary(CallSql sql, string text, int numbers)
    {
        using var command = Command(sql, text);
        using var reader = command.ExecuteReader();
        var rows = new List<SummaryRow>();
        while (reader.Read())
        {
            rows.Add(new SummaryRow(reader.GetString(0), [.. Enumerable.Range(1, numbers).Select(at => reader.IsDBNull(at) ? 0 : reader.GetInt64(at))]));
        }

        return rows;
    }

    private SqliteCommand Command(CallSql sql, string text)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in sql.Parameters)
        {
            command.Parameters.AddWithValue("@" + name, value);
        }

        return command;
    }

    public bool Contains(string city, string eventNumber)
    {
        using var command = SqliteCallRows.Command(connection, null, LoadHistorySql.Contains('@'), city);
        command.Parameters.AddWithValue("@event_number", eventNumber);
        return (long)command.ExecuteScalar()! == 1;
    }
}
