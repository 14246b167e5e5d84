namespace SmartBeats.Api;

/// <summary>Links that read or write one file of the store without the API between: signed in the cloud, none on a laptop.</summary>
public interface IFileLinks
{
    /// <summary>A link that opens one file for some minutes; null where the API sends files itself.</summary>
    /// <param name="key">Of the file in the store.</param>
    string? CreateDownload(string key);

    /// <summary>A link to PUT one file to, of exactly this type, length and metadata; null where the API takes files itself.</summary>
    /// <param name="key">Of the file in the store.</param>
    /// <param name="mediaType">Sent as <c>Content-Type</c>.</param>
    /// <param name="bytes">Exactly how many are sent.</param>
    /// <param name="metadata">Words that are kept beside the file.</param>
    string? CreateUpload(string key, string mediaType, long bytes, IReadOnlyDictionary<string, string> metadata);
}
