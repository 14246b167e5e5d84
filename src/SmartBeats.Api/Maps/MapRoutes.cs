using System.Globalization;
using SmartBeats.Api.Answers;
using SmartBeats.Context;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Api.Maps;

/// <summary>A city's map, and where a point lies in it.</summary>
internal static class MapRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        new("GET", "/cities/{city}/map", ShowMapAsync),
        new("GET", "/cities/{city}/context", ShowContextAsync),
        new("GET", "/cities/{city}/signals", SignalRoutes.ListAsync),
        new("DELETE", "/cities/{city}/signals/{signal}", SignalRoutes.RemoveAsync),
        new("GET", "/cities/{city}/where", FindPlaceAsync),
    ];

    /// <summary><c>GET /cities/{city}/map</c>: the packed map, by its version.</summary>
    private static async Task<ApiAnswer> ShowMapAsync(ApiRequest request)
    {
        if (Reading.RefuseStrangers(request, "version") is { } refusal)
        {
            return refusal;
        }

        // A plan is drawn on the map it was made on, which need not be the current one.
        var version = request.FindQuery("version") ?? (await CityFiles.FindCurrentMapAsync(request.Home.Files, request.City, request.Cancellation))?.Version;
        if (version is null || !await IsThereAsync(request, version))
        {
            return ApiAnswer.NothingHere($"City {request.City} has no {(request.FindQuery("version") is null ? "map yet. Load its areas first" : "map of that version. Leave it out for the current one")}.");
        }

        await using var calls = request.Home.OpenCalls();
        var sources = new AnswerSources(request.Home.Files, calls, request.Home.Shelves);
        if (request.Home.Links.CreateDownload(Keys.PackedMap.For(request.City, version)) is { } link)
        {
            await PackedMap.ReadAsync(sources, request.City, version);
            return ApiAnswer.Empty(302).With("location", link);
        }

        return await Reading.SendPackedAsync(request, $"\"{version}\"", PackedMap.MediaType, () => PackedMap.ReadAsync(sources, request.City, version));
    }

    /// <summary><c>GET /cities/{city}/context</c>: what is drawn under the beats.</summary>
    private static async Task<ApiAnswer> ShowContextAsync(ApiRequest request)
    {
        if (Reading.RefuseStrangers(request) is { } refusal)
        {
            return refusal;
        }

        if (await CityFiles.FindSettingsAsync(request.Home.Files, request.City, request.Cancellation) is null)
        {
            return ApiAnswer.NoSuchCity(request.City);
        }

        // As they lie in the store, side by side: they are checked when they are loaded.
        using var body = new MemoryStream();
        body.Write("{\"layers\":["u8);
        foreach (var kind in ContextLayer.KindWords)
        {
            if (await request.Home.Files.FindBytesAsync(Keys.Context.For(request.City, kind), request.Cancellation) is { } layer)
            {
                body.Write(body.Length > "{\"layers\":[".Length ? ","u8 : ""u8);
                body.Write(layer);
            }
        }

        body.Write("]}"u8);
        return new ApiAnswer(200, body.ToArray());
    }

    private static async Task<bool> IsThereAsync(ApiRequest request, string version)
    {
        if (version.Length is 0 or > 64 || !version.All(char.IsAsciiLetterOrDigit) || !CityJson.IsId(request.City))
        {
            return false;
        }

        await using var areas = await request.Home.Files.OpenAsync(Keys.Areas.For(request.City, version), request.Cancellation);
        return areas is not null;
    }

    /// <summary><c>GET /cities/{city}/where?lon=&amp;lat=&amp;plan=</c>.</summary>
    private static async Task<ApiAnswer> FindPlaceAsync(ApiRequest request)
    {
        if (Reading.RefuseStrangers(request, "lon", "lat", "plan") is { } refusal)
        {
            return refusal;
        }

        if (!TryRead(request, "lon", 180, out var longitude) || !TryRead(request, "lat", 90, out var latitude))
        {
            return ApiAnswer.WrongFields(new Requests.RequestFault("lon, lat", "the point is not in degrees", "Write such as ?lon=-122.33&lat=47.61."));
        }

        return await Reading.FromSourcesAsync(request, async sources =>
        {
            var planId = request.FindQuery("plan");
            if (planId is not null && await sources.FindPlanAsync(request.City, planId) is null)
            {
                return Reading.NoSuchPlan(request, planId);
            }

            return await PlaceFinder.FindAsync(sources, request.City, longitude, latitude, planId) is { } place
                ? Reading.Document(place)
                : ApiAnswer.NothingHere($"The point lies outside the map of {request.City}.");
        });
    }

    private static bool TryRead(ApiRequest request, string name, double most, out double degrees) =>
        double.TryParse(request.FindQuery(name), NumberStyles.Float, CultureInfo.InvariantCulture, out degrees) && Math.Abs(degrees) <= most;
}
