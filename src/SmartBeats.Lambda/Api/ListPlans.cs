using System.Text.Json.Nodes;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Lambda.Api;

/// <summary><c>GET /cities/{city}/plans</c>: what was asked for, the latest first.</summary>
internal static class ListPlans
{
    private const int MostListed = 100;

    public static async Task<ApiAnswer> AnswerAsync(ApiRequest request)
    {
        var (city, store, cancellation) = (request.City, request.Cloud.Store, request.Cancellation);
        var published = (await store.ListAsync(Keys.PlanJson.Begin(city), cancellation))
            .Where(Keys.PlanJson.Matches)
            .Select(key => key.Split('/')[^2])
            .ToHashSet(StringComparer.Ordinal);
        var folder = Keys.PlanRecord.Begin(city);
        var ids = (await store.ListAsync(folder, cancellation)).Select(key => key[folder.Length..^".json".Length]);
        var records = await Task.WhenAll(ids.Select(id => PlanRecords.FindAsync(store, city, id, cancellation)));
        var newest = records.OfType<PlanRecord>().OrderByDescending(record => record.Requested, StringComparer.Ordinal).ThenBy(record => record.PlanId, StringComparer.Ordinal);
        return ApiAnswer.Json(200, new JsonObject
        {
            ["city"] = city,
            ["plans"] = new JsonArray([.. newest.Take(MostListed).Select(record => new JsonObject
            {
                ["planId"] = record.PlanId,
                ["requested"] = record.Requested,
                ["published"] = published.Contains(record.PlanId),
                ["request"] = JsonNode.Parse(record.Request.GetRawText()),
                ["links"] = new JsonObject { ["self"] = ShowPlan.SelfOf(city, record.PlanId) },
            })]),
        });
    }
}
