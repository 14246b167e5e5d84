using System.Text.Json;
using Amazon.StepFunctions.Model;
using SmartBeats.Api;
using SmartBeats.Api.Plans;
using SmartBeats.Lambda.Notices;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Lambda.Runs;

/// <summary>What an execution is started with. Equal for equal attempts: a second start of the same name is then the same execution.</summary>
/// <param name="Request">The canonical request, with pointers to its side files where there are any (<see cref="SidePointers"/>).</param>
internal sealed record ExecutionInput(string City, JsonElement Request, string PlanId, int Attempt);

/// <summary>Runs as executions of the state machine.</summary>
/// <remarks>
/// Whether one runs is asked of Step Functions (one call); how far it is is read from which files its stages have written
/// (one listing): the history would be pages of events, and means the same.
/// </remarks>
internal sealed class StepFunctionRuns(Cloud cloud) : IRuns
{
    public async Task<bool> TryStartAsync(string city, PlanRecord record, IReadOnlyList<SideFile> sides, CancellationToken cancellation)
    {
        var name = ExecutionName.Of(record.PlanId, record.Attempt);
        if (await RunOutcomes.FindAsync(cloud.Store, name, cancellation) == RunOutcome.Cancelled)
        {
            return false;
        }

        var input = new ExecutionInput(city, SidePointers.Attach(record.Request, sides), record.PlanId, record.Attempt);
        try
        {
            await cloud.StepFunctions.StartExecutionAsync(
                new StartExecutionRequest
                {
                    StateMachineArn = cloud.Variable(Variables.StateMachineArn),
                    Name = name,
                    Input = JsonSerializer.Serialize(input, LambdaJson.Default.ExecutionInput),
                },
                cancellation);
            return true;
        }
        catch (ExecutionAlreadyExistsException)
        {
            return await DescribeAsync(name, cancellation) is { Status: "RUNNING" };
        }
    }

    public async Task<RunStanding?> FindAsync(string city, PlanRecord record, CancellationToken cancellation)
    {
        var name = ExecutionName.Of(record.PlanId, record.Attempt);
        var execution = await DescribeAsync(name, cancellation);
        switch (execution?.Status)
        {
            case null:
                return null;
            case "RUNNING" or "PENDING_REDRIVE":
                var stages = StageMethods.FindAsked(PlanRequestJson.Parse("request", record.Request.GetRawText()));
                var (stage, share) = await FindProgressAsync(cloud.Store, name, stages, cancellation);
                return new RunStanding(RunStatus.Running) { Stage = stage.Name, Doing = stage.Doing, Progress = share };
            case "SUCCEEDED":
                return new RunStanding(RunStatus.Published) { PlanId = execution.PlanId };
            case "ABORTED":
                return new RunStanding(RunStatus.Cancelled);
        }

        // One that found out by itself that it was cancelled, before it was stopped, has failed for Step Functions.
        if (execution.Status == "FAILED" && await RunOutcomes.FindAsync(cloud.Store, name, cancellation) == RunOutcome.Cancelled)
        {
            return new RunStanding(RunStatus.Cancelled);
        }

        var notice = await NoticeBoard.FindAsync(cloud.Store, NoticePlace.ForRun(name), cancellation);
        return new RunStanding(RunStatus.Failed) { Reason = notice?.Body };
    }

    /// <summary>Decides first and stops then: a function that is publishing at this moment has either decided before us, or will find that it may not.</summary>
    public async Task<bool> TryCancelAsync(string city, PlanRecord record, CancellationToken cancellation)
    {
        var name = ExecutionName.Of(record.PlanId, record.Attempt);
        if (await RunOutcomes.DecideAsync(cloud.Store, name, RunOutcome.Cancelled, cancellation) == RunOutcome.Published)
        {
            return false;
        }

        var stop = new StopExecutionRequest { ExecutionArn = FindArn(name), Error = Errors.RunCancelled, Cause = "Cancelled by a caller of the API." };
        try
        {
            await cloud.StepFunctions.StopExecutionAsync(stop, cancellation);
        }
        catch (ExecutionDoesNotExistException)
        {
            // Not started yet: its first stage will find that it was cancelled.
        }

        return true;
    }

    /// <summary>The stage an execution is in, and the share of its work that is done (<see cref="RunProgress"/>).</summary>
    /// <param name="stages">Those that the request asks for, in order.</param>
    internal static async Task<(Stage Stage, double Share)> FindProgressAsync(
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

    /// <returns>Null where there is no such execution.</returns>
    private async Task<Execution?> DescribeAsync(string name, CancellationToken cancellation)
    {
        try
        {
            var described = await cloud.StepFunctions.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = FindArn(name) }, cancellation);
            return new Execution(described.Status.Value, PlanIdIn(described.Output));
        }
        catch (ExecutionDoesNotExistException)
        {
            return null;
        }
    }

    private string FindArn(string name) => ExecutionName.Arn(cloud.Variable(Variables.StateMachineArn), name);

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

    /// <summary>Where an execution stands, as Step Functions says.</summary>
    /// <param name="PlanId">The plan it ended with: another than it was started for where the data changed under way. Null while unknown.</param>
    private sealed record Execution(string Status, string? PlanId);
}
