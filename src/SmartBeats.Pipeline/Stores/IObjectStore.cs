namespace SmartBeats.Pipeline.Stores;

/// <summary>Files by key: a bucket in the cloud, a folder on a laptop.</summary>
/// <remarks>
/// A key is <c>a/b/c.json</c>: segments of letters, digits, dot, hyphen and underscore, never <c>.</c> or <c>..</c>.
/// A reader sees a file whole or not at all: a write becomes visible when it is complete.
/// </remarks>
public interface IObjectStore
{
    /// <summary>Opens a file for reading; null where there is none. The caller disposes the stream.</summary>
    Task<Stream?> OpenAsync(string key, CancellationToken cancellation = default);

    /// <summary>Writes a file, in the place of an older one.</summary>
    Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellation = default);

    /// <summary>Begins a file that is too large to be held in memory.</summary>
    Task<ObjectStream> BeginAsync(string key, CancellationToken cancellation = default);

    /// <summary>Writes a file only where none is: of several writers exactly one is told true.</summary>
    Task<bool> TryCreateAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellation = default);

    /// <summary>Keys that begin with <paramref name="prefix"/>, in ordinal order.</summary>
    Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellation = default);

    /// <summary>Removes a file; one that is not there is no error.</summary>
    Task DeleteAsync(string key, CancellationToken cancellation = default);
}
