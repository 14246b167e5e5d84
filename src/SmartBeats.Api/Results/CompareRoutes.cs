namespace SmartBeats.Api.Results;

/// <summary>Two plans side by side.</summary>
internal static class CompareRoutes
{
    public static IReadOnlyList<Route> All { get; } = [];
}
