using System.Globalization;
using SmartBeats.Rehearsal.Gateway;

namespace SmartBeats.Rehearsal.Signing;

/// <summary>What a request says about its signature, before anybody has checked it.</summary>
/// <param name="Scope"><c>20260304/us-west-2/s3/aws4_request</c>.</param>
/// <param name="Date"><c>yyyyMMdd'T'HHmmss'Z'</c>.</param>
/// <param name="IsInQuery">A pre-signed link.</param>
internal sealed record SignatureClaim(
    string AccessKeyId, string Scope, string Date, IReadOnlyList<string> SignedHeaders, string Signature, string? Token, bool IsInQuery, string? ExpiresSeconds)
{
    private const string DateFormat = "yyyyMMdd'T'HHmmss'Z'";

    public string Region => Scope.Split('/')[1];

    public string Service => Scope.Split('/')[2];

    public DateTimeOffset Time => DateTimeOffset.ParseExact(Date, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <returns>Null where nothing is signed.</returns>
    /// <exception cref="RefusalException">A signature that cannot be read.</exception>
    public static SignatureClaim? Find(Arrival request)
    {
        var claim = request.Asked("X-Amz-Algorithm") is not null ? InQuery(request) : request.Header("Authorization") is { } header ? InHeader(request, header) : null;
        return claim is null || IsWellFormed(claim) ? claim : throw new RefusalException(400, "IncompleteSignature", "The signature's scope or date cannot be read.");
    }

    private static SignatureClaim InQuery(Arrival request) => Split(
        request.Asked("X-Amz-Credential"), request.Asked("X-Amz-Date"), request.Asked("X-Amz-SignedHeaders"), request.Asked("X-Amz-Signature"),
        request.Asked("X-Amz-Security-Token"), request.Asked("X-Amz-Expires") ?? "");

    private static SignatureClaim InHeader(Arrival request, string header)
    {
        if (!header.StartsWith(CanonicalRequest.Algorithm + " ", StringComparison.Ordinal))
        {
            throw new RefusalException(400, "IncompleteSignature", "The Authorization header is no AWS4-HMAC-SHA256 signature.");
        }

        var parts = header[CanonicalRequest.Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2)).Where(part => part.Length == 2).ToDictionary(part => part[0], part => part[1]);
        return Split(
            parts.GetValueOrDefault("Credential"), request.Header("X-Amz-Date"), parts.GetValueOrDefault("SignedHeaders"), parts.GetValueOrDefault("Signature"),
            request.Header("X-Amz-Security-Token"), null);
    }

    private static SignatureClaim Split(string? credential, string? date, string? headers, string? signature, string? token, string? expires)
    {
        var slash = credential?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        return slash < 1 || date is null || headers is null || signature is null
            ? throw new RefusalException(400, "IncompleteSignature", "A signature needs a credential, a date, the signed headers and itself.")
            : new SignatureClaim(credential![..slash], credential[(slash + 1)..], date, headers.Split(';'), signature, token, expires is not null, expires);
    }

    private static bool IsWellFormed(SignatureClaim claim) =>
        claim.Scope.Split('/') is [var day, _, _, "aws4_request"] && claim.Date.StartsWith(day, StringComparison.Ordinal)
        && DateTimeOffset.TryParseExact(claim.Date, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);
}
