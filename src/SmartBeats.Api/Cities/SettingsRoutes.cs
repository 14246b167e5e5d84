namespace SmartBeats.Api.Cities;

/// <summary>A city's settings.</summary>
internal static class SettingsRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        new("GET", "/cities/{city}/settings", ShowSettings.AnswerAsync),
        new("PUT", "/cities/{city}/settings", ChangeSettings.AnswerAsync),
    ];
}
