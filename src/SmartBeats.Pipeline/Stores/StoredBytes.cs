namespace SmartBeats.Pipeline.Stores;

/// <summary>Reads whole files of a store.</summary>
public static class StoredBytes
{
    /// <summary>A whole file; null where there is none.</summary>
    public static async Task<byte[]?> FindBytesAsync(this IObjectStore store, string key, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        await using var stream = await store.OpenAsync(key, cancellation);
        if (stream is null)
        {
            return null;
        }

        using var content = new MemoryStream();
        await stream.CopyToAsync(content, cancellation);
        return content.ToArray();
    }
}
