using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SmartBeats.Rehearsal.Functions;
using SmartBeats.Rehearsal.Gateway;

namespace SmartBeats.Rehearsal.HttpApi;

/// <summary>The HTTP API as API Gateway answers it: route, authorizer (uncached), function, answer.</summary>
internal sealed class HttpApiServer : IAsyncDisposable
{
    private readonly WebApplication _app = Loopback.Build();

    public Uri Address { get; private set; } = null!;

    /// <summary>Known only once the template is resolved, which asks for the address first.</summary>
    public IReadOnlyList<ApiRoute> Routes { get; set; } = [];

    public FunctionHost Functions { get; set; } = null!;

    public static async Task<HttpApiServer> StartAsync()
    {
        var api = new HttpApiServer();
        api._app.MapFallback("{**path}", api.TakeAsync);
        api.Address = await Loopback.StartAsync(api._app);
        return api;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        var request = await Arrival.ReadAsync(context);
        var found = Routes.Select(route => (Route: route, Values: route.Match(request.Method, request.Path))).FirstOrDefault(match => match.Values is not null);
        if (found.Route is not { } route)
        {
            await MessageAsync(context, 404, "Not Found");
            return;
        }

        JsonNode? granted = null;
        if (route.Authorizer is { } authorizer)
        {
            if (request.Header("Authorization") is not { } token)
            {
                await MessageAsync(context, 401, "Unauthorized");
                return;
            }

            var asked = await Functions.InvokeAsync(authorizer, Utf8(ProxyEvent.ForAuthorizer(request, route, found.Values!, token)));
            if (asked.Error is not null)
            {
                await MessageAsync(context, 500, "Internal Server Error");
                return;
            }

            var verdict = JsonNode.Parse(asked.Payload)!;
            if ((bool?)verdict["isAuthorized"] != true)
            {
                await MessageAsync(context, 403, "Forbidden");
                return;
            }

            granted = verdict["context"]?.DeepClone();
        }

        await WriteAsync(context, await Functions.InvokeAsync(route.Target, Utf8(ProxyEvent.ForFunction(request, route, found.Values!, granted))));
    }

    private static async Task WriteAsync(HttpContext context, InvocationResult result)
    {
        if (result.Error is not null || JsonNode.Parse(result.Payload) is not JsonObject answer || answer["statusCode"] is null)
        {
            await MessageAsync(context, 500, "Internal Server Error");
            return;
        }

        context.Response.StatusCode = (int)answer["statusCode"]!;
        foreach (var (name, value) in answer["headers"] as JsonObject ?? [])
        {
            context.Response.Headers[name] = value?.ToString();
        }

        var body = (string?)answer["body"] ?? "";
        var bytes = (bool?)answer["isBase64Encoded"] == true ? Convert.FromBase64String(body) : Encoding.UTF8.GetBytes(body);
        if (context.Response.StatusCode is not 204)
        {
            await context.Response.Body.WriteAsync(bytes);
        }
    }

    private static Task MessageAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(new JsonObject { ["message"] = message }.ToJsonString());
    }

    private static byte[] Utf8(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
