using System.Text.Json.Nodes;
using SmartBeats.Api.Answers;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Api.Plans;

/// <summary><c>GET /cities/{city}/plans</c>: what was asked for, the latest first.</summary>
internal static class ListPlans
{
    public static async Task<ApiAnswer> AnswerAsync(ApiRequest request)
    {
        var (page, refusal) = Page.Read(request);
        if (page is null)
        {
            return refusal!;
        }

        var (city, store, cancellation) = (request.City, request.Home.Files, request.Cancellation);
        var published = (await store.ListAsync(Keys.PlanJson.Begin(city), cancellation))
            .Where(Keys.PlanJson.Matches)
            .Select(key => key.Split('/')[^2])
            .ToHashSet(StringComparer.Ordinal);
        var folder = Keys.PlanRecord.Begin(city);
        var ids = (await store.ListAsync(folder, cancellation)).Select(key => key[folder.Length..^".json".Length]);
        var records = await Task.WhenAll(ids.Select(id => PlanRecords.FindAsync(store, city, id, cancellation)));
        var (listed, next) = page.Cut(records.OfType<PlanRecord>(), record => $"{record.Requested} {record.PlanId}", isDescending: true);
        var answer = new JsonObject
        {
            ["city"] = city,
            ["plans"] = new JsonArray([.. listed.Select(record => new JsonObject
            {
                ["planId"] = record.PlanId,
                ["requested"] = record.Requested,
                ["published"] = published.Contains(record.PlanId),
                ["request"] = JsonNode.Parse(record.Request.GetRawText()),
                ["links"] = new JsonObject { ["self"] = ShowPlan.SelfOf(request, record.PlanId) },
            })]),
        };
        if (next is not null)
        {
            answer["next"] = next;
        }

        return ApiAnswer.Json(200, answer);
    }
}
