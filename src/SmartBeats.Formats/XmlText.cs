using System.Globalization;
using System.Text;
using System.Xml;

namespace SmartBeats.Formats;

/// <summary>Writes XML whose bytes depend on nothing but its content.</summary>
internal static class XmlText
{
    private static readonly XmlWriterSettings _settings = new()
    {
        Encoding = new UTF8Encoding(false),
        Indent = true,
        IndentChars = " ",
        NewLineChars = "\n",
        NewLineHandling = NewLineHandling.Entitize,
    };

    /// <summary>A document as UTF-8.</summary>
    public static byte[] Write(Action<XmlWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, _settings))
        {
            write(xml);
        }

        return bytes.ToArray();
    }

    /// <summary>An element with attributes, given as name and value by turns, and nothing in it.</summary>
    public static void WriteEmpty(this XmlWriter xml, string name, params string[] attributes)
    {
        xml.Begin(name, attributes);
        xml.WriteEndElement();
    }

    /// <summary>Begins an element with attributes, given as name and value by turns.</summary>
    public static void Begin(this XmlWriter xml, string name, params string[] attributes)
    {
        xml.WriteStartElement(name);
        for (var at = 0; at + 1 < attributes.Length; at += 2)
        {
            xml.WriteAttributeString(attributes[at], Clean(attributes[at + 1]));
        }
    }

    /// <summary>An element of text.</summary>
    public static void WriteText(this XmlWriter xml, string name, string text) => xml.WriteElementString(name, Clean(text));

    /// <summary>Text without the characters that XML cannot hold, such as half a pair of surrogates.</summary>
    public static string Clean(string text)
    {
        var isClean = true;
        for (var at = 0; at < text.Length && isClean; at++)
        {
            isClean = XmlConvert.IsXmlChar(text[at]) && !char.IsSurrogate(text[at]);
        }

        if (isClean)
        {
            return text;
        }

        var kept = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var isAdmitted = rune.Value is '\t' or '\n' or '\r' or (>= 0x20 and not (0xFFFE or 0xFFFF));
            kept.Append(isAdmitted ? rune.ToString() : "\uFFFD");
        }

        return kept.ToString();
    }

    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
