using System.Text.Json.Nodes;
using Amazon.StepFunctions.Model;
using SmartBeats.Lambda.Runs;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Lambda.Api;

/// <summary><c>DELETE /cities/{city}/plans/{id}</c>: cancels a run; with <c>?purge=true</c> removes a published plan.</summary>
internal static class EndPlan
{
    public static async Task<ApiAnswer> AnswerAsync(ApiRequest request)
    {
        var (city, planId, store) = (request.City, request.PlanId, request.Cloud.Store);
        var purge = request.Query.GetValueOrDefault("purge") is "true" or "1";
        if (!PlanRecords.IsPlanId(planId))
        {
            return ApiAnswer.NoSuchPlan(city, "of that id");
        }

        var record = await PlanRecords.FindAsync(store, city, planId, request.Cancellation);
        if (await PlanFiles.IsPublishedAsync(store, city, planId, request.Cancellation))
        {
            return purge ? await PurgeAsync(request) : Published(planId);
        }

        return record is null ? ApiAnswer.NoSuchPlan(city, planId) : await CancelAsync(request, record);
    }

    private static async Task<ApiAnswer> PurgeAsync(ApiRequest request)
    {
        await PlanFiles.PurgeAsync(request.Cloud.Store, request.City, request.PlanId, request.Cancellation);
        await request.Cloud.Store.DeleteAsync(Keys.PlanRecord.For(request.City, request.PlanId), request.Cancellation);
        return new ApiAnswer(204, null);
    }

    /// <summary>Decides first and stops then: a function that is publishing at this moment has either decided before us, or will find that it may not.</summary>
    private static async Task<ApiAnswer> CancelAsync(ApiRequest request, PlanRecord record)
    {
        var cloud = request.Cloud;
        var execution = ExecutionName.Of(record.PlanId, record.Attempt);
        var state = await PlanStatus.StateOfExecutionAsync(cloud, execution, request.Cancellation);
        if (state is null or { IsRunning: true })
        {
            if (await RunOutcomes.DecideAsync(cloud.Store, execution, RunOutcome.Cancelled, request.Cancellation) == RunOutcome.Published)
            {
                return Published(record.PlanId);
            }

            await StopAsync(cloud, execution, request.Cancellation);
        }

        var isCancelled = state is null or { IsRunning: true } || await PlanStatus.WasCancelledAsync(cloud.Store, execution, state, request.Cancellation);
        return ApiAnswer.Json(200, new JsonObject
        {
            ["planId"] = record.PlanId,
            ["city"] = request.City,
            ["status"] = isCancelled ? PlanStatus.Cancelled : PlanStatus.Failed,
            ["links"] = new JsonObject { ["self"] = ShowPlan.SelfOf(request.City, record.PlanId) },
        });
    }

    private static async Task StopAsync(Cloud cloud, string execution, CancellationToken cancellation)
    {
        try
        {
            await cloud.StepFunctions.StopExecutionAsync(
                new StopExecutionRequest
                {
                    ExecutionArn = ExecutionName.Arn(cloud.Variable(Variables.StateMachineArn), execution),
                    Error = Errors.RunCancelled,
                    Cause = "Cancelled by a caller of the API.",
                },
                cancellation);
        }
        catch (ExecutionDoesNotExistException)
        {
            // Not started yet: its first stage will find that it was cancelled.
        }
    }

    private static ApiAnswer Published(string planId) =>
        ApiAnswer.Problem(409, "Published already", $"Plan {planId} is published, or just being so: there is nothing to cancel. ?purge=true removes a published plan.");
}
