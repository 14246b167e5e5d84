using System.Globalization;
using Microsoft.Data.Sqlite;
using SmartBeats.Geography.Projection;

namespace SmartBeats.Formats.GeoPackage;

/// <summary>A layer of features as the tables of a GeoPackage describe it.</summary>
/// <param name="Name">Of the layer and its table.</param>
/// <param name="ShapeColumn">The column with the shapes.</param>
/// <param name="ShapeKind">Such as <c>MULTIPOLYGON</c>, or <c>GEOMETRY</c> for any.</param>
/// <param name="IsTable">Whether its rows lie in the file, and are not made by a view.</param>
/// <param name="Reference">What its coordinates refer to.</param>
internal sealed record FeatureTable(string Name, string ShapeColumn, string ShapeKind, bool IsTable, ReferenceSystem Reference);

/// <summary>Lists a GeoPackage's layers of features.</summary>
internal static class GeoPackageContents
{
    private const int MostLayers = 1_000;

    private const string Layers =
        """
        SELECT c.table_name, g.column_name, g.geometry_type_name, g.srs_id, s.organization, s.organization_coordsys_id,
               s.srs_name, s.definition,
               (SELECT m.sql FROM sqlite_master m WHERE m.type = 'table' AND lower(m.name) = lower(c.table_name))
        FROM gpkg_contents c
        JOIN gpkg_geometry_columns g ON g.table_name = c.table_name
        LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
        WHERE c.data_type = 'features'
        ORDER BY c.rowid
        LIMIT 1000
        """;

    private const string NeededTables =
        """
        SELECT count(*) FROM sqlite_master
        WHERE type = 'table' AND name IN ('gpkg_contents', 'gpkg_geometry_columns', 'gpkg_spatial_ref_sys')
        """;

    /// <exception cref="InputException">No layer of features, or none of the tables that a GeoPackage has.</exception>
    public static List<FeatureTable> Read(UntrustedDatabase database, string fileName)
    {
        if (database.Query(NeededTables).Select(row => row.GetInt32(0)).Single() != 3)
        {
            throw new InputException(
                fileName,
                "calls itself a GeoPackage and lacks the tables of one (gpkg_contents, gpkg_geometry_columns, gpkg_spatial_ref_sys)",
                "Export it again, or give the areas as GeoJSON.");
        }

        var layers = database.Query(Layers).Select(ReadTable).ToList();
        return layers.Count is > 0 and <= MostLayers
            ? layers
            : throw new InputException(
                fileName, "is a GeoPackage without a layer of features", "Give the GeoPackage with the city's areas (polygons).");
    }

    private static FeatureTable ReadTable(SqliteDataReader row)
    {
        var sql = TextAt(row, 8);
        return new FeatureTable(
            TextAt(row, 0),
            TextAt(row, 1),
            TextAt(row, 2),
            sql.Length > 0 && !sql.StartsWith("CREATE VIRTUAL", StringComparison.OrdinalIgnoreCase),
            FindReference(row));
    }

    /// <summary>By the definition that lies in the file, as a shapefile's .prj; by its EPSG number where that cannot be read.</summary>
    private static ReferenceSystem FindReference(SqliteDataReader row)
    {
        // 0 and -1 are the standard's own for what is not known.
        if (row.IsDBNull(3) || TextAt(row, 3) is "0" or "-1")
        {
            return ReferenceSystem.Unknown;
        }

        var definition = TextAt(row, 7);
        if (ProjectionText.Parse(definition) is not null)
        {
            return ReferenceSystem.FromPrj(definition);
        }

        var isEpsg = TextAt(row, 4).Equals("EPSG", StringComparison.OrdinalIgnoreCase);
        var code = int.TryParse(TextAt(row, 5), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && isEpsg ? number : 0;
        return EpsgSystems.Find(code)
            ?? ReferenceSystem.Refused(TextAt(row, 6), "is defined in a notation that is not read here") with
            {
                ToBeNamed = code > 0 ? FormattableString.Invariant($"EPSG:{code}") : ReferenceSystem.AskedOfOwner,
            };
    }

    private static string TextAt(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? "" : Convert.ToString(row.GetValue(column), CultureInfo.InvariantCulture) ?? "";
}
