using System.IO.Compression;

namespace SmartBeats.Api.Answers;

/// <summary>Answers over 1 KB are sent compressed to those who take it.</summary>
internal static class AnswerCompression
{
    private const int SmallestBytes = 1 << 10;

    /// <summary>Of Brotli, 0 to 11: 4 is as fast as gzip and smaller.</summary>
    private const int BrotliQuality = 4;

    /// <summary>The preferred first.</summary>
    public static IReadOnlyList<string> Encodings { get; } = ["br", "gzip"];

    /// <summary>The tag of an answer in one encoding: other bytes, another tag.</summary>
    public static string Tag(string tag, string encoding) => $"{tag[..^1]}-{encoding}\"";

    public static ApiAnswer Compress(ApiRequest request, ApiAnswer answer)
    {
        if (answer.Body.Length <= SmallestBytes || answer.Headers.ContainsKey("content-encoding") || !IsCompressible(answer.MediaType))
        {
            return answer;
        }

        answer.Headers["vary"] = "accept-encoding";
        if (Encodings.FirstOrDefault(encoding => Takes(request, encoding)) is not { } chosen)
        {
            return answer;
        }

        var compressed = answer with { Body = Compress(answer.Body, chosen), Headers = answer.Headers };
        compressed.Headers["content-encoding"] = chosen;
        if (compressed.Headers.TryGetValue("etag", out var tag))
        {
            compressed.Headers["etag"] = Tag(tag, chosen);
        }

        return compressed;
    }

    private static byte[] Compress(ReadOnlyMemory<byte> body, string encoding)
    {
        using var target = new MemoryStream();
        using (Stream stream = encoding == "br"
            ? new BrotliStream(target, new BrotliCompressionOptions { Quality = BrotliQuality }, leaveOpen: true)
            : new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(body.Span);
        }

        return target.ToArray();
    }

    /// <summary>Whether the caller takes an encoding.</summary>
    public static bool Takes(ApiRequest request, string encoding) =>
        (request.FindHeader("accept-encoding") ?? "").Split(',').Any(part => part.Split(';') is [var name, .. var rest] && name.Trim() == encoding && !rest.Any(IsRefusal));

    /// <summary>A quality of 0 says: not this one.</summary>
    private static bool IsRefusal(string parameter) => parameter.Trim() is "q=0" or "q=0.0" or "q=0.00" or "q=0.000";

    /// <summary>What is packed already grows no smaller.</summary>
    public static bool IsCompressible(string mediaType) =>
        mediaType.StartsWith("text/", StringComparison.Ordinal) || mediaType.Contains("json", StringComparison.Ordinal)
        || mediaType.Contains("xml", StringComparison.Ordinal) || mediaType.Contains("javascript", StringComparison.Ordinal)
        || mediaType is "application/wasm" or "application/octet-stream" || mediaType.StartsWith("application/vnd.smartbeats", StringComparison.Ordinal);
}
