using SmartBeats.Rehearsal.Signing;

namespace SmartBeats.Rehearsal.Functions;

/// <summary>A function as the template describes it.</summary>
/// <param name="Handler">What <c>_HANDLER</c> is.</param>
/// <param name="Environment">Its variables, intrinsic functions resolved.</param>
/// <param name="Role">Whose policies bind it.</param>
/// <param name="FailureTarget">ARN of a queue or topic for events that failed for good; null where there is none.</param>
/// <param name="Retries">Of asynchronous invocations, 0 to 2.</param>
internal sealed record FunctionSettings(
    string Name, string Arn, string Handler, TimeSpan Timeout, int MemoryMegabytes, IReadOnlyDictionary<string, string> Environment, Principal Role,
    string? FailureTarget, int Retries);

/// <summary>What an invocation came to.</summary>
/// <param name="Error">Null where it succeeded; otherwise <c>Unhandled</c>, and the payload says what.</param>
internal sealed record InvocationResult(byte[] Payload, string? Error)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Payload);
}
