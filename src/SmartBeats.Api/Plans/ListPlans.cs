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

        var (home, city, cancellation) = (request.Home, request.City, request.Cancellation);
        var (records, published) = await PlanCatalogue.ReadAsync(home, city, cancellation);
        var (listed, next) = page.Cut(records, record => $"{record.Requested} {record.PlanId}", isDescending: true);
        await using var calls = home.OpenCalls();
        var now = await DataStanding.ReadAsync(home.Files, calls, city, cancellation);
        var plans = await Task.WhenAll(listed.Select(async record =>
        {
            var isPublished = published.Contains(record.PlanId);
            var status = isPublished ? PlanStatus.Published : PlanStatus.Find(record, await home.Runs.FindAsync(city, record, cancellation));
            var plan = new JsonObject
            {
                ["planId"] = record.PlanId,
                ["requested"] = record.Requested,
                ["status"] = status,
                ["published"] = isPublished,
                ["request"] = PlanRecords.PrintRequest(record),
                ["links"] = new JsonObject { ["self"] = ShowPlan.SelfOf(request, record.PlanId) },
            };
            if (record.EditOf is { } parent)
            {
                plan["editOf"] = parent;
            }

            if (isPublished && record.Card is { } card)
            {
                plan["beats"] = card.Beats;
                plan["deviation"] = card.Deviation;
                plan["data"] = PlanCatalogue.DescribeData(card, now);
            }

            return plan;
        }));
        var answer = new JsonObject { ["city"] = city, ["plans"] = new JsonArray([.. plans]) };
        if (next is not null)
        {
            answer["next"] = next;
        }

        return ApiAnswer.Json(200, answer);
    }
}
