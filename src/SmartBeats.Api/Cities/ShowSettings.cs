using System.Text.Json;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Api.Cities;

/// <summary>A city's settings as they are sent and taken.</summary>
internal sealed record SettingsDocument(
    string? Name, string? TimeZone, string? Measures, string? Language, Dictionary<string, Dictionary<string, string>>? Labels,
    int? Mask, IReadOnlyList<Preset>? Presets, bool? MonthlyEmail);

/// <summary><c>GET /cities/{city}/settings</c>.</summary>
internal static class ShowSettings
{
    public static async Task<ApiAnswer> AnswerAsync(ApiRequest request) =>
        await FindAsync(request) is { } content ? new ApiAnswer(200, content) : ApiAnswer.NoSuchCity(request.City);

    /// <summary>The settings' bytes, by which their tag is reckoned; null where there is no such city.</summary>
    public static async Task<byte[]?> FindAsync(ApiRequest request)
    {
        var store = request.Home.Files;
        if (await CityFiles.FindSettingsAsync(store, request.City, request.Cancellation) is not { City: var city })
        {
            return null;
        }

        var kept = await Preferences.ReadAsync(store, city, request.Cancellation);
        var document = new SettingsDocument(
            city.Name, city.TimeZone, kept.Measures, kept.Language, kept.Labels, kept.Mask, kept.Presets, kept.MonthlyEmail);
        return [.. JsonSerializer.SerializeToUtf8Bytes(document, ApiJson.Default.SettingsDocument), (byte)'\n'];
    }
}
