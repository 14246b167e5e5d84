using System.Buffers;

namespace SmartBeats.Calls;

/// <summary>What RFC 4180 is made of, in bytes that may go on after what is there.</summary>
internal static class CsvBytes
{
    public const byte Quote = (byte)'"', LineFeed = (byte)'\n', CarriageReturn = (byte)'\r';

    /// <summary>The bytes at which a record can end or change its state.</summary>
    public static readonly SearchValues<byte> Marks = SearchValues.Create("\n\r\""u8);

    /// <summary>Passes LF, CRLF or CR; false when a CR is the last byte so far and an LF may follow.</summary>
    /// <param name="ended">Whether no more bytes follow.</param>
    public static bool TryPassLineEnd(ReadOnlySpan<byte> bytes, bool ended, ref int at)
    {
        if (bytes[at] == LineFeed)
        {
            at++;
            return true;
        }

        if (at + 1 == bytes.Length)
        {
            at += ended ? 1 : 0;
            return ended;
        }

        at += bytes[at + 1] == LineFeed ? 2 : 1;
        return true;
    }

    /// <summary>Passes the quoted field that opens here; says what is wrong with it, or null when more bytes are needed to tell.</summary>
    /// <param name="separator">Between two fields.</param>
    /// <param name="lastLineStart">Where the line begins on which the field ends; null when that is the line it opens on.</param>
    public static RecordFault? TryPassQuoted(ReadOnlySpan<byte> bytes, byte separator, bool ended, ref int at, out int lineBreaks, out int? lastLineStart)
    {
        var opened = at++;
        lineBreaks = 0;
        lastLineStart = null;
        while (true)
        {
            var mark = bytes[at..].IndexOfAny(Marks);
            at = mark < 0 ? bytes.Length : at + mark;
            if (at - opened > RecordScanner.MaxFieldBytes || lineBreaks >= RecordScanner.MaxFieldLines)
            {
                return RecordFault.UnclosedQuote;
            }

            if (at == bytes.Length)
            {
                return ended ? RecordFault.UnclosedQuote : null;
            }

            if (bytes[at] != Quote)
            {
                if (!TryPassLineEnd(bytes, ended, ref at))
                {
                    return null;
                }

                lineBreaks++;
                lastLineStart = at;
                continue;
            }

            if (++at == bytes.Length)
            {
                return ended ? RecordFault.None : null;
            }

            if (bytes[at] == Quote)
            {
                at++;
                continue;
            }

            return bytes[at] == separator || bytes[at] is LineFeed or CarriageReturn ? RecordFault.None : RecordFault.TextAfterQuote;
        }
    }
}
