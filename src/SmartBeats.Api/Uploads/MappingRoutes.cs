namespace SmartBeats.Api.Uploads;

/// <summary>How a city's calls files are read.</summary>
internal static class MappingRoutes
{
    public static IReadOnlyList<Route> All { get; } = [];
}
