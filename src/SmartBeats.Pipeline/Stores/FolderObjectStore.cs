using System.Diagnostics;
using System.Globalization;

namespace SmartBeats.Pipeline.Stores;

/// <summary>An object store in a folder, laid out like the bucket.</summary>
public sealed class FolderObjectStore : IObjectStore
{
    private const string Aside = ".aside-";
    private static int _written;
    private readonly string _root;

    /// <param name="root">Created where it is missing.</param>
    public FolderObjectStore(string root)
    {
        _root = Path.GetFullPath(root);
        Directory.CreateDirectory(_root);
    }

    /// <summary>Whether a path is of a file that is still being written.</summary>
    public static bool IsAside(string path) => Path.GetFileName(path).StartsWith(Aside, StringComparison.Ordinal);

    /// <summary>Where a key's file lies.</summary>
    /// <exception cref="ArgumentException">The key has an empty segment, a dot segment or a character a key cannot have.</exception>
    public string PathOf(string key)
    {
        foreach (var segment in key.Split('/'))
        {
            if (segment.Length == 0 || segment is "." or ".." || segment.StartsWith(Aside, StringComparison.Ordinal)
                || !segment.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
            {
                throw new ArgumentException($"\"{key}\" is not a key.", nameof(key));
            }
        }

        return Path.Combine(_root, key.Replace('/', Path.DirectorySeparatorChar));
    }

    /// <summary>Removes what processes that were killed left half-written, here and in the folders below.</summary>
    /// <remarks>A file that a living process of this machine names, or that anybody holds open, is left alone: it may be on its way.</remarks>
    public void SweepAbandoned()
    {
        try
        {
            foreach (var path in Directory.EnumerateFiles(_root, Aside + "*", SearchOption.AllDirectories).Where(IsAbandoned))
            {
                File.Delete(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Leftovers do no harm: the next start sweeps them.
        }
    }

    private static bool IsAbandoned(string path)
    {
        var process = Path.GetFileName(path)[Aside.Length..].Split('-')[0];
        if (!int.TryParse(process, CultureInfo.InvariantCulture, out var id) || IsAlive(id))
        {
            return false;
        }

        try
        {
            using var held = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public Task<Stream?> OpenAsync(string key, CancellationToken cancellation = default)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(PathOf(key), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public async Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellation = default) =>
        await WriteAsync(key, content, overwrite: true, cancellation);

    public Task<ObjectStream> BeginAsync(string key, CancellationToken cancellation = default)
    {
        var path = PathOf(key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return Task.FromResult<ObjectStream>(new AsideStream(path, AsideOf(path)));
    }

    public async Task<bool> TryCreateAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellation = default) =>
        await WriteAsync(key, content, overwrite: false, cancellation);

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellation = default)
    {
        // Only the folder the prefix names is walked: elsewhere other processes make and remove folders.
        var folder = Path.Combine(_root, prefix[..(prefix.LastIndexOf('/') + 1)].Replace('/', Path.DirectorySeparatorChar));
        if (!Directory.Exists(folder))
        {
            return Task.FromResult<IReadOnlyList<string>>([]);
        }

        IReadOnlyList<string> keys = [.. Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => !IsAside(path))
            .Select(path => Path.GetRelativePath(_root, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
        return Task.FromResult(keys);
    }

    public Task DeleteAsync(string key, CancellationToken cancellation = default)
    {
        var path = PathOf(key);
        if (File.Exists(path))
        {
            File.Delete(path);
        }

        return Task.CompletedTask;
    }

    private async Task<bool> WriteAsync(string key, ReadOnlyMemory<byte> content, bool overwrite, CancellationToken cancellation)
    {
        var path = PathOf(key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var aside = AsideOf(path);
        try
        {
            await File.WriteAllBytesAsync(aside, content, cancellation);
            if (!overwrite)
            {
                return FirstFile.TryPlace(aside, path);
            }

            File.Move(aside, path, overwrite);
            return true;
        }
        catch (IOException full) when (DiskFullException.IsMeantBy(full))
        {
            throw new DiskFullException(path, full);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    private static string AsideOf(string path) =>
        Path.Combine(Path.GetDirectoryName(path)!, NameAside());

    /// <summary>A name for a file that is still being written, of no other file of this machine.</summary>
    public static string NameAside() => $"{Aside}{Environment.ProcessId}-{Interlocked.Increment(ref _written)}";

    private sealed class AsideStream(string path, string aside) : ObjectStream
    {
        private readonly FileStream _content = new(aside, FileMode.CreateNew, FileAccess.Write);

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            try
            {
                _content.Write(buffer);
            }
            catch (IOException full) when (DiskFullException.IsMeantBy(full))
            {
                throw new DiskFullException(path, full);
            }
        }

        public override async Task CompleteAsync(CancellationToken cancellation = default)
        {
            try
            {
                await _content.DisposeAsync();
            }
            catch (IOException full) when (DiskFullException.IsMeantBy(full))
            {
                throw new DiskFullException(path, full);
            }

            File.Move(aside, path, overwrite: true);
        }

        protected override void Dispose(bool disposing)
        {
            try
            {
                _content.Dispose();
            }
            catch (IOException)
            {
                // Its last bytes found no room: what is given up need not be whole, and its deletion makes some.
            }

            File.Delete(aside);
            base.Dispose(disposing);
        }
    }
}
