using SmartBeats.Pipeline.Intake;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Api.Uploads;

/// <summary>What a city has and lacks.</summary>
internal static class QualityRoutes
{
    public static IReadOnlyList<Route> All { get; } = [new("GET", "/cities/{city}/quality", AnswerAsync)];

    private static async Task<ApiAnswer> AnswerAsync(ApiRequest request)
    {
        var (files, city) = (request.Home.Files, request.City);
        if (await CityFiles.FindSettingsAsync(files, city, request.Cancellation) is null)
        {
            return ApiAnswer.NoSuchCity(city);
        }

        await using var calls = request.Home.OpenCalls();
        var map = await CityFiles.FindMapAsync(files, city, request.Cancellation);
        var quality = await QualityReader.ReadAsync(files, calls, city, map, request.Cancellation);
        return new ApiAnswer(200, quality.ToJson());
    }
}
