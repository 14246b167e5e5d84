using SmartBeats.Api.Answers;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Api.Plans;

/// <summary><c>GET /cities/{city}/plans/{id}/files/{name}</c>: a file of a plan.</summary>
internal static class SendPlanFile
{
    public static async Task<ApiAnswer> AnswerAsync(ApiRequest request)
    {
        var (city, planId, name) = (request.City, request.PlanId, request.Values["name"]);
        if (!PlanRecords.IsPlanId(planId))
        {
            return ApiAnswer.NoSuchPlan(city, "of that id");
        }

        // Only what is there becomes part of a key.
        var folder = Keys.PlanFile.Begin(city, planId);
        var there = await request.Home.Files.ListAsync(folder, request.Cancellation);
        return there.FirstOrDefault(key => key[folder.Length..] == name) is { } key && await SentFile.AnswerAsync(request, key) is { } answer
            ? answer
            : ApiAnswer.NothingHere($"Plan {planId} has no such file. GET /cities/{city}/plans/{planId} lists those it has.");
    }
}
