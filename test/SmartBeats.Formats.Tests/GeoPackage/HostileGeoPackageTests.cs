using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using SmartBeats.Geography;
using SmartBeats.Requests;
using SmartBeats.Tests.Geography;
using SmartBeats.Tests.Publishing;

namespace SmartBeats.Formats.Tests.GeoPackage;

/// <summary>GeoPackages made to harm: each is refused in words, or read without running what is in it.</summary>
public sealed class HostileGeoPackageTests : IDisposable
{
    private const string Damaged = "plan.gpkg/areas feature 1: has a shape that is damaged or is no well-known binary (WKB). Export or download the file again.";

    private static readonly byte[] _sound = PlanExports.Write(SamplePlan.Of(request: new PlanRequest { Beats = 3, Seed = 7, Also = ["gpkg"] }), []).File("plan.gpkg").Content;

    private readonly ScratchFolder _folder = new();

    static HostileGeoPackageTests() => FormatReaders.Register();

    public void Dispose() => _folder.Dispose();

    /// <summary>Counts of four thousand million corners, rings or parts in a shape of a hundred bytes.</summary>
    [Theory]
    [InlineData("0106000000FFFFFFFF")]
    [InlineData("0103000000FFFFFFFF")]
    [InlineData("010300000001000000FFFFFFFF")]
    [InlineData("0107000000010000000107000000FFFFFFFF")]
    [InlineData("00000000030000000100FFFFFF")]
    [InlineData("01A30F0000")]
    [InlineData("02030000000100000000000000")]
    [InlineData("0103000000010000000300000000000000000000")]
    [InlineData("")]
    public void A_shape_that_lies_about_its_counts_is_refused(string wkb) => Refuse(WithShape(Convert.FromHexString(wkb))).ShouldBe(Damaged);

    [Fact]
    public void Collections_within_collections_without_end_are_refused()
    {
        var nested = new byte[9 * 100_000];
        for (var at = 0; at < nested.Length; at += 9)
        {
            nested[at] = 1;
            BinaryPrimitives.WriteUInt32LittleEndian(nested.AsSpan(at + 1), 7);
            BinaryPrimitives.WriteUInt32LittleEndian(nested.AsSpan(at + 5), 1);
        }

        Refuse(WithShape(nested)).ShouldBe(Damaged);
    }

    [Fact]
    public void Corners_that_are_no_numbers_are_refused()
    {
        var ring = new byte[13 + (4 * 16)];
        (ring[0], ring[1], ring[5], ring[9]) = (1, 3, 1, 4);
        BinaryPrimitives.WriteDoubleLittleEndian(ring.AsSpan(13 + 16), double.NaN);
        Refuse(WithShape(ring)).ShouldBe(Damaged);
    }

    [Fact]
    public void Curves_are_refused_with_the_command_that_straightens_them() =>
        Refuse(WithShape(Convert.FromHexString("010A00000000000000"))).ShouldBe(
            "plan.gpkg/areas feature 1: is drawn with curves, which are not read here. Convert the layer to straight lines: ogr2ogr -nlt CONVERT_TO_LINEAR.");

    [Fact]
    public void What_is_no_shape_of_a_geopackage_is_refused() =>
        Refuse(Change("UPDATE areas SET geom = 'POLYGON ((0 0, 1 0, 1 1, 0 0))'"))
            .ShouldBe("plan.gpkg/areas feature 1: has a shape that is not written as a GeoPackage has it. Export or download the file again.");

    [Fact]
    public void Triggers_never_run()
    {
        var file = Change("CREATE TRIGGER harm AFTER UPDATE ON areas BEGIN DELETE FROM areas; END");
        Read(file).Areas.Count.ShouldBe(12);
    }

    /// <summary>A default, a check or a generated column is an expression of the stranger's.</summary>
    [Fact]
    public void A_generated_column_is_not_read()
    {
        var file = Change("ALTER TABLE areas ADD COLUMN endless TEXT GENERATED ALWAYS AS (hex(zeroblob(900000000))) VIRTUAL");
        var map = Read(file);
        map.Areas.Count.ShouldBe(12);
        map.Origin!.Fields.ShouldNotContain("endless");
    }

    [Fact]
    public void A_missing_column_is_said() =>
        Refuse(Change("UPDATE gpkg_geometry_columns SET column_name = 'shape' WHERE table_name = 'areas'"))
            .ShouldBe("plan.gpkg/areas: has no column \"shape\", in which its shapes are said to be. Export or download the file again.");

    [Fact]
    public void A_table_that_is_not_there_is_said() =>
        Refuse(Change("DROP TABLE areas"))
            .ShouldStartWith("plan.gpkg/areas: is a view or a virtual table, which is not run here.");

    [Fact]
    public void A_package_without_layers_is_said() =>
        Refuse(Change("DELETE FROM gpkg_geometry_columns", "DELETE FROM gpkg_contents"))
            .ShouldBe("plan.gpkg: is a GeoPackage without a layer of features. Give the GeoPackage with the city's areas (polygons).");

    [Fact]
    public void Names_are_names_and_no_sql()
    {
        const string Name = "x\"; DROP TABLE areas; --";
        var file = Change(
            $"ALTER TABLE areas RENAME TO \"{Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
            $"UPDATE gpkg_contents SET table_name = '{Name}' WHERE table_name = 'areas'",
            $"UPDATE gpkg_geometry_columns SET table_name = '{Name}' WHERE table_name = 'areas'");
        Read(file, Name).Areas.Count.ShouldBe(12);
    }

    [Fact]
    public void A_table_without_row_numbers_is_refused_in_words() =>
        Refuse(Change(
            "DROP TABLE areas",
            "CREATE TABLE areas (id TEXT PRIMARY KEY, geom BLOB) WITHOUT ROWID"))
            .ShouldBe("plan.gpkg: is a damaged GeoPackage (SQLite Error 1: 'no such column: rowid'). Export or download the file again.");

    /// <summary>A page that is its own neighbour, root or free space.</summary>
    [Fact]
    public void A_tree_that_leads_back_to_itself_ends()
    {
        const int PageBytes = 4096;
        for (var page = 1; page < _sound.Length / PageBytes; page++)
        {
            var file = _sound.ToArray();
            var tree = file.AsSpan(page * PageBytes);
            // An inner page of a table whose last child is itself.
            tree[0] = 5;
            BinaryPrimitives.WriteUInt16BigEndian(tree[3..], 0);
            BinaryPrimitives.WriteUInt32BigEndian(tree[8..], (uint)page + 1);
            try
            {
                Read(file);
            }
            catch (InputException refusal)
            {
                refusal.Message.ShouldNotBeEmpty();
            }
        }
    }

    private byte[] WithShape(byte[] wkb)
    {
        byte[] shape = [(byte)'G', (byte)'P', 0, 1, 0xE6, 0x10, 0, 0, .. wkb];
        return Change($"UPDATE areas SET geom = x'{Convert.ToHexString(shape)}' WHERE fid = 1");
    }

    private byte[] Change(params string[] statements)
    {
        var path = _folder.File("plan.gpkg");
        File.WriteAllBytes(path, _sound);
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False;Foreign Keys=False"))
        {
            connection.Open();
            foreach (var sql in statements)
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }
        }

        return File.ReadAllBytes(path);
    }

    private static CityMap Read(byte[] file, string layer = "areas")
    {
        using var content = new MemoryStream(file);
        return CityMapReader.Read("plan.gpkg", content, new CityMapOptions { Layer = layer });
    }

    private static string Refuse(byte[] file) => Should.Throw<InputException>(() => file.Length > 0 && Read(file).Areas.Count > 0).Message;
}
