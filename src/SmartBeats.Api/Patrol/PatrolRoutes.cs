namespace SmartBeats.Api.Patrol;

/// <summary>Response and people of a plan: what the verbs evaluate, staff, schedule and absent print.</summary>
internal static class PatrolRoutes
{
    public static IReadOnlyList<Route> All { get; } = [];
}
