using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmartBeats.Rehearsal.Gateway;

namespace SmartBeats.Rehearsal.Signing;

/// <summary>Checks Signature Version 4 of headers and of pre-signed links as the services do; moto checks neither.</summary>
/// <param name="now">The hour that signatures and links are held against.</param>
internal sealed class SignatureCheck(CredentialBook book, Func<DateTimeOffset> now)
{
    private const string Unsigned = "UNSIGNED-PAYLOAD";
    private const string UnsignedTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    /// <summary>A signature in a header is good a quarter of an hour before and after its date.</summary>
    private static readonly TimeSpan _skew = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan _longestLink = TimeSpan.FromDays(7);

    /// <summary>How far ahead of the clock links are judged: a test's way of waiting until one has expired.</summary>
    public TimeSpan LinksAhead { get; set; }

    /// <exception cref="RefusalException">Nobody we know signed exactly this, now.</exception>
    public (Credentials Signer, SignatureClaim Claim) Verify(Arrival request)
    {
        var claim = SignatureClaim.Find(request) ?? throw new RefusalException(403, "AccessDenied", "The request is not signed.");
        var signer = book.Find(claim.AccessKeyId) ?? throw new RefusalException(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
        if (signer.Token is not null && claim.Token != signer.Token)
        {
            throw new RefusalException(403, "InvalidToken", "The security token included in the request is invalid.");
        }

        CheckTime(claim);
        CheckHeaders(request, claim);
        var expected = CanonicalRequest.Sign(CanonicalRequest.Of(request, claim, PayloadHash(request, claim)), claim, signer.SecretKey);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(claim.Signature))
            ? (signer, claim)
            : throw new RefusalException(403, "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided. Check your key and signing method.");
    }

    private void CheckTime(SignatureClaim claim)
    {
        if (!claim.IsInQuery)
        {
            if ((now() - claim.Time).Duration() > _skew)
            {
                throw new RefusalException(403, "RequestTimeTooSkewed", "The difference between the request time and the current time is too large.");
            }

            return;
        }

        if (!int.TryParse(claim.ExpiresSeconds, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds < 1 || seconds > _longestLink.TotalSeconds)
        {
            throw new RefusalException(400, "AuthorizationQueryParametersError", "X-Amz-Expires must be between 1 and 604800 seconds.");
        }

        var time = now() + LinksAhead;
        if (time > claim.Time.AddSeconds(seconds) || time < claim.Time - _skew)
        {
            throw new RefusalException(403, "AccessDenied", "Request has expired");
        }
    }

    /// <summary>The host is always signed, and no header that AWS acts on can be added to a signed request.</summary>
    private static void CheckHeaders(Arrival request, SignatureClaim claim)
    {
        var unsigned = request.Headers.Keys.Select(name => name.ToLowerInvariant())
            .Where(name => name == "host" || (name.StartsWith("x-amz-", StringComparison.Ordinal) && name is not "x-amz-signature"))
            .Except(claim.SignedHeaders, StringComparer.Ordinal).ToArray();
        if (unsigned.Length > 0)
        {
            throw new RefusalException(403, "AccessDenied", $"There were headers present in the request which were not signed: {string.Join(", ", unsigned)}");
        }
    }

    private static string PayloadHash(Arrival request, SignatureClaim claim)
    {
        var said = request.Header("X-Amz-Content-Sha256");
        if (claim.Service != "s3")
        {
            return CanonicalRequest.Hash(request.Body);
        }

        if (claim.IsInQuery)
        {
            return said ?? Unsigned;
        }

        if (said is Unsigned or UnsignedTrailer)
        {
            return said;
        }

        if (said is null || said.StartsWith("STREAMING-", StringComparison.Ordinal))
        {
            throw new RefusalException(501, "NotImplemented", "The rehearsal takes bodies signed whole or not at all, not chunk by chunk.");
        }

        return said == CanonicalRequest.Hash(request.Body)
            ? said
            : throw new RefusalException(400, "XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.");
    }
}
