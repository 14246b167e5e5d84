using System.Buffers;

namespace SmartBeats.Calls;

/// <summary>What makes a record unreadable before its fields are looked at.</summary>
internal enum RecordFault : byte
{
    None,
    UnclosedQuote,
    TextAfterQuote,
    QuoteInsideField,
    TooLong,
}

/// <summary>One record inside a block's bytes, its line ending left out. A faulty one ends with the line of its fault.</summary>
/// <param name="Line">Line of the file on which the record starts, from 1.</param>
internal readonly record struct RecordSpan(long Line, int Start, int Length, RecordFault Fault);

/// <summary>A run of whole records as bytes.</summary>
internal sealed class RecordBlock
{
    public byte[] Bytes { get; set; } = [];

    public List<RecordSpan> Records { get; } = [];

    public ReadOnlySpan<byte> BytesOf(in RecordSpan record) => Bytes.AsSpan(record.Start, record.Length);
}

/// <summary>Cuts a stream into records (RFC 4180; LF, CRLF or CR), so that no stray quote can swallow more than its own line.</summary>
/// <remarks>
/// A record whose quotes are broken, or that holds a quoted field of more than <see cref="MaxFieldBytes"/> or
/// <see cref="MaxFieldLines"/>, is one faulty record; reading resumes on the line after the one where the faulty field
/// opened. What was scanned in vain is scanned again at most once: only a line with an odd number of quotes opens a field
/// past its end, and the next such line would have closed it. Memory is bounded by a block and the longest record.
/// </remarks>
internal sealed class RecordScanner
{
    public const int MaxFieldBytes = 64 * 1024;
    public const int MaxFieldLines = 100;
    public const int MaxRecordBytes = 1024 * 1024;

    private const byte Quote = (byte)'"', Comma = (byte)',', LineFeed = (byte)'\n', CarriageReturn = (byte)'\r';
    private static readonly SearchValues<byte> Marks = SearchValues.Create("\n\r\""u8);

    private readonly Stream _stream;
    private readonly int _blockBytes;
    private byte[] _carry;
    private int _carried;
    private long _line = 1;
    private bool _ended, _started, _skippingLine;

    /// <param name="head">What was read from the stream already.</param>
    public RecordScanner(Stream stream, ReadOnlySpan<byte> head = default, int blockBytes = 128 * 1024)
    {
        _stream = stream;
        _blockBytes = blockBytes;
        _carry = head.ToArray();
        _carried = head.Length;
    }

    /// <summary>Fills the block with the next whole records; at least one, unless the stream has ended.</summary>
    public bool TryNext(RecordBlock block)
    {
        block.Records.Clear();
        if (block.Bytes.Length < _blockBytes)
        {
            block.Bytes = new byte[_blockBytes];
        }

        if (block.Bytes.Length < _carried * 2)
        {
            block.Bytes = new byte[_carried * 2];
        }

        _carry.AsSpan(0, _carried).CopyTo(block.Bytes);
        var filled = _carried;
        while (true)
        {
            filled += Fill(block.Bytes.AsSpan(filled));
            var position = SkipByteOrderMark(block.Bytes.AsSpan(0, filled));
            while (position < filled && TryScan(block, filled, ref position))
            {
            }

            if (block.Records.Count > 0 || _ended)
            {
                Carry(block.Bytes.AsSpan(position, filled - position));
                return block.Records.Count > 0;
            }

            // Not one record fits: drop what was skipped, or make room up to the longest record.
            var left = filled - position;
            var larger = left * 2 > block.Bytes.Length ? new byte[block.Bytes.Length * 2] : block.Bytes;
            block.Bytes.AsSpan(position, left).CopyTo(larger);
            block.Bytes = larger;
            filled = left;
        }
    }

    private int Fill(Span<byte> room)
    {
        var read = _stream.ReadAtLeast(room, room.Length, throwOnEndOfStream: false);
        _ended = read < room.Length;
        return read;
    }

    private int SkipByteOrderMark(ReadOnlySpan<byte> bytes)
    {
        var skip = !_started && bytes.StartsWith("\uFEFF"u8) ? 3 : 0;
        _started = true;
        return skip;
    }

    private void Carry(ReadOnlySpan<byte> rest)
    {
        if (_carry.Length < rest.Length)
        {
            _carry = new byte[rest.Length * 2];
        }

        rest.CopyTo(_carry);
        _carried = rest.Length;
    }

