using System.Collections.Concurrent;

namespace SmartBeats.Cli;

/// <summary>A temporary folder that is gone when the work ends, also where the work is interrupted.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private static readonly ConcurrentDictionary<string, bool> _open = new();

    private ScratchFolder(string path) => (Path, _open[path]) = (path, true);

    public string Path { get; }

    /// <exception cref="IOException">The temporary folder cannot be written to.</exception>
    public static ScratchFolder Create() => new(Directory.CreateTempSubdirectory("smartbeats-").FullName);

    /// <summary>Removes what work that was left behind has not removed itself.</summary>
    public static void RemoveAll()
    {
        foreach (var path in _open.Keys)
        {
            Remove(path);
        }
    }

    public void Dispose()
    {
        Remove(Path);
        _open.TryRemove(Path, out _);
    }

    private static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone already, or a file of it is open: the system clears its temporary folder.
        }
    }
}
