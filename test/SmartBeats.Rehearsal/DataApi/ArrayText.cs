using System.Text;

namespace SmartBeats.Rehearsal.DataApi;

/// <summary>PostgreSQL's own spelling of an array: <c>{1,NULL,"a, b"}</c>.</summary>
internal static class ArrayText
{
    /// <returns>Its elements; null for NULL.</returns>
    /// <exception cref="DataApiError">It has several dimensions.</exception>
    public static List<string?> Parse(string text)
    {
        var items = new List<string?>();
        if (text[0] != '{' || (text.Length > 1 && text[1] == '{'))
        {
            throw DataApiError.Unsupported("The result contains a multidimensional array.");
        }

        for (var at = 1; text[at] != '}';)
        {
            var item = new StringBuilder();
            var quoted = text[at] == '"';
            for (at += quoted ? 1 : 0; quoted ? text[at] != '"' : text[at] is not (',' or '}'); at++)
            {
                at += text[at] == '\\' ? 1 : 0;
                item.Append(text[at]);
            }

            at += quoted ? 1 : 0;
            items.Add(!quoted && item.ToString() == "NULL" ? null : item.ToString());
            at += text[at] == ',' ? 1 : 0;
        }

        return items;
    }
}
