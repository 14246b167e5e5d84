using System.Globalization;
using System.Security.Cryptography;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Lambda.Notices;

/// <summary>What a short link opens. Deleting the file revokes the link.</summary>
/// <param name="Folder">With a slash at its end; other files of it open with <c>?file=NAME</c>.</param>
/// <param name="File">What opens without.</param>
/// <param name="Expires">UTC, <c>yyyy-MM-ddTHH:mm:ssZ</c>.</param>
internal sealed record LinkDocument(string City, string Folder, string File, string Expires);

/// <summary>Links for e-mails: <c>GET /r/{token}</c>, 128 random bits, which redirects to a link S3 signs at that moment.</summary>
internal static class ShortLinks
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Whether a text can be a token: nothing else becomes part of a key.</summary>
    public static bool IsToken(string text) => text.Length == 32 && text.All(char.IsAsciiHexDigitLower);

    public static bool IsExpired(LinkDocument link, DateTimeOffset now) =>
        !DateTimeOffset.TryParseExact(link.Expires, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires) || expires <= now;

    /// <returns>The link's address and the last day it opens.</returns>
    public static async Task<(string Url, string LastDay)> MakeAsync(Cloud cloud, string city, string folder, string file, CancellationToken cancellation = default)
    {
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var expires = cloud.Time.GetUtcNow().AddDays(Limits.ShortLinkDays);
        var link = new LinkDocument(city, folder, file, expires.ToString(Format, CultureInfo.InvariantCulture));
        await cloud.Store.PutAsync(Keys.Link.For(token), link, LambdaJson.Default.LinkDocument, cancellation);
        return ($"{cloud.Variable(Variables.ApiUrl)}/r/{token}", expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }
}
