using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace SmartBeats.Calls.Mapping;

/// <summary>An event number for a row that has none: the same for the same row in every export. Not for two threads at once.</summary>
internal sealed class ContentNumber
{
    private readonly XxHash128 _hash = new();

    /// <summary>Computes <c>row-</c> and 24 hexadecimal digits of all fields in their order, blanks around them left out.</summary>
    /// <remarks>96 bits: among ten million rows two that differ share one with a chance below 1 in 10^15.</remarks>
    public string Compute<TRow>(in TRow row)
        where TRow : IRecordFields, allows ref struct
    {
        for (var i = 0; i < row.Count; i++)
        {
            // Little-endian UTF-16 and the field's end, so that "ab","c" and "a","bc" differ.
            _hash.Append(MemoryMarshal.AsBytes(row.GetField(i).Trim()));
            _hash.Append([0x1f, 0]);
        }

        Span<byte> bytes = stackalloc byte[16];
        _hash.GetHashAndReset(bytes);
        return "row-" + Convert.ToHexStringLower(bytes[..12]);
    }
}
