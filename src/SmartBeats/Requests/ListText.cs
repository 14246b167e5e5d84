using System.Text;

namespace SmartBeats.Requests;

/// <summary>A list written as one text.</summary>
public static class ListText
{
    /// <summary>Entries between commas, blanks around them cut and empty ones left out; between double quotes a comma is part of its entry.</summary>
    /// <param name="text">Such as <c>BURGLARY,"THEFT, OTHER"</c>; null gives null.</param>
    public static IReadOnlyList<string>? Split(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var entries = new List<string>();
        var entry = new StringBuilder();
        var isQuoted = false;
        foreach (var c in text)
        {
            if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (c == ',' && !isQuoted)
            {
                Add();
            }
            else
            {
                entry.Append(c);
            }
        }

        Add();
        return entries;

        void Add()
        {
            if (entry.ToString().Trim() is { Length: > 0 } done)
            {
                entries.Add(done);
            }

            entry.Clear();
        }
    }
}
