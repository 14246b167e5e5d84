using Microsoft.AspNetCore.Http;
using SmartBeats.Api;
using SmartBeats.Api.Access.People;
using SmartBeats.Api.Answers;

namespace SmartBeats.Server;

/// <summary>What browsers are told to refuse, on every answer.</summary>
internal static class SecurityHeaders
{
    /// <summary>Nothing inline, nothing from elsewhere; WebAssembly for the checker.</summary>
    public const string Policy =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
        + "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>A plan's own pages carry their script within: they run as of no origin, so that they reach neither cookie nor API, and load nothing.</summary>
    public const string PolicyOfPlanPages =
        "sandbox allow-scripts allow-downloads allow-modals; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; "
        + "font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The page may also ask the issuer, where there is one: its discovery document and its token endpoint, on one host.</summary>
    public static string PolicyFor(SignInSettings? signIn) =>
        signIn is null ? Policy : Policy.Replace("connect-src 'self'", $"connect-src 'self' {signIn.Issuer.GetLeftPart(UriPartial.Authority)}", StringComparison.Ordinal);

    public static void Add(IHeaderDictionary headers, ApiAnswer answer, string policy, bool isEncrypted)
    {
        var isPlanPage = headers.Remove(SentFile.FromStore) && answer.MediaType.StartsWith("text/html", StringComparison.Ordinal);
        if (answer.Status != 304)
        {
            // Of what a browser keeps, the policy it came with holds.
            headers.ContentSecurityPolicy = isPlanPage ? PolicyOfPlanPages : policy;
        }

        if (isEncrypted)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        headers.XContentTypeOptions = "nosniff";
        headers.TryAdd("referrer-policy", "no-referrer");
        headers["x-frame-options"] = "DENY";
        headers["cross-origin-opener-policy"] = "same-origin";
        headers["cross-origin-resource-policy"] = "same-origin";
        headers["permissions-policy"] = "camera=(), microphone=(), geolocation=()";
    }
}
