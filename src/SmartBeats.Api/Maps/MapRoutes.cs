namespace SmartBeats.Api.Maps;

/// <summary>A city's map, and where a point lies in it.</summary>
internal static class MapRoutes
{
    public static IReadOnlyList<Route> All { get; } = [];
}
