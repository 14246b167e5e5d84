namespace SmartBeats.Calls.Mapping;

/// <summary>Reads the time that counts and the stamps beside it of mapped rows. Not for two threads at once.</summary>
internal sealed class MappedTimes
{
    private readonly int[] _columns;
    private readonly TimeReader _reader;
    private readonly Stamp?[] _stamps;

    /// <param name="time">The time that counts.</param>
    /// <param name="clock">Of times without an offset.</param>
    /// <exception cref="InputException">A column is not in the header.</exception>
    public MappedTimes(CallMapping mapping, TimeMapping time, ColumnFinder find, CityClock clock)
    {
        (_columns, _reader) = (find.FindTime(time.Columns), new TimeReader(time.Format, clock));
        _stamps = [.. new[] { mapping.Received, mapping.Dispatched, mapping.Arrived, mapping.Cleared }.Select(stamp => stamp is null
            ? null
            : new Stamp(find.FindTime(stamp.Columns), new TimeReader(stamp.Format, clock), IsSame: stamp.Columns.SequenceEqual(time.Columns) && stamp.Format == time.Format))];
        HasStamps = Array.Exists(_stamps, stamp => stamp is not null);
    }

    public bool HasStamps { get; }

    /// <summary>The first column of the time that counts.</summary>
    public int Column => _columns[0];

    /// <summary>Rows that had a stamp which was none in its format.</summary>
    public long Unread { get; private set; }

    /// <summary>Reads the time that counts into the call; false where the row has none.</summary>
    public bool TryRead<TRow>(in TRow row, ref MappedCall call)
        where TRow : IRecordFields, allows ref struct
    {
        var isRead = TryRead(row, _columns, _reader, out var utc, out var local);
        (call.UtcSeconds, call.LocalSeconds) = (utc, local);
        return isRead;
    }

    /// <summary>Reads the stamps of a row whose time is in the call already.</summary>
    public void ReadStamps<TRow>(in TRow row, ref MappedCall call)
        where TRow : IRecordFields, allows ref struct
    {
        if (HasStamps)
        {
            call.ReceivedUtc = ReadStamp(row, _stamps[0], call.UtcSeconds);
            call.DispatchedUtc = ReadStamp(row, _stamps[1], call.UtcSeconds);
            call.ArrivedUtc = ReadStamp(row, _stamps[2], call.UtcSeconds);
            call.ClearedUtc = ReadStamp(row, _stamps[3], call.UtcSeconds);
        }
    }

    private long? ReadStamp<TRow>(in TRow row, Stamp? stamp, long time)
        where TRow : IRecordFields, allows ref struct
    {
        if (stamp is not var (columns, reader, isSame))
        {
            return null;
        }

        if (isSame)
        {
            return time;
        }

        if (row.GetField(columns[0]).Trim().IsEmpty)
        {
            return null;
        }

        if (TryRead(row, columns, reader, out var utc, out _))
        {
            return utc;
        }

        Unread++;
        return null;
    }

    private static bool TryRead<TRow>(in TRow row, int[] columns, TimeReader reader, out long utc, out long local)
        where TRow : IRecordFields, allows ref struct =>
        columns.Length == 1
            ? reader.TryRead(row.GetField(columns[0]), out utc, out local)
            : reader.TryRead(row.GetField(columns[0]), row.GetField(columns[1]), out utc, out local);

    /// <param name="IsSame">Whether it is the time that counts once more.</param>
    private sealed record Stamp(int[] Columns, TimeReader Reader, bool IsSame);
}
