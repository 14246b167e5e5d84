using SmartBeats.Calls.Files;

namespace SmartBeats.Calls;

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

    private readonly Stream _stream;
    private readonly int _blockBytes;
    private readonly CsvDialect _dialect;
    private byte[] _carry;
    private int _carried;
    private long _line = 1;
    private bool _ended, _started, _skippingLine;

    /// <param name="head">What was read from the stream already.</param>
    /// <param name="dialect">Commas where not said.</param>
    public RecordScanner(Stream stream, ReadOnlySpan<byte> head = default, int blockBytes = 128 * 1024, CsvDialect? dialect = null)
    {
        _dialect = dialect ?? CsvDialect.Comma;
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
            var mark = bytes[at..].IndexOfAny(CsvBytes.Marks);
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

            if (bytes[at] != CsvBytes.Quote)
            {
                var end = at;
                if (!CsvBytes.TryPassLineEnd(bytes, _ended, ref at))
                {
                    return false;
                }

                block.Records.Add(new RecordSpan(_line, start, end - start, RecordFault.None));
                _line += lines + 1;
                position = at;
                return true;
            }

            if (at > start && !OpensField(bytes, start, at))
            {
                return Reject(block, filled, RecordFault.QuoteInsideField, start, faultLineStart, lines, ref position);
            }

            var fault = CsvBytes.TryPassQuoted(bytes, _dialect.Separator, _ended, ref at, out var fieldLines, out var lastLineStart);
            if (fault is null)
            {
                return false;
            }

            if (fault != RecordFault.None)
            {
                return Reject(block, filled, fault.Value, start, faultLineStart, lines, ref position);
            }

            lines += fieldLines;
            faultLineStart = lastLineStart ?? faultLineStart;
        }
    }

    /// <summary>Whether a quote is the first of its field, blanks left out where the file writes them.</summary>
    private bool OpensField(ReadOnlySpan<byte> bytes, int start, int quote)
    {
        var before = quote - 1;
        while (_dialect.HasBlanksBeforeQuotes && before >= start && bytes[before] == (byte)' ')
        {
            before--;
        }

        return before < start || bytes[before] == _dialect.Separator;
    }

    /// <summary>Notes a faulty record up to the end of the line its faulty field opened on, and resumes after that line.</summary>
    private bool Reject(RecordBlock block, int filled, RecordFault fault, int start, int faultLineStart, long linesBefore, ref int position)
    {
        var bytes = block.Bytes.AsSpan(0, filled);
        var end = bytes[faultLineStart..].IndexOfAny(CsvBytes.LineFeed, CsvBytes.CarriageReturn);
        end = end < 0 ? filled : faultLineStart + end;
        var next = end;
        if (end == filled ? !_ended && end - start <= MaxRecordBytes : !CsvBytes.TryPassLineEnd(bytes, _ended, ref next))
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
        var end = bytes[position..].IndexOfAny(CsvBytes.LineFeed, CsvBytes.CarriageReturn);
        position = end < 0 ? bytes.Length : position + end;
        return end >= 0 && CsvBytes.TryPassLineEnd(bytes, _ended, ref position);
    }
}
