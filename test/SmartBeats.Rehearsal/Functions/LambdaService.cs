using SmartBeats.Rehearsal.Gateway;

namespace SmartBeats.Rehearsal.Functions;

/// <summary><c>POST /2015-03-31/functions/{name}/invocations</c>, answered by the published executable.</summary>
internal sealed class LambdaService(IReadOnlyDictionary<string, FunctionSettings> functions, FunctionHost host, EventQueue events)
{
    public async Task<Answer> AnswerAsync(Arrival request)
    {
        var name = Uri.UnescapeDataString(request.Path.Split('/')[3]);
        name = name.StartsWith("arn:", StringComparison.Ordinal) ? name.Split(':')[6] : name;
        if (!functions.TryGetValue(name, out var function))
        {
            throw new RefusalException(404, "ResourceNotFoundException", $"Function not found: {name}");
        }

        if (request.Header("X-Amz-Invocation-Type") == "Event")
        {
            events.Enqueue(function, request.Body);
            return new Answer(202, [], []);
        }

        var result = await host.InvokeAsync(function, request.Body.Length == 0 ? "{}"u8.ToArray() : request.Body);
        List<KeyValuePair<string, string[]>> headers = [new("Content-Type", ["application/json"]), new("X-Amz-Executed-Version", ["$LATEST"]), new("x-amzn-RequestId", [Guid.NewGuid().ToString()])];
        if (result.Error is not null)
        {
            headers.Add(new("X-Amz-Function-Error", [result.Error]));
        }

        return new Answer(200, headers, result.Payload);
    }
}
