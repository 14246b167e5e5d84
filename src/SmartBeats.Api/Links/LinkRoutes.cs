namespace SmartBeats.Api.Links;

/// <summary>Short links to the files of a plan or a report.</summary>
internal static class LinkRoutes
{
    private const string Links = "/cities/{city}/plans/{id}/links";

    public static IReadOnlyList<Route> All { get; } =
    [
        new("GET", Links, PlanLinks.ListAsync),
        new("POST", Links, PlanLinks.AddAsync),
        new("DELETE", Links + "/{token}", PlanLinks.RevokeAsync),
        new("GET", "/r/{token}", OpenLink.AnswerAsync) { IsOpen = true },
    ];
}
