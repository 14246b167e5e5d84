using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace SmartBeats.Calls;

/// <summary>The version of a set of calls: equal sets have equal versions, whatever order, file or store they came in.</summary>
/// <remarks>
/// Each call is hashed to 128 bits (XXH128 of its fields, texts as UTF-8 with their length before them, numbers little
/// endian) and the hashes are added modulo 2^128, so calls can be added and taken out in any order. The instant counts, the
/// wall clock and the address do not. Details count only where a call has some: one without hashes as it did before there were any.
/// Tells data apart; does not withstand somebody who wants two sets to look alike.
/// </remarks>
public sealed class CallSetVersion
{
    private const int FixedBytes = 4 + 1 + 1 + 8 + 8 + 8 + 4 + 5 + 5;
    private const int DetailBytes = (3 * 4) + 1 + (4 * 9);

    /// <summary>The version of no calls, or one taken up again from what a store kept.</summary>
    public CallSetVersion(UInt128 sum = default, long rows = 0) => (Sum, Rows) = (sum, rows);

    /// <summary>Sum of the calls' hashes modulo 2^128.</summary>
    public UInt128 Sum { get; private set; }

    /// <summary>Calls in the set.</summary>
    public long Rows { get; private set; }

    public void Add(in Call call)
    {
        Sum = unchecked(Sum + HashOf(call));
        Rows++;
    }

    /// <summary>Takes a call out that is in the set, with all its fields as they were added.</summary>
    public void Remove(in Call call)
    {
        Sum = unchecked(Sum - HashOf(call));
        Rows--;
    }

    /// <summary>32 hexadecimal digits, in which the number of rows counts too.</summary>
    public override string ToString()
    {
        Span<byte> state = stackalloc byte[24];
        BinaryPrimitives.WriteUInt128LittleEndian(state, Sum);
        BinaryPrimitives.WriteInt64LittleEndian(state[16..], Rows);
        return XxHash128.HashToUInt128(state).ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>One call's share of the sum.</summary>
    public static UInt128 HashOf(in Call call)
    {
        var most = FixedBytes + (3 * (call.EventNumber.Length + call.Disposition.Length)) + CountMostBytes(call.Details);
        byte[]? rented = null;
        var bytes = most <= 512 ? stackalloc byte[512] : rented = ArrayPool<byte>.Shared.Rent(most);
        var at = WriteText(bytes, call.EventNumber);
        bytes[at++] = call.Priority;
        bytes[at++] = (byte)call.IncidentCode;
        BinaryPrimitives.WriteDoubleLittleEndian(bytes[at..], call.Longitude + 0.0);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes[(at + 8)..], call.Latitude + 0.0);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[(at + 16)..], call.UtcSeconds);
        at += 24;
        at += WriteText(bytes[at..], call.Disposition);
        at += WriteOptional(bytes[at..], call.ServiceMinuteHundredths);
        at += WriteOptional(bytes[at..], call.Units);
        at += call.Details is { } details ? WriteDetails(bytes[at..], details, call.SourceCode) : 0;
        var hash = XxHash128.HashToUInt128(bytes[..at]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return hash;
    }

    private static int CountMostBytes(CallDetails? details) =>
        details is null ? 0 : DetailBytes + (3 * (details.Nature.Length + details.Unit.Length + details.Beat.Length));

    private static int WriteDetails(Span<byte> bytes, CallDetails details, int source)
    {
        var at = WriteText(bytes, details.Nature);
        bytes[at++] = (byte)source;
        at += WriteText(bytes[at..], details.Unit);
        at += WriteText(bytes[at..], details.Beat);
        foreach (var stamp in (ReadOnlySpan<long?>)[details.ReceivedUtc, details.DispatchedUtc, details.ArrivedUtc, details.ClearedUtc])
        {
            bytes[at] = stamp is null ? (byte)0 : (byte)1;
            BinaryPrimitives.WriteInt64LittleEndian(bytes[(at + 1)..], stamp ?? 0);
            at += 9;
        }

        return at;
    }

    private static int WriteText(Span<byte> bytes, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, bytes[4..]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        return length + 4;
    }

    private static int WriteOptional(Span<byte> bytes, int? number)
    {
        bytes[0] = number is null ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteInt32LittleEndian(bytes[1..], number ?? 0);
        return 5;
    }
}
