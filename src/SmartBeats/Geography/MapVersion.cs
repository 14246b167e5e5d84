using System.Buffers.Binary;
using System.Text;
using NetTopologySuite.Geometries;

namespace SmartBeats.Geography;

/// <summary>The content hash of a map.</summary>
/// <remarks>
/// SHA-256 over the areas in the order of the map (a call on a shared edge counts in the lower index, so order is content):
/// the id's UTF-8 length and bytes, the number of polygons, of each its rings, of each its corners, as little-endian
/// 32-bit numbers and doubles, of the canonical shape. The first 16 bytes are kept, as 32 hexadecimal digits: enough that
/// no two maps of all cities ever meet.
/// </remarks>
internal static class MapVersion
{
    private const int KeptBytes = 16;
    private const int Flush = 1 << 16;

    public static string Of(IReadOnlyList<Area> areas)
    {
        var hash = new Sha256();
        var buffer = new List<byte>(Flush + 1024);
        buffer.AddRange("SmartBeats map 1\n"u8);
        foreach (var area in areas)
        {
            var id = Encoding.UTF8.GetBytes(area.Id);
            Add(buffer, id.Length);
            buffer.AddRange(id);
            Add(buffer, area.Shape.NumGeometries);
            for (var i = 0; i < area.Shape.NumGeometries; i++)
            {
                var polygon = (Polygon)area.Shape.GetGeometryN(i);
                Add(buffer, 1 + polygon.NumInteriorRings);
                AddRing(hash, buffer, polygon.Shell);
                foreach (var hole in polygon.Holes)
                {
                    AddRing(hash, buffer, hole);
                }
            }
        }

        hash.Append(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(buffer));
        return Convert.ToHexStringLower(hash.Finish().AsSpan(0, KeptBytes));
    }

    private static void AddRing(Sha256 hash, List<byte> buffer, LinearRing ring)
    {
        var corners = ring.CoordinateSequence;
        Add(buffer, corners.Count);
        Span<byte> place = stackalloc byte[16];
        for (var i = 0; i < corners.Count; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(place, corners.GetX(i));
            BinaryPrimitives.WriteDoubleLittleEndian(place[8..], corners.GetY(i));
            buffer.AddRange(place);
            if (buffer.Count >= Flush)
            {
                hash.Append(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(buffer));
                buffer.Clear();
            }
        }
    }

    private static void Add(List<byte> buffer, int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        buffer.AddRange(bytes);
    }
}
