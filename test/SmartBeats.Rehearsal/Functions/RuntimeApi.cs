using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace SmartBeats.Rehearsal.Functions;

/// <summary>The Lambda Runtime API, version 2018-06-01, for every environment under a path of its own.</summary>
internal static class RuntimeApi
{
    private const string Root = "/environments/{id}/2018-06-01/runtime/";

    public static void Map(IEndpointRouteBuilder app, Func<string, ExecutionEnvironment?> find)
    {
        app.MapGet(Root + "invocation/next", async (HttpContext context, string id) =>
        {
            if (find(id) is not { } environment)
            {
                context.Response.StatusCode = 403;
                return;
            }

            Invocation next;
            try
            {
                next = await environment.NextAsync(context.RequestAborted);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            var headers = context.Response.Headers;
            headers["Lambda-Runtime-Aws-Request-Id"] = next.RequestId;
            headers["Lambda-Runtime-Deadline-Ms"] = next.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
            headers["Lambda-Runtime-Invoked-Function-Arn"] = next.FunctionArn;
            headers["Lambda-Runtime-Trace-Id"] = next.TraceId;
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(next.Payload, context.RequestAborted);
        });
        app.MapPost(Root + "invocation/{request}/response", (HttpContext context, string id, string request) =>
            PostedAsync(context, find, id, request, (invocation, body) => invocation.Succeed(body)));
        app.MapPost(Root + "invocation/{request}/error", (HttpContext context, string id, string request) =>
            PostedAsync(context, find, id, request, (invocation, body) => invocation.Fail(body)));
        app.MapPost(Root + "init/error", (HttpContext context, string id) =>
            PostedAsync(context, find, id, null, (invocation, body) => invocation.Fail(body)));
    }

    private static async Task PostedAsync(HttpContext context, Func<string, ExecutionEnvironment?> find, string id, string? request, Action<Invocation, byte[]> take)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        // An answer to an event that was given up is refused, as the service does.
        var current = find(id)?.Current;
        if (current is null || (request is not null && current.RequestId != request))
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync("""{"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}""");
            return;
        }

        take(current, body.ToArray());
        context.Response.StatusCode = 202;
        await context.Response.WriteAsync("""{"status":"OK"}""");
    }
}
