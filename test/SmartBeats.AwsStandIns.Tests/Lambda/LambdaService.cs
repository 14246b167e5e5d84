using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using SmartBeats.AwsStandIns.Tests.Wire;

namespace SmartBeats.AwsStandIns.Tests.Lambda;

/// <summary>The Runtime API of one function: hands out the given events, then keeps the function waiting.</summary>
public sealed class LambdaService : IAsyncDisposable
{
    public const string FunctionArn = "arn:aws:lambda:us-west-2:123456789012:function:seed-beats";

    private readonly ConcurrentQueue<(string Id, string Event)> _events;
    private readonly Recorder _recorder;
    private readonly CancellationTokenSource _over = new();

    private LambdaService(ConcurrentQueue<(string, string)> events, Recorder recorder) => (_events, _recorder) = (events, recorder);

    public string Endpoint => _recorder.Address.Authority;

    /// <summary>Cancelled once all events are answered.</summary>
    public CancellationToken Over => _over.Token;

    public static DateTimeOffset Deadline { get; } = DateTimeOffset.UtcNow.AddMinutes(15);

    public IReadOnlyList<Recorded> Answers => [.. _recorder.Requests.Where(r => r.Method == "POST")];

    public static async Task<LambdaService> StartAsync(params string[] events)
    {
        LambdaService? service = null;
        var queue = new ConcurrentQueue<(string, string)>(events.Select((e, i) => ($"request-{i + 1}", e)));
        var recorder = await Recorder.StartAsync((request, response) => service!.AnswerAsync(request, response));
        return service = new LambdaService(queue, recorder);
    }

    private async Task AnswerAsync(Recorded request, HttpResponse response)
    {
        if (request.Method == "POST")
        {
            response.StatusCode = 202;
            response.ContentType = "application/json";
            await response.WriteAsync("""{"status":"OK"}""");
            return;
        }
        if (request.Path != "/2018-06-01/runtime/invocation/next")
        {
            response.StatusCode = 404;
            return;
        }
        if (!_events.TryDequeue(out var next))
        {
            await _over.CancelAsync();
            await Task.Delay(Timeout.Infinite, response.HttpContext.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }
        response.Headers["Lambda-Runtime-Aws-Request-Id"] = next.Id;
        response.Headers["Lambda-Runtime-Deadline-Ms"] = Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = FunctionArn;
        response.Headers["Lambda-Runtime-Trace-Id"] = "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=1;" + next.Id;
        response.ContentType = "application/json";
        await response.WriteAsync(next.Event);
    }

    public async ValueTask DisposeAsync()
    {
        await _recorder.DisposeAsync();
        _over.Dispose();
    }
}
