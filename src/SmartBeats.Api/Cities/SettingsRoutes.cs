namespace SmartBeats.Api.Cities;

/// <summary>A city's settings.</summary>
internal static class SettingsRoutes
{
    public static IReadOnlyList<Route> All { get; } = [];
}
