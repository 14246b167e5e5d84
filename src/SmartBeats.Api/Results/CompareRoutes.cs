using SmartBeats.Api.Answers;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Requests;

namespace SmartBeats.Api.Results;

/// <summary>Two plans side by side.</summary>
internal static class CompareRoutes
{
    public static IReadOnlyList<Route> All { get; } = [new("GET", "/cities/{city}/compare", CompareAsync)];

    /// <summary><c>GET /cities/{city}/compare?a=&amp;b=</c>: a plan beside another, or beside the beats of today that it began with.</summary>
    private static async Task<ApiAnswer> CompareAsync(ApiRequest request)
    {
        if (Reading.RefuseStrangers(request, "a", "b") is { } refusal)
        {
            return refusal;
        }

        if (request.FindQuery("a") is not { } first || request.FindQuery("b") is not { } second)
        {
            return ApiAnswer.WrongFields(new RequestFault("a, b", "two plans are not named", $"Write ?a=PLAN&b=PLAN, or b={PlanCompared.Today} for the beats of today that plan a began with."));
        }

        return await Reading.FromSourcesAsync(request, async sources =>
        {
            if (await sources.FindPlanAsync(request.City, first) is not { } plan)
            {
                return Reading.NoSuchPlan(request, first);
            }

            var other = second == PlanCompared.Today ? null : await sources.FindPlanAsync(request.City, second);
            if (other is null && second != PlanCompared.Today)
            {
                return Reading.NoSuchPlan(request, second);
            }

            return Reading.Document(await PlanCompared.CompareAsync(sources, request.City, plan, other));
        });
    }
}
