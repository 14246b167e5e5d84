using System.Globalization;
using Microsoft.Data.Sqlite;
using SmartBeats.Calls;

namespace SmartBeats.Pipeline.Stores;

/// <summary>Rows gathered in a table of the connection's own, merged into the city's calls in one transaction.</summary>
internal sealed class SqliteCallLoad : ICallLoad
{
    private const string Columns = "event_number, priority, is_incident, longitude, latitude, utc_seconds, local_seconds, disposition, service_minute_hundredths, units";
    private static readonly string[] _names = Columns.Split(", ");

    private readonly SqliteConnection _connection;
    private readonly string _city;
    private readonly Action _onEnd;
    private readonly SqliteTransaction _staging;
    private readonly SqliteCommand _stage;
    private bool _ended;

    public SqliteCallLoad(SqliteConnection connection, string city, Action onEnd)
    {
        (_connection, _city, _onEnd) = (connection, city, onEnd);
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
        _stage.CommandText = $"INSERT OR REPLACE INTO staged ({Columns}) VALUES (@{string.Join(", @", _names)})";
        foreach (var name in _names)
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
            p[2].Value = call.IsIncident ? 1 : 0;
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

    public Task<CallLoadCounts> CommitAsync(CancellationToken cancellation = default)
    {
        _staging.Commit();
        // The write lock first, then the reading: what is compared is what will be replaced.
        using var merging = _connection.BeginTransaction(deferred: false);
        var version = VersionOf(_connection, merging, _city);
        long inserted = 0, updated = 0, unchanged = 0;
        using (var pairs = _connection.CreateCommand())
        {
            pairs.Transaction = merging;
            pairs.CommandText = $"SELECT {Prefixed("s")}, {Prefixed("c")} FROM staged s LEFT JOIN calls c ON c.city = @city AND c.event_number = s.event_number";
            pairs.Parameters.AddWithValue("@city", _city);
            using var reader = pairs.ExecuteReader();
            while (reader.Read())
            {
                var staged = ReadCall(reader, 0);
                if (reader.IsDBNull(_names.Length))
                {
                    inserted++;
                }
                else
                {
                    var kept = ReadCall(reader, _names.Length);
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
        }

        cancellation.ThrowIfCancellationRequested();
        using (var merge = _connection.CreateCommand())
        {
            merge.Transaction = merging;
            merge.CommandText = $"INSERT OR REPLACE INTO calls (city, {Columns}) SELECT @city, {Columns} FROM staged";
            merge.Parameters.AddWithValue("@city", _city);
            merge.ExecuteNonQuery();
        }

        SaveVersion(_connection, merging, _city, version);
        merging.Commit();
        return Task.FromResult(new CallLoadCounts(inserted, updated, unchanged, version.ToString()));
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

    internal static CallSetVersion VersionOf(SqliteConnection connection, SqliteTransaction? transaction, string city)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT row_hash_sum, row_count FROM call_sets WHERE city = @city";
        command.Parameters.AddWithValue("@city", city);
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new CallSetVersion(UInt128.Parse(reader.GetString(0), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), reader.GetInt64(1))
            : new CallSetVersion();
    }

    internal static bool Forget(SqliteConnection connection, string city, string eventNumber)
    {
        using var transaction = connection.BeginTransaction();
        Call forgotten;
        using (var find = connection.CreateCommand())
        {
            find.Transaction = transaction;
            find.CommandText = $"SELECT {Columns} FROM calls WHERE city = @city AND event_number = @event_number";
            find.Parameters.AddWithValue("@city", city);
            find.Parameters.AddWithValue("@event_number", eventNumber);
            using var reader = find.ExecuteReader();
            if (!reader.Read())
            {
                return false;
            }

            forgotten = ReadCall(reader, 0);
        }

        using (var remove = connection.CreateCommand())
        {
            remove.Transaction = transaction;
            remove.CommandText = "DELETE FROM calls WHERE city = @city AND event_number = @event_number";
            remove.Parameters.AddWithValue("@city", city);
            remove.Parameters.AddWithValue("@event_number", eventNumber);
            remove.ExecuteNonQuery();
        }

        var version = VersionOf(connection, transaction, city);
        version.Remove(forgotten);
        SaveVersion(connection, transaction, city, version);
        transaction.Commit();
        return true;
    }

    private static void SaveVersion(SqliteConnection connection, SqliteTransaction transaction, string city, CallSetVersion version)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT OR REPLACE INTO call_sets (city, row_hash_sum, row_count) VALUES (@city, @sum, @rows)";
        command.Parameters.AddWithValue("@city", city);
        command.Parameters.AddWithValue("@sum", version.Sum.ToString("x32", CultureInfo.InvariantCulture));
        command.Parameters.AddWithValue("@rows", version.Rows);
        command.ExecuteNonQuery();
    }

    private static string Prefixed(string table) => string.Join(", ", _names.Select(name => $"{table}.{name}"));

    private static Call ReadCall(SqliteDataReader row, int at) => new(
        row.GetString(at),
        (byte)row.GetInt32(at + 1),
        row.GetInt32(at + 2) == 1,
        row.GetDouble(at + 3),
        row.GetDouble(at + 4),
        row.GetInt64(at + 5),
        row.GetInt64(at + 6),
        row.GetString(at + 7),
        row.IsDBNull(at + 8) ? null : row.GetInt32(at + 8),
        row.IsDBNull(at + 9) ? null : row.GetInt32(at + 9));
}
