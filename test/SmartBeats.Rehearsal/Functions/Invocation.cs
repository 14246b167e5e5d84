using System.Text.Json.Nodes;

namespace SmartBeats.Rehearsal.Functions;

/// <summary>One invocation on its way through an execution environment.</summary>
internal sealed class Invocation(string requestId, string functionArn, byte[] payload)
{
    /// <summary>Of a synchronous invocation.</summary>
    private const int LargestAnswer = 6 << 20;

    private readonly TaskCompletionSource<InvocationResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string RequestId => requestId;

    public string FunctionArn => functionArn;

    public byte[] Payload => payload;

    public string TraceId { get; } = $"Root=1-{DateTimeOffset.UtcNow.ToUnixTimeSeconds():x8}-{Guid.NewGuid():N}"[..42] + ";Sampled=1";

    public DateTimeOffset Deadline { get; set; }

    public Task<InvocationResult> Result => _result.Task;

    public void Succeed(byte[] answer)
    {
        if (answer.Length > LargestAnswer)
        {
            Fail("Function.ResponseSizeTooLarge", $"Response payload size exceeded maximum allowed payload size ({LargestAnswer} bytes).");
            return;
        }

        _result.TrySetResult(new InvocationResult(answer, null));
    }

    /// <param name="report">As the runtime posts it: <c>errorType</c>, <c>errorMessage</c>, <c>stackTrace</c>.</param>
    public void Fail(byte[] report) => _result.TrySetResult(new InvocationResult(report, "Unhandled"));

    /// <summary>The environment is gone, in the words the service has for it.</summary>
    public void Fail(string type, string message) =>
        Fail(System.Text.Encoding.UTF8.GetBytes(new JsonObject { ["errorType"] = type, ["errorMessage"] = $"RequestId: {requestId} Error: {message}" }.ToJsonString()));
}
