using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Api.Links;

/// <summary>What a short link opens. Deleting the file revokes the link.</summary>
/// <param name="Folder">With a slash at its end; other files of it open with <c>?file=NAME</c>.</param>
/// <param name="File">What opens without.</param>
/// <param name="Expires">UTC, <c>yyyy-MM-ddTHH:mm:ssZ</c>.</param>
/// <param name="Comments">Whether who has it may comment on the plan.</param>
internal sealed record LinkDocument(string City, string Folder, string File, string Expires, bool? Comments = null);

/// <summary>Links that open a file for who has them: <c>GET /r/{token}</c>, 128 random bits.</summary>
internal static class ShortLinks
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Whether a text can be a token: nothing else becomes part of a key.</summary>
    public static bool IsToken(string text) => text.Length == 32 && text.All(char.IsAsciiHexDigitLower);

    public static bool IsExpired(LinkDocument link, DateTimeOffset now) =>
        !DateTimeOffset.TryParseExact(link.Expires, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires) || expires <= now;

    /// <summary>Reads a link.</summary>
    /// <param name="key">Of its file, or of the one beside its plan.</param>
    /// <returns>Null where there is none, or none that can be read: the home is told of that.</returns>
    public static async Task<LinkDocument?> FindAsync(ApiHome home, string key, CancellationToken cancellation)
    {
        try
        {
            var link = await home.Files.FindAsync(key, ApiJson.Default.LinkDocument, cancellation);
            return link is null or { Folder: not null, File: not null, Expires: not null } ? link : throw new JsonException("A field is missing.");
        }
        catch (JsonException fault)
        {
            home.LogDamaged(Keys.Link.Folder, fault);
            return null;
        }
    }

    /// <summary>Makes a link.</summary>
    /// <param name="folder">With a slash at its end.</param>
    /// <returns>Its token.</returns>
    public static async Task<string> CreateAsync(
        IObjectStore store, string city, string folder, string file, DateTimeOffset expires, bool? comments = null, CancellationToken cancellation = default)
    {
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var link = new LinkDocument(city, folder, file, expires.ToString(Format, CultureInfo.InvariantCulture), comments);
        await store.PutAsync(Keys.Link.For(token), link, ApiJson.Default.LinkDocument, cancellation);
        return token;
    }
}
