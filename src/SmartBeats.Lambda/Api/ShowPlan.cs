using System.Text.Json.Nodes;
using SmartBeats.Lambda.Notices;
using SmartBeats.Lambda.Runs;
using SmartBeats.Pipeline.Run;
using SmartBeats.Requests;

namespace SmartBeats.Lambda.Api;

/// <summary><c>GET /cities/{city}/plans/{id}</c>: where the plan stands, then its files.</summary>
internal static class ShowPlan
{
    public static async Task<ApiAnswer> AnswerAsync(ApiRequest request)
    {
        var (city, planId, store) = (request.City, request.PlanId, request.Cloud.Store);
        if (!PlanRecords.IsPlanId(planId))
        {
            return ApiAnswer.NoSuchPlan(city, "of that id");
        }

        if (await PlanFiles.IsPublishedAsync(store, city, planId, request.Cancellation))
        {
            return await PublishedAsync(request, planId);
        }

        return await PlanRecords.FindAsync(store, city, planId, request.Cancellation) is { } record
            ? ApiAnswer.Json(200, await DescribeAsync(request, record))
            : ApiAnswer.NoSuchPlan(city, planId);
    }

    public static string SelfOf(string city, string planId) => $"/cities/{city}/plans/{planId}";

    /// <summary>A published plan with a link to each file, good for a quarter of an hour.</summary>
    public static async Task<ApiAnswer> PublishedAsync(ApiRequest request, string planId)
    {
        var (cloud, city) = (request.Cloud, request.City);
        var folder = Keys.PlanFile.Begin(city, planId);
        var files = new JsonObject();
        foreach (var key in await cloud.Store.ListAsync(folder, request.Cancellation))
        {
            files[key[folder.Length..]] = cloud.SignedDownload(key);
        }

        return ApiAnswer.Json(200, new JsonObject
        {
            ["planId"] = planId,
            ["city"] = city,
            ["status"] = PlanStatus.Published,
            ["progress"] = 1,
            ["links"] = new JsonObject { ["self"] = SelfOf(city, planId) },
            ["files"] = files,
            ["filesExpire"] = PlanRecords.Print(cloud.Time.GetUtcNow().AddMinutes(Limits.SignedLinkMinutes)),
        });
    }

    private static async Task<JsonObject> DescribeAsync(ApiRequest request, PlanRecord record)
    {
        var (cloud, city) = (request.Cloud, request.City);
        var execution = ExecutionName.Of(record.PlanId, record.Attempt);
        var state = await PlanStatus.StateOfExecutionAsync(cloud, execution, request.Cancellation);
        var links = new JsonObject { ["self"] = SelfOf(city, record.PlanId) };
        var answer = new JsonObject
        {
            ["planId"] = record.PlanId,
            ["city"] = city,
            ["attempt"] = record.Attempt,
            ["requested"] = record.Requested,
            ["request"] = JsonNode.Parse(record.Request.GetRawText()),
        };
        answer["status"] = state?.Status switch
        {
            null => PlanStatus.Queued,
            "RUNNING" or "PENDING_REDRIVE" => PlanStatus.Running,
            "SUCCEEDED" when state.PlanId is { } other && other != record.PlanId => PlanStatus.Moved,
            _ => await PlanStatus.WasCancelledAsync(cloud.Store, execution, state, request.Cancellation) ? PlanStatus.Cancelled : PlanStatus.Failed,
        };
        if (state is { IsRunning: true })
        {
            var stages = StageMethods.FindAsked(PlanRequestJson.Parse("request", record.Request.GetRawText()));
            var (stage, progress) = await PlanStatus.FindProgressAsync(cloud.Store, execution, stages, request.Cancellation);
            (answer["stage"], answer["progress"]) = (stage.Name, progress);
        }
        else if ((string?)answer["status"] == PlanStatus.Moved)
        {
            answer["reason"] = "The city's data changed while the plan was being made; the plan made on the new data has another id.";
            links["plan"] = SelfOf(city, state!.PlanId!);
        }
        else if ((string?)answer["status"] == PlanStatus.Failed)
        {
            answer["reason"] = (await NoticeBoard.FindAsync(cloud.Store, NoticePlace.ForRun(execution), request.Cancellation))?.Body
                ?? "The run ended without a word; the operators find it in the logs by its name. Ask for the plan again.";
        }

        answer["links"] = links;
        return answer;
    }
}
