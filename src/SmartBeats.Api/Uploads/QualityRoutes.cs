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
        var uploads = await new UploadLog(files, city).ListAsync(QualityReader.UploadsRead, cancellation: request.Cancellation);
        var map = await CityFiles.FindCurrentMapAsync(files, city, request.Cancellation);
        var known = string.Join(' ', uploads.Select(upload => $"{upload.Upload}{upload.Status}"));
        var name = $"quality of {city}: {map?.Version} {await calls.VersionAsync(city, request.Cancellation)} {known}";
        return new ApiAnswer(200, await request.Home.Shelves.KeepBytesAsync(name, ReadAsync));

        // Not ended with this request: another may be waiting for it.
        async Task<byte[]> ReadAsync()
        {
            await using var own = request.Home.OpenCalls();
            return (await QualityReader.ReadAsync(files, own, city, await CityFiles.FindMapAsync(files, city), uploads)).ToJson();
        }
    }
}
