using System.Globalization;
using System.Xml;
using SmartBeats.Geography.Archive;
using SmartBeats.Publishing;

namespace SmartBeats.Formats.Workbooks;

/// <summary>Writes a plan's tables as an Excel workbook (ECMA-376): a sheet a table, and one that says what plan it is.</summary>
/// <remarks>Text is written as text: no cell is a formula. One fixed date, no compression: the same plan is the same bytes.</remarks>
internal static class WorkbookWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const string Made = "1980-01-01T00:00:00Z";
    private const int NarrowestColumn = 8, WidestColumn = 60;

    public static byte[] Write(ExportedPlan plan)
    {
        List<SheetTable> tables = [.. PlanTables.CreateAll(plan.Material, plan.Rows), DescribePlan(plan)];
        return StoredZip.Write(
        [
            ("[Content_Types].xml", WriteTypes(tables.Count)),
            ("_rels/.rels", WriteRelations(
                ("xl/workbook.xml", Office + "/officeDocument"),
                ("docProps/core.xml", Package + "/relationships/metadata/core-properties"))),
            ("docProps/core.xml", WriteProperties(plan)),
            ("xl/workbook.xml", WriteWorkbook(tables)),
            ("xl/_rels/workbook.xml.rels", WriteRelations(
            [
                .. tables.Select((_, at) => ($"worksheets/sheet{at + 1}.xml", Office + "/worksheet")),
                ("styles.xml", Office + "/styles"),
            ])),
            ("xl/styles.xml", WriteStyles()),
            .. tables.Select((table, at) => ($"xl/worksheets/sheet{at + 1}.xml", WriteSheet(table))),
        ]);
    }

    private static SheetTable DescribePlan(ExportedPlan plan)
    {
        var (made, measures) = (plan.Plan, plan.Plan.Measures);
        return new SheetTable(
            "plan",
            ["field", "value"],
            [
                .. PlanLayers.Origin(made).Select(field => new object[] { field.Key, field.Value ?? "" }),
                ["BEATS", made.BeatCount],
                ["UNIT", plan.Material.Workload.Unit],
                ["MEAN_WORKLOAD", measures.MeanWorkload],
                ["MAX_DEV_PCT", BeatRow.Percent(measures.MaxDeviation)],
                ["LOWER_BOUND_PCT", BeatRow.Percent(measures.LowerBound)],
                ["BOUNDARY_KM", measures.BoundaryKm],
                ["MAP_VERSION", made.MapVersion],
                ["CALLS_VERSION", made.CallsVersion],
            ]);
    }

    private static byte[] WriteSheet(SheetTable table) => XmlText.Write(xml =>
    {
        xml.WriteStartElement("worksheet", Main);
        xml.Begin("sheetViews");
        xml.Begin("sheetView", "workbookViewId", "0");
        xml.WriteEmpty("pane", "ySplit", "1", "topLeftCell", "A2", "activePane", "bottomLeft", "state", "frozen");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.Begin("cols");
        for (var column = 0; column < table.Header.Count; column++)
        {
            var place = XmlText.Number(column + 1);
            xml.WriteEmpty("col", "min", place, "max", place, "width", XmlText.Number(MeasureWidth(table, column)), "customWidth", "1");
        }

        xml.WriteEndElement();
        xml.Begin("sheetData");
        WriteRow(xml, 1, [.. table.Header], style: "1");
        for (var row = 0; row < table.Rows.Count; row++)
        {
            WriteRow(xml, row + 2, table.Rows[row], style: "0");
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    private static void WriteRow(XmlWriter xml, int number, object[] cells, string style)
    {
        xml.Begin("row", "r", XmlText.Number(number));
        for (var column = 0; column < cells.Length; column++)
        {
            var place = NameColumn(column) + XmlText.Number(number);
            switch (cells[column])
            {
                case string { Length: 0 } or double.NaN:
                    break;
                case string text:
                    xml.Begin("c", "r", place, "s", style, "t", "inlineStr");
                    xml.Begin("is");
                    xml.Begin("t");
                    xml.WriteAttributeString("xml", "space", null, "preserve");
                    xml.WriteString(XmlText.Clean(text));
                    xml.WriteEndElement();
                    xml.WriteEndElement();
                    xml.WriteEndElement();
                    break;
                case IFormattable value:
                    xml.Begin("c", "r", place, "s", style);
                    xml.WriteText("v", value.ToString(null, CultureInfo.InvariantCulture));
                    xml.WriteEndElement();
                    break;
            }
        }

        xml.WriteEndElement();
    }

    /// <summary>A, B, ... Z, AA, AB, ...</summary>
    private static string NameColumn(int column) =>
        column < 26 ? $"{(char)('A' + column)}" : NameColumn((column / 26) - 1) + (char)('A' + (column % 26));

    private static int MeasureWidth(SheetTable table, int column)
    {
        const int RowsLookedAt = 1_000;
        var lengths = table.Rows.Take(RowsLookedAt).Select(row => Convert.ToString(row[column], CultureInfo.InvariantCulture)!.Length);
        var longest = lengths.Append(table.Header[column].Length).Max();
        return Math.Clamp(longest + 2, NarrowestColumn, WidestColumn);
    }

    private static byte[] WriteWorkbook(List<SheetTable> tables) => XmlText.Write(xml =>
    {
        xml.WriteStartElement("workbook", Main);
        xml.Begin("sheets");
        for (var at = 0; at < tables.Count; at++)
        {
            xml.Begin("sheet", "name", tables[at].Name, "sheetId", XmlText.Number(at + 1));
            xml.WriteAttributeString("r", "id", Office, $"rId{at + 1}");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    private static byte[] WriteRelations(params (string Target, string Kind)[] targets) => XmlText.Write(xml =>
    {
        xml.WriteStartElement("Relationships", Package + "/relationships");
        for (var at = 0; at < targets.Length; at++)
        {
            xml.WriteEmpty("Relationship", "Id", $"rId{at + 1}", "Type", targets[at].Kind, "Target", targets[at].Target);
        }

        xml.WriteEndElement();
    });

    private static byte[] WriteTypes(int sheets) => XmlText.Write(xml =>
    {
        xml.WriteStartElement("Types", Package + "/content-types");
        const string Relations = "application/vnd.openxmlformats-package.relationships+xml";
        xml.WriteEmpty("Default", "Extension", "rels", "ContentType", Relations);
        xml.WriteEmpty("Default", "Extension", "xml", "ContentType", "application/xml");
        xml.WriteEmpty("Override", "PartName", "/xl/workbook.xml", "ContentType", Type + ".sheet.main+xml");
        xml.WriteEmpty("Override", "PartName", "/xl/styles.xml", "ContentType", Type + ".styles+xml");
        const string Properties = "application/vnd.openxmlformats-package.core-properties+xml";
        xml.WriteEmpty("Override", "PartName", "/docProps/core.xml", "ContentType", Properties);
        for (var at = 1; at <= sheets; at++)
        {
            xml.WriteEmpty("Override", "PartName", $"/xl/worksheets/sheet{at}.xml", "ContentType", Type + ".worksheet+xml");
        }

        xml.WriteEndElement();
    });

    /// <summary>Two styles: 0 as it comes, 1 bold for headers.</summary>
    private static byte[] WriteStyles() => XmlText.Write(xml =>
    {
        xml.WriteStartElement("styleSheet", Main);
        xml.Begin("fonts", "count", "2");
        foreach (var isBold in (bool[])[false, true])
        {
            xml.Begin("font");
            if (isBold)
            {
                xml.WriteEmpty("b");
            }

            xml.WriteEmpty("sz", "val", "11");
            xml.WriteEmpty("name", "val", "Calibri");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.Begin("fills", "count", "2");
        foreach (var pattern in (string[])["none", "gray125"])
        {
            xml.Begin("fill");
            xml.WriteEmpty("patternFill", "patternType", pattern);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.Begin("borders", "count", "1");
        xml.WriteEmpty("border");
        xml.WriteEndElement();
        xml.Begin("cellStyleXfs", "count", "1");
        xml.WriteEmpty("xf", "numFmtId", "0", "fontId", "0", "fillId", "0", "borderId", "0");
        xml.WriteEndElement();
        xml.Begin("cellXfs", "count", "2");
        xml.WriteEmpty("xf", "numFmtId", "0", "fontId", "0", "fillId", "0", "borderId", "0", "xfId", "0");
        xml.WriteEmpty("xf", "numFmtId", "0", "fontId", "1", "fillId", "0", "borderId", "0", "xfId", "0", "applyFont", "1");
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    private static byte[] WriteProperties(ExportedPlan plan) => XmlText.Write(xml =>
    {
        const string Core = Package + "/metadata/core-properties";
        const string Dublin = "http://purl.org/dc/elements/1.1/";
        const string Terms = "http://purl.org/dc/terms/";
        xml.WriteStartElement("cp", "coreProperties", Core);
        xml.WriteElementString("dc", "title", Dublin, XmlText.Clean($"Patrol beats of {plan.Plan.City.Name}"));
        xml.WriteElementString("dc", "identifier", Dublin, plan.Plan.PlanId);
        xml.WriteStartElement("dcterms", "created", Terms);
        xml.WriteAttributeString("xsi", "type", "http://www.w3.org/2001/XMLSchema-instance", "dcterms:W3CDTF");
        xml.WriteString(Made);
        xml.WriteEndElement();
        xml.WriteEndElement();
    });
}
