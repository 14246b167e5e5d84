using Microsoft.Data.Sqlite;

namespace SmartBeats.Pipeline.Stores;

/// <summary>One city's calls, with their loads, in a SQLite file of their own, to be carried to another store.</summary>
internal static class SqliteCityCopy
{
    private static readonly string[] _tables = ["calls", "call_sets", "call_loads", "former_calls", "kept_calls"];

    /// <param name="path">A new file; it has the tables of this version.</param>
    public static void CopyOut(SqliteConnection connection, string city, string path)
    {
        using (var fresh = Open(path, SqliteOpenMode.ReadWriteCreate))
        {
            CallSchema.Upgrade(fresh, Path.GetFileName(path));
        }

        WithFile(connection, path, () =>
        {
            using var transaction = connection.BeginTransaction();
            foreach (var table in _tables)
            {
                Run(connection, transaction, $"INSERT INTO other.{table} SELECT * FROM main.{table} WHERE city = @city", city);
            }

            transaction.Commit();
        });
    }

    /// <summary>Puts the city's calls of a file in the place of those there are.</summary>
    /// <param name="path">A file of <see cref="CopyOut"/>; brought to this version where it is older.</param>
    /// <exception cref="InputException">A newer SmartBeats wrote it, or it is no such file.</exception>
    public static void CopyIn(SqliteConnection connection, string city, string path)
    {
        using (var given = Open(path, SqliteOpenMode.ReadWrite))
        {
            CallSchema.Upgrade(given, Path.GetFileName(path));
        }

        WithFile(connection, path, () =>
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            foreach (var table in _tables)
            {
                Run(connection, transaction, $"DELETE FROM main.{table} WHERE city = @city", city);
                Run(connection, transaction, $"INSERT INTO main.{table} SELECT * FROM other.{table} WHERE city = @city", city);
            }

            transaction.Commit();
        });
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void WithFile(SqliteConnection connection, string path, Action work)
    {
        using (var attach = connection.CreateCommand())
        {
            attach.CommandText = "ATTACH DATABASE @path AS other";
            attach.Parameters.AddWithValue("@path", path);
            attach.ExecuteNonQuery();
        }

        try
        {
            work();
        }
        finally
        {
            SqliteCallStore.Execute(connection, null, "DETACH DATABASE other");
        }
    }

    private static void Run(SqliteConnection connection, SqliteTransaction transaction, string sql, string city)
    {
        using var command = SqliteCallRows.Command(connection, transaction, sql, city);
        command.ExecuteNonQuery();
    }
}
