using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using SmartBeats.Calls;

namespace SmartBeats.Pipeline.Stores;

/// <summary>A call as bytes: its event number, its disposition, its details where it has some, then fixed fields. 54 bytes and the two texts in UTF-8; details take 45 more and their texts.</summary>
internal static class CallRecord
{
    private const int FixedBytes = 2 + (4 * 8) + (2 * 4);
    private const int LengthBytes = 4;
    private const int None = int.MinValue;
    private const int DetailBytes = 1 + (4 * 8); // after the three texts
    private const long NoStamp = long.MinValue;

    /// <summary>No fewer bytes than the call takes.</summary>
    public static int FindMostBytes(in Call call) =>
        (2 * LengthBytes) + FixedBytes + Encoding.UTF8.GetMaxByteCount(call.EventNumber.Length) + Encoding.UTF8.GetMaxByteCount(call.Disposition.Length)
        + (call.Details is { } details
            ? (3 * LengthBytes) + DetailBytes + Encoding.UTF8.GetMaxByteCount(details.Nature.Length + details.Unit.Length + details.Beat.Length) + 6
            : 0);

    /// <returns>Bytes written.</returns>
    public static int Write(Span<byte> record, in Call call)
    {
        var at = WriteText(record, call.EventNumber);
        at += WriteText(record[at..], call.Disposition);
        at += call.Details is { } details ? WriteDetails(record[at..], details, call.SourceCode) : 0;
        var rest = record[at..];
        rest[0] = call.Priority;
        rest[1] = (byte)call.IncidentCode;
        BinaryPrimitives.WriteDoubleLittleEndian(rest[2..], call.Longitude);
        BinaryPrimitives.WriteDoubleLittleEndian(rest[10..], call.Latitude);
        BinaryPrimitives.WriteInt64LittleEndian(rest[18..], call.UtcSeconds);
        BinaryPrimitives.WriteInt64LittleEndian(rest[26..], call.LocalSeconds);
        BinaryPrimitives.WriteInt32LittleEndian(rest[34..], call.ServiceMinuteHundredths ?? None);
        BinaryPrimitives.WriteInt32LittleEndian(rest[38..], call.Units ?? None);
        return at + FixedBytes;
    }

    public static Call Read(ReadOnlySpan<byte> record)
    {
        var rest = record[^FixedBytes..];
        return new Call(
            Encoding.UTF8.GetString(ReadNumber(record)),
            rest[0],
            Call.ReadFlag(rest[1]),
            BinaryPrimitives.ReadDoubleLittleEndian(rest[2..]),
            BinaryPrimitives.ReadDoubleLittleEndian(rest[10..]),
            BinaryPrimitives.ReadInt64LittleEndian(rest[18..]),
            BinaryPrimitives.ReadInt64LittleEndian(rest[26..]),
            Encoding.UTF8.GetString(ReadDisposition(record)),
            ReadOptional(rest[34..]),
            ReadOptional(rest[38..]))
        {
            Details = ReadDetails(record),
        };
    }

    /// <summary>The event number in UTF-8, what records are sorted by.</summary>
    public static ReadOnlySpan<byte> ReadNumber(ReadOnlySpan<byte> record) => record.Slice(LengthBytes, MemoryMarshal.Read<int>(record));

    /// <summary>The disposition in UTF-8.</summary>
    public static ReadOnlySpan<byte> ReadDisposition(ReadOnlySpan<byte> record)
    {
        var rest = record[(LengthBytes + MemoryMarshal.Read<int>(record))..];
        return rest.Slice(LengthBytes, MemoryMarshal.Read<int>(rest));
    }

    private static int WriteDetails(Span<byte> record, CallDetails details, int source)
    {
        var at = WriteText(record, details.Nature);
        at += WriteText(record[at..], details.Unit);
        at += WriteText(record[at..], details.Beat);
        record[at++] = (byte)source;
        foreach (var stamp in (ReadOnlySpan<long?>)[details.ReceivedUtc, details.DispatchedUtc, details.ArrivedUtc, details.ClearedUtc])
        {
            BinaryPrimitives.WriteInt64LittleEndian(record[at..], stamp ?? NoStamp);
            at += 8;
        }

        return at;
    }

    /// <summary>What stands between the two texts and the fixed fields; null where nothing does.</summary>
    private static CallDetails? ReadDetails(ReadOnlySpan<byte> record)
    {
        var rest = record[SkipText(record)..];
        rest = rest[SkipText(rest)..^FixedBytes];
        if (rest.IsEmpty)
        {
            return null;
        }

        var unit = rest[SkipText(rest)..];
        var beat = unit[SkipText(unit)..];
        var stamps = rest[^(4 * 8)..];
        return new CallDetails
        {
            Nature = ReadText(rest),
            Unit = ReadText(unit),
            Beat = ReadText(beat),
            IsOfficerInitiated = Call.ReadFlag(rest[^DetailBytes]),
            ReceivedUtc = ReadStamp(stamps),
            DispatchedUtc = ReadStamp(stamps[8..]),
            ArrivedUtc = ReadStamp(stamps[16..]),
            ClearedUtc = ReadStamp(stamps[24..]),
        };
    }

    private static int SkipText(ReadOnlySpan<byte> text) => LengthBytes + MemoryMarshal.Read<int>(text);

    private static string ReadText(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text[LengthBytes..SkipText(text)]);

    private static long? ReadStamp(ReadOnlySpan<byte> field) => BinaryPrimitives.ReadInt64LittleEndian(field) is not NoStamp and var stamp ? stamp : null;

    private static int WriteText(Span<byte> record, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, record[LengthBytes..]);
        MemoryMarshal.Write(record, length);
        return LengthBytes + length;
    }

    private static int? ReadOptional(ReadOnlySpan<byte> field) =>
        BinaryPrimitives.ReadInt32LittleEndian(field) is not None and var number ? number : null;
}
