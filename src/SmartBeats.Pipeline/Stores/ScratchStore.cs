using System.Collections.Concurrent;

namespace SmartBeats.Pipeline.Stores;

/// <summary>A store to try something in: it reads what lies in another, and keeps in memory what is written.</summary>
/// <param name="below">Never written to.</param>
public sealed class ScratchStore(IObjectStore below) : IObjectStore
{
    /// <summary>A run that is tried has no files but those it writes.</summary>
    private static readonly string _runs = Run.Keys.RunFile.Begin();

    private readonly ConcurrentDictionary<string, byte[]> _written = new(StringComparer.Ordinal);

    public Task<Stream?> OpenAsync(string key, CancellationToken cancellation = default)
    {
        if (_written.TryGetValue(key, out var content))
        {
            return Task.FromResult<Stream?>(new MemoryStream(content, writable: false));
        }

        return key.StartsWith(_runs, StringComparison.Ordinal) ? Task.FromResult<Stream?>(null) : below.OpenAsync(key, cancellation);
    }

    public Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellation = default)
    {
        _written[key] = content.ToArray();
        return Task.CompletedTask;
    }

    public Task<ObjectStream> BeginAsync(string key, CancellationToken cancellation = default) =>
        throw new NotSupportedException($"{key} is too large to be tried out.");

    public Task<bool> TryCreateAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellation = default) =>
        Task.FromResult(_written.TryAdd(key, content.ToArray()));

    public async Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellation = default)
    {
        var mine = _written.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal));
        return [.. mine.Union(await below.ListAsync(prefix, cancellation), StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    public Task DeleteAsync(string key, CancellationToken cancellation = default) =>
        throw new NotSupportedException($"{key} may lie in the store below, which is not written to.");
}
