namespace SmartBeats.Calls.Mapping;

/// <summary>Looks codes of one column up without making strings.</summary>
internal sealed class CodeReader
{
    /// <summary>True and officer; false and citizen are <see cref="No"/>.</summary>
    public const int Yes = 1, No = 2;

    private readonly Dictionary<string, int> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _byText;

    private CodeReader(CodeMapping mapping, int column)
    {
        Column = column;
        foreach (var (code, meaning) in mapping.Codes)
        {
            _values[code.Trim()] = meaning switch
            {
                "true" or "officer" => Yes,
                "false" or "citizen" => No,
                [>= '1' and <= '9' and var digit] => digit - '0',
                _ => 0,
            };
        }

        _byText = _values.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public int Column { get; }

    public static CodeReader? Create(CodeMapping? mapping, ColumnFinder find) =>
        mapping is null ? null : new CodeReader(mapping, find.Find(mapping.Column));

    /// <summary>What a code means; 0 for a blank, and with false for one without a meaning.</summary>
    public bool TryRead(ReadOnlySpan<char> text, out int value)
    {
        text = text.Trim();
        value = 0;
        return text.IsEmpty || (_byText.TryGetValue(text, out value) && value > 0);
    }
}
