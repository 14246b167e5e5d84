namespace SmartBeats.Api.Links;

/// <summary>Short links to the files of a plan or a report.</summary>
internal static class LinkRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        new("GET", "/r/{token}", OpenLink.AnswerAsync) { IsOpen = true },
    ];
}
