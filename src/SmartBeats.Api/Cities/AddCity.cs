using System.Text.Json;
using SmartBeats.Api.Answers;
using SmartBeats.Pipeline.Run;
using SmartBeats.Requests;

namespace SmartBeats.Api.Cities;

/// <summary>Body of <c>POST /cities</c>: a new city, or the sample.</summary>
/// <param name="Id">Lower-case letters, digits and hyphens.</param>
/// <param name="Name">The id where none is given.</param>
/// <param name="TimeZone">An IANA name.</param>
/// <param name="Sample">The invented city in the place of all others.</param>
internal sealed record NewCity(string? Id, string? Name, string? TimeZone, bool? Sample);

/// <summary><c>POST /cities</c>: makes a city, or the sample city with its map and calls.</summary>
internal static class AddCity
{
    public static async Task<ApiAnswer> AnswerAsync(ApiRequest request)
    {
        var wanted = Read(request.Body);
        if (wanted is null)
        {
            return ApiAnswer.WrongFields(new RequestFault(
                "", "the body is no such object", "Send {\"id\": \"glendale\", \"timeZone\": \"America/Phoenix\"}, or {\"sample\": true}."));
        }

        if (Strangers.Find(request.Body, "id", "name", "timeZone", "sample") is { Count: > 0 } strangers)
        {
            return ApiAnswer.WrongFields(strangers);
        }

        if (wanted.Name is { } name && SettingsRules.CheckName(name) is { } nameless)
        {
            return ApiAnswer.WrongFields(nameless);
        }

        var home = request.Home;
        if (wanted.Sample == true && home.MakeSampleAsync is { } makeAsync)
        {
            return await AnswerWithAsync(request, await makeAsync(request.Cancellation));
        }

        City city;
        try
        {
            city = CityJson.Checked("body", wanted.Id ?? "", string.IsNullOrWhiteSpace(wanted.Name) ? wanted.Id ?? "" : wanted.Name, wanted.TimeZone);
        }
        catch (InputException fault)
        {
            return ApiAnswer.WrongFields(new RequestFault(fault.What.StartsWith("id ", StringComparison.Ordinal) ? "id" : "timeZone", fault.What, fault.Remedy));
        }

        if (await CityFiles.FindSettingsAsync(home.Files, city.Id, request.Cancellation) is not null)
        {
            return ApiAnswer.Problem(409, $"There is a city {city.Id} already. Use it, or choose another id.");
        }

        await CityFiles.SaveSettingsAsync(home.Files, new CitySettings(city, null), request.Cancellation);
        return await AnswerWithAsync(request, city.Id);
    }

    private static async Task<ApiAnswer> AnswerWithAsync(ApiRequest request, string id) =>
        ApiAnswer.Json(201, (await ListCities.DescribeAsync(request, id))!).With("location", $"{request.Home.Root}/cities/{id}/settings") with { Made = id };

    private static NewCity? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ApiJson.Default.NewCity);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
