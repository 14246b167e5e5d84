using System.Globalization;
using Microsoft.Data.Sqlite;
using SmartBeats.Calls;

namespace SmartBeats.Pipeline.Stores;

/// <summary>Calls and their version as rows of SQLite.</summary>
internal static class SqliteCallRows
{
    /// <summary>Columns every call has.</summary>
    public const string PlainColumns = "event_number, priority, is_incident, longitude, latitude, utc_seconds, local_seconds, disposition, service_minute_hundredths, units";

    /// <summary>All columns but the city; those after <see cref="PlainColumns"/> are NULL in calls without details, where source never is in others.</summary>
    public const string Columns = $"{PlainColumns}, {CallSql.DetailColumns}";

    /// <param name="at">Column of the row that <see cref="Columns"/> begin at.</param>
    public static Call Read(SqliteDataReader row, int at) => new(
        row.GetString(at),
        (byte)row.GetInt32(at + 1),
        Call.ReadFlag(row.GetInt32(at + 2)),
        row.GetDouble(at + 3),
        row.GetDouble(at + 4),
        row.GetInt64(at + 5),
        row.GetInt64(at + 6),
        row.GetString(at + 7),
        row.IsDBNull(at + 8) ? null : row.GetInt32(at + 8),
        row.IsDBNull(at + 9) ? null : row.GetInt32(at + 9))
    {
        Details = row.IsDBNull(at + 11) ? null : new CallDetails
        {
            Nature = row.GetString(at + 10),
            IsOfficerInitiated = Call.ReadFlag(row.GetInt32(at + 11)),
            Unit = row.GetString(at + 12),
            Beat = row.GetString(at + 13),
            ReceivedUtc = ReadStamp(row, at + 14),
            DispatchedUtc = ReadStamp(row, at + 15),
            ArrivedUtc = ReadStamp(row, at + 16),
            ClearedUtc = ReadStamp(row, at + 17),
        },
    };

    private static long? ReadStamp(SqliteDataReader row, int at) => row.IsDBNull(at) ? null : row.GetInt64(at);

    /// <summary>A statement about one city, its <c>@city</c> filled in.</summary>
    public static SqliteCommand Command(SqliteConnection connection, SqliteTransaction? transaction, string text, string city)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = text;
        command.Parameters.AddWithValue("@city", city);
        return command;
    }

    public static CallSetVersion VersionOf(SqliteConnection connection, SqliteTransaction? transaction, string city)
    {
        using var command = Command(connection, transaction, "SELECT row_hash_sum, row_count FROM call_sets WHERE city = @city", city);
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new CallSetVersion(UInt128.Parse(reader.GetString(0), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), reader.GetInt64(1))
            : new CallSetVersion();
    }

    public static void SaveVersion(SqliteConnection connection, SqliteTransaction transaction, string city, CallSetVersion version)
    {
        using var command = Command(connection, transaction, "INSERT OR REPLACE INTO call_sets (city, row_hash_sum, row_count) VALUES (@city, @sum, @rows)", city);
        command.Parameters.AddWithValue("@sum", version.Sum.ToString("x32", CultureInfo.InvariantCulture));
        command.Parameters.AddWithValue("@rows", version.Rows);
        command.ExecuteNonQuery();
    }

    /// <summary>Removes a call, from the file's spare pages and its log too: forgotten is forgotten.</summary>
    public static bool Forget(SqliteConnection connection, string city, string eventNumber)
    {
        SqliteCallStore.Execute(connection, null, "PRAGMA secure_delete = ON");
        using (var transaction = connection.BeginTransaction(deferred: false))
        {
            var version = VersionOf(connection, transaction, city);
            using (var find = OfEvent($"SELECT {Columns} FROM calls"))
            using (var reader = find.ExecuteReader())
            {
                if (reader.Read())
                {
                    version.Remove(Read(reader, 0));
                }
            }

            var rows = 0;
            // What it was before a load changed or removed it is forgotten with it.
            foreach (var table in (string[])["calls", "former_calls", "kept_calls"])
            {
                using var remove = OfEvent($"DELETE FROM {table}");
                rows += remove.ExecuteNonQuery();
            }

            if (rows == 0)
            {
                return false;
            }

            SaveVersion(connection, transaction, city, version);
            transaction.Commit();

            SqliteCommand OfEvent(string text)
            {
                var command = Command(connection, transaction, $"{text} WHERE city = @city AND event_number = @event_number", city);
                command.Parameters.AddWithValue("@event_number", eventNumber);
                return command;
            }
        }

        // Readers may hold the log back; then it is emptied when the last of them closes.
        SqliteCallStore.Execute(connection, null, "PRAGMA wal_checkpoint(TRUNCATE)");
        return true;
    }
}
