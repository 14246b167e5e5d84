using System.Globalization;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Workspaces;

/// <summary>A run's folder, held for as long as the run lasts and removed after it.</summary>
/// <remarks>
/// The hold is a file kept open for this process alone. The system lets go of it when a process dies, however it dies: so a
/// folder whose file can be opened was left by a crash, and is removed by the next run. Nobody's clock is asked.
/// </remarks>
internal sealed class RunClaim : IDisposable
{
    private const string HoldName = "hold";
    private static int _claims;
    private readonly FileStream _hold;
    private readonly string _folder;

    private RunClaim(string id, string folder, FileStream hold) => (Id, _folder, _hold) = (id, folder, hold);

    /// <summary>Letters, digits and hyphens, of no other run in the store: the plan it makes, the process and a count.</summary>
    public string Id { get; }

    public static RunClaim Take(FolderObjectStore files, string planId)
    {
        SweepAbandoned(files);
        while (true)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{planId[..12]}-{Environment.ProcessId}-{Interlocked.Increment(ref _claims)}");
            var folder = files.PathOf(Keys.RunFile.Begin(id).TrimEnd('/'));
            Directory.CreateDirectory(folder);
            if (Open(folder, FileMode.CreateNew) is { } hold)
            {
                return new RunClaim(id, folder, hold);
            }
        }
    }

    public void Dispose()
    {
        _hold.Dispose();
        Remove(_folder);
    }

    private static void SweepAbandoned(FolderObjectStore files)
    {
        var runs = files.PathOf(Keys.RunFile.Begin().TrimEnd('/'));
        foreach (var folder in Directory.Exists(runs) ? Directory.GetDirectories(runs) : [])
        {
            // A folder without its file is one that another process is just making.
            if (Open(folder, FileMode.Open) is { } hold)
            {
                hold.Dispose();
                Remove(folder);
            }
        }
    }

    private static FileStream? Open(string folder, FileMode mode)
    {
        try
        {
            return new FileStream(Path.Combine(folder, HoldName), mode, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception taken) when (taken is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Its leftovers do no harm, so that a file somebody has open is no reason to fail.</summary>
    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception open) when (open is IOException or UnauthorizedAccessException)
        {
            // The next run sweeps it.
        }
    }
}
