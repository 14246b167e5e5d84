using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SmartBeats.Formats.GeoPackage;

/// <summary>An SQLite database of a stranger's, opened over its bytes in memory: nothing is written, and nothing in it is run.</summary>
/// <remarks>
/// As https://www.sqlite.org/security.html advises for such files: the schema is not trusted, cells are checked, lengths are limited.
/// Only tables are read, so that no view, trigger or virtual table ever comes to work; a reading that takes more steps than its
/// size explains is ended.
/// </remarks>
internal sealed class UntrustedDatabase : IDisposable
{
    private const int DeserializeReadOnly = 4;
    private const int LimitLength = 0, LimitSqlLength = 1, LimitExpressionDepth = 3;
    private const int ConfigDefensive = 1010, ConfigTrustedSchema = 1017, ConfigViews = 1015, ConfigTriggers = 1003;
    private const int StepsAtOnce = 100_000;
    private const int LongestSql = 1_000_000;

    /// <summary>Where a database says how it is written and read: 2 is with a log of what is not in it yet.</summary>
    private const int WriteVersion = 18, ReadVersion = 19;

    private readonly SqliteConnection _connection;
    private GCHandle _pinned;
    private long _stepsLeft;

    /// <param name="bytes">Not to be changed while this is open. The mark of a log is taken off: there is none beside them.</param>
    /// <exception cref="SqliteException">No database.</exception>
    public UntrustedDatabase(byte[] bytes)
    {
        HadLog = bytes.Length > ReadVersion && (bytes[WriteVersion] == 2 || bytes[ReadVersion] == 2);
        if (HadLog)
        {
            (bytes[WriteVersion], bytes[ReadVersion]) = (1, 1);
        }

        // A step reads at least a value: a hundred for each byte there is are never needed for a plain reading.
        _stepsLeft = Math.Max(10_000_000, 100L * bytes.Length);
        _pinned = GCHandle.Alloc(bytes, GCHandleType.Pinned);
        _connection = new SqliteConnection("Data Source=:memory:;Pooling=False");
        try
        {
            _connection.Open();
            Restrict(_connection.Handle!, bytes);
            Execute("PRAGMA cell_size_check = ON");
            Execute("PRAGMA query_only = ON");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Whether the file says that changes may lie in a log beside it.</summary>
    public bool HadLog { get; }

    /// <summary>Runs a query of our own.</summary>
    /// <exception cref="SqliteException">The database is damaged, lacks what is asked for, or takes too many steps.</exception>
    public IEnumerable<SqliteDataReader> Query(string sql, params (string Name, object Value)[] parameters)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return reader;
        }
    }

    public void Dispose()
    {
        _connection.Dispose();
        if (_pinned.IsAllocated)
        {
            _pinned.Free();
        }
    }

    /// <summary>A name as SQL writes it.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private void Restrict(sqlite3 database, byte[] bytes)
    {
        raw.sqlite3_limit(database, LimitLength, Math.Max(bytes.Length, LongestSql));
        raw.sqlite3_limit(database, LimitSqlLength, LongestSql);
        raw.sqlite3_limit(database, LimitExpressionDepth, 100);
        raw.sqlite3_db_config(database, ConfigDefensive, 1, out _);
        raw.sqlite3_db_config(database, ConfigTrustedSchema, 0, out _);
        raw.sqlite3_db_config(database, ConfigViews, 0, out _);
        raw.sqlite3_db_config(database, ConfigTriggers, 0, out _);
        raw.sqlite3_progress_handler(database, StepsAtOnce, _ => (_stepsLeft -= StepsAtOnce) < 0 ? 1 : 0, null);
        var code = raw.sqlite3_deserialize(database, "main", _pinned.AddrOfPinnedObject(), bytes.Length, bytes.Length, DeserializeReadOnly);
        SqliteException.ThrowExceptionForRC(code, database);
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
