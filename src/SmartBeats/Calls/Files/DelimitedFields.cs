using SmartBeats.Calls.Mapping;

namespace SmartBeats.Calls.Files;

/// <summary>Cuts a record into its fields without making strings. Used again for every record; not for two threads at once.</summary>
/// <remarks>Takes sound records only (<see cref="RecordScanner"/>), so it never looks for where one ends.</remarks>
internal sealed class DelimitedFields(CsvDialect dialect) : IRecordFields
{
    private readonly char _separator = (char)dialect.Separator;
    private char[] _text = [];
    private (int Start, int Length)[] _fields = new (int, int)[32];

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public ReadOnlySpan<char> GetField(int index) => _text.AsSpan(_fields[index].Start, _fields[index].Length);

    /// <summary>Cuts a record.</summary>
    /// <param name="text">Holds it; doubled quotes within are made single in place.</param>
    /// <param name="start">Its first character.</param>
    /// <param name="end">Behind its last, its line end left out.</param>
    public void Cut(char[] text, int start, int end)
    {
        _text = text;
        Count = 0;
        var at = start;
        while (true)
        {
            var opens = at;
            while (dialect.HasBlanksBeforeQuotes && opens < end && text[opens] == ' ')
            {
                opens++;
            }

            if (opens < end && text[opens] == '"')
            {
                at = CutQuoted(opens + 1, end);
            }
            else
            {
                var length = text.AsSpan(at, end - at).IndexOf(_separator);
                length = length < 0 ? end - at : length;
                Add(at, length);
                at += length;
            }

            if (at >= end)
            {
                return;
            }

            at++;
        }
    }

    /// <summary>The fields as strings.</summary>
    public string[] ToArray()
    {
        var fields = new string[Count];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = GetField(i).ToString();
        }

        return fields;
    }

    private int CutQuoted(int start, int end)
    {
        int read = start, written = start;
        while (true)
        {
            var length = _text.AsSpan(read, end - read).IndexOf('"');
            length = length < 0 ? end - read : length;
            if (written != read)
            {
                _text.AsSpan(read, length).CopyTo(_text.AsSpan(written));
            }

            read += length;
            written += length;
            if (read + 1 >= end || _text[read + 1] != '"')
            {
                break;
            }

            _text[written++] = '"';
            read += 2;
        }

        // Text after a closing quote is met only while a separator is tried out: it goes with the field.
        var after = Math.Min(end, read + 1);
        var rest = _text.AsSpan(after, end - after).IndexOf(_separator);
        rest = rest < 0 ? end - after : rest;
        Add(start, rest > 0 ? after + rest - start : written - start);
        return after + rest;
    }

    private void Add(int start, int length)
    {
        if (Count == _fields.Length)
        {
            Array.Resize(ref _fields, Count * 2);
        }

        _fields[Count++] = (start, length);
    }
}
