using System.Text.Json.Nodes;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Api.Plans;

/// <summary><c>DELETE /cities/{city}/plans/{id}</c>: cancels a run; with <c>?purge=true</c> removes a published plan.</summary>
internal static class EndPlan
{
    public static async Task<ApiAnswer> AnswerAsync(ApiRequest request)
    {
        var (city, planId, store) = (request.City, request.PlanId, request.Home.Files);
        var purge = request.FindQuery("purge") is "true" or "1";
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
        await PlanFiles.PurgeAsync(request.Home.Files, request.City, request.PlanId, request.Cancellation);
        await request.Home.Files.DeleteAsync(Keys.PlanRecord.For(request.City, request.PlanId), request.Cancellation);
        foreach (var key in await request.Home.Files.ListAsync(Keys.PlanLink.Begin(request.City, request.PlanId), request.Cancellation))
        {
            await request.Home.Files.DeleteAsync(Keys.Link.For(Path.GetFileNameWithoutExtension(key)), request.Cancellation);
            await request.Home.Files.DeleteAsync(key, request.Cancellation);
        }

        foreach (var begin in (string[])[Keys.Comment.Begin(request.City, request.PlanId), Keys.Draft.Begin(request.City) + request.PlanId])
        {
            foreach (var key in await request.Home.Files.ListAsync(begin, request.Cancellation))
            {
                await request.Home.Files.DeleteAsync(key, request.Cancellation);
            }
        }

        return ApiAnswer.Empty(204);
    }

    private static async Task<ApiAnswer> CancelAsync(ApiRequest request, PlanRecord record)
    {
        var runs = request.Home.Runs;
        var standing = await runs.FindAsync(request.City, record, request.Cancellation);
        var isCancelled = standing?.Status == RunStatus.Cancelled;
        if (standing is null or { Status: RunStatus.Queued or RunStatus.Running })
        {
            if (!await runs.TryCancelAsync(request.City, record, request.Cancellation))
            {
                return Published(record.PlanId);
            }

            isCancelled = true;
        }

        return ApiAnswer.Json(200, new JsonObject
        {
            ["planId"] = record.PlanId,
            ["city"] = request.City,
            ["status"] = isCancelled ? PlanStatus.Cancelled : PlanStatus.Failed,
            ["links"] = new JsonObject { ["self"] = ShowPlan.SelfOf(request, record.PlanId) },
        });
    }

    private static ApiAnswer Published(string planId) =>
        ApiAnswer.Problem(409, $"Plan {planId} is published, or just being so: there is nothing to cancel. ?purge=true removes a published plan.");
}
