using System.IO.Compression;
using System.Security.Cryptography;
using SmartBeats.Geography;
using SmartBeats.Geography.Shapefile;
using static SmartBeats.Tests.Geography.MapFiles;

namespace SmartBeats.Tests.Geography.Shapefile;

public class ShapefileZipTests
{
    private static readonly DbfColumn[] Columns = [DbfColumn.Text("NAME", 12), DbfColumn.Integer("COUNT"), DbfColumn.Decimal("DEV_PCT", 8, 3)];

    private static byte[] Sample() => ShapefileZip.Write(
        "beats",
        Columns,
        [
            new ShapefileRow(Wkt("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 1 1))"), ["Ca\u00F1on", 12, -1.25]),
            new ShapefileRow(Wkt("MULTIPOLYGON (((5 5, 5 6, 6 6, 5 5)), ((7 7, 8 7, 8 8, 7 7)))"), ["long name \u00E9\u00E9\u00E9", 3_000_000_000L, 0.0]),
            new ShapefileRow(Wkt("POLYGON EMPTY"), [null, null, double.NaN]),
        ]);

    [Fact]
    public void Ogrinfo_reads_what_was_written_and_warns_of_nothing()
    {
        using var scratch = new ScratchFolder();
        File.WriteAllBytes(scratch.File("beats.zip"), Sample());
        var (succeeded, report, errors) = Gdal.Run("ogrinfo", ["-al", "/vsizip/" + scratch.File("beats.zip")]);
        errors.ShouldBeEmpty();
        succeeded.ShouldBeTrue();
        report = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.Latin1.GetBytes(report));
        string[] expected =
        [
            "Feature Count: 3", "Extent: (0.000000, 0.000000) - (8.000000, 8.000000)", "ID[\"EPSG\",4326]",
            "NAME: String (12.0)", "COUNT: Integer64 (10.0)", "DEV_PCT: Real (8.3)", "NAME (String) = Ca\u00F1on", "DEV_PCT (Real) = -1.250",
            "COUNT (Integer64) = 3000000000", "NAME (String) = long name \u00E9", "NAME (String) = (null)",
            "POLYGON ((0 0,0 4,4 4,4 0,0 0),(1 1,2 2,1 2,1 1))", "MULTIPOLYGON (((5 5,5 6,6 6,5 5)),((7 7,8 8,8 7,7 7)))",
        ];
        expected.ShouldAllBe(line => report.Contains(line, StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_rows_are_the_same_bytes_for_ever() =>
        Convert.ToHexStringLower(SHA256.HashData(Sample())).ShouldBe("bc874d6384ffc271ea5044bb460edc84b1bf3fa5f7d9737029f7663c6aed9620");

    [Fact]
    public void Any_zip_program_opens_it_and_finds_the_files_in_order_and_undated()
    {
        using var zip = new ZipArchive(new MemoryStream(Sample()));
        zip.Entries.Select(entry => entry.FullName).ShouldBe(["beats.shp", "beats.shx", "beats.dbf", "beats.prj", "beats.cpg"]);
        zip.Entries.ShouldAllBe(entry => entry.LastWriteTime.DateTime == new DateTime(1980, 1, 1) && entry.CompressedLength == entry.Length);
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            stream.CopyTo(Stream.Null);
        }
    }

    [SharedFact("cities/seattle/city.zip")]
    public void A_city_written_and_read_again_is_the_same_map()
    {
        var city = Read(File.ReadAllBytes(SharedData.File("cities/seattle/city.zip")));
        var written = ShapefileZip.Write("areas", [DbfColumn.Text("ID", 20)], [.. city.Areas.Select(area => new ShapefileRow(area.Shape, [area.Id]))]);
        Read(written, options: new CityMapOptions { IdField = "ID" }).Version.ShouldBe(city.Version);
    }

    [Fact]
    public void What_dBase_cannot_hold_is_an_error_of_the_caller()
    {
        var shape = Wkt("POLYGON ((0 0, 0 1, 1 1, 0 0))");
        Should.Throw<ArgumentException>(() => ShapefileZip.Write("a", [DbfColumn.Text("ELEVEN_LONG")], [])).Message.ShouldStartWith("The column \"ELEVEN_LONG\" is not one that dBase can hold.");
        Should.Throw<ArgumentException>(() => ShapefileZip.Write("a", [DbfColumn.Integer("N", 2)], [new ShapefileRow(shape, [100])])).Message.ShouldStartWith("100 does not fit into the 2 bytes of the column \"N\".");
        Should.Throw<ArgumentException>(() => ShapefileZip.Write("a", [], [new ShapefileRow(Wkt("POINT (0 0)"), [])])).Message.ShouldStartWith("A Point is no area.");
    }
}
