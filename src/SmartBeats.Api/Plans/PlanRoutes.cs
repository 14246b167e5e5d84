namespace SmartBeats.Api.Plans;

/// <summary>Plans: asked for, followed, listed, ended.</summary>
internal static class PlanRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        new("POST", "/cities/{city}/plans", StartPlan.AnswerAsync),
        new("GET", "/cities/{city}/plans", ListPlans.AnswerAsync),
        new("GET", "/cities/{city}/plans/{id}", ShowPlan.AnswerAsync),
        new("POST", "/cities/{city}/plans/{id}/edits", EditPlan.AnswerAsync),
        new("POST", "/cities/{city}/plans/{id}/rebalance", HelpEdit.AnswerAsync),
        new("POST", "/cities/{city}/plans/{id}/moves", LayBeats.AnswerAsync),
        new("GET", "/cities/{city}/plans/{id}/ground", PackDraft.AnswerAsync),
        new("DELETE", "/cities/{city}/plans/{id}", EndPlan.AnswerAsync),
        new("GET", "/cities/{city}/plans/{id}/files/{name}", SendPlanFile.AnswerAsync),
    ];
}
