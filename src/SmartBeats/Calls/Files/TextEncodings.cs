using System.Buffers;
using System.Text;

namespace SmartBeats.Calls.Files;

/// <summary>Tells UTF-8 from what Windows wrote before it, by the file as a whole.</summary>
internal static class TextEncodings
{
    private const int BufferBytes = 1 << 16;

    /// <summary>The Western code page of Windows.</summary>
    public static Encoding Windows1252 { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Whether a text is in Windows-1252: it has letters beyond ASCII, and not one of them is UTF-8.</summary>
    /// <remarks>
    /// A file with letters in UTF-8 and a few broken rows stays UTF-8, and those rows are rejected. Costs one reading of the
    /// bytes, some gigabytes a second.
    /// </remarks>
    public static bool IsWindows1252(CallSource source)
    {
        using var stream = source.Open();
        var buffer = new byte[BufferBytes];
        var kept = 0;
        var hasOther = false;
        try
        {
            while (true)
            {
                var read = stream.ReadAtLeast(buffer.AsSpan(kept), buffer.Length - kept, throwOnEndOfStream: false);
                var bytes = buffer.AsSpan(0, kept + read);
                var isEnd = kept + read < buffer.Length;
                if (HasNul(bytes))
                {
                    return false;
                }

                kept = Scan(bytes, isEnd, ref hasOther, out var hasUtf8);
                if (hasUtf8)
                {
                    return false;
                }

                if (isEnd)
                {
                    return hasOther;
                }

                bytes[^kept..].CopyTo(buffer);
            }
        }
        catch (InvalidDataException broken)
        {
            throw FileForms.Damaged(source, broken);
        }
    }

    /// <summary>Looks for letters beyond ASCII; the bytes at the end that may be half of one are left for the next turn.</summary>
    private static int Scan(ReadOnlySpan<byte> bytes, bool isEnd, ref bool hasOther, out bool hasUtf8)
    {
        hasUtf8 = false;
        while (true)
        {
            var next = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (next < 0)
            {
                return 0;
            }

            bytes = bytes[next..];
            // A byte order mark says UTF-8 as clearly as a letter does.
            var status = Rune.DecodeFromUtf8(bytes, out _, out var length);
            if (status == OperationStatus.Done)
            {
                hasUtf8 = true;
                return 0;
            }

            if (status == OperationStatus.NeedMoreData && !isEnd)
            {
                return bytes.Length;
            }

            hasOther = true;
            bytes = bytes[length..];
        }
    }

    private static bool HasNul(ReadOnlySpan<byte> bytes) => bytes.Contains((byte)0);
}
