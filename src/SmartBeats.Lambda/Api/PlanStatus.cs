using System.Text.Json;
using Amazon.StepFunctions.Model;
using SmartBeats.Lambda.Runs;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Lambda.Api;

/// <summary>Where an execution stands, as Step Functions says.</summary>
/// <param name="PlanId">The plan it ended with: another than it was started for where the data changed under way. Null while unknown.</param>
internal sealed record ExecutionState(string Status, string? PlanId)
{
    public bool IsRunning => Status == "RUNNING";
}

/// <summary>Status, stage and progress of a plan that is not published yet.</summary>
/// <remarks>
/// Whether it runs is asked of Step Functions (one call); how far it is is read from which files its stages have written
/// (one listing): the history would be pages of events, and means the same.
/// </remarks>
internal static class PlanStatus
{
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Published = "published";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";
    public const string Moved = "moved";

    /// <returns>Null where there is no such execution.</returns>
    public static async Task<ExecutionState?> StateOfExecutionAsync(Cloud cloud, string name, CancellationToken cancellation)
    {
        try
        {
            var described = await cloud.StepFunctions.DescribeExecutionAsync(
                new DescribeExecutionRequest { ExecutionArn = ExecutionName.Arn(cloud.Variable(Variables.StateMachineArn), name) }, cancellation);
            return new ExecutionState(described.Status.Value, PlanIdIn(described.Output));
        }
        catch (ExecutionDoesNotExistException)
        {
            return null;
        }
    }

    /// <summary>Whether a run that is over was cancelled. One that found out by itself, before it was stopped, has failed for Step Functions.</summary>
    public static async Task<bool> WasCancelledAsync(IObjectStore store, string execution, ExecutionState state, CancellationToken cancellation) =>
        state.Status == "ABORTED" || (state.Status == "FAILED" && await RunOutcomes.FindAsync(store, execution, cancellation) == RunOutcome.Cancelled);

    /// <summary>The stage an execution is in, and the share of its work that is done (<see cref="RunProgress"/>).</summary>
    /// <param name="stages">Those that the request asks for, in order.</param>
    public static async Task<(Stage Stage, double Share)> FindProgressAsync(
        IObjectStore store, string execution, IReadOnlyList<Stage> stages, CancellationToken cancellation)
    {
        IReadOnlyList<string> files = await store.ListAsync(Keys.RunFile.Begin(execution), cancellation);
        for (var restarts = 1; restarts <= Limits.MostRestarts; restarts++)
        {
            var again = await store.ListAsync(Keys.RunFile.Begin(ExecutionName.RunId(execution, restarts)), cancellation);
            files = again.Count > 0 ? again : files;
        }

        return RunProgress.Find(stages, files);
    }

    private static string? PlanIdIn(string? output)
    {
        if (output is null)
        {
            return null;
        }

        using var json = JsonDocument.Parse(output);
        return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("ticket", out var ticket)
            && ticket.TryGetProperty("planId", out var planId) ? planId.GetString() : null;
    }
}
