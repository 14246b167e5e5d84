using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Lambda.Tests;

/// <summary>A store that remembers which rights in S3 its use would need.</summary>
internal sealed class WatchedStore(IObjectStore store) : IObjectStore
{
    /// <summary>Actions with their keys; of a listing its prefix; of a missing file an empty prefix, because S3 tells only those who may list.</summary>
    public List<(string Action, string Key)> Needed { get; } = [];

    public async Task<Stream?> OpenAsync(string key, CancellationToken cancellation = default)
    {
        Need("s3:GetObject", key);
        var stream = await store.OpenAsync(key, cancellation);
        if (stream is null)
        {
            Need("s3:ListBucket", "");
        }

        return stream;
    }

    public Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellation = default)
    {
        Need("s3:PutObject", key);
        return store.PutAsync(key, content, cancellation);
    }

    public Task<ObjectStream> BeginAsync(string key, CancellationToken cancellation = default)
    {
        Need("s3:PutObject", key);
        return store.BeginAsync(key, cancellation);
    }

    public Task<bool> TryCreateAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellation = default)
    {
        Need("s3:PutObject", key);
        return store.TryCreateAsync(key, content, cancellation);
    }

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellation = default)
    {
        Need("s3:ListBucket", prefix);
        return store.ListAsync(prefix, cancellation);
    }

    public Task DeleteAsync(string key, CancellationToken cancellation = default)
    {
        Need("s3:DeleteObject", key);
        return store.DeleteAsync(key, cancellation);
    }

    /// <summary>Starts of one stage may run side by side.</summary>
    private void Need(string action, string key)
    {
        lock (Needed)
        {
            Needed.Add((action, key));
        }
    }
}
