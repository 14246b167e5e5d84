namespace SmartBeats.Calls.Mapping;

/// <summary>One string a code: a city has a handful, a year of calls a million. Not for two threads at once.</summary>
internal sealed class SharedTexts
{
    private const int Most = 20_000;

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _byText;

    public SharedTexts() => _byText = _texts.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The text as a string, the same one as before where it was among the first 20,000.</summary>
    public string Share(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return "";
        }

        if (_byText.TryGetValue(text, out var shared))
        {
            return shared;
        }

        var added = text.ToString();
        if (_texts.Count < Most)
        {
            _texts.Add(added, added);
        }

        return added;
    }
}
