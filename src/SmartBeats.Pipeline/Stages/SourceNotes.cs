using System.Globalization;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Stages;

/// <summary>What to say of calls that officers began, where calls say who did.</summary>
internal static class SourceNotes
{
    private const string Why = "Where patrol goes, discovered incidents follow, so that beats drawn on them feed on themselves.";

    /// <summary>What to say of places that are left out; nothing where none is.</summary>
    public static async Task<IReadOnlyList<string>> DescribePlacesAsync(ICallSource calls, string city, PlanRequest request, CancellationToken cancellation)
    {
        if (request.WithoutPlaces.Count == 0)
        {
            return [];
        }

        var without = (await calls.SummariseAsync(city, request, cancellation: cancellation)).Calls;
        var with = (await calls.SummariseAsync(city, request with { WithoutPlaces = [] }, cancellation: cancellation)).Calls;
        var places = request.WithoutPlaces.Count == 1 ? "1 place is" : Text($"{request.WithoutPlaces.Count} places are");
        return [Text($"{places} left out, with {with - without:N0} calls.")];
    }

    /// <param name="counted">Calls the plan counts.</param>
    /// <param name="begunByOfficers">Of these, calls that officers began.</param>
    /// <returns>Nothing where no call says who began it.</returns>
    public static async Task<IReadOnlyList<string>> DescribeAsync(
        ICallSource calls, string city, PlanRequest request, long counted, long begunByOfficers, CancellationToken cancellation)
    {
        if (begunByOfficers > 0)
        {
            var share = (double)begunByOfficers / counted;
            var remedy = request.Sources.Count == 0 ? " --sources citizen,unknown leaves them out." : "";
            return [Text($"{begunByOfficers:N0} of the {counted:N0} calls counted ({share * 100:0.#}%) were begun by officers. {Why}{remedy}")];
        }

        if (request.Sources.Count == 0 || request.Sources.Contains(CallOrigin.Officer))
        {
            return [];
        }

        // By the filters on calls alone: how they are weighed by when they came does not count here.
        var sources = (await calls.SummariseAsync(city, request with { Sources = [] }, cancellation: cancellation)).Sources;
        var unknown = sources.Unknown > 0 && !request.Sources.Contains(CallOrigin.Unknown)
            ? Text($" So are {sources.Unknown:N0} that do not say who began them.")
            : "";
        return [Text($"Only calls that people made count: {sources.Officer:N0} that officers began are left out. {Why}{unknown}")];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
