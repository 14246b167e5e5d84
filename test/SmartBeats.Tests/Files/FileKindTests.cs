using System.IO.Compression;
using System.Text;
using SmartBeats.Calls;
using SmartBeats.Files;
using SmartBeats.Geography;

namespace SmartBeats.Tests.Files;

/// <summary>One judge of what a file is, for every way in: what the readers say of a file is the same, too.</summary>
public class FileKindTests
{
    private const string Row = "event_number,priority,address,is_incident,geometry_wkt,timestamp,disposition\n";

    /// <summary>A name, the content, what it is, which reader gets it, and what both readers say that it is where they refuse it.</summary>
    public static TheoryData<string, byte[], FileForm, FileUse, string> Kinds => new()
    {
        { "calls.csv", Bytes(Row), FileForm.Table, FileUse.Calls, "" },
        { "areas.geojson", Bytes(Row), FileForm.Table, FileUse.Calls, "" },
        { "calls.txt", Bytes("\uFEFFa;b;c\n1;2;3\n"), FileForm.Table, FileUse.Calls, "" },
        { "calls.csv", Bytes("one column\n"), FileForm.Text, FileUse.Calls, "" },
        { "areas.json", Bytes("Dear Sir\n"), FileForm.Text, FileUse.Map, "" },
        { "calls.csv", [], FileForm.Empty, FileUse.Calls, "is empty" },
        { "areas.geojson", Bytes("\uFEFF \r\n"), FileForm.Empty, FileUse.Map, "is empty" },
        { "calls.csv", Bytes("\uFEFF  {\"type\": \"FeatureCollection\", \"features\": [{\"type\": "), FileForm.Json, FileUse.Map, "" },
        { "areas.json", Bytes("{\"features\": [{\"type\": \"Feature\", "), FileForm.Json, FileUse.Map, "" },
        { "areas.json", Bytes("[{\"a\": 1}]"), FileForm.Json, FileUse.Map, "" },
        { "plan.json", Bytes("{\"schemaVersion\": 1, \"engineVersion\": \"4\", \"planId\": \"0f\", \"request\": {"), FileForm.Plan, FileUse.Plan, "" },
        { "r.json", Bytes("{\"city\": \"x\", \"beats\": 12}"), FileForm.Request, FileUse.Request, "" },
        { "r.json", Bytes("{\"number_of_beats\": 12}"), FileForm.Request, FileUse.Request, "" },
        { "city.json", Bytes("{\"id\": \"x\", \"name\": \"X\", \"timeZone\": \"America/Phoenix\"}"), FileForm.CitySettings, FileUse.City, "" },
        { "city.zip", Zip("city.dbf", "city.shp", "notes.csv"), FileForm.Zip, FileUse.Map, "" },
        { "calls.csv", Zip("areas.csv", "areas.SHP"), FileForm.Zip, FileUse.Map, "" },
        { "city.zip", Zip("city.gdb/a.gdbtable"), FileForm.Zip, FileUse.Map, "" },
        { "city.zip", Bytes("PK\u0003\u0004 cut off"), FileForm.Zip, FileUse.Map, "" },
        { "calls.zip", Zip("export/calls.CSV", "readme.txt"), FileForm.ZippedTable, FileUse.Calls, "is a zip with a CSV and no map in it" },
        { "calls.xlsx", Zip("[Content_Types].xml", "xl/workbook.xml"), FileForm.Workbook, FileUse.Calls, "is an Excel workbook or another Office document" },
        { "calls.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], FileForm.OldOffice, FileUse.Calls, "is an old Excel workbook or another Office document" },
        { "city.shp", [0, 0, 0x27, 0x0A, 0, 0], FileForm.ShapefilePart, FileUse.Map, "is only one file of a shapefile (.shp)" },
        { "city.shx", [0, 0, 0x27, 0x0A, 0, 0], FileForm.ShapefilePart, FileUse.Map, "is only one file of a shapefile (.shx)" },
        { "city.dbf", [3, 121, 1, 1, 0, 0, 0], FileForm.ShapefilePart, FileUse.Map, "is only one file of a shapefile (.dbf)" },
        { "city.prj", Bytes("GEOGCS[\"GCS_WGS_1984\",DATUM[\"D\",SPHEROID[\"S\",6378137,298]]]"), FileForm.ShapefilePart, FileUse.Map, "is only one file of a shapefile (.prj)" },
        { "projection.txt", Bytes("PROJCS[\"x\",GEOGCS[\"y\"]]"), FileForm.ShapefilePart, FileUse.Map, "is only one file of a shapefile" },
        { "areas.kml", Bytes("<?xml version=\"1.0\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\">"), FileForm.Kml, FileUse.Map, "" },
        { "areas.csv", Bytes("id,shape\n1,\"POLYGON ((0 0, 1 0, 1 1, 0 0))\"\n"), FileForm.WktTable, FileUse.Map, "" },
        { "areas.geojsons", Bytes("\u001E{\"type\": \"Feature\"}"), FileForm.Json, FileUse.Map, "" },
        { "areas.gpkg", GeoPackage("GPKG"), FileForm.GeoPackage, FileUse.Map, "is a GeoPackage" },
        { "calls.db", GeoPackage("\0\0\0\0"), FileForm.Sqlite, FileUse.Calls, "is an SQLite database" },
        { "calls.parquet", Bytes("PAR1\u0015"), FileForm.Parquet, FileUse.Calls, "is a Parquet file" },
        { "calls.csv.gz", [0x1F, 0x8B, 8, 0], FileForm.Gzip, FileUse.Calls, "is compressed (gzip)" },
        { "calls.csv.bz2", Bytes("BZh9"), FileForm.Bzip2, FileUse.Calls, "is compressed (bzip2)" },
        { "calls.csv.xz", [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, 0], FileForm.Xz, FileUse.Calls, "is compressed (xz)" },
        { "calls.csv.zst", [0x28, 0xB5, 0x2F, 0xFD, 0], FileForm.Zstd, FileUse.Calls, "is compressed (zstd)" },
        { "calls.7z", [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], FileForm.SevenZip, FileUse.Calls, "is a 7-Zip archive" },
        { "calls.rar", Bytes("Rar!\u001A"), FileForm.Rar, FileUse.Calls, "is a RAR archive" },
        { "report.pdf", Bytes("%PDF-1.7"), FileForm.Pdf, FileUse.Calls, "is a PDF document" },
        { "areas.zip", Bytes("%PDF-1.7"), FileForm.Pdf, FileUse.Map, "is a PDF document" },
        { "map.png", [0x89, (byte)'P', (byte)'N', (byte)'G', 0], FileForm.Image, FileUse.Calls, "is an image" },
        { "calls.csv", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Row)], FileForm.Utf16Text, FileUse.Calls, "is UTF-16 text" },
        { "calls.csv", Encoding.BigEndianUnicode.GetBytes(Row), FileForm.Utf16Text, FileUse.Calls, "is UTF-16 text" },
        { "calls.csv", Bytes("\n<!DOCTYPE html><html>"), FileForm.WebPage, FileUse.Calls, "is a web page (HTML)" },
        { "city.zip", Bytes("<?xml version=\"1.0\"?><html>"), FileForm.WebPage, FileUse.Map, "is a web page (HTML)" },
        { "calls.csv", Bytes("<?xml version=\"1.0\"?><data>"), FileForm.Xml, FileUse.Calls, "is XML" },
        { "city.zip", Bytes("version https://git-lfs.github.com/spec/v1\noid sha256:b5\n"), FileForm.GitLfsPointer, FileUse.Map, "is a Git LFS pointer: the note left in place of the file, not the file" },
        { "calls.csv", [1, 2, 0, 0, 0, 3], FileForm.Binary, FileUse.Calls, "is a binary file, not text" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_file_is_recognised_by_what_it_holds_and_both_readers_call_it_the_same(string name, byte[] content, FileForm form, FileUse use, string what)
    {
        FileKind.Recognise(name, content).ShouldBe(new FileKind(form, use));
        using var stream = new MemoryStream(content);
        FileKind.Recognise(name, stream).ShouldBe(new FileKind(form, use));
        stream.Position.ShouldBe(0);
        if (what.Length > 0)
        {
            Refusal(() => new CallReader(name, new City("x", "X", "America/Phoenix")).Read(new MemoryStream(content), _ => { })).ShouldBe(what);
            Refusal(() => CityMapReader.Read(name, new MemoryStream(content))).ShouldBe(what);
        }
    }

    [Fact]
    public void Every_form_is_in_the_table() =>
        Kinds.Select(row => (FileForm)((object[])row)[2]).Distinct().Order().ShouldBe(Enum.GetValues<FileForm>());

    [Theory]
    [InlineData("plan.json", "{\"planId\": \"0f\"}", "plan.json: is a plan of SmartBeats. Give a map (a zip with a shapefile, GeoJSON or a GeoPackage) or calls (CSV).")]
    [InlineData("r.json", "{\"beats\": 12}", "r.json: is a request for a plan. Give a map (a zip with a shapefile, GeoJSON or a GeoPackage) or calls (CSV).")]
    public void What_is_neither_a_map_nor_calls_is_not_loaded(string name, string content, string message) =>
        Should.Throw<InputException>(() => FileKind.Recognise(name, Bytes(content)).OrThrowIfNoData(name)).Message.ShouldBe(message);

    [Fact]
    public void Nothing_else_judges_what_a_file_is()
    {
        string[] marks = ["\"PK", "0x1F, 0x8B", "%PDF", "SQLite format", "git-lfs"];
        var root = Path.Combine(SharedData.RepositoryRoot(), "src");
        string[] judges =
        [
            .. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
                .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
                // What unpacks gzip knows how its next member begins.
                .Where(file => !file.EndsWith("WholeGzipStream.cs", StringComparison.Ordinal))
                .Where(file => marks.Any(File.ReadAllText(file).Contains))
                .Select(file => Path.GetFileName(file)),
        ];
        judges.ShouldBe(["FileKind.cs"]);
    }

    private static string Refusal(Action read) => Should.Throw<InputException>(read).What;

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] GeoPackage(string application)
    {
        var bytes = new byte[100];
        "SQLite format 3\0"u8.CopyTo(bytes);
        Encoding.ASCII.GetBytes(application).CopyTo(bytes, 68);
        return bytes;
    }

    [Theory]
    [InlineData(FileForm.ZippedTable, "about.pdf", "calls.csv", "schema.json")]
    [InlineData(FileForm.Zip, "areas.csv", "areas.shp", "areas.dbf")]
    [InlineData(FileForm.Workbook, "docProps/thumbnail.jpeg", "xl/workbook.xml", "[Content_Types].xml")]
    public void A_zip_whose_first_entry_is_long_is_judged_by_all_of_its_names(FileForm form, params string[] names)
    {
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(new byte[2 * FileKind.HeadBytes]);
            }
        }

        FileKind.Recognise("export.zip", content).Form.ShouldBe(form);
        content.Position.ShouldBe(0);
    }

    private static byte[] Zip(params string[] names)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                zip.CreateEntry(name);
            }
        }

        return bytes.ToArray();
    }
}
