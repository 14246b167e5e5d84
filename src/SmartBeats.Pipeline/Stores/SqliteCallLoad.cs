using Microsoft.Data.Sqlite;
using SmartBeats.Calls;

namespace SmartBeats.Pipeline.Stores;

/// <summary>Rows gathered in a table of the connection's own, merged into the city's calls in one transaction.</summary>
internal sealed class SqliteCallLoad : ICallLoad
{
    private readonly SqliteConnection _connection;
    private readonly string _city;
    private readonly ReplacedPeriod? _replaces;
    private readonly string _where;
    private readonly Action _onEnd;
    private readonly SqliteTransaction _staging;
    private readonly SqliteCommand _stage;
    private bool _ended;

    /// <param name="where">The database, as messages name it.</param>
    public SqliteCallLoad(SqliteConnection connection, string city, ReplacedPeriod? replaces, string where, Action onEnd)
    {
        (_connection, _city, _replaces, _where, _onEnd) = (connection, city, replaces, where, onEnd);
        SqliteCallStore.Execute(connection, null, """
            CREATE TEMP TABLE IF NOT EXISTS staged (
                event_number TEXT PRIMARY KEY, priority INTEGER, is_incident INTEGER, longitude REAL, latitude REAL,
                utc_seconds INTEGER, local_seconds INTEGER, disposition TEXT, service_minute_hundredths INTEGER, units INTEGER) WITHOUT ROWID;
            DELETE FROM staged;
            """);
        // Deferred: rows are staged beside the file, so other processes may write to it meanwhile.
        _staging = connection.BeginTransaction(deferred: true);
        _stage = connection.CreateCommand();
        _stage.Transaction = _staging;
        _stage.CommandText = $"INSERT OR REPLACE INTO staged ({SqliteCallRows.Columns}) VALUES (@{string.Join(", @", SqliteCallRows.Names)})";
        foreach (var name in SqliteCallRows.Names)
        {
            _stage.Parameters.Add(new SqliteParameter { ParameterName = "@" + name });
        }

        _stage.Prepare();
    }

    public void Add(ReadOnlySpan<Call> calls)
    {
        foreach (ref readonly var call in calls)
        {
            var p = _stage.Parameters;
            p[0].Value = call.EventNumber;
            p[1].Value = (int)call.Priority;
            p[2].Value = call.IncidentCode;
            p[3].Value = call.Longitude;
            p[4].Value = call.Latitude;
            p[5].Value = call.UtcSeconds;
            p[6].Value = call.LocalSeconds;
            p[7].Value = call.Disposition;
            p[8].Value = (object?)call.ServiceMinuteHundredths ?? DBNull.Value;
            p[9].Value = (object?)call.Units ?? DBNull.Value;
            _stage.ExecuteNonQuery();
        }
    }

    public Task<CallLoadCounts> CommitAsync(CancellationToken cancellation = default) => EndAsync(keeps: true, cancellation);

    public Task<CallLoadCounts> CheckAsync(CancellationToken cancellation = default) => EndAsync(keeps: false, cancellation);

    private Task<CallLoadCounts> EndAsync(bool keeps, CancellationToken cancellation)
    {
        try
        {
            return Task.FromResult(Commit(keeps, cancellation));
        }
        catch (SqliteException fault) when (SqliteFaults.InWords(fault, _where) is { } inWords)
        {
            throw inWords;
        }
    }

    private CallLoadCounts Commit(bool keeps, CancellationToken cancellation)
    {
        _staging.Commit();
        // The write lock first, then the reading: what is compared is what will be replaced.
        using var merging = _connection.BeginTransaction(deferred: false);
        var version = SqliteCallRows.VersionOf(_connection, merging, _city);
        var removed = _replaces is null ? 0 : RemoveReplaced(merging, version, _replaces);
        var (inserted, updated, unchanged) = Compare(merging, version);
        cancellation.ThrowIfCancellationRequested();
        var counts = new CallLoadCounts(inserted, updated, unchanged, version.ToString(), removed);
        if (!keeps)
        {
            // A transaction that is not committed rolls back: what was removed comes back, too.
            return counts;
        }

        if (inserted + updated > 0)
        {
            Merge(merging);
        }

        SqliteCallRows.SaveVersion(_connection, merging, _city, version);
        merging.Commit();
        return counts;
    }

