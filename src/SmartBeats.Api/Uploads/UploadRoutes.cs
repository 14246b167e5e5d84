namespace SmartBeats.Api.Uploads;

/// <summary>Files on their way in.</summary>
internal static class UploadRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        new("POST", "/cities/{city}/uploads", InviteUpload.AnswerAsync),
    ];
}
