using System.Text;
using Microsoft.Data.Sqlite;
using SmartBeats.Calls;

namespace SmartBeats.Pipeline.Stores;

/// <summary>Writes calls of one city, row by row; one that is there under the same event number is replaced.</summary>
internal sealed class SqliteCallInsert : IDisposable
{
    private readonly SqliteStatement _insert;

    public SqliteCallInsert(SqliteConnection connection, string city)
    {
        _insert = new SqliteStatement(connection, $"INSERT OR REPLACE INTO calls (city, {SqliteCallRows.Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        _insert.Bind(1, Encoding.UTF8.GetBytes(city));
    }

    /// <param name="record">The call as bytes, for its texts.</param>
    public void Insert(ReadOnlySpan<byte> record, in Call call)
    {
        _insert.Bind(2, CallRecord.ReadNumber(record));
        _insert.Bind(3, (long)call.Priority);
        _insert.Bind(4, (long)call.IncidentCode);
        _insert.Bind(5, call.Longitude);
        _insert.Bind(6, call.Latitude);
        _insert.Bind(7, call.UtcSeconds);
        _insert.Bind(8, call.LocalSeconds);
        _insert.Bind(9, CallRecord.ReadDisposition(record));
        _insert.Bind(10, call.ServiceMinuteHundredths);
        _insert.Bind(11, call.Units);
        _insert.Step();
        _insert.Reset();
    }

    public void Dispose() => _insert.Dispose();
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
                Call.ReadIncidentCode((int)_find.ReadLong(2)),
                _find.ReadDouble(3),
                _find.ReadDouble(4),
                _find.ReadLong(5),
                _find.ReadLong(6),
                Encoding.UTF8.GetString(_find.ReadText(7)),
                _find.ReadOptional(8),
                _find.ReadOptional(9));
        }

        _find.Reset();
        return found;
    }

    public void Dispose() => _find.Dispose();
}
