using System.Buffers.Binary;
using System.IO.Compression;

namespace SmartBeats.Calls.Files;

/// <summary>Unpacks gzip, and is not content with half of a file: .NET ends a cut one without a word.</summary>
/// <remarks>
/// The last four bytes of a gzip are the size of what was packed (RFC 1952). They are compared where the packed stream can
/// seek; a file joined of several gzips, of which they tell the last one's size alone, is taken as it is.
/// </remarks>
internal sealed class WholeGzipStream(Stream packed) : ForwardStream
{
    private readonly GZipStream _unpacked = new(packed, CompressionMode.Decompress, leaveOpen: true);
    private long _length;
    private bool _isChecked;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The file is damaged or cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = _unpacked.Read(buffer);
        _length += read;
        if (read == 0 && buffer.Length > 0 && !_isChecked && packed.CanSeek)
        {
            _isChecked = true;
            ThrowIfCut();
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
            packed.Dispose();
        }

        base.Dispose(disposing);
    }

    private void ThrowIfCut()
    {
        Span<byte> size = stackalloc byte[4];
        packed.Position = Math.Max(0, packed.Length - size.Length);
        packed.ReadExactly(size[..(int)Math.Min(size.Length, packed.Length)]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(size) != (uint)_length && !HasAnother())
        {
            throw new InvalidDataException("The gzip ends before its content does.");
        }
    }

    /// <summary>Whether something that may be the beginning of another gzip follows the first.</summary>
    private bool HasAnother()
    {
        var buffer = new byte[1 << 16];
        packed.Position = 1;
        var kept = 0;
        while (true)
        {
            var read = packed.ReadAtLeast(buffer.AsSpan(kept), buffer.Length - kept, throwOnEndOfStream: false);
            if (buffer.AsSpan(0, kept + read).IndexOf((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08, 0x00]) >= 0)
            {
                return true;
            }

            if (kept + read < buffer.Length)
            {
                return false;
            }

            kept = 3;
            buffer.AsSpan(buffer.Length - kept).CopyTo(buffer);
        }
    }
}
