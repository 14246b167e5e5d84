using Microsoft.Data.Sqlite;
using SmartBeats.Calls;
using SmartBeats.Response;

namespace SmartBeats.Pipeline.Stores;

/// <summary>What is asked of calls in SQLite, a statement each. For one caller at a time.</summary>
internal sealed class SqliteCallQueries(SqliteConnection connection)
{
    /// <summary>Coordinates or calls read in one turn: others wait no longer than some milliseconds for theirs.</summary>
    public const int RowsPerPage = 8_000;

    public List<CallPart> Partition(CallSql sql, int callsPerPart)
    {
        using var count = Command(sql, $"SELECT COUNT(*) FROM calls WHERE {sql.Where}");
        var calls = (long)count.ExecuteScalar()!;
        var parts = new List<CallPart>();
        double? from = null;
        for (var next = (long)callsPerPart; next < calls; next += callsPerPart)
        {
            using var cut = Command(sql, $"SELECT longitude FROM calls WHERE {sql.Where} ORDER BY longitude LIMIT 1 OFFSET @next");
            cut.Parameters.AddWithValue("@next", next);
            var to = (double)cut.ExecuteScalar()!;
            // Many calls may share one longitude: a cut that does not advance is no cut.
            if (from is null || to > from)
            {
                parts.Add(new CallPart(parts.Count, from, to));
                from = to;
            }
        }

        parts.Add(new CallPart(parts.Count, from, null));
        return parts;
    }

    /// <summary>A row a call, ungrouped: to sort them by day would cost more than to read them. 32 bytes each, of one part.</summary>
    public List<DatedTally> ReadDated(CallSql sql, CallPart part)
    {
        using var command = Command(sql, $"""
            SELECT longitude, latitude, {CallSql.Day}, {sql.Weight}
            FROM calls WHERE {sql.Where}
            {FirstPoint(part, null)}
            {(part.ToLongitude is null ? "" : "AND longitude < @part_to")}
            GROUP BY event_number
            """);
        command.Parameters.AddWithValue("@part_from", part.FromLongitude ?? 0);
        command.Parameters.AddWithValue("@part_to", part.ToLongitude ?? 0);
        using var reader = command.ExecuteReader();
        var tallies = new List<DatedTally>();
        while (reader.Read())
        {
            tallies.Add(new DatedTally(reader.GetDouble(0), reader.GetDouble(1), reader.GetInt32(2), reader.GetInt64(3)));
        }

        return tallies;
    }

    /// <summary>Distinct coordinates, ascending by longitude, then latitude; a page with fewer than there may be is the last.</summary>
    public List<PointTally> ReadPage(CallSql sql, CallPart part, PointTally? after)
    {
        using var command = Command(sql, $"""
            SELECT longitude, latitude, COUNT(*), {sql.Weight}, COUNT(*) - COUNT(service_minute_hundredths)
            FROM calls WHERE {sql.Where}
            {FirstPoint(part, after)}
            {(part.ToLongitude is null ? "" : "AND longitude < @part_to")}
            GROUP BY longitude, latitude ORDER BY longitude, latitude LIMIT @limit
            """);
        command.Parameters.AddWithValue("@part_from", part.FromLongitude ?? 0);
        command.Parameters.AddWithValue("@part_to", part.ToLongitude ?? 0);
        command.Parameters.AddWithValue("@after_longitude", after?.Longitude ?? 0);
        command.Parameters.AddWithValue("@after_latitude", after?.Latitude ?? 0);
        command.Parameters.AddWithValue("@limit", RowsPerPage);
        using var reader = command.ExecuteReader();
        var points = new List<PointTally>();
        while (reader.Read())
        {
            points.Add(new PointTally(reader.GetDouble(0), reader.GetDouble(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4)));
        }

        return points;
    }

    // Only one lower bound: given two, SQLite seeks by the part's and reads every page before this one again.
    private static string FirstPoint(CallPart part, PointTally? after)
    {
        if (after is not null)
        {
            return "AND (longitude, latitude) > (@after_longitude, @after_latitude)";
        }

        return part.FromLongitude is null ? "" : "AND longitude >= @part_from";
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
            {FirstPoint(part, null)}
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
