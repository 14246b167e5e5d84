namespace SmartBeats.Api.Uploads;

/// <summary>What was loaded, rejected, missing.</summary>
internal static class QualityRoutes
{
    public static IReadOnlyList<Route> All { get; } = [];
}
