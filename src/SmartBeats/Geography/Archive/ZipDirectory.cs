using System.Buffers.Binary;

namespace SmartBeats.Geography.Archive;

/// <summary>How many entries a zip announces, read before anything is allocated for them.</summary>
/// <remarks>PKWARE APPNOTE 6.3.10, sections 4.3.14 to 4.3.16.</remarks>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int LongestComment = 65_535;
    private const int LocatorLength = 20;
    private const uint EndMark = 0x06054B50;
    private const uint LocatorMark = 0x07064B50;

    /// <returns>0 where there is no directory: reading the zip will say so.</returns>
    public static ulong EntryCount(ReadOnlySpan<byte> zip)
    {
        for (var at = zip.Length - EndLength; at >= Math.Max(0, zip.Length - EndLength - LongestComment); at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(zip[at..]) != EndMark)
            {
                continue;
            }

            ulong count = BinaryPrimitives.ReadUInt16LittleEndian(zip[(at + 10)..]);
            if (at < LocatorLength || BinaryPrimitives.ReadUInt32LittleEndian(zip[(at - LocatorLength)..]) != LocatorMark)
            {
                return count;
            }

            var place = BinaryPrimitives.ReadUInt64LittleEndian(zip[(at - LocatorLength + 8)..]);
            return place <= (ulong)(zip.Length - LocatorLength - EndLength) ? BinaryPrimitives.ReadUInt64LittleEndian(zip[(int)(place + 32)..]) : count;
        }

        return 0;
    }
}
