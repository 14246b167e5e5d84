using System.Text.Json.Nodes;
using SmartBeats.Api.Answers;
using SmartBeats.Comparison;
using SmartBeats.Pipeline.Adoption;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Pipeline.Run;
using SmartBeats.Requests;

namespace SmartBeats.Api.Cities;

/// <summary>Which beats a city patrols, and whether they still hold.</summary>
internal static class AdoptionRoutes
{
    private const string LocalName = "the file sent";

    public static IReadOnlyList<Route> All { get; } =
    [
        new("GET", "/cities/{city}/adopted", ListAsync),
        new("POST", "/cities/{city}/adopted", AdoptAsync),
        new("GET", "/cities/{city}/monitor", ShowVerdictAsync),
    ];

    /// <summary><c>GET /cities/{city}/adopted</c>: the beats patrolled, the earliest first.</summary>
    private static async Task<ApiAnswer> ListAsync(ApiRequest request) => await FindCityAsync(request)
        ?? Reading.Document(new AdoptedList(await CityBeats.ListAsync(request.Home.Files, request.City, request.Cancellation)));

    /// <summary><c>POST /cities/{city}/adopted</c>: a plan, or other beats area by area, are patrolled from a day on.</summary>
    private static async Task<ApiAnswer> AdoptAsync(ApiRequest request)
    {
        if (await FindCityAsync(request) is { } refusal)
        {
            return refusal;
        }

        var (home, city, by) = (request.Home, request.City, request.Caller?.Name);
        try
        {
            var fields = new OrderFields(request.ReadObject() ?? []).AllowOnly("plan", "beats", "name", "from");
            var (plan, from) = (fields.FindText("plan"), fields.FindText("from"));
            if ((plan is null) == (fields.Find("beats") is null))
            {
                return ApiAnswer.WrongFields(new RequestFault("plan", "neither a plan nor beats are given, or both", "Send {\"plan\": \"its id\", \"from\": \"2025-01-06\"}, or beats as pairs of an area and its beat."));
            }

            var adopted = plan is not null
                ? await CityBeats.AdoptPlanAsync(home.Files, city, plan, from, by, home.Time, request.Cancellation)
                : await AdoptBeatsAsync(request, fields.Find("beats")!, fields.FindText("name") ?? LocalName, from);
            await using var calls = home.OpenCalls();

            // Stamps are read call by call, which may take longer than an answer may; the next load does.
            await CityMonitor.UpdateAsync(home.Files, calls, city, measuresResponse: false, request.Cancellation);
            return Reading.Document(adopted);
        }
        catch (InputException fault)
        {
            return Reading.WrongField(fault);
        }
    }

    private static async Task<AdoptedBeats> AdoptBeatsAsync(ApiRequest request, JsonNode pairs, string name, string? from)
    {
        var (home, city) = (request.Home, request.City);
        var map = await CityFiles.ReadMapAsync(home.Files, city, request.Cancellation);
        var beats = BeatList.Read("beats", System.Text.Encoding.UTF8.GetBytes(pairs.ToJsonString()), map);
        return await CityBeats.AdoptBeatsAsync(home.Files, city, beats, map, name, from, request.Caller?.Name, home.Time, request.Cancellation);
    }

    /// <summary><c>GET /cities/{city}/monitor</c>: the verdict of the last load.</summary>
    private static async Task<ApiAnswer> ShowVerdictAsync(ApiRequest request) =>
        await FindCityAsync(request) is { } refusal ? refusal
        : await CityMonitor.FindAsync(request.Home.Files, request.City, request.Cancellation) is { } verdict ? Reading.Document(verdict)
        : ApiAnswer.NothingHere($"No verdict yet for {request.City}: say which beats are patrolled (POST /cities/{request.City}/adopted), then load calls.");

    private static async Task<ApiAnswer?> FindCityAsync(ApiRequest request) =>
        await CityFiles.FindSettingsAsync(request.Home.Files, request.City, request.Cancellation) is null ? ApiAnswer.NoSuchCity(request.City) : null;
}
