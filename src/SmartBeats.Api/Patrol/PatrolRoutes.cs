using System.Text.Json.Nodes;
using SmartBeats.Api.Answers;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Publishing;

namespace SmartBeats.Api.Patrol;

/// <summary>Response and people of a plan: what the verbs evaluate, staff, schedule and absent print.</summary>
internal static class PatrolRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        Create("evaluation", PlanEvaluation.AnswerAsync),
        Create("staffing", PlanStaffing.AnswerAsync),
        Create("schedule", PlanRoster.AnswerAsync),
        Create("absence", PlanAbsence.AnswerAsync),
    ];

    private static Route Create(string name, Func<AnswerSources, string, PlanFile, JsonObject, CancellationToken, Task<DutyAnswer>> answerAsync) =>
        new("POST", $"/cities/{{city}}/plans/{{id}}/{name}", request => Reading.FromPlanAsync(request, async (sources, plan) =>
        {
            if (request.Body.Length > 0 && request.ReadObject() is null)
            {
                return ApiAnswer.Problem(400, "The body is no JSON object. Send the flags as its members, or {} for none.");
            }

            try
            {
                return Reading.Document(await answerAsync(sources, request.City, plan, request.ReadObject() ?? [], request.Cancellation));
            }
            catch (InputException fault)
            {
                return Reading.WrongField(fault);
            }
        }));
}
