using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SmartBeats.Calls;

namespace SmartBeats.Pipeline.Stores;

/// <summary>Which loads a city's calls are of, in SQLite.</summary>
internal static class SqliteLoadHistory
{
    private const int RowsPerRange = 100_000;

    public static List<PastLoad> List(SqliteConnection connection, string city)
    {
        using var command = SqliteCallRows.Command(
            connection, null, "SELECT load, name, loaded_at, inserted, updated, unchanged, removed FROM call_loads WHERE city = @city AND taken_back_at IS NULL ORDER BY load DESC", city);
        using var reader = command.ExecuteReader();
        var loads = new List<PastLoad>();
        while (reader.Read())
        {
            loads.Add(new PastLoad(
                reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6)));
        }

        return loads;
    }

    /// <summary>The number of a load that is being committed.</summary>
    public static long FindNext(SqliteConnection connection, SqliteTransaction transaction, string city)
    {
        using var command = SqliteCallRows.Command(connection, transaction, "SELECT COALESCE(MAX(load), 0) + 1 FROM call_loads WHERE city = @city", city);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public static void Note(SqliteConnection connection, SqliteTransaction transaction, string city, long load, string name, ReplacedPeriod? replaces, CallLoadCounts counts)
    {
        using var command = SqliteCallRows.Command(
            connection,
            transaction,
            """
            INSERT INTO call_loads (city, load, name, inserted, updated, unchanged, removed, replaced_from, replaced_to)
            VALUES (@city, @load, @name, @inserted, @updated, @unchanged, @removed, @from, @to)
            """,
            city);
        command.Parameters.AddWithValue("@load", load);
        command.Parameters.AddWithValue("@name", name);
        command.Parameters.AddWithValue("@inserted", counts.Inserted);
        command.Parameters.AddWithValue("@updated", counts.Updated);
        command.Parameters.AddWithValue("@unchanged", counts.Unchanged);
        command.Parameters.AddWithValue("@removed", counts.Removed);
        command.Parameters.AddWithValue("@from", (object?)replaces?.FromSeconds ?? DBNull.Value);
        command.Parameters.AddWithValue("@to", (object?)replaces?.ToSeconds ?? DBNull.Value);
        command.ExecuteNonQuery();
    }

    /// <returns>Null where there is no such load.</returns>
    public static TakenBack? TakeBack(SqliteConnection connection, string city, int number, bool isDryRun)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        using (var mark = SqliteCallRows.Command(
            connection, transaction, "UPDATE call_loads SET taken_back_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE city = @city AND load = @load AND taken_back_at IS NULL", city))
        {
            mark.Parameters.AddWithValue("@load", number);
            if (mark.ExecuteNonQuery() == 0)
            {
                return null;
            }
        }

        var range = new Range(connection, transaction, city, number);
        var version = SqliteCallRows.VersionOf(connection, transaction, city);
        long gone = 0, restored = 0;
        while (range.GoOn())
        {
            range.Run(LoadHistorySql.HandOver('@'));
            gone += range.Count(LoadHistorySql.CountGone('@'));
            range.Read($"SELECT {SqliteCallRows.Columns} FROM calls WHERE {LoadHistorySql.IsOwn('@')}", call => version.Remove(call));
            range.Run([LoadHistorySql.Delete('@'), LoadHistorySql.LeaveToLater('@')]);
            range.Read($"SELECT {SqliteCallRows.Columns} FROM former_calls WHERE {LoadHistorySql.ComesBack('@')}", call =>
            {
                version.Add(call);
                restored++;
            });
            range.Run(
            [
                $"INSERT INTO calls (city, {SqliteCallRows.Columns}, load) SELECT city, {SqliteCallRows.Columns}, load FROM former_calls WHERE {LoadHistorySql.ComesBack('@')}",
                $"DELETE FROM former_calls WHERE {LoadHistorySql.ComesBack('@')}",
            ]);
        }

        var taken = new TakenBack(gone, restored, version.ToString());
        if (!isDryRun)
        {
            SqliteCallRows.SaveVersion(connection, transaction, city, version);
            transaction.Commit();
        }

        return taken;
    }

    /// <summary>Ranges of event numbers that a load has to do with, one after another.</summary>
    private sealed class Range(SqliteConnection connection, SqliteTransaction transaction, string city, int load)
    {
        private string _after = "", _last = "";

        public bool GoOn()
        {
            _after = _last;
            using var find = Create(LoadHistorySql.FindRange('@'));
            find.Parameters.AddWithValue("@rows", RowsPerRange);
            _last = find.ExecuteScalar() as string ?? "";
            return _last.Length > 0;
        }

        public void Run(IEnumerable<string> statements)
        {
            foreach (var statement in statements)
            {
                using var command = Create(statement);
                command.ExecuteNonQuery();
            }
        }

        public long Count(string query)
        {
            using var command = Create(query);
            return (long)command.ExecuteScalar()!;
        }

        public void Read(string query, Action<Call> take)
        {
            using var command = Create(query);
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                take(SqliteCallRows.Read(reader, 0));
            }
        }

        private SqliteCommand Create(string text)
        {
            var command = SqliteCallRows.Command(connection, transaction, text, city);
            command.Parameters.AddWithValue("@load", load);
            command.Parameters.AddWithValue("@after", _after);
            command.Parameters.AddWithValue("@last", _last);
            return command;
        }
    }
}

/// <summary>Writes down what a load does to calls that were there before it.</summary>
internal sealed class SqliteLoadTrail : IDisposable
{
    private readonly SqliteStatement _former, _kept;

    public SqliteLoadTrail(SqliteConnection connection, string city, long load)
    {
        _former = new SqliteStatement(
            connection,
            $"INSERT INTO former_calls (city, {SqliteCallRows.Columns}, load, until_load) SELECT city, {SqliteCallRows.Columns}, load, ? FROM calls WHERE city = ? AND event_number = ?");
        _former.Bind(1, load);
        _former.Bind(2, Encoding.UTF8.GetBytes(city));
        _kept = new SqliteStatement(connection, "INSERT OR IGNORE INTO kept_calls (city, event_number, load) VALUES (?, ?, ?)");
        _kept.Bind(1, Encoding.UTF8.GetBytes(city));
        _kept.Bind(3, load);
    }

    /// <summary>Before a call is changed.</summary>
    public void KeepFormer(ReadOnlySpan<byte> eventNumber)
    {
        _former.Bind(3, eventNumber);
        _former.Step();
        _former.Reset();
    }

    /// <summary>For a call that the load brings as it is.</summary>
    public void NoteKept(ReadOnlySpan<byte> eventNumber)
    {
        _kept.Bind(2, eventNumber);
        _kept.Step();
        _kept.Reset();
    }

    public void Dispose()
    {
        _former.Dispose();
        _kept.Dispose();
    }
}
