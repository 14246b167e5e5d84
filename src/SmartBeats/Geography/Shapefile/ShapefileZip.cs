using System.Text;
using NetTopologySuite.Geometries;
using SmartBeats.Geography.Archive;

namespace SmartBeats.Geography.Shapefile;

/// <summary>One record of a shapefile to write.</summary>
/// <param name="Shape">Polygon or MultiPolygon in degrees; empty becomes a null shape.</param>
/// <param name="Values">One for each column: string, int, long, double or null.</param>
public readonly record struct ShapefileRow(Geometry Shape, IReadOnlyList<object?> Values);

/// <summary>Writes a shapefile of areas in EPSG:4326 as a zip that QGIS, ArcGIS and GDAL open as it is. Same rows, same bytes, on every machine.</summary>
public static class ShapefileZip
{
    private const string Wgs84 =
        "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";

    /// <param name="baseName">Of the files in the zip, without extension (<c>beats</c>).</param>
    /// <exception cref="ArgumentException">A column that dBase cannot hold, a value that does not fit its column, or a shape that is no area.</exception>
    public static byte[] Write(string baseName, IReadOnlyList<DbfColumn> columns, IReadOnlyList<ShapefileRow> rows)
    {
        var (shp, shx) = ShpWriter.Write([.. rows.Select(row => row.Shape)]);
        return StoredZip.Write(
        [
            (baseName + ".shp", shp),
            (baseName + ".shx", shx),
            (baseName + ".dbf", DbfWriter.Write(columns, [.. rows.Select(row => row.Values)])),
            (baseName + ".prj", Encoding.ASCII.GetBytes(Wgs84)),
            (baseName + ".cpg", "UTF-8"u8.ToArray()),
        ]);
    }
}
