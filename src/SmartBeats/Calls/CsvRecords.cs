using System.Buffers;
using System.Globalization;
using System.Text.Unicode;
using CsvHelper;
using CsvHelper.Configuration;
using SmartBeats.Calls.Files;

namespace SmartBeats.Calls;

/// <summary>The fields of a block's records, by CsvHelper's low-level parser. It is given sound records only.</summary>
/// <param name="dialect">Commas where not said.</param>
internal sealed class CsvRecords(CsvDialect? dialect = null)
{
    private readonly CsvConfiguration _configuration = Configure(dialect ?? CsvDialect.Comma);
    private readonly DelimitedFields _fields = new(dialect ?? CsvDialect.Comma);
    private readonly List<int> _sound = [];
    private readonly List<int> _ends = [];
    private char[] _text = [];

    /// <summary>Calls <paramref name="onRecord"/> with each sound record's number in the block and its fields, in order, and <paramref name="onFault"/> with the others before them.</summary>
    public void Read(RecordBlock block, Action<int, IParser> onRecord, Action<int, string> onFault)
    {
        var length = Decode(block, onFault);
        if (_sound.Count == 0)
        {
            return;
        }

        using var parser = new CsvParser(new CharReader(_text, length), _configuration);
        foreach (var record in _sound)
        {
            if (!parser.Read())
            {
                break;
            }

            onRecord(record, parser);
        }

        if (parser.CharCount != length || parser.Read())
        {
            throw new InvalidOperationException("The record scanner and the CSV parser disagree about where records end.");
        }
    }

    /// <summary>The same with fields cut here, as spans: for rows of which strings are not needed.</summary>
    public void ReadFields(RecordBlock block, Action<int, DelimitedFields> onRecord, Action<int, string> onFault)
    {
        Decode(block, onFault);
        var start = 0;
        for (var i = 0; i < _sound.Count; i++)
        {
            _fields.Cut(_text, start, _ends[i]);
            onRecord(_sound[i], _fields);
            start = _ends[i] + 1;
        }
    }

    /// <summary>The cells of any record as far as they can be told: a record with broken quotes is one cell, cut at 8,192 characters.</summary>
    public static string[] Cells(RecordBlock block, in RecordSpan record, CsvDialect dialect)
    {
        const int mostCharacters = 8192;
        var text = System.Text.Encoding.UTF8.GetString(block.BytesOf(record)).Replace('\0', '\uFFFD');
        if (record.Fault != RecordFault.None)
        {
            return [text.Length > mostCharacters ? text[..mostCharacters] + "…" : text];
        }

        if (text.Length == 0)
        {
            return [""];
        }

        var fields = new DelimitedFields(dialect);
        fields.Cut(text.ToCharArray(), 0, text.Length);
        return fields.ToArray();
    }

    private static CsvConfiguration Configure(CsvDialect dialect) => new(CultureInfo.InvariantCulture)
    {
        BadDataFound = null,
        BufferSize = 8 * 1024,
        Delimiter = ((char)dialect.Separator).ToString(),
        IgnoreBlankLines = false,
        Mode = CsvMode.RFC4180,
    };

    private int Decode(RecordBlock block, Action<int, string> onFault)
    {
        _sound.Clear();
        _ends.Clear();
        if (_text.Length < block.Bytes.Length + 1)
        {
            _text = new char[block.Bytes.Length + 1];
        }

        var length = 0;
        for (var i = 0; i < block.Records.Count; i++)
        {
            var record = block.Records[i];
            if (record is { Length: 0, Fault: RecordFault.None })
            {
                continue;
            }

            var bytes = block.BytesOf(record);
            if (Fault(record.Fault) is { } fault)
            {
                onFault(i, fault);
            }
            else if (Utf8.ToUtf16(bytes, _text.AsSpan(length), out _, out var written, replaceInvalidSequences: false) != OperationStatus.Done)
            {
                onFault(i, RowFaults.NotUtf8);
            }
            else if (_text.AsSpan(length, written).Contains('\0'))
            {
                onFault(i, RowFaults.Nul);
            }
            else
            {
                _sound.Add(i);
                length += written;
                _ends.Add(length);
                _text[length++] = '\n';
            }
        }

        return length;
    }

    public static string? Fault(RecordFault fault) => fault switch
    {
        RecordFault.UnclosedQuote => RowFaults.UnclosedQuote,
        RecordFault.TextAfterQuote => RowFaults.TextAfterQuote,
        RecordFault.QuoteInsideField => RowFaults.QuoteInsideField,
        RecordFault.TooLong => RowFaults.TooLong,
        _ => null,
    };

    private sealed class CharReader(char[] text, int length) : TextReader
    {
        private int _position;

        public override int Read(char[] buffer, int index, int count)
        {
            var taken = Math.Min(count, length - _position);
            Array.Copy(text, _position, buffer, index, taken);
            _position += taken;
            return taken;
        }

        public override int Read(Span<char> buffer)
        {
            var taken = Math.Min(buffer.Length, length - _position);
            text.AsSpan(_position, taken).CopyTo(buffer);
            _position += taken;
            return taken;
        }
    }
}
