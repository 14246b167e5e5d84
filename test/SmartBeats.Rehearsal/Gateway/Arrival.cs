using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SmartBeats.Rehearsal.Gateway;

/// <summary>A request as it arrived, its body read whole: who signed what is judged on exactly these bytes.</summary>
/// <param name="Path">As sent, still escaped, without the query.</param>
/// <param name="RawQuery">As sent, with its question mark; empty where there is none.</param>
/// <param name="Query">Names and values unescaped, in the order sent; a name without <c>=</c> has an empty value.</param>
internal sealed record Arrival(
    string Method, string Path, string RawQuery, IReadOnlyList<KeyValuePair<string, string>> Query, IHeaderDictionary Headers, byte[] Body)
{
    public string? Header(string name) => Headers.TryGetValue(name, out var values) && values.Count > 0 ? values.ToString() : null;

    public string? Asked(string name) => Query.Where(pair => pair.Key == name).Select(pair => pair.Value).FirstOrDefault();

    public bool Has(string name) => Query.Any(pair => pair.Key == name);

    public static async Task<Arrival> ReadAsync(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var (path, query) = mark < 0 ? (target, "") : (target[..mark], target[mark..]);
        return new Arrival(context.Request.Method, path, query, Parse(query.TrimStart('?')), context.Request.Headers, body.ToArray());
    }

    /// <summary>A query or a form: <c>+</c> is a space, as browsers and the SDKs write forms.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Parse(string query) =>
    [
        .. query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).Select(pair =>
            KeyValuePair.Create(WebUtility.UrlDecode(pair[0]), pair.Length == 2 ? WebUtility.UrlDecode(pair[1]) : "")),
    ];
}

/// <summary>An answer of the gateway's own, instead of the service's.</summary>
internal sealed class RefusalException(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    public string Code => code;
}
