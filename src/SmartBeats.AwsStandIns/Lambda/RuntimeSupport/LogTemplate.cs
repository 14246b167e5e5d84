using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Message templates, <c>"loaded {Rows} rows in {City}"</c>: arguments fill the names from left to right, as text in the sentence and as properties beside it.</summary>
internal static class LogTemplate
{
    public static string Fill(string template, object[] args, out List<(string Name, object Value)> named)
    {
        named = [];
        if (args is null or { Length: 0 }) return template;
        var text = new StringBuilder(template.Length + 32);
        for (var at = 0; at < template.Length;)
        {
            var c = template[at];
            var close = c == '{' ? template.IndexOf('}', at) : -1;
            if ((c is '{' or '}') && at + 1 < template.Length && template[at + 1] == c)
            {
                text.Append(c);
                at += 2;
            }
            else if (close > at && named.Count < args.Length)
            {
                var parts = template[(at + 1)..close].Split(':', 2);
                var value = args[named.Count];
                named.Add((parts[0].TrimStart('@'), value));
                text.Append(parts.Length == 2 && value is IFormattable f ? f.ToString(parts[1], CultureInfo.InvariantCulture) : Text(value));
                at = close + 1;
            }
            else
            {
                text.Append(c);
                at++;
            }
        }
        return text.ToString();
    }

    /// <summary>Numbers and truth values stay what they are, so that a log query can compare them.</summary>
    public static void WriteProperty(Utf8JsonWriter writer, string name, object value)
    {
        switch (value)
        {
            case null: writer.WriteNull(name); break;
            case bool b: writer.WriteBoolean(name, b); break;
            case int i: writer.WriteNumber(name, i); break;
            case long l: writer.WriteNumber(name, l); break;
            case double d when double.IsFinite(d): writer.WriteNumber(name, d); break;
            case decimal m: writer.WriteNumber(name, m); break;
            default: writer.WriteString(name, Text(value)); break;
        }
    }

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture);
}
