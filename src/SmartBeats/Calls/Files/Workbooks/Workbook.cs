using System.IO.Compression;
using System.Xml;

namespace SmartBeats.Calls.Files.Workbooks;

/// <summary>A sheet of a workbook by its name.</summary>
/// <param name="Path">Of its part within the archive.</param>
internal sealed record WorkbookSheet(string Name, string Path);

/// <summary>What the parts of an Excel workbook (.xlsx, ECMA-376) say of its sheets. Holds nothing of the archive.</summary>
/// <param name="Sheets">Those that are not hidden, in their order.</param>
/// <param name="Texts">Strings that cells refer to by number.</param>
/// <param name="Dates">By the number of a cell's style: whether it shows a date, a time of day, or both.</param>
/// <param name="BeginsIn1904">Whether days are counted from 1904-01-01.</param>
internal sealed record Workbook(
    IReadOnlyList<WorkbookSheet> Sheets, IReadOnlyList<string> Texts, IReadOnlyList<DateStyle> Dates, bool BeginsIn1904)
{
    private const int MostTexts = 20_000_000;

    private static readonly XmlReaderSettings _settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    /// <summary>Reads all but the sheets themselves.</summary>
    /// <exception cref="InvalidDataException">It is no such workbook, or damaged.</exception>
    public static Workbook Read(ZipArchive zip)
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        ReadPart(zip, "xl/_rels/workbook.xml.rels", xml =>
        {
            if (xml.LocalName == "Relationship" && xml.GetAttribute("Id") is { } id && xml.GetAttribute("Target") is { } target)
            {
                targets[id] = target.StartsWith('/') ? target[1..] : "xl/" + target;
            }
        });
        var sheets = new List<WorkbookSheet>();
        var beginsIn1904 = false;
        ReadPart(zip, "xl/workbook.xml", xml =>
        {
            if (xml.LocalName == "workbookPr")
            {
                beginsIn1904 = xml.GetAttribute("date1904") is "1" or "true";
            }
            else if (xml.LocalName == "sheet" && xml.GetAttribute("state") is null or "visible" && FindTarget(xml, targets) is { } path)
            {
                sheets.Add(new WorkbookSheet(xml.GetAttribute("name") ?? "", path));
            }
        });
        return new Workbook(sheets, ReadTexts(zip), DateStyle.ReadAll(xml => ReadPart(zip, "xl/styles.xml", xml)), beginsIn1904);
    }

    /// <summary>A part of the archive as XML.</summary>
    public static XmlReader OpenPart(ZipArchive zip, string path) => XmlReader.Create(
        (zip.GetEntry(path) ?? throw new InvalidDataException($"The workbook has no {path}.")).Open(), _settings);

    private static string? FindTarget(XmlReader xml, Dictionary<string, string> targets)
    {
        const string relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string strict = "http://purl.oclc.org/ooxml/officeDocument/relationships";
        var id = xml.GetAttribute("id", relationships) ?? xml.GetAttribute("id", strict);
        return id is null ? null : targets.GetValueOrDefault(id);
    }

    /// <summary>Shows every element of a part; nothing where the part is missing.</summary>
    private static void ReadPart(ZipArchive zip, string path, Action<XmlReader> onElement)
    {
        if (zip.GetEntry(path) is null)
        {
            return;
        }

        using var xml = OpenPart(zip, path);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                onElement(xml);
            }
        }
    }

    private static List<string> ReadTexts(ZipArchive zip)
    {
        var texts = new List<string>();
        if (zip.GetEntry("xl/sharedStrings.xml") is null)
        {
            return texts;
        }

        using var xml = OpenPart(zip, "xl/sharedStrings.xml");
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si")
            {
                texts.Add(ReadText(xml));
                if (texts.Count > MostTexts)
                {
                    throw new InvalidDataException("The workbook has more texts than a sheet can hold.");
                }
            }
        }

        return texts;
    }

    /// <summary>The text of a string element, of which runs in different fonts are parts; how it is pronounced is none.</summary>
    public static string ReadText(XmlReader element)
    {
        if (element.IsEmptyElement)
        {
            return "";
        }

        var depth = element.Depth;
        var spoken = int.MaxValue;
        var text = "";
        while (element.Read() && element.Depth > depth)
        {
            if (element.LocalName == "rPh" && element.NodeType == XmlNodeType.Element)
            {
                spoken = element.IsEmptyElement ? int.MaxValue : element.Depth;
            }
            else if (element.LocalName == "rPh")
            {
                spoken = int.MaxValue;
            }
            else if (element.Depth <= spoken
                && element.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace or XmlNodeType.CDATA)
            {
                text += element.Value;
            }
        }

        return text;
    }
}
