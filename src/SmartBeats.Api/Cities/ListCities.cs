using System.Text.Json.Nodes;
using SmartBeats.Api.Answers;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Api.Cities;

/// <summary><c>GET /cities</c>: the caller's cities, and what is loaded of each.</summary>
internal static class ListCities
{
    public static async Task<ApiAnswer> AnswerAsync(ApiRequest request)
    {
        var (page, refusal) = Page.Read(request);
        if (page is null)
        {
            return refusal!;
        }

        var (listed, next) = page.Cut(await CityList.FindAsync(request), id => id);
        var cities = new JsonArray();
        foreach (var id in listed)
        {
            if (await DescribeAsync(request, id) is { } city)
            {
                cities.Add((JsonNode)city);
            }
        }

        var answer = new JsonObject { ["cities"] = cities };
        if (next is not null)
        {
            answer["next"] = next;
        }

        return ApiAnswer.Json(200, answer);
    }

    /// <returns>Null where the city has no settings yet.</returns>
    public static async Task<JsonObject?> DescribeAsync(ApiRequest request, string id)
    {
        var (home, cancellation) = (request.Home, request.Cancellation);
        if (await CityFiles.FindSettingsAsync(home.Files, id, cancellation) is not { City: var city })
        {
            return null;
        }

        var map = await CityFiles.FindCurrentMapAsync(home.Files, id, cancellation);
        var span = await CallSpan.FindAsync(home, id, cancellation);
        var plans = (await home.Files.ListAsync(Keys.PlanJson.Begin(id), cancellation)).Count(Keys.PlanJson.Matches);
        return new JsonObject
        {
            ["id"] = id,
            ["name"] = city.Name,
            ["timeZone"] = city.TimeZone,
            ["measures"] = (await Preferences.ReadAsync(home.Files, city, cancellation)).Measures,
            ["areas"] = map?.Areas ?? 0,
            ["calls"] = span.Calls,
            ["firstDay"] = span.FirstDay,
            ["lastDay"] = span.LastDay,
            ["mapVersion"] = map?.Version,
            ["callsVersion"] = span.Version,
            ["plans"] = plans,
        };
    }
}
