using System.Buffers.Binary;

namespace SmartBeats.Geography.Archive;

/// <summary>How many entries a zip announces, read before anything is allocated for them.</summary>
/// <remarks>PKWARE APPNOTE 6.3.10, sections 4.3.14 to 4.3.16.</remarks>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int LongestComment = 65_535;
    private const int LocatorLength = 20;
    private const int EntryLength = 46;
    private const uint EntryMark = 0x02014B50;
    private const uint EndMark = 0x06054B50;
    private const uint LocatorMark = 0x07064B50;

    /// <summary>What each entry is packed with, by the zip's own number of the method, in the order of the directory; shorter where the directory is damaged.</summary>
    public static IReadOnlyList<int> Methods(ReadOnlySpan<byte> zip)
    {
        var methods = new List<int>();
        for (var end = zip.Length - EndLength; end >= Math.Max(0, zip.Length - EndLength - LongestComment); end--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(zip[end..]) != EndMark)
            {
                continue;
            }

            long at = BinaryPrimitives.ReadUInt32LittleEndian(zip[(end + 16)..]);
            while (at + EntryLength <= end && BinaryPrimitives.ReadUInt32LittleEndian(zip[(int)at..]) == EntryMark)
            {
                var entry = zip[(int)at..];
                methods.Add(BinaryPrimitives.ReadUInt16LittleEndian(entry[10..]));
                at += EntryLength + BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]) + BinaryPrimitives.ReadUInt16LittleEndian(entry[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
            }

            break;
        }

        return methods;
    }

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
