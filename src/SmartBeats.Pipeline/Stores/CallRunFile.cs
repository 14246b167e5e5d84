using System.Runtime.InteropServices;

namespace SmartBeats.Pipeline.Stores;

/// <summary>Records of calls in a temporary file, read again in the order they were written in. The file goes with this object, or with the process.</summary>
internal sealed class CallRunFile : IDisposable
{
    private const int BufferBytes = 1 << 18;

    private readonly FileStream _file;

    private CallRunFile(FileStream file) => _file = file;

    /// <exception cref="IOException">The folder for temporary files is full, or cannot be written to.</exception>
    public static CallRunFile Write(IEnumerable<ReadOnlyMemory<byte>> records)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        FileStream? file = null;
        try
        {
            file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose,
                BufferSize = BufferBytes,
            });
            Unlink(path);
            WriteAll(file, records);
            return new CallRunFile(file);
        }
        catch (IOException fault)
        {
            file?.Dispose();
            throw new IOException($"{Path.GetTempPath()}: rows on their way into the workspace cannot be put aside there; nothing was loaded. Make room, or set TMPDIR to another folder, and run again.", fault);
        }
    }

    /// <summary>A record is good until the next is asked for.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Read()
    {
        _file.Position = 0;
        var record = new byte[256];
        var length = new byte[4];
        while (_file.ReadAtLeast(length, length.Length, throwOnEndOfStream: false) == length.Length)
        {
            var bytes = MemoryMarshal.Read<int>(length);
            if (bytes > record.Length)
            {
                record = new byte[2 * bytes];
            }

            _file.ReadExactly(record, 0, bytes);
            yield return record.AsMemory(0, bytes);
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Where a system lets an open file go, a killed process leaves none behind.</summary>
    private static void Unlink(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(path);
        }
    }

    private static void WriteAll(FileStream file, IEnumerable<ReadOnlyMemory<byte>> records)
    {
        Span<byte> length = stackalloc byte[4];
        foreach (var record in records)
        {
            MemoryMarshal.Write(length, record.Length);
            file.Write(length);
            file.Write(record.Span);
        }

        file.Flush();
    }
}
