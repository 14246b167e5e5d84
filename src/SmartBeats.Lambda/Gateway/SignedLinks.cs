using SmartBeats.Api;

namespace SmartBeats.Lambda.Gateway;

/// <summary>Links that S3 takes because the function signed them, with its own rights.</summary>
internal sealed class SignedLinks(Cloud cloud) : IFileLinks
{
    public string CreateDownload(string key) => cloud.SignedDownload(key);

    public string CreateUpload(string key, string mediaType, long bytes, IReadOnlyDictionary<string, string> metadata) =>
        cloud.SignedUpload(key, mediaType, bytes, metadata);
}
