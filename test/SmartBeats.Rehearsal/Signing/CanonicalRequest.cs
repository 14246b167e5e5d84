using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmartBeats.Rehearsal.Gateway;

namespace SmartBeats.Rehearsal.Signing;

/// <summary>The text that Signature Version 4 signs, and the signature of it.</summary>
/// <remarks>AWS, "Create a signed AWS API request" (IAM User Guide) and "Authenticating Requests: Using Query Parameters" (S3 API Reference).</remarks>
internal static class CanonicalRequest
{
    public const string Algorithm = "AWS4-HMAC-SHA256";
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    public static string Of(Arrival request, SignatureClaim claim, string payloadHash)
    {
        var text = new StringBuilder();
        text.Append(request.Method).Append('\n');
        text.Append(PathOf(request.Path, claim.Service == "s3")).Append('\n');
        text.AppendJoin('&', request.Query
            .Where(pair => !(claim.IsInQuery && pair.Key == "X-Amz-Signature"))
            .Select(pair => (Name: Escape(pair.Key), Value: Escape(pair.Value)))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => $"{pair.Name}={pair.Value}")).Append('\n');
        foreach (var name in claim.SignedHeaders)
        {
            var values = request.Headers[name].Select(value => Squeeze(value ?? ""));
            text.Append(name).Append(':').AppendJoin(',', values).Append('\n');
        }

        return text.Append('\n').AppendJoin(';', claim.SignedHeaders).Append('\n').Append(payloadHash).ToString();
    }

    public static string Sign(string canonical, SignatureClaim claim, string secret)
    {
        var toSign = string.Create(CultureInfo.InvariantCulture, $"{Algorithm}\n{claim.Date}\n{claim.Scope}\n{Hash(Encoding.UTF8.GetBytes(canonical))}");
        byte[] key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in claim.Scope.Split('/'))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
    }

    public static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>S3 signs the path escaped once; every other service signs the escaped path escaped again.</summary>
    private static string PathOf(string path, bool isS3) => isS3
        ? string.Join('/', path.Split('/').Select(part => Escape(Uri.UnescapeDataString(part))))
        : string.Join('/', path.Split('/').Select(Escape));

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            _ = Unreserved.Contains((char)b, StringComparison.Ordinal) ? escaped.Append((char)b) : escaped.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }

        return escaped.ToString();
    }

    private static string Squeeze(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
