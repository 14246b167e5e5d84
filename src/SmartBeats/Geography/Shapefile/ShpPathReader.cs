using System.Buffers.Binary;
using System.Globalization;
using NetTopologySuite.Geometries;

namespace SmartBeats.Geography.Shapefile;

/// <summary>Reads points, lines and the rings of areas of a .shp file as paths; Z and M are dropped.</summary>
/// <remarks>For what is drawn and not counted: a part is taken as it lies, a ring closed and a line open.</remarks>
internal static class ShpPathReader
{
    private const int PointLength = 20;
    private const int MultiPointFixedLength = 40;
    private const int LineFixedLength = 44;

    /// <returns>A path a part of each record, as a shell without holes; empty for a null shape. A point is a path of one place.</returns>
    /// <exception cref="InputException">No shapefile, of patches, cut off or damaged.</exception>
    public static List<IReadOnlyList<PolygonRings>> Read(byte[] shp, byte[]? shx, string where, List<string> notes)
    {
        var shapes = new List<IReadOnlyList<PolygonRings>>();
        foreach (var record in ShpReader.ReadRecords(shp, shx, where, notes))
        {
            shapes.Add(ReadShape(record.Span, $"{where} record {(shapes.Count + 1).ToString(CultureInfo.InvariantCulture)}"));
        }

        return shapes;
    }

    private static List<PolygonRings> ReadShape(ReadOnlySpan<byte> content, string where)
    {
        switch (BinaryPrimitives.ReadInt32LittleEndian(content))
        {
            case 0:
                return [];
            case 1 or 11 or 21 when content.Length >= PointLength:
                return [new PolygonRings(ReadPath(content[4..PointLength], where), [])];
            case 8 or 18 or 28 when content.Length >= MultiPointFixedLength:
                var count = BinaryPrimitives.ReadInt32LittleEndian(content[36..]);
                ThrowUnless(count >= 0 && MultiPointFixedLength + (16L * count) <= content.Length, where);
                return [.. ReadPath(content.Slice(MultiPointFixedLength, 16 * count), where).Select(place => new PolygonRings([place], []))];
            case (3 or 13 or 23 or 5 or 15 or 25) when content.Length >= LineFixedLength:
                return ReadParts(content, where);
            case var type:
                throw new InputException(where, $"holds {ShpReader.Describe(type)}, cut short or not drawn here", "Give a layer of lines, areas or points, or export it again.");
        }
    }

    private static List<PolygonRings> ReadParts(ReadOnlySpan<byte> content, string where)
    {
        var partCount = BinaryPrimitives.ReadInt32LittleEndian(content[36..]);
        var pointCount = BinaryPrimitives.ReadInt32LittleEndian(content[40..]);
        ThrowUnless(partCount >= 0 && pointCount >= 0 && LineFixedLength + (4L * partCount) + (16L * pointCount) <= content.Length, where);
        var points = content.Slice(LineFixedLength + (4 * partCount), 16 * pointCount);
        var paths = new List<PolygonRings>(partCount);
        for (var part = 0; part < partCount; part++)
        {
            var at = LineFixedLength + (4 * part);
            var start = BinaryPrimitives.ReadInt32LittleEndian(content[at..]);
            var end = part + 1 < partCount ? BinaryPrimitives.ReadInt32LittleEndian(content[(at + 4)..]) : pointCount;
            ThrowUnless(start >= 0 && end >= start && end <= pointCount, where);
            paths.Add(new PolygonRings(ReadPath(points[(16 * start)..(16 * end)], where), []));
        }

        return paths;
    }

    private static Coordinate[] ReadPath(ReadOnlySpan<byte> points, string where)
    {
        var path = new Coordinate[points.Length / 16];
        for (var i = 0; i < path.Length; i++)
        {
            path[i] = new Coordinate(BinaryPrimitives.ReadDoubleLittleEndian(points[(16 * i)..]), BinaryPrimitives.ReadDoubleLittleEndian(points[((16 * i) + 8)..]));
            ThrowUnless(double.IsFinite(path[i].X) && double.IsFinite(path[i].Y), where);
        }

        return path;
    }

    private static void ThrowUnless(bool isSound, string where)
    {
        if (!isSound)
        {
            throw new InputException(where, "is damaged: what it announces is not in it", "Export or download the file again.");
        }
    }
}
