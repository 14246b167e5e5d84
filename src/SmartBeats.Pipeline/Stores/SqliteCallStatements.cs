using System.Text;
using Microsoft.Data.Sqlite;
using SmartBeats.Calls;

namespace SmartBeats.Pipeline.Stores;

/// <summary>Writes calls of one city, row by row; one that is there under the same event number is replaced.</summary>
/// <remarks>Calls without details have a statement of their own: they are written as fast as before there were any.</remarks>
internal sealed class SqliteCallInsert : IDisposable
{
    private readonly SqliteStatement _plain, _detailed;

    /// <param name="load">The number of the load that brings them.</param>
    public SqliteCallInsert(SqliteConnection connection, string city, long load)
    {
        _plain = Prepare(connection, SqliteCallRows.PlainColumns, city, load);
        _detailed = Prepare(connection, SqliteCallRows.Columns, city, load);
    }

    /// <param name="record">The call as bytes, for its texts.</param>
    public void Insert(ReadOnlySpan<byte> record, in Call call)
    {
        var insert = call.Details is null ? _plain : _detailed;
        insert.Bind(2, CallRecord.ReadNumber(record));
        insert.Bind(3, (long)call.Priority);
        insert.Bind(4, (long)call.IncidentCode);
        insert.Bind(5, call.Longitude);
        insert.Bind(6, call.Latitude);
        insert.Bind(7, call.UtcSeconds);
        insert.Bind(8, call.LocalSeconds);
        insert.Bind(9, CallRecord.ReadDisposition(record));
        insert.Bind(10, call.ServiceMinuteHundredths);
        insert.Bind(11, call.Units);
        if (call.Details is { } details)
        {
            insert.Bind(12, Encoding.UTF8.GetBytes(details.Nature));
            insert.Bind(13, (long)call.SourceCode);
            insert.Bind(14, Encoding.UTF8.GetBytes(details.Unit));
            insert.Bind(15, Encoding.UTF8.GetBytes(details.Beat));
            insert.Bind(16, details.ReceivedUtc);
            insert.Bind(17, details.DispatchedUtc);
            insert.Bind(18, details.ArrivedUtc);
            insert.Bind(19, details.ClearedUtc);
        }

        insert.Step();
        insert.Reset();
    }

    public void Dispose()
    {
        _plain.Dispose();
        _detailed.Dispose();
    }

    private static SqliteStatement Prepare(SqliteConnection connection, string columns, string city, long load)
    {
        var count = columns.Split(", ").Length;
        var marks = string.Join(", ", Enumerable.Repeat("?", count));
        var statement = new SqliteStatement(connection, $"INSERT OR REPLACE INTO calls (city, {columns}, load) VALUES (?, {marks}, ?)");
        statement.Bind(1, Encoding.UTF8.GetBytes(city));
        statement.Bind(count + 2, load);
        return statement;
    }
}

/// <summary>Looks up calls of one city by event number.</summary>
internal sealed class SqliteCallLookup : IDisposable
{
    private readonly SqliteStatement _find;

    public SqliteCallLookup(SqliteConnection connection, string city)
    {
        _find = new SqliteStatement(connection, $"SELECT {SqliteCallRows.Columns} FROM calls WHERE city = ? AND event_number = ?");
        _find.Bind(1, Encoding.UTF8.GetBytes(city));
    }

    /// <param name="eventNumber">The number as text.</param>
    /// <param name="record">The call as bytes, for its number's.</param>
    /// <returns>Null where there is none of that number.</returns>
    public Call? Find(string eventNumber, ReadOnlySpan<byte> record)
    {
        _find.Bind(2, CallRecord.ReadNumber(record));
        Call? found = null;
        if (_find.Step())
        {
            found = new Call(
                eventNumber,
                (byte)_find.ReadLong(1),
                Call.ReadFlag((int)_find.ReadLong(2)),
                _find.ReadDouble(3),
                _find.ReadDouble(4),
                _find.ReadLong(5),
                _find.ReadLong(6),
                Encoding.UTF8.GetString(_find.ReadText(7)),
                _find.ReadOptional(8),
                _find.ReadOptional(9))
            {
                Details = ReadDetails(),
            };
        }

        _find.Reset();
        return found;
    }

    public void Dispose() => _find.Dispose();

    private CallDetails? ReadDetails() => _find.ReadOptional(11) is not { } source ? null : new CallDetails
    {
        Nature = Encoding.UTF8.GetString(_find.ReadText(10)),
        IsOfficerInitiated = Call.ReadFlag(source),
        Unit = Encoding.UTF8.GetString(_find.ReadText(12)),
        Beat = Encoding.UTF8.GetString(_find.ReadText(13)),
        ReceivedUtc = _find.ReadOptionalLong(14),
        DispatchedUtc = _find.ReadOptionalLong(15),
        ArrivedUtc = _find.ReadOptionalLong(16),
        ClearedUtc = _find.ReadOptionalLong(17),
    };
}
