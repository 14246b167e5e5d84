namespace SmartBeats.Api.Results;

/// <summary>What a plan holds, for a page to draw.</summary>
internal static class ResultRoutes
{
    public static IReadOnlyList<Route> All { get; } = [];
}
