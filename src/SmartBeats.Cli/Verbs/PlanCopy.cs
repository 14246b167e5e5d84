using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Cli.Verbs;

/// <summary>A plan's files on their way from a store to the folder that was asked for.</summary>
internal static class PlanCopy
{
    /// <returns>Names of the files, in ordinal order.</returns>
    public static async Task<IReadOnlyList<string>> ToAsync(FolderObjectStore folder, FolderObjectStore store, string city, string planId, CancellationToken cancellation)
    {
        var prefix = Keys.PlanFile.Begin(city, planId);
        var written = new List<string>();
        foreach (var key in await store.ListAsync(prefix, cancellation))
        {
            var name = key[prefix.Length..];
            await folder.PutAsync(name, await File.ReadAllBytesAsync(store.PathOf(key), cancellation), cancellation);
            written.Add(name);
        }

        return written;
    }
}
