using System.Globalization;
using Microsoft.Data.Sqlite;
using SmartBeats.Files;
using SmartBeats.Geography;
using SmartBeats.Geography.Forms;

namespace SmartBeats.Formats.GeoPackage;

/// <summary>Reads one layer of features of a GeoPackage (OGC 12-128r19).</summary>
internal static class GeoPackageReader
{
    private const string ExportAgain = "Export or download the file again.";

    /// <summary>What only holds places when it is read: SQLite's faults in a file that opened.</summary>
    private const int Interrupted = 9;

    /// <inheritdoc cref="LayerReader"/>
    /// <exception cref="InputException">Damaged, without such a layer, or not to be told which is meant.</exception>
    public static MapLayer Read(string fileName, byte[] bytes, CityMapOptions options, ShapeUse use)
    {
        try
        {
            using var database = new UntrustedDatabase(bytes);
            var contents = GeoPackageContents.Read(database, fileName);
            var at = LayerChoice.Choose(
                fileName,
                [.. contents.Select(layer => layer.Name)],
                options,
                use,
                at => Look(database, contents[at]),
                SayHowToSeparate(fileName, contents[0].Name));
            var layer = ReadLayer(database, contents[at], fileName, bytes.Length, use);
            if (contents.Count > 1)
            {
                layer.Notes.Add(LayerChoice.DescribeChoice(fileName, contents.Count, contents[at].Name));
            }

            if (database.HadLog)
            {
                layer.Notes.Add(
                    $"{fileName} may be open in another program: changes that lie in a file beside it (-wal) were not read. "
                    + "Close it there and load it again if it was edited.");
            }

            return layer;
        }
        catch (SqliteException fault)
        {
            throw new InputException(
                fileName,
                fault.SqliteErrorCode == Interrupted
                    ? "takes far more steps to read than a map of its size"
                    : $"is a damaged GeoPackage ({fault.Message.TrimEnd('.')})",
                ExportAgain,
                fault);
        }
    }

    private static MapLayer ReadLayer(UntrustedDatabase database, FeatureTable table, string fileName, int fileBytes, ShapeUse use)
    {
        var where = $"{fileName}/{table.Name}";
        if (!table.IsTable)
        {
            throw new InputException(
                where,
                "is a view or a virtual table, which is not run here",
                $"Export it as a layer of its own: {CityMapReader.Conversion(fileName, table.Name, "", table.Name)}");
        }

        var fields = FeatureFields.Read(database, table, where);
        var columns = fields.Names.Select(_ => new List<string?>()).ToArray();
        var shapes = new List<MapShape>();
        var openRings = 0;
        var budget = new ReadBudget(where, fileBytes);
        foreach (var row in database.Query(fields.CreateQuery(table)))
        {
            budget.TakeRow();
            var number = shapes.Count + 1;
            var name = string.Create(CultureInfo.InvariantCulture, $"{where} feature {number}");
            shapes.Add(new MapShape(number, shapes.Count, GeoPackageShape.Read(row, name, use, budget, ref openRings)));
            for (var field = 0; field < columns.Length; field++)
            {
                columns[field].Add(FeatureFields.ReadText(row, field + 1, budget));
            }
        }

        List<string> notes = [];
        if (openRings > 0)
        {
            notes.Add(RingAssembly.DescribeOpenRings(openRings));
        }

        return new MapLayer(
            where,
            "feature",
            CityMapReader.Conversion(fileName, table.Name, "", table.Name),
            shapes,
            fields.CreateAttributes(columns),
            table.Reference,
            notes)
        {
            ReferencePlace = "srs_id",
        };
    }

    /// <summary>What a layer says its shapes are; where it leaves that open, what the first one is.</summary>
    private static LayerShapes Look(UntrustedDatabase database, FeatureTable table)
    {
        var kind = table.ShapeKind;
        if (table.IsTable && kind.ToUpperInvariant() is "GEOMETRY" or "GEOMETRYCOLLECTION")
        {
            var column = UntrustedDatabase.Quote(table.ShapeColumn);
            var first = $"SELECT {column} FROM {UntrustedDatabase.Quote(table.Name)} WHERE {column} IS NOT NULL LIMIT 1";
            foreach (var row in database.Query(first))
            {
                kind = GeoPackageShape.FindKind(row) ?? kind;
            }
        }

        return new LayerShapes(WkbReader.IsArea(kind), kind);
    }

    private static string SayHowToSeparate(string fileName, string layer) =>
        $"Name the layer roads, water or places, or export it by itself: {CityMapReader.Conversion(fileName, layer, "", layer)}";
}
