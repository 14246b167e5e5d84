using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Answers;

/// <summary>How many calls a request would count, for a form that is being filled in.</summary>
public static class CallCounts
{
    /// <summary>Counts under the request's filters on data, priorities, dispositions, dates, weekdays and hours.</summary>
    public static async Task<CallSummary> SummariseAsync(AnswerSources sources, string city, PlanRequest request, CancellationToken cancellation = default)
    {
        var map = await CityFiles.FindCurrentMapAsync(sources.Files, city, cancellation);
        var indexed = map is null ? null : new IndexedMap(map.Version, await sources.ReadIndexAsync(city, map.Version));
        return await sources.Calls.SummariseAsync(city, request, indexed, cancellation);
    }
}
