namespace SmartBeats.Api.Calls;

/// <summary>Calls that are to be forgotten.</summary>
internal static class ForgetRoutes
{
    public static IReadOnlyList<Route> All { get; } = [];
}
