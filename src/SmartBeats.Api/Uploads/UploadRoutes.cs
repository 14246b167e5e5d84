using SmartBeats.Pipeline.Intake;

namespace SmartBeats.Api.Uploads;

/// <summary>Files on their way in.</summary>
internal static class UploadRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        new("GET", "/cities/{city}/uploads", ShowUploads.ListAsync),
        new("POST", "/cities/{city}/uploads", InviteUpload.AnswerAsync),
        new("GET", "/cities/{city}/uploads/{upload}", ShowUploads.ShowAsync),
        new("PUT", "/cities/{city}/uploads/{upload}/content", ReceiveUpload.AnswerAsync) { Only = HomeKind.Laptop, TakesFile = true },
        new("GET", "/cities/{city}/uploads/{upload}/rejected.csv", ShowUploads.SendRejectedAsync) { Only = HomeKind.Laptop },
    ];

    /// <summary>The path of an upload, as links have it.</summary>
    public static string CreatePath(ApiRequest request, string upload) => $"{request.Home.Root}/cities/{request.City}/uploads/{upload}";

    /// <summary>The answer where a city has no such upload.</summary>
    public static ApiAnswer NoSuchUpload(ApiRequest request) =>
        ApiAnswer.NothingHere($"City {request.City} has no such upload. GET /cities/{request.City}/uploads lists them.");

    /// <summary>What the home does with files.</summary>
    /// <exception cref="InvalidOperationException">Nothing: it was set up without.</exception>
    public static IUploads TakeUploads(ApiRequest request) => request.Home.Uploads ?? throw new InvalidOperationException("This home takes no files in.");
}
