using System.Buffers.Binary;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace SmartBeats.Geography.Shapefile;

/// <summary>Writes the .shp and .shx of areas: outlines clockwise, holes counter-clockwise behind the outline they are in.</summary>
internal static class ShpWriter
{
    private const int Polygon = 5;

    public static (byte[] Shp, byte[] Shx) Write(IReadOnlyList<Geometry> shapes)
    {
        using var shp = new MemoryStream();
        shp.Write(new byte[ShpReader.HeaderLength]);
        var shx = new byte[ShpReader.HeaderLength + (8 * shapes.Count)];
        var box = new Envelope();
        for (var i = 0; i < shapes.Count; i++)
        {
            var content = Content(shapes[i]);
            box.ExpandToInclude(shapes[i].EnvelopeInternal);
            var entry = shx.AsSpan(ShpReader.HeaderLength + (8 * i), 8);
            BinaryPrimitives.WriteInt32BigEndian(entry, checked((int)(shp.Position / 2)));
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], content.Length / 2);

            var head = new byte[8];
            BinaryPrimitives.WriteInt32BigEndian(head, i + 1);
            BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), content.Length / 2);
            shp.Write(head);
            shp.Write(content);
        }

        var bytes = shp.ToArray();
        WriteHeader(bytes, box);
        WriteHeader(shx, box);
        return (bytes, shx);
    }

    private static void WriteHeader(Span<byte> file, Envelope box)
    {
        BinaryPrimitives.WriteInt32BigEndian(file, ShpReader.FileCode);
        BinaryPrimitives.WriteInt32BigEndian(file[24..], file.Length / 2);
        BinaryPrimitives.WriteInt32LittleEndian(file[28..], 1000);
        BinaryPrimitives.WriteInt32LittleEndian(file[32..], Polygon);
        if (!box.IsNull)
        {
            WriteBox(file[36..], box);
        }
    }

    private static byte[] Content(Geometry shape)
    {
        if (shape.IsEmpty)
        {
            return new byte[4];
        }

        var rings = new List<Coordinate[]>();
        for (var i = 0; i < shape.NumGeometries; i++)
        {
            if (shape.GetGeometryN(i) is not Polygon polygon)
            {
                throw new ArgumentException($"A {shape.GeometryType} is no area.", nameof(shape));
            }

            rings.Add(Turned(polygon.Shell, counterClockwise: false));
            rings.AddRange(polygon.Holes.Select(hole => Turned(hole, counterClockwise: true)));
        }

        var points = rings.Sum(ring => ring.Length);
        var content = new byte[44 + (4 * rings.Count) + (16 * points)];
        BinaryPrimitives.WriteInt32LittleEndian(content, Polygon);
        WriteBox(content.AsSpan(4), shape.EnvelopeInternal);
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(36), rings.Count);
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(40), points);
        var at = 44 + (4 * rings.Count);
        var start = 0;
        for (var i = 0; i < rings.Count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(44 + (4 * i)), start);
            start += rings[i].Length;
            foreach (var corner in rings[i])
            {
                BinaryPrimitives.WriteDoubleLittleEndian(content.AsSpan(at), corner.X);
                BinaryPrimitives.WriteDoubleLittleEndian(content.AsSpan(at + 8), corner.Y);
                at += 16;
            }
        }

        return content;
    }

    private static Coordinate[] Turned(LinearRing ring, bool counterClockwise)
    {
        var corners = ring.Coordinates;
        return Orientation.IsCCW(corners) == counterClockwise ? corners : [.. Enumerable.Reverse(corners)];
    }

    private static void WriteBox(Span<byte> bytes, Envelope box)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, box.MinX);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes[8..], box.MinY);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes[16..], box.MaxX);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes[24..], box.MaxY);
    }
}
