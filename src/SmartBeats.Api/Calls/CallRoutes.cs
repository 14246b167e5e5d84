using SmartBeats.Api.Answers;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Pipeline.Run;
using SmartBeats.Requests;

namespace SmartBeats.Api.Calls;

/// <summary>Counts of a city's calls.</summary>
internal static class CallRoutes
{
    private static readonly string[] _filters = ["data", "priorities", "dispositions", "natures", "sources", "from", "to", "weekdays", "hours"];

    public static IReadOnlyList<Route> All { get; } = [new("GET", "/cities/{city}/calls/summary", SummariseAsync)];

    /// <summary><c>GET /cities/{city}/calls/summary?…</c>: how many calls a request would count.</summary>
    private static async Task<ApiAnswer> SummariseAsync(ApiRequest request)
    {
        if (Reading.RefuseStrangers(request, _filters) is { } refusal)
        {
            return refusal;
        }

        // A request says how many beats; what it counts does not depend on that.
        var filters = request.Query.Where(field => field.Value.Length > 0).Append(KeyValuePair.Create("beats", "1"));
        var reading = PlanRequestJson.ReadFields(filters);
        if (reading.Request is not { } asked)
        {
            return ApiAnswer.WrongFields(reading.Faults);
        }

        if (await CityFiles.FindSettingsAsync(request.Home.Files, request.City, request.Cancellation) is null)
        {
            return ApiAnswer.NoSuchCity(request.City);
        }

        return await Reading.FromSourcesAsync(
            request, async sources => Reading.Document(await CallCounts.SummariseAsync(sources, request.City, asked, request.Cancellation)));
    }
}
