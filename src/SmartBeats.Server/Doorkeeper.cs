using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using SmartBeats.Api;
using SmartBeats.Api.Access;

namespace SmartBeats.Server;

/// <summary>Who comes in.</summary>
/// <param name="IsKnown">Whether the cookie or the key was shown.</param>
/// <param name="Answer">What is answered in the place of what was asked; null to go on.</param>
/// <param name="Token">What was shown in the key's place: maybe a token of the workspace's; null for nothing.</param>
internal readonly record struct Visitor(bool IsKnown, ApiAnswer? Answer, string? Token = null);

/// <summary>Who comes to the door of a server.</summary>
internal interface IDoor
{
    /// <summary>Whether the page itself is for those who are known only; its files hold nothing of a city.</summary>
    bool GuardsPage { get; }

    Visitor Meet(HttpRequest request);
}

/// <summary>The door of a server that is open to other computers: only a token says who somebody is, so nothing a browser sends by itself opens anything.</summary>
internal sealed class OpenDoor : IDoor
{
    public bool GuardsPage => false;

    public Visitor Meet(HttpRequest request) => request.Headers.Origin is [{ } origin, ..] && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
        ? new Visitor(false, ApiAnswer.Problem(403, "A page of another origin asked. This server answers its own page only."))
        : new Visitor(false, null, CallerFiles.FindToken(request.Headers.Authorization));
}

/// <summary>Lets in who has the key, and nobody by another name than this computer's own.</summary>
/// <remarks>
/// A page elsewhere can make a browser ask 127.0.0.1, by its own name that is pointed there (DNS rebinding) or from its own
/// origin: the first shows in <c>Host</c>, the second in <c>Origin</c>, and neither has the cookie, which is <c>SameSite=Strict</c>.
/// </remarks>
internal sealed class Doorkeeper : IDoor
{
    private const string KeyField = "key";
    private const string Scheme = "Bearer ";
    private readonly string _key;
    private readonly string _cookieValue;
    private readonly string _cookieName;
    private readonly string[] _hosts;

    public Doorkeeper(string key, string cookieValue, int port)
    {
        (_key, _cookieValue) = (key, cookieValue);

        // Cookies know no ports: two servers on one computer have two names.
        _cookieName = FormattableString.Invariant($"smartbeats-{port}");
        _hosts = [FormattableString.Invariant($"127.0.0.1:{port}"), FormattableString.Invariant($"localhost:{port}")];
    }

    public bool GuardsPage => true;

    public Visitor Meet(HttpRequest request)
    {
        if (!_hosts.Contains(request.Host.Value, StringComparer.OrdinalIgnoreCase))
        {
            return Refuse($"This server answers as {_hosts[0]} only. Open the link that smartbeats serve printed.");
        }

        if (request.Headers.Origin is [{ } origin, ..] && !_hosts.Any(host => origin.Equals($"http://{host}", StringComparison.OrdinalIgnoreCase)))
        {
            return Refuse("A page of another origin asked. This server answers its own page only.");
        }

        if (!request.Path.StartsWithSegments(RequestDesk.ApiRoot) && HttpMethods.IsGet(request.Method) && request.Query.TryGetValue(KeyField, out var shown))
        {
            return new Visitor(false, IsSame(shown.ToString(), _key) ? TakeKey(request) : AskForKey());
        }

        var isKnown = (request.Cookies.TryGetValue(_cookieName, out var cookie) && IsSame(cookie, _cookieValue))
            || (request.Headers.Authorization is [{ } header, ..] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && IsSame(header[Scheme.Length..].Trim(), _key));
        return new Visitor(isKnown, null, isKnown ? null : CallerFiles.FindToken(request.Headers.Authorization));
    }

    /// <summary>What a person sees who came without the key.</summary>
    public static ApiAnswer AskForKey() => new(
        401,
        Encoding.UTF8.GetBytes("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>SmartBeats</title>"
            + "<h1>The key is missing</h1><p>Open the link that <code>smartbeats serve</code> printed: it holds the key. A link of an earlier start opens no more.</p></html>\n"),
        "text/html; charset=utf-8");

    /// <summary>The key for a cookie, and on to the address without it: no history, bookmark or screenshot keeps the key.</summary>
    private ApiAnswer TakeKey(HttpRequest request)
    {
        var others = request.Query.Where(pair => pair.Key != KeyField).SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value)));

        // Two slashes at the front would be another host's address.
        var clean = "/" + request.Path.ToUriComponent().TrimStart('/', '\\') + QueryString.Create(others).ToUriComponent();
        return ApiAnswer.Empty(303)
            .With("location", clean)
            .With("set-cookie", $"{_cookieName}={_cookieValue}; Path=/; HttpOnly; SameSite=Strict");
    }

    private static Visitor Refuse(string detail) => new(false, ApiAnswer.Problem(403, detail));

    private static bool IsSame(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
