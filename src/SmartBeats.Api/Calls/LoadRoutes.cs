using System.Globalization;
using SmartBeats.Api.Answers;
using SmartBeats.Pipeline.Adoption;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Pipeline.Run;
using SmartBeats.Requests;

namespace SmartBeats.Api.Calls;

/// <summary>Loads that are in a city's calls, and how one is taken back.</summary>
internal static class LoadRoutes
{
    /// <summary>Rows a load may have touched for the cloud to take it back while somebody waits: its gateway waits 30 s.</summary>
    private const long MostRowsInCloud = 200_000;

    public static IReadOnlyList<Route> All { get; } =
    [
        new("GET", "/cities/{city}/loads", ListAsync),
        new("DELETE", "/cities/{city}/loads/{load}", TakeBackAsync),
    ];

    private static async Task<ApiAnswer> ListAsync(ApiRequest request)
    {
        if (await CityFiles.FindSettingsAsync(request.Home.Files, request.City, request.Cancellation) is null)
        {
            return ApiAnswer.NoSuchCity(request.City);
        }

        await using var calls = request.Home.OpenCalls();
        return Reading.Document(new LoadList(request.City, await calls.ListLoadsAsync(request.City, request.Cancellation)));
    }

    /// <summary><c>DELETE /cities/{city}/loads/{load}?dryRun=true</c>: takes a load back, or says what that would do.</summary>
    private static async Task<ApiAnswer> TakeBackAsync(ApiRequest request)
    {
        if (Reading.RefuseStrangers(request, "dryRun") is { } refusal)
        {
            return refusal;
        }

        var (home, city) = (request.Home, request.City);
        var dryRun = request.FindQuery("dryRun");
        if (dryRun is not (null or "true" or "false"))
        {
            return ApiAnswer.WrongFields(new RequestFault("dryRun", "it is neither true nor false", "Write ?dryRun=true, or leave it out to take the load back."));
        }

        if (await CityFiles.FindSettingsAsync(home.Files, city, request.Cancellation) is null)
        {
            return ApiAnswer.NoSuchCity(city);
        }

        await using var calls = home.OpenCalls();
        if (!int.TryParse(request.Values["load"], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || (await calls.ListLoadsAsync(city, request.Cancellation)).FirstOrDefault(load => load.Number == number) is not { } found)
        {
            return ApiAnswer.NothingHere($"City {city} has no such load, or it is taken back already. GET /cities/{city}/loads lists them.");
        }

        if (home.Kind == HomeKind.Cloud && found.Inserted + found.Updated + found.Unchanged + found.Removed is > MostRowsInCloud and var rows)
        {
            return ApiAnswer.Problem(409, string.Create(
                CultureInfo.InvariantCulture,
                $"Load {number} touched {rows:N0} calls, and at most {MostRowsInCloud:N0} are taken back while somebody waits. Send the right file of its time with replacesPeriod in its place."));
        }

        var isDryRun = dryRun == "true";
        var taken = await calls.TakeBackAsync(city, number, isDryRun, request.Cancellation);
        if (taken is not null && !isDryRun)
        {
            await CityMonitor.UpdateAsync(home.Files, calls, city, measuresResponse: false, CancellationToken.None);
        }

        return taken is null
            ? ApiAnswer.NothingHere($"City {city} has no such load, or it is taken back already. GET /cities/{city}/loads lists them.")
            : Reading.Document(taken);
    }
}
