using System.Globalization;

namespace SmartBeats.Geography.Projection;

/// <summary>A node of a coordinate system written as WKT 1: <c>KEYWORD["text",number,CHILD[...]]</c>.</summary>
internal sealed class ProjectionText
{
    private const int DeepestNesting = 16;
    private const int LongestText = 16_384;

    private readonly List<ProjectionText> _children = [];
    private readonly List<string> _values = [];

    private ProjectionText(string keyword) => Keyword = keyword;

    /// <summary>In upper case.</summary>
    public string Keyword { get; }

    /// <summary>The first quoted text, by convention the name; empty where there is none.</summary>
    public string Name => Value(0);

    public string Value(int index) => index < _values.Count ? _values[index] : "";

    public double? Number(int index) =>
        double.TryParse(Value(index), CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    public ProjectionText? Child(string keyword) => _children.Find(child => child.Keyword == keyword);

    public IEnumerable<ProjectionText> Children(string keyword) => _children.Where(child => child.Keyword == keyword);

    /// <summary>Reads the first node; a vertical system behind it is not asked.</summary>
    /// <returns>Null for anything that is not this notation.</returns>
    public static ProjectionText? Parse(string text)
    {
        var at = 0;
        return text.Length > LongestText ? null : ParseNode(text, ref at, 0);
    }

    private static ProjectionText? ParseNode(string text, ref int at, int depth)
    {
        SkipBlanks(text, ref at);
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }

        var node = new ProjectionText(text[start..at].ToUpperInvariant());
        SkipBlanks(text, ref at);
        if (start == at || depth > DeepestNesting || at >= text.Length || text[at] is not ('[' or '('))
        {
            return null;
        }

        do
        {
            at++;
            SkipBlanks(text, ref at);
            if (!ParseItem(node, text, ref at, depth))
            {
                return null;
            }

            SkipBlanks(text, ref at);
        }
        while (at < text.Length && text[at] == ',');

        if (at >= text.Length || text[at] is not (']' or ')'))
        {
            return null;
        }

        at++;
        return node;
    }

    private static bool ParseItem(ProjectionText node, string text, ref int at, int depth)
    {
        if (at < text.Length && text[at] == '"')
        {
            var end = text.IndexOf('"', at + 1);
            if (end < 0)
            {
                return false;
            }

            node._values.Add(text[(at + 1)..end]);
            at = end + 1;
            return true;
        }

        var start = at;
        while (at < text.Length && text[at] is not (',' or ']' or ')' or '[' or '('))
        {
            at++;
        }

        if (at < text.Length && text[at] is '[' or '(')
        {
            at = start;
            if (ParseNode(text, ref at, depth + 1) is not { } child)
            {
                return false;
            }

            node._children.Add(child);
            return true;
        }

        node._values.Add(text[start..at].Trim());
        return true;
    }

    private static void SkipBlanks(string text, ref int at)
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] == '\uFEFF'))
        {
            at++;
        }
    }
}