    /// <summary>Writes the staged rows; into a store without calls before its indexes, which are sorted once then in the place of once a row.</summary>
    private void Merge(SqliteTransaction merging)
    {
        var isFirst = IsEmpty(merging);
        if (isFirst)
        {
            SqliteCallStore.Execute(_connection, merging, "DROP INDEX calls_by_place; DROP INDEX calls_by_time;");
        }

        var text = $"INSERT OR REPLACE INTO calls (city, {SqliteCallRows.Columns}) SELECT @city, {SqliteCallRows.Columns} FROM staged ORDER BY event_number";
        using (var merge = SqliteCallRows.Command(_connection, merging, text, _city))
        {
            merge.ExecuteNonQuery();
        }

        if (isFirst)
        {
            SqliteCallStore.Execute(_connection, merging, CallSchema.CreateIndexes);
        }
    }

    private bool IsEmpty(SqliteTransaction merging)
    {
        using var command = _connection.CreateCommand();
        command.Transaction = merging;
        command.CommandText = "SELECT NOT EXISTS (SELECT 1 FROM calls)";
        return (long)command.ExecuteScalar()! == 1;
    }

    /// <summary>Takes out what lies in the period and is not staged.</summary>
    private long RemoveReplaced(SqliteTransaction merging, CallSetVersion version, ReplacedPeriod period)
    {
        const string gone = "FROM calls WHERE city = @city AND local_seconds BETWEEN @from AND @to AND event_number NOT IN (SELECT event_number FROM staged)";
        using (var find = InPeriod($"SELECT {SqliteCallRows.Columns} {gone}"))
        using (var reader = find.ExecuteReader())
        {
            while (reader.Read())
            {
                version.Remove(SqliteCallRows.Read(reader, 0));
            }
        }

        using var remove = InPeriod($"DELETE {gone}");
        return remove.ExecuteNonQuery();

        SqliteCommand InPeriod(string text)
        {
            var command = SqliteCallRows.Command(_connection, merging, text, _city);
            command.Parameters.AddWithValue("@from", period.FromSeconds);
            command.Parameters.AddWithValue("@to", period.ToSeconds);
            return command;
        }
    }

    private (long Inserted, long Updated, long Unchanged) Compare(SqliteTransaction merging, CallSetVersion version)
    {
        long inserted = 0, updated = 0, unchanged = 0;
        using var pairs = SqliteCallRows.Command(
            _connection,
            merging,
            $"SELECT {Prefixed("s")}, {Prefixed("c")} FROM staged s LEFT JOIN calls c ON c.city = @city AND c.event_number = s.event_number",
            _city);
        using var reader = pairs.ExecuteReader();
        while (reader.Read())
        {
            var staged = SqliteCallRows.Read(reader, 0);
            if (reader.IsDBNull(SqliteCallRows.Names.Length))
            {
                inserted++;
            }
            else
            {
                var kept = SqliteCallRows.Read(reader, SqliteCallRows.Names.Length);
                if (kept == staged)
                {
                    unchanged++;
                    continue;
                }

                version.Remove(kept);
                updated++;
            }

            version.Add(staged);
        }

        return (inserted, updated, unchanged);
    }

    public ValueTask DisposeAsync()
    {
        if (!_ended)
        {
            _ended = true;
            _stage.Dispose();
            _staging.Dispose();
            _onEnd();
        }

        return ValueTask.CompletedTask;
    }

    private static string Prefixed(string table) => string.Join(", ", SqliteCallRows.Names.Select(name => $"{table}.{name}"));
}
