using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace SmartBeats.Rehearsal.DataApi;

/// <summary>The RDS Data API's paths over a real PostgreSQL, with faults that can be ordered.</summary>
/// <remarks>Signatures and permissions are not looked at here: that is whose endpoint this is mounted into.</remarks>
public sealed class DataApiEndpoint : IAsyncDisposable
{
    private static readonly string[] _operations = ["Execute", "BatchExecute", "BeginTransaction", "CommitTransaction", "RollbackTransaction"];
    private readonly DataApiOperations _service;
    private readonly ConcurrentQueue<DataApiCall> _calls = new();

    public DataApiEndpoint(DataApiCluster cluster, DataApiLimits? limits = null, TimeProvider? time = null) =>
        _service = new DataApiOperations(cluster, limits ?? new DataApiLimits(), time ?? TimeProvider.System);

    public InjectedFaults Faults { get; } = new();

    /// <summary>Waited before every call is looked at, as a network would add it.</summary>
    public TimeSpan AddedLatency { get; set; }

    /// <summary>What was called and answered, in the order of the answers.</summary>
    public IReadOnlyCollection<DataApiCall> Calls => _calls;

    /// <summary>Puts the cluster to sleep: the next call wakes it, and is refused until it is awake.</summary>
    public Task PauseAsync() => _service.PauseAsync();

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var operation in _operations)
        {
            routes.MapPost("/" + operation, HandleAsync);
        }
    }

    /// <summary>Answers one call; its path says which operation.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var operation = context.Request.Path.Value!.Trim('/');
        var headers = context.Request.Headers.Sum(header => header.Key.Length + header.Value.ToString().Length + 4);
        var call = new DataApiCall(operation, null, headers + (context.Request.ContentLength ?? 0));
        if (Faults.Take(call, whileSending: true) is not null)
        {
            await context.Request.Body.ReadAtLeastAsync(new byte[(context.Request.ContentLength ?? 0) / 2], 0, throwOnEndOfStream: false);
            Drop(context, call);
            return;
        }

        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            call = call with { RequestBytes = headers + body.Length };
            await Task.Delay(AddedLatency);
            if (call.RequestBytes > DataApiLimits.RequestBytes)
            {
                throw DataApiError.TooLarge();
            }

            using var json = Parse(body);
            call = call with { Sql = Json.Text(json.RootElement, "sql") };
            var fault = Faults.Take(call, whileSending: false);
            var answer = await _service.AnswerAsync(operation, json.RootElement, fault);
            if (fault == InjectedFault.AnswerLost)
            {
                Drop(context, call);
                return;
            }

            await WriteAsync(context, call, 200, answer);
        }
        catch (DataApiError error)
        {
            context.Response.Headers["x-amzn-ErrorType"] = error.Code;
            var answer = new Dictionary<string, object> { ["message"] = error.Message };
            if (error.ConnectionId is { } connection)
            {
                answer["dbConnectionId"] = connection;
            }

            await WriteAsync(context, call, error.Status, error.Message.Length == 0 ? "{}"u8.ToArray() : JsonSerializer.SerializeToUtf8Bytes(answer));
        }
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private static JsonDocument Parse(MemoryStream body)
    {
        try
        {
            return JsonDocument.Parse(body.GetBuffer().AsMemory(0, (int)body.Length));
        }
        catch (JsonException)
        {
            throw DataApiError.Serialization("The request is no JSON");
        }
    }

    private async Task WriteAsync(HttpContext context, DataApiCall call, int status, byte[] answer)
    {
        _calls.Enqueue(call with { AnswerBytes = answer.Length, Status = status });
        (context.Response.StatusCode, context.Response.ContentType, context.Response.ContentLength) = (status, "application/json", answer.Length);
        context.Response.Headers["x-amzn-RequestId"] = context.TraceIdentifier;
        await context.Response.Body.WriteAsync(answer);
    }

    private void Drop(HttpContext context, DataApiCall call)
    {
        _calls.Enqueue(call);
        context.Abort();
    }
}
