using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SmartBeats.AwsStandIns.Tests.Wire;

/// <summary>One request as it arrived. Header names are in lower case.</summary>
public sealed record Recorded(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    [JsonIgnore]
    public JsonNode Json => JsonNode.Parse(Body)!;
}

/// <summary>A loopback web server that keeps what it is sent and answers what it is told.</summary>
public sealed class Recorder : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Recorder(WebApplication app) => _app = app;

    public ConcurrentQueue<Recorded> Requests { get; } = new();

    public Uri Address { get; private set; } = null!;

    public static async Task<Recorder> StartAsync(Func<Recorded, HttpResponse, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var recorder = new Recorder(builder.Build());
        recorder._app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var request = new Recorded(context.Request.Method, context.Request.Path + context.Request.QueryString,
                context.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString()), await reader.ReadToEndAsync());
            recorder.Requests.Enqueue(request);
            await answer(request, context.Response);
        });
        await recorder._app.StartAsync();
        recorder.Address = new Uri(recorder._app.Urls.Single());
        return recorder;
    }

    /// <summary>A service that answers every request with the same body.</summary>
    public static Task<Recorder> StartAsync(int status, string body, string contentType = "application/json", string? errorType = null) =>
        StartAsync((_, response) =>
        {
            response.StatusCode = status;
            response.ContentType = contentType;
            response.Headers["x-amzn-RequestId"] = "00000000-0000-0000-0000-00000000000a";
            if (errorType is not null) response.Headers["x-amzn-ErrorType"] = errorType;
            return response.WriteAsync(body);
        });

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
