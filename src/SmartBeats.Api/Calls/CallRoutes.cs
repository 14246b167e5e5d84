namespace SmartBeats.Api.Calls;

/// <summary>Counts of a city's calls.</summary>
internal static class CallRoutes
{
    public static IReadOnlyList<Route> All { get; } = [];
}
