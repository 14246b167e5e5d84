using Microsoft.AspNetCore.Http;

namespace SmartBeats.Rehearsal.Gateway;

/// <summary>An answer of a service behind the gateway.</summary>
internal sealed record Answer(int Status, IReadOnlyList<KeyValuePair<string, string[]>> Headers, byte[] Body)
{
    public string? Header(string name) => Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value[0]).FirstOrDefault();
}

/// <summary>Hands a request on byte for byte, and its answer back.</summary>
internal sealed class Forwarder(Uri target) : IDisposable
{
    private static readonly string[] _hopByHop = ["Connection", "Keep-Alive", "Transfer-Encoding", "Upgrade", "Expect", "Proxy-Connection", "TE", "Trailer"];

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2),
    })
    { Timeout = TimeSpan.FromMinutes(20) };

    public async Task<Answer> SendAsync(Arrival arrival)
    {
        using var request = new HttpRequestMessage(new HttpMethod(arrival.Method), new Uri(
            $"{target.GetLeftPart(UriPartial.Authority)}{arrival.Path}{arrival.RawQuery}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (arrival.Body.Length > 0 || arrival.Method is "PUT" or "POST")
        {
            request.Content = new ByteArrayContent(arrival.Body);
            request.Content.Headers.Clear();
        }

        foreach (var (name, values) in arrival.Headers)
        {
            if (!_hopByHop.Contains(name, StringComparer.OrdinalIgnoreCase) && !name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
                && !request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        using var answer = await _http.SendAsync(request);
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => !_hopByHop.Contains(header.Key, StringComparer.OrdinalIgnoreCase));
        return new Answer((int)answer.StatusCode, [.. headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToArray()))], await answer.Content.ReadAsByteArrayAsync());
    }

    public static async Task WriteAsync(Answer answer, HttpContext context)
    {
        context.Response.StatusCode = answer.Status;
        foreach (var (name, values) in answer.Headers)
        {
            context.Response.Headers[name] = values;
        }

        var bodyless = HttpMethods.IsHead(context.Request.Method) || answer.Status is 204 or 304;
        if (!bodyless)
        {
            context.Response.ContentLength = answer.Body.Length;
            await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
        }
    }

    public void Dispose() => _http.Dispose();
}
