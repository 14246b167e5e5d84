using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace SmartBeats.Geography.Archive;

/// <summary>Writes zips whose bytes depend on nothing but their content: no compression, the order given, one fixed date.</summary>
/// <remarks>PKWARE APPNOTE 6.3.10. Without compression because a compressor's next version may write other bytes.</remarks>
public static class StoredZip
{
    private const ushort VersionNeeded = 20;
    private const ushort Utf8Names = 0x0800;
    private const ushort DosDate1980January1 = 0x0021;

    /// <param name="files">Names relative to the zip, with forward slashes; contents below 4 GB together.</param>
    /// <exception cref="ArgumentException">More than 65,535 files, or more bytes than a zip without extensions holds.</exception>
    public static byte[] Write(IReadOnlyList<(string Name, byte[] Content)> files)
    {
        if (files.Count > ushort.MaxValue || files.Sum(file => (long)file.Content.Length + file.Name.Length + 128) > int.MaxValue)
        {
            throw new ArgumentException("Too many files or bytes for one zip.", nameof(files));
        }

        using var zip = new MemoryStream();
        using var directory = new MemoryStream();
        foreach (var (name, content) in files)
        {
            var nameBytes = Encoding.UTF8.GetBytes(name);
            var common = Common(nameBytes, content);
            var place = (uint)zip.Position;
            Write(zip, 0x04034B50);
            zip.Write(common);
            zip.Write(nameBytes);
            zip.Write(content);

            Write(directory, 0x02014B50);
            directory.Write([(byte)VersionNeeded, 0]);
            directory.Write(common);
            directory.Write(new byte[10]); // No comment, disk 0, no attributes.
            Write(directory, place);
            directory.Write(nameBytes);
        }

        var directoryPlace = (uint)zip.Position;
        zip.Write(directory.ToArray());
        var end = new byte[22];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054B50);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), (ushort)files.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), (ushort)files.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), (uint)directory.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), directoryPlace);
        zip.Write(end);
        return zip.ToArray();
    }

    /// <summary>What an entry's two headers have in common: from the version needed to the length of the extra field.</summary>
    private static byte[] Common(byte[] name, byte[] content)
    {
        var common = new byte[26];
        BinaryPrimitives.WriteUInt16LittleEndian(common, VersionNeeded);
        BinaryPrimitives.WriteUInt16LittleEndian(common.AsSpan(2), Utf8Names);
        BinaryPrimitives.WriteUInt16LittleEndian(common.AsSpan(8), DosDate1980January1);
        BinaryPrimitives.WriteUInt32LittleEndian(common.AsSpan(10), Crc32.HashToUInt32(content));
        BinaryPrimitives.WriteUInt32LittleEndian(common.AsSpan(14), (uint)content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(common.AsSpan(18), (uint)content.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(common.AsSpan(22), (ushort)name.Length);
        return common;
    }

    private static void Write(Stream stream, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        stream.Write(bytes);
    }
}
