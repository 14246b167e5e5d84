using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SmartBeats.Pipeline.Stores;

/// <summary>The tables of a call store in SQLite, by numbered steps that only go forward; <c>PRAGMA user_version</c> counts those done.</summary>
/// <remarks>A step that was ever released is never changed: what is to be different comes as a further step.</remarks>
internal static class CallSchema
{
    private static readonly string[] _steps =
    [
        // 1. Also met in files without a number: hence IF NOT EXISTS.
        """
        CREATE TABLE IF NOT EXISTS calls (
            city TEXT NOT NULL, event_number TEXT NOT NULL, priority INTEGER NOT NULL, is_incident INTEGER NOT NULL,
            longitude REAL NOT NULL, latitude REAL NOT NULL, utc_seconds INTEGER NOT NULL, local_seconds INTEGER NOT NULL,
            disposition TEXT NOT NULL, service_minute_hundredths INTEGER, units INTEGER,
            PRIMARY KEY (city, event_number)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS calls_by_place ON calls (city, longitude, latitude);
        CREATE TABLE IF NOT EXISTS call_sets (city TEXT PRIMARY KEY, row_hash_sum TEXT NOT NULL, row_count INTEGER NOT NULL) WITHOUT ROWID;
        """,
        // 2. Replacing a period reads that period, not the whole city.
        "CREATE INDEX calls_by_time ON calls (city, local_seconds)",
        // 3. Calls are read in the order they lie in: keeping two indexes took half the time of a load, and reading through them longer than past all rows.
        "DROP INDEX calls_by_place; DROP INDEX calls_by_time",
        // 4. What a call tells beside the contract's own columns: NULL throughout in rows that tell nothing, also in those from before.
        """
        ALTER TABLE calls ADD COLUMN nature TEXT; ALTER TABLE calls ADD COLUMN source INTEGER;
        ALTER TABLE calls ADD COLUMN unit TEXT; ALTER TABLE calls ADD COLUMN beat TEXT;
        ALTER TABLE calls ADD COLUMN received_utc INTEGER; ALTER TABLE calls ADD COLUMN dispatched_utc INTEGER;
        ALTER TABLE calls ADD COLUMN arrived_utc INTEGER; ALTER TABLE calls ADD COLUMN cleared_utc INTEGER;
        """,
        // 5. Which load a call is of (0: from before loads were counted), what it was before a later one, and which loads brought it alike.
        """
        ALTER TABLE calls ADD COLUMN load INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE call_loads (
            city TEXT NOT NULL, load INTEGER NOT NULL, name TEXT NOT NULL, loaded_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
            inserted INTEGER NOT NULL, updated INTEGER NOT NULL, unchanged INTEGER NOT NULL, removed INTEGER NOT NULL, replaced_from INTEGER, replaced_to INTEGER, taken_back_at TEXT,
            PRIMARY KEY (city, load)) WITHOUT ROWID;
        CREATE TABLE former_calls (
            city TEXT NOT NULL, event_number TEXT NOT NULL, priority INTEGER NOT NULL, is_incident INTEGER NOT NULL,
            longitude REAL NOT NULL, latitude REAL NOT NULL, utc_seconds INTEGER NOT NULL, local_seconds INTEGER NOT NULL,
            disposition TEXT NOT NULL, service_minute_hundredths INTEGER, units INTEGER, nature TEXT, source INTEGER, unit TEXT, beat TEXT,
            received_utc INTEGER, dispatched_utc INTEGER, arrived_utc INTEGER, cleared_utc INTEGER, load INTEGER NOT NULL, until_load INTEGER NOT NULL,
            PRIMARY KEY (city, event_number, load)) WITHOUT ROWID;
        CREATE TABLE kept_calls (city TEXT NOT NULL, event_number TEXT NOT NULL, load INTEGER NOT NULL, PRIMARY KEY (city, event_number, load)) WITHOUT ROWID;
        """,
    ];

    /// <summary>The newest version, and the one every opened file has.</summary>
    public static int Latest => _steps.Length;

    /// <exception cref="InputException">The file was written by a newer SmartBeats.</exception>
    public static void Upgrade(SqliteConnection connection, string where)
    {
        if (VersionOf(connection, null, where) == Latest)
        {
            return;
        }

        // Under the write lock, and asked again: of two processes that open an old file the second finds it done.
        using var transaction = connection.BeginTransaction(deferred: false);
        for (var version = VersionOf(connection, transaction, where); version < Latest; version++)
        {
            SqliteCallStore.Execute(connection, transaction, _steps[version]);
        }

        SqliteCallStore.Execute(connection, transaction, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Latest}"));
        transaction.Commit();
    }

    /// <exception cref="InputException">The file has to be brought to this version, or was written by a newer SmartBeats.</exception>
    public static void ThrowIfOlder(SqliteConnection connection, string where)
    {
        if (VersionOf(connection, null, where) < Latest)
        {
            throw new InputException(where, "is of an older SmartBeats and cannot be written to", "Copy the workspace to a folder you may write to: it is upgraded when it is opened.");
        }
    }

    private static int VersionOf(SqliteConnection connection, SqliteTransaction? transaction, string where)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "PRAGMA user_version";
        var version = Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        return version <= Latest
            ? version
            : throw new InputException(where, $"holds calls in version {version} of their tables, this SmartBeats knows up to {Latest}", "Use the SmartBeats that wrote it, or a newer one.");
    }
}