    /// <summary>Scans one record; false when more bytes are needed to see its end.</summary>
    private bool TryScan(RecordBlock block, int filled, ref int position)
    {
        var bytes = block.Bytes.AsSpan(0, filled);
        if (_skippingLine)
        {
            if (!TrySkipLine(bytes, ref position))
            {
                return false;
            }

            _skippingLine = false;
            _line++;
            return true;
        }

        int start = position, at = position, faultLineStart = position;
        long lines = 0;
        while (true)
        {
            var mark = bytes[at..].IndexOfAny(Marks);
            at = mark < 0 ? filled : at + mark;
            if (at - start > MaxRecordBytes)
            {
                return Reject(block, filled, RecordFault.TooLong, start, start, 0, ref position);
            }

            if (at == filled)
            {
                if (!_ended)
                {
                    return false;
                }

                block.Records.Add(new RecordSpan(_line, start, at - start, RecordFault.None));
                position = filled;
                return true;
            }

            if (bytes[at] != Quote)
            {
                var end = at;
                if (!TryPassLineEnd(bytes, ref at))
                {
                    return false;
                }

                block.Records.Add(new RecordSpan(_line, start, end - start, RecordFault.None));
                _line += lines + 1;
                position = at;
                return true;
            }

            if (at > start && bytes[at - 1] != Comma)
            {
                return Reject(block, filled, RecordFault.QuoteInsideField, start, faultLineStart, lines, ref position);
            }

            var quoted = ScanQuoted(bytes, ref at, out var fieldLines, out var lastLineStart);
            if (quoted is null)
            {
                return false;
            }

            if (quoted != RecordFault.None)
            {
                return Reject(block, filled, quoted.Value, start, faultLineStart, lines, ref position);
            }

            lines += fieldLines;
            faultLineStart = lastLineStart ?? faultLineStart;
        }
    }

    /// <summary>Passes a quoted field; null when more bytes are needed.</summary>
    private RecordFault? ScanQuoted(ReadOnlySpan<byte> bytes, ref int at, out int lineBreaks, out int? lastLineStart)
    {
        var opened = at++;
        lineBreaks = 0;
        lastLineStart = null;
        while (true)
        {
            var mark = bytes[at..].IndexOfAny(Marks);
            at = mark < 0 ? bytes.Length : at + mark;
            if (at - opened > MaxFieldBytes || lineBreaks >= MaxFieldLines)
            {
                return RecordFault.UnclosedQuote;
            }

            if (at == bytes.Length)
            {
                return _ended ? RecordFault.UnclosedQuote : null;
            }

            if (bytes[at] != Quote)
            {
                if (!TryPassLineEnd(bytes, ref at))
                {
                    return null;
                }

                lineBreaks++;
                lastLineStart = at;
                continue;
            }

            if (++at == bytes.Length)
            {
                return _ended ? RecordFault.None : null;
            }

            switch (bytes[at])
            {
                case Quote:
                    at++;
                    continue;
                case Comma or LineFeed or CarriageReturn:
                    return RecordFault.None;
                default:
                    return RecordFault.TextAfterQuote;
            }
        }
    }

    /// <summary>Notes a faulty record up to the end of the line its faulty field opened on, and resumes after that line.</summary>
    private bool Reject(RecordBlock block, int filled, RecordFault fault, int start, int faultLineStart, long linesBefore, ref int position)
    {
        var bytes = block.Bytes.AsSpan(0, filled);
        var end = bytes[faultLineStart..].IndexOfAny(LineFeed, CarriageReturn);
        end = end < 0 ? filled : faultLineStart + end;
        var next = end;
        if (end == filled ? !_ended && end - start <= MaxRecordBytes : !TryPassLineEnd(bytes, ref next))
        {
            return false;
        }

        block.Records.Add(new RecordSpan(_line, start, end - start, fault));
        _line += linesBefore;
        position = next;
        if (next > end)
        {
            _line++;
        }
        else
        {
            _skippingLine = true;
        }

        return true;
    }

    private bool TrySkipLine(ReadOnlySpan<byte> bytes, ref int position)
    {
        var end = bytes[position..].IndexOfAny(LineFeed, CarriageReturn);
        position = end < 0 ? bytes.Length : position + end;
        return end >= 0 && TryPassLineEnd(bytes, ref position);
    }

    /// <summary>Passes LF, CRLF or CR; false when a CR is the last byte so far and an LF may follow.</summary>
    private bool TryPassLineEnd(ReadOnlySpan<byte> bytes, ref int at)
    {
        if (bytes[at] == LineFeed)
        {
            at++;
            return true;
        }

        if (at + 1 == bytes.Length)
        {
            at += _ended ? 1 : 0;
            return _ended;
        }

        at += bytes[at + 1] == LineFeed ? 2 : 1;
        return true;
    }
}
