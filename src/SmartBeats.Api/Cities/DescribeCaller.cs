using System.Text.Json.Nodes;
using SmartBeats.Api.Access;
using SmartBeats.Pipeline.Stages;

namespace SmartBeats.Api.Cities;

/// <summary><c>GET /me</c>: where this is, who asks and what may be asked for.</summary>
internal static class DescribeCaller
{
    public static async Task<ApiAnswer> AnswerAsync(ApiRequest request)
    {
        var (home, limits) = (request.Home, request.Home.Limits);
        var cities = await CityList.FindAsync(request);
        return ApiAnswer.Json(200, new JsonObject
        {
            ["home"] = home.Kind == HomeKind.Laptop ? "laptop" : "cloud",
            ["version"] = home.Version,
            ["engineVersion"] = RunTicket.EngineVersion,
            ["cities"] = new JsonArray([.. cities.Select(city => JsonValue.Create(city))]),
            ["caller"] = request.Caller!.Name,
            ["roles"] = new JsonObject(cities.Select(city => KeyValuePair.Create(city, (JsonNode?)Roles.NameOf(request.Caller.FindRole(city))))),
            ["limits"] = new JsonObject { ["uploadBytes"] = limits.UploadBytes, ["mapBytes"] = limits.MapBytes, ["beats"] = limits.Beats },
        });
    }
}
