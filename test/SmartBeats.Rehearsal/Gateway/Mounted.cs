using Microsoft.AspNetCore.Http;

namespace SmartBeats.Rehearsal.Gateway;

/// <summary>An endpoint that answers a web request itself, as a service behind the gateway: its answer is caught on its way.</summary>
internal static class Mounted
{
    public static async Task<Answer?> AskAsync(HttpContext context, Arrival request, RequestDelegate endpoint)
    {
        var onward = new DefaultHttpContext { RequestAborted = context.RequestAborted };
        var lifetime = new Lifetime();
        onward.Features.Set<Microsoft.AspNetCore.Http.Features.IHttpRequestLifetimeFeature>(lifetime);
        (onward.Request.Method, onward.Request.Path) = (request.Method, request.Path);
        foreach (var (name, values) in request.Headers)
        {
            onward.Request.Headers[name] = values;
        }

        onward.Request.Body = new MemoryStream(request.Body);
        using var body = new MemoryStream();
        onward.Response.Body = body;
        await endpoint(onward);
        if (lifetime.IsAborted)
        {
            context.Abort();
            return null;
        }

        return new Answer(onward.Response.StatusCode, [.. onward.Response.Headers.Where(header => header.Key != "Content-Length").Select(header => KeyValuePair.Create(header.Key, (string[])[.. header.Value.OfType<string>()]))], body.ToArray());
    }

    /// <summary>Remembers that the endpoint broke the connection off.</summary>
    private sealed class Lifetime : Microsoft.AspNetCore.Http.Features.IHttpRequestLifetimeFeature
    {
        public bool IsAborted { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsAborted = true;
    }
}
