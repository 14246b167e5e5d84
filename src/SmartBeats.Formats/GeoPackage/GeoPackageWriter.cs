using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;
using SmartBeats.Formats.Qgis;
using SQLitePCL;

namespace SmartBeats.Formats.GeoPackage;

/// <summary>Writes a plan's layers and their styles as one GeoPackage (OGC 12-128r19, version 1.3).</summary>
/// <remarks>
/// Made in memory, without a temporary file. The same statements on the same SQLite make the same bytes; the time of the last
/// change, which a GeoPackage must name, is the one date that all zips of a plan have, too.
/// </remarks>
internal static class GeoPackageWriter
{
    private const string LastChange = "1980-01-01T00:00:00.000Z";
    private const string ShapeColumn = "geom";

    /// <summary>"GPKG" and version 1.3, as a file's header names them.</summary>
    private const int ApplicationId = 0x47504B47, FormVersion = 10300;

    /// <summary>The bytes of the file.</summary>
    /// <param name="plan">Its layers.</param>
    /// <param name="styles">What QGIS draws them with.</param>
    public static byte[] Write(ExportedPlan plan, IReadOnlyList<LayerStyle> styles)
    {
        using var connection = new SqliteConnection("Data Source=:memory:;Pooling=False");
        connection.Open();
        Execute(
            connection, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {FormVersion}; PRAGMA encoding = 'UTF-8'");
        using (var transaction = connection.BeginTransaction())
        {
            Execute(connection, GeoPackageSchema.Create);
            foreach (var layer in plan.Layers)
            {
                WriteLayer(connection, layer);
            }

            WriteStyles(connection, styles);
            transaction.Commit();
        }

        return Serialize(connection.Handle!);
    }

    private static void WriteStyles(SqliteConnection connection, IReadOnlyList<LayerStyle> styles)
    {
        Insert(
            connection,
            "gpkg_contents",
            ["table_name", "data_type", "identifier", "last_change"],
            [["layer_styles", "attributes", "layer_styles", LastChange]]);
        Insert(
            connection,
            "layer_styles",
            [
                "f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column",
                "styleName", "styleQML", "useAsDefault", "description", "owner", "update_time",
            ],
            styles.Select(style => (IReadOnlyList<object?>)
                ["", "", style.Layer, ShapeColumn, style.Layer, style.Qml, 1, style.Description, "", LastChange]));
    }

    private static void WriteLayer(SqliteConnection connection, ExportedLayer layer)
    {
        var isOfPoints = layer.Rows.All(row => row.Shape is Point);
        var kind = isOfPoints ? "POINT" : "MULTIPOLYGON";
        var fields = layer.Fields.Select(field => $", {UntrustedDatabase.Quote(field.Name)} {NameType(field.Kind)}");
        Execute(
            connection,
            $"CREATE TABLE {layer.Name} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {ShapeColumn} {kind}{string.Concat(fields)})");
        var box = new Envelope();
        foreach (var row in layer.Rows)
        {
            box.ExpandToInclude(row.Shape.EnvelopeInternal);
        }

        Insert(
            connection,
            "gpkg_contents",
            ["table_name", "data_type", "identifier", "description", "last_change", "min_x", "min_y", "max_x", "max_y", "srs_id"],
            [[
                layer.Name, "features", layer.Name, layer.Title, LastChange,
                box.MinX, box.MinY, box.MaxX, box.MaxY, GeoPackageSchema.Degrees,
            ]]);
        Insert(
            connection,
            "gpkg_geometry_columns",
            ["table_name", "column_name", "geometry_type_name", "srs_id", "z", "m"],
            [[layer.Name, ShapeColumn, kind, GeoPackageSchema.Degrees, 0, 0]]);
        Insert(
            connection,
            layer.Name,
            [ShapeColumn, .. layer.Fields.Select(field => field.Name)],
            layer.Rows.Select(row => (IReadOnlyList<object?>)[GeoPackageShape.Write(ToColumnKind(row.Shape)), .. row.Values]));
    }

    /// <summary>A column has shapes of one kind only.</summary>
    private static Geometry ToColumnKind(Geometry shape) =>
        shape is Polygon polygon ? polygon.Factory.CreateMultiPolygon([polygon]) : shape;

    private static string NameType(FieldKind kind) => kind switch
    {
        FieldKind.Whole => "INTEGER",
        FieldKind.Number => "DOUBLE",
        _ => "TEXT",
    };

    private static void Insert(
        SqliteConnection connection, string table, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        using var command = connection.CreateCommand();
        var (names, values) = (columns.Select(UntrustedDatabase.Quote), columns.Select((_, at) => $"$p{at}"));
        command.CommandText = $"INSERT INTO {table} ({string.Join(", ", names)}) VALUES ({string.Join(", ", values)})";
        SqliteParameter[] parameters = [.. columns.Select((_, at) => command.Parameters.AddWithValue($"$p{at}", DBNull.Value))];
        foreach (var row in rows)
        {
            for (var at = 0; at < parameters.Length; at++)
            {
                parameters[at].Value = row[at] ?? DBNull.Value;
            }

            command.ExecuteNonQuery();
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static byte[] Serialize(sqlite3 database)
    {
        var copy = raw.sqlite3_serialize(database, "main", out var size, 0);
        if (copy == IntPtr.Zero)
        {
            throw new InvalidOperationException("SQLite could not hand out the database it made: there is too little memory.");
        }

        try
        {
            var bytes = new byte[size];
            Marshal.Copy(copy, bytes, 0, bytes.Length);
            return bytes;
        }
        finally
        {
            raw.sqlite3_free(copy);
        }
    }
}
