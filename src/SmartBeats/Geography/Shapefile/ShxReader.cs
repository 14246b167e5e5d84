using System.Buffers.Binary;

namespace SmartBeats.Geography.Shapefile;

/// <summary>Reads where the records lie from a .shx file.</summary>
/// <remarks>
/// The records of a .shp can be read without it. It matters where an editor replaced a shape: the old one stays behind in
/// the .shp, and only the index knows.
/// </remarks>
internal static class ShxReader
{
    private const int EntryLength = 8;

    /// <returns>Byte offset of each record's header; null unless every entry points at a record of the announced length.</returns>
    public static List<int>? Places(ReadOnlySpan<byte> shx, ReadOnlySpan<byte> shp)
    {
        if (shx.Length < ShpReader.HeaderLength || BinaryPrimitives.ReadInt32BigEndian(shx) != ShpReader.FileCode || (shx.Length - ShpReader.HeaderLength) % EntryLength != 0)
        {
            return null;
        }

        var places = new List<int>((shx.Length - ShpReader.HeaderLength) / EntryLength);
        for (var entry = shx[ShpReader.HeaderLength..]; entry.Length > 0; entry = entry[EntryLength..])
        {
            var place = 2L * BinaryPrimitives.ReadInt32BigEndian(entry);
            var length = 2L * BinaryPrimitives.ReadInt32BigEndian(entry[4..]);
            if (place < ShpReader.HeaderLength || length < 4 || place + 8 + length > shp.Length
                || 2L * BinaryPrimitives.ReadInt32BigEndian(shp[(int)(place + 4)..]) != length)
            {
                return null;
            }

            places.Add((int)place);
        }

        return places.Count == 0 && shp.Length > ShpReader.HeaderLength ? null : places;
    }
}
