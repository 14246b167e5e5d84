using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;

namespace SmartBeats.Geography.Archive;

/// <summary>Takes single files out of a zip, in memory, believing nothing the zip says about itself.</summary>
/// <remarks>
/// Limits: <c>maxBytes</c> for all files taken together, 10,000 entries, and a thousandfold unfolding above 16 MB. Names are
/// never used as paths on a disk; entries whose names climb out of the zip are passed over.
/// </remarks>
internal sealed class ZipParts : IDisposable
{
    private const int MostEntries = 10_000;
    private const int FreeBytes = 16 << 20;
    private const int MostUnfolding = 1_000;
    private const int Chunk = 81_920;
    private const int Deflate = 8;

    private readonly string _where;
    private readonly ZipArchive _zip;
    private readonly List<ZipArchiveEntry> _entries = [];
    private readonly Dictionary<string, int> _methods = new(StringComparer.Ordinal);
    private long _bytesLeft;

    private ZipParts(string where, ZipArchive zip, long maxBytes) => (_where, _zip, _bytesLeft) = (where, zip, maxBytes);

    /// <summary>Path of each file in the zip; folders, macOS's leftovers and climbing names are not among them.</summary>
    public IReadOnlyList<string> Names => [.. _entries.Select(entry => entry.FullName)];

    /// <summary>Entries passed over because their names climb out of the zip.</summary>
    public int ClimbingNames { get; private set; }

    /// <exception cref="InputException">Damaged, or with too many entries.</exception>
    public static ZipParts Open(byte[] content, string where, long maxBytes)
    {
        if (ZipDirectory.EntryCount(content) > MostEntries)
        {
            throw new InputException(where, string.Create(CultureInfo.InvariantCulture, $"holds more than {MostEntries:N0} files"), "Zip only the files of one shapefile.");
        }

        return Guard(where, () =>
        {
            var parts = new ZipParts(where, new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read), maxBytes);
            var methods = ZipDirectory.Methods(content);
            foreach (var (at, entry) in parts._zip.Entries.Index())
            {
                var steps = entry.FullName.Split('/', '\\');
                if (steps.Contains("..") || steps[0].EndsWith(':') || (steps.Length > 1 && steps[0].Length == 0))
                {
                    parts.ClimbingNames++;
                }
                else if (steps[^1].Length > 0 && !steps[^1].StartsWith("._", StringComparison.Ordinal) && !steps.Contains("__MACOSX"))
                {
                    if (!parts._methods.TryAdd(entry.FullName, at < methods.Count ? methods[at] : Deflate))
                    {
                        throw new InputException($"{where}/{entry.FullName}", "is in the zip twice under this very name", "Zip the files again, each once.");
                    }

                    parts._entries.Add(entry);
                }
            }

            return parts;
        });
    }

    /// <summary>Unfolds one file and checks its sum.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="InputException">Encrypted, damaged, or larger than the limits.</exception>
    public byte[] Take(string name)
    {
        var entry = _entries.Find(candidate => candidate.FullName == name)!;
        var inner = $"{_where}/{name}";
        if (entry.IsEncrypted)
        {
            throw new InputException(inner, "is encrypted", "Zip the files again without a password.");
        }

        if (MethodName(_methods[name]) is { } method)
        {
            throw new InputException(inner, $"is packed with {method}, which is not read here", "Zip the files again with the ordinary method (\"deflate\"), as Windows and macOS do.");
        }

        return Guard(inner, () =>
        {
            using var source = entry.Open();
            using var unfolded = new MemoryStream((int)Math.Clamp(Math.Min(entry.Length, entry.CompressedLength * 8), 0, FreeBytes));
            var buffer = new byte[Chunk];
            for (int count; (count = source.Read(buffer, 0, buffer.Length)) > 0;)
            {
                unfolded.Write(buffer, 0, count);
                _bytesLeft -= count;
                if (_bytesLeft < 0 || (unfolded.Length > FreeBytes && unfolded.Length > MostUnfolding * entry.CompressedLength))
                {
                    throw new InputException(inner, "unfolds to more than a map needs (a \"zip bomb\"?)", "Zip the files of the shapefile again; if the map really is that large, raise the limit on its size.");
                }
            }

            var bytes = unfolded.ToArray();
            return Crc32.HashToUInt32(bytes) == entry.Crc32
                ? bytes
                : throw new InputException(inner, "is damaged: its content does not have the sum the zip gives for it", "Zip or download the file again.");
        });
    }

    /// <returns>Null for what is read: stored, deflate, deflate64.</returns>
    private static string? MethodName(int method) => method switch
    {
        0 or Deflate or 9 => null,
        12 => "bzip2",
        14 => "LZMA",
        93 or 20 => "Zstandard",
        95 => "xz",
        98 => "PPMd",
        99 => "AES encryption",
        _ => string.Create(CultureInfo.InvariantCulture, $"method {method}"),
    };

    public void Dispose() => _zip.Dispose();

    private static T Guard<T>(string where, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (NotSupportedException exception)
        {
            throw new InputException(where, "is packed in a way that is not read here", "Zip the files again with the ordinary method (\"deflate\").", exception);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or ArgumentException or OverflowException)
        {
            throw new InputException(where, "is a damaged zip, or cut off", "Zip or download the file again.", exception);
        }
    }
}
