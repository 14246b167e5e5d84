using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SmartBeats.Pipeline.Stores;

/// <summary>One prepared statement, run once a row: bound by number, without an object for a value.</summary>
/// <remarks>A row through a command of parameters costs some 5 microseconds, through this one the database's own 1.5.</remarks>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(SqliteConnection connection, string text)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, text, out _statement));
    }

    /// <param name="parameter">The first is 1.</param>
    /// <param name="text">In UTF-8; copied.</param>
    public void Bind(int parameter, ReadOnlySpan<byte> text) =>
        Check(text.IsEmpty ? raw.sqlite3_bind_text(_statement, parameter, "") : raw.sqlite3_bind_text(_statement, parameter, text));

    public void Bind(int parameter, double number) => Check(raw.sqlite3_bind_double(_statement, parameter, number));

    public void Bind(int parameter, long number) => Check(raw.sqlite3_bind_int64(_statement, parameter, number));

    public void Bind(int parameter, int? number) =>
        Check(number is { } known ? raw.sqlite3_bind_int64(_statement, parameter, known) : raw.sqlite3_bind_null(_statement, parameter));

    public void Bind(int parameter, long? number) =>
        Check(number is { } known ? raw.sqlite3_bind_int64(_statement, parameter, known) : raw.sqlite3_bind_null(_statement, parameter));

    /// <summary>Goes to the next row; false after the last.</summary>
    /// <exception cref="SqliteException">The database refuses.</exception>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            Check(result);
        }

        return result == raw.SQLITE_ROW;
    }

    /// <summary>Makes it ready to run again, what is bound kept.</summary>
    public void Reset() => Check(raw.sqlite3_reset(_statement));

    /// <param name="column">The first is 0.</param>
    public ReadOnlySpan<byte> ReadText(int column) => raw.sqlite3_column_blob(_statement, column);

    public double ReadDouble(int column) => raw.sqlite3_column_double(_statement, column);

    public long ReadLong(int column) => raw.sqlite3_column_int64(_statement, column);

    public int? ReadOptional(int column) =>
        raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL ? null : raw.sqlite3_column_int(_statement, column);

    public long? ReadOptionalLong(int column) =>
        raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL ? null : raw.sqlite3_column_int64(_statement, column);

    public void Dispose() => _statement.Dispose();

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
