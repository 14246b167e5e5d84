using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SmartBeats.Geography;
using SmartBeats.Geography.Forms;

namespace SmartBeats.Formats.GeoPackage;

/// <summary>A shape as a GeoPackage holds it: a header of its own, then well-known binary (OGC 12-128r19, 2.1.3).</summary>
internal static class GeoPackageShape
{
    private const int HeaderBytes = 8;
    private const byte LittleEndian = 0b0000_0001, HasBox = 0b0000_0010, IsEmpty = 0b0001_0000, IsExtended = 0b0010_0000;

    /// <summary>Bytes of the box in the header, by what the flags say of it: none, x and y, and heights or measures or both.</summary>
    private static readonly int[] _boxBytes = [0, 32, 48, 48, 64];

    /// <summary>Reads the first column of a row; empty where it is null.</summary>
    /// <param name="row">Of the layer.</param>
    /// <param name="where">The feature as messages name it.</param>
    /// <param name="use">What shapes are for.</param>
    /// <param name="budget">Pays for the bytes.</param>
    /// <param name="openRings">Counts rings that were closed.</param>
    /// <exception cref="InputException">No shape of a GeoPackage, or not of a kind that is wanted.</exception>
    public static IReadOnlyList<PolygonRings> Read(SqliteDataReader row, string where, ShapeUse use, ReadBudget budget, ref int openRings)
    {
        if (row.IsDBNull(0))
        {
            return [];
        }

        if (row.GetValue(0) is not byte[] blob || FindWkb(blob) is not { } start)
        {
            throw new InputException(where, "has a shape that is not written as a GeoPackage has it", "Export or download the file again.");
        }

        budget.TakeBytes(blob.Length);
        if ((blob[3] & IsEmpty) != 0)
        {
            return [];
        }

        var wkb = new WkbReader(blob.AsSpan(start), where, use);
        var shapes = wkb.Read();
        openRings += wkb.OpenRings;
        return shapes;
    }

    /// <summary>The kind of the shape in the first column; null where it tells none.</summary>
    public static string? FindKind(SqliteDataReader row) =>
        row.GetValue(0) is byte[] blob && FindWkb(blob) is { } start ? WkbReader.FindKind(blob.AsSpan(start)) : null;

    /// <summary>A shape in EPSG:4326 as bytes, with the box that programs look for.</summary>
    public static byte[] Write(Geometry shape)
    {
        var wkb = new WKBWriter(ByteOrder.LittleEndian, handleSRID: false).Write(shape);
        var box = shape.EnvelopeInternal;
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write("GP"u8);
        writer.Write((byte)0);
        writer.Write((byte)(LittleEndian | HasBox));
        writer.Write(GeoPackageSchema.Degrees);
        foreach (var side in (double[])[box.MinX, box.MaxX, box.MinY, box.MaxY])
        {
            writer.Write(side);
        }

        writer.Write(wkb);
        return bytes.ToArray();
    }

    /// <summary>Where the well-known binary begins; null where the header is none.</summary>
    private static int? FindWkb(byte[] blob)
    {
        if (blob.Length < HeaderBytes || !blob.AsSpan().StartsWith("GP"u8) || (blob[3] & IsExtended) != 0)
        {
            return null;
        }

        var box = (blob[3] >> 1) & 0b111;
        return box < _boxBytes.Length && HeaderBytes + _boxBytes[box] is var start && start <= blob.Length ? start : null;
    }
}
