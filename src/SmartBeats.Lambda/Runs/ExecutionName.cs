using System.Globalization;

namespace SmartBeats.Lambda.Runs;

/// <summary>How executions and their folders are named.</summary>
/// <remarks>
/// A name is used up for 90 days once its execution has ended, so each try at a plan has a number: <c>beats-{planId}-a1</c>.
/// A run that begins again because the data changed writes into a folder of its own, <c>…-a1-r1</c>: files of the round
/// before are never read.
/// </remarks>
internal static class ExecutionName
{
    public static string Of(string planId, int attempt) => string.Create(CultureInfo.InvariantCulture, $"{States.ExecutionPrefix}{planId}-a{attempt}");

    public static string RunId(string execution, int restarts) => restarts == 0 ? execution : string.Create(CultureInfo.InvariantCulture, $"{execution}-r{restarts}");

    /// <summary>The execution a run id belongs to.</summary>
    public static string OfRun(string runId) =>
        runId.LastIndexOf("-r", StringComparison.Ordinal) is var at and > 0 && int.TryParse(runId.AsSpan(at + 2), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? runId[..at]
            : runId;

    /// <param name="stateMachineArn"><c>arn:aws:states:REGION:ACCOUNT:stateMachine:NAME</c>.</param>
    public static string Arn(string stateMachineArn, string execution) =>
        stateMachineArn.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal) + ":" + execution;
}
