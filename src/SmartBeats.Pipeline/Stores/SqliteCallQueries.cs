using Microsoft.Data.Sqlite;
using SmartBeats.Calls;
using SmartBeats.Response;

namespace SmartBeats.Pipeline.Stores;

/// <summary>What is asked of calls in SQLite, a statement each. For one caller at a time.</summary>
internal sealed class SqliteCallQueries(SqliteConnection connection)
{
    /// <summary>Calls read in one turn: others wait no longer than some milliseconds for theirs.</summary>
    public const int RowsPerPage = 8_000;

    /// <summary>Calls of a part without what no count asks for, and the last one's event number; null where no more can follow.</summary>
    public (List<Call> Page, string? Last) ReadPage(CallSql sql, CallPart part, string after)
    {
        using var command = Command(sql, $"""
            SELECT longitude, latitude, local_seconds, priority, service_minute_hundredths, event_number
            FROM calls WHERE {sql.Where} AND event_number > @after
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
            int? minutes = reader.IsDBNull(4) ? null : reader.GetInt32(4);
            calls.Add(new Call("", (byte)reader.GetInt32(3), null, reader.GetDouble(0), reader.GetDouble(1), 0, reader.GetInt64(2), "", minutes, null));
            last = calls.Count < RowsPerPage ? null : reader.GetString(5);
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

    /// <summary>A page of calls by event number, and the last of them.</summary>
    public (List<Call> Page, string Last) ReadCalls(CallSql sql, CallPart part, string after)
    {
        using var command = Command(sql, $"""
            SELECT {SqliteCallRows.Columns} FROM calls WHERE {sql.Where}
            {(part.FromLongitude is null ? "" : "AND longitude >= @part_from")}
            {(part.ToLongitude is null ? "" : "AND longitude < @part_to")}
            AND event_number > @after ORDER BY event_number LIMIT @limit
            """);
        command.Parameters.AddWithValue("@part_from", part.FromLongitude ?? 0);
        command.Parameters.AddWithValue("@part_to", part.ToLongitude ?? 0);
        command.Parameters.AddWithValue("@after", after);
        command.Parameters.AddWithValue("@limit", RowsPerPage);
        using var reader = command.ExecuteReader();
        var calls = new List<Call>();
        var last = after;
        while (reader.Read())
        {
            var call = SqliteCallRows.Read(reader, 0);
            last = call.EventNumber;
            calls.Add(call with { EventNumber = "" });
        }

        return (calls, last);
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
        using var command = SqliteCallRows.Command(connection, null, "SELECT EXISTS (SELECT 1 FROM calls WHERE city = @city AND event_number = @event_number)", city);
        command.Parameters.AddWithValue("@event_number", eventNumber);
        return (long)command.ExecuteScalar()! == 1;
    }
}
