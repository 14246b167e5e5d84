using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SmartBeats.Editing;

/// <summary>Writes arrays of numbers as packed files have them: length, then values, little-endian.</summary>
internal static class PackedArrays
{
    public static void Write<T>(BinaryWriter writer, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values));
    }

    public static void WriteText(BinaryWriter writer, byte[] text)
    {
        writer.Write(text.Length);
        writer.Write(text);
    }
}

/// <summary>Takes one array after another from bytes.</summary>
internal ref struct PackedReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public void Skip(ReadOnlySpan<byte> known)
    {
        _rest = _rest.StartsWith(known) ? _rest[known.Length..] : throw new ArgumentException("Other bytes.", nameof(known));
    }

    public ReadOnlySpan<byte> TakeText() => TakeBytes(TakeLength());

    public T[] Take<T>()
        where T : unmanaged
    {
        var count = TakeLength();
        return MemoryMarshal.Cast<byte, T>(TakeBytes(checked(count * Unsafe.SizeOf<T>()))).ToArray();
    }

    private int TakeLength() => BitConverter.ToInt32(TakeBytes(sizeof(int)));

    private ReadOnlySpan<byte> TakeBytes(int count)
    {
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
