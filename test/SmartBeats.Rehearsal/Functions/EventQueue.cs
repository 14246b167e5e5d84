using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;

namespace SmartBeats.Rehearsal.Functions;

/// <summary>Asynchronous invocations: an event that fails comes again under its own request id, and in the end goes to the function's failure target.</summary>
/// <param name="onFailure">Takes what is sent there: function and message.</param>
/// <remarks>The service waits a minute before the first repetition and two before the second; here it is moments.</remarks>
internal sealed class EventQueue(FunctionHost host, Func<FunctionSettings, string, Task> onFailure)
{
    private static readonly TimeSpan _wait = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<Task, bool> _underWay = new();

    public void Enqueue(FunctionSettings function, byte[] payload)
    {
        var work = Task.Run(() => DeliverAsync(function, payload));
        _underWay[work] = true;
        _ = work.ContinueWith(done => _underWay.TryRemove(done, out _), TaskScheduler.Default);
    }

    /// <summary>Waits until no event is under way, those included that came of others.</summary>
    public async Task SettleAsync()
    {
        while (!_underWay.IsEmpty)
        {
            await Task.WhenAll(_underWay.Keys);
            await Task.Delay(50);
        }
    }

    private async Task DeliverAsync(FunctionSettings function, byte[] payload)
    {
        var requestId = Guid.NewGuid().ToString();
        for (var attempt = 0; ; attempt++)
        {
            var result = await host.InvokeAsync(function, payload, requestId);
            if (result.Error is null)
            {
                return;
            }

            if (attempt == function.Retries)
            {
                await onFailure(function, Record(function, payload, requestId, attempt + 1, result));
                return;
            }

            await Task.Delay(_wait * (attempt + 1));
        }
    }

    /// <summary>As a destination is told (Lambda Developer Guide, "Capturing records of Lambda asynchronous invocations").</summary>
    private static string Record(FunctionSettings function, byte[] payload, string requestId, int invocations, InvocationResult result) => new JsonObject
    {
        ["version"] = "1.0",
        ["timestamp"] = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
        ["requestContext"] = new JsonObject
        {
            ["requestId"] = requestId,
            ["functionArn"] = function.Arn + ":$LATEST",
            ["condition"] = "RetriesExhausted",
            ["approximateInvokeCount"] = invocations,
        },
        ["requestPayload"] = JsonNode.Parse(payload),
        ["responseContext"] = new JsonObject { ["statusCode"] = 200, ["executedVersion"] = "$LATEST", ["functionError"] = result.Error },
        ["responsePayload"] = JsonNode.Parse(Encoding.UTF8.GetString(result.Payload)),
    }.ToJsonString();
}
