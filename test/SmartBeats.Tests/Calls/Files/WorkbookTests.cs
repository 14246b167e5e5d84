using System.IO.Compression;
using System.Text;
using SmartBeats.Calls;
using SmartBeats.Calls.Files;

namespace SmartBeats.Tests.Calls.Files;

/// <summary>Excel workbooks, their parts written here as the standard (ECMA-376) has them.</summary>
public sealed class WorkbookTests
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    // A number, a shared string, one of two runs, one in the cell, a date with a time, a flag, a formula with its value; B3 is left out.
    private const string Rows =
        """
        <row r="1"><c r="A1" t="inlineStr"><is><t>Calls of 2024</t></is></c></row>
        <row r="2"/>
        <row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c r="C3" t="inlineStr"><is><t>Lat</t></is></c><c r="D3" t="str"><v>Lon</v></c><c r="E3" t="s"><v>2</v></c></row>
        <row r="4"><c r="A4"><v>12345678901</v></c><c r="B4" s="1"><v>45382.628472222219</v></c><c r="C4"><v>33.399999999999999</v></c><c r="D4"><f>0-112.1</f><v>-112.1</v></c><c r="E4" t="b"><v>1</v></c></row>
        <row r="5"><c r="A5"><v>12345678902</v></c><c r="B5" s="1"><v>45383</v></c><c r="E5" t="b"><v>0</v></c></row>
        """;

    [Fact]
    public void A_workbook_is_read_as_its_sheet_shows_it()
    {
        var read = new MappedCsv(Book(Sheet(Rows)));
        read.Refusal.ShouldBeNull();
        read.Calls.ShouldBe([new Call("12345678901", 0, true, -112.1, 33.4, 1711922700, 1711897500, "", null, null)]);
        (read.Report!.Rows, read.Report.WithoutPlace).ShouldBe((2, 1));
    }

    [Fact]
    public void Another_sheet_is_read_where_it_is_named_and_hidden_ones_are_passed()
    {
        var book = Book(Sheet("<row><c t=\"inlineStr\"><is><t>nothing</t></is></c></row>"), Sheet(Rows));
        var first = new MappedCsv(book);
        first.Refusal.ShouldNotBeNull();
        var second = new MappedCsv(book, new CallReadOptions { Sheet = "sheet 2", Mapping = new MappingSources() });
        second.Calls.Count.ShouldBe(1);
        second.Report!.Notes.ShouldContain("Only sheet \"Sheet 2\" of 2 was read; --sheet names another.");
        new MappedCsv(book, new CallReadOptions { Sheet = "Sheet 3", Mapping = new MappingSources() }).Refusal!.Message
            .ShouldBe("--sheet: \"Sheet 3\" is no sheet of calls.csv (did you mean \"Sheet 1\"?). Its sheets are Sheet 1, Sheet 2.");
    }

    [Fact]
    public void Days_counted_from_1904_and_dates_and_times_of_day_in_two_columns_are_read()
    {
        const string parts =
            """
            <row><c t="inlineStr"><is><t>Number</t></is></c><c t="inlineStr"><is><t>Day</t></is></c><c t="inlineStr"><is><t>Clock</t></is></c><c t="inlineStr"><is><t>Point</t></is></c></row>
            <row><c t="inlineStr"><is><t>A1</t></is></c><c s="2"><v>43920</v></c><c s="3"><v>0.5</v></c><c t="inlineStr"><is><t>POINT(-112.1 33.4)</t></is></c></row>
            """;
        var call = new MappedCsv(Book("<workbookPr date1904=\"1\"/>", [Sheet(parts)])).Calls.ShouldHaveSingleItem();
        DateTime.UnixEpoch.AddSeconds(call.LocalSeconds).ShouldBe(new DateTime(2024, 3, 31, 12, 0, 0));
    }

    [Fact]
    public void Mutated_workbooks_are_read_or_refused_in_words()
    {
        var random = new SeededRandom(11);
        var sheet = Encoding.UTF8.GetBytes(Sheet(Rows));
        for (var round = 0; round < 1_500; round++)
        {
            var bytes = sheet.ToArray();
            for (var edits = random.Next(4); edits > 0; edits--)
            {
                bytes[random.Next(bytes.Length)] = (byte)(random.Next(2) == 0 ? "<>/\"0AZ &"[random.Next(9)] : random.Next(256));
            }

            var book = Book("", [Encoding.Latin1.GetString(bytes)]);
            for (var edits = random.Next(3); edits > 0; edits--)
            {
                book[random.Next(book.Length)] = (byte)random.Next(256);
            }

            // Either is an answer; that none crashes or hangs is the claim.
            var read = new MappedCsv(book, new CallReadOptions { Threads = 1, MaxRejectedShare = 1, Mapping = new MappingSources() });
            (read.Refusal?.Remedy ?? read.Report?.Version).ShouldNotBeNullOrEmpty($"round {round}");
        }
    }

    private static string Sheet(string rows) => $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>";

    private static byte[] Book(params string[] sheets) => Book("", sheets);

    private static byte[] Book(string properties, string[] sheets)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
            var named = string.Concat(sheets.Select((_, i) => $"<sheet name=\"Sheet {i + 1}\" sheetId=\"{i + 1}\" r:id=\"rId{i + 1}\"/>"));
            Add("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\">{properties}<sheets><sheet name=\"Old\" sheetId=\"99\" state=\"hidden\" r:id=\"rId1\"/>{named}</sheets></workbook>");
            Add("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Target=\"{(i % 2 == 0 ? "worksheets/" : "/xl/worksheets/")}sheet{i + 1}.xml\"/>"))}</Relationships>");
            Add("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\"><si><t>Call Number</t></si><si><r><t xml:space=\"preserve\">Call </t></r><r><rPr><b/></rPr><t>Received</t></r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh></si><si><t>Report Taken</t></si></sst>");
            Add("xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"[$-409]m/d/yy\\ h:mm AM/PM;@\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"14\"/><xf numFmtId=\"21\"/></cellXfs></styleSheet>");
            for (var i = 0; i < sheets.Length; i++)
            {
                Add($"xl/worksheets/sheet{i + 1}.xml", sheets[i]);
            }

            void Add(string name, string content)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.NoCompression).Open());
                writer.Write(content);
            }
        }

        return packed.ToArray();
    }
}
