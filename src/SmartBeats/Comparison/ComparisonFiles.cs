using SmartBeats.Context;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Comparison;

/// <summary>Writes a comparison: <c>compare.html</c> (a map of both), <c>compare.csv</c> (which areas move), <c>compare.json</c> (the figures).</summary>
public static class ComparisonFiles
{
    /// <summary>The files in a fixed order. Same comparison, same bytes.</summary>
    /// <param name="cityName">As printed at the head of the page.</param>
    /// <param name="request">Whose filters the calls passed.</param>
    /// <param name="context">What is drawn under the beats; null for nothing.</param>
    public static IReadOnlyList<PublishedFile> Of(PlanComparison comparison, string cityName, PlanRequest request, IReadOnlyList<ContextLayer>? context = null) =>
    [
        new("compare.html", "text/html; charset=utf-8", Page(comparison, cityName, Scope(comparison, request), context ?? [])),
        new("compare.csv", "text/csv", Table(comparison)),
        new("compare.json", "application/json", ComparisonJson.Write(comparison)),
    ];

    /// <summary>What the comparison comes to, a sentence each.</summary>
    public static IEnumerable<string> Findings(PlanComparison comparison) => new ComparisonFindings(comparison).Sentences();

    /// <summary>Which calls were counted.</summary>
    public static string Scope(PlanComparison comparison, PlanRequest request) =>
        $"{Words.Count(comparison.Workload.Calls.Sum(), "call", "calls")} counted ({RequestWords.CallsCounted(request)}) in {Words.Count(comparison.Map.Areas.Count, "area", "areas")}; what is weighed is the {RequestWords.Workload(request)}.";

    private static byte[] Page(PlanComparison comparison, string cityName, string scope, IReadOnlyList<ContextLayer> context)
    {
        var (first, second) = (comparison.First, comparison.Second);
        var text = new PageText(
            $"{cityName}: {first.Plan.Name} beside {second.Plan.Name}",
            scope,
            "What changes",
            [
                (null, [.. Findings(comparison)]),
                ($"About {first.Plan.Name}", first.Plan.Notes),
                ($"About {second.Plan.Name}", second.Plan.Notes),
            ],
            $"Both were measured by the same checker on the same calls. Map {comparison.Map.Version}.");
        var scene = new MapScene(comparison.Map, comparison.Adjacency, comparison.Workload, first.Measures.ForcedAreas)
        {
            Moved = comparison.Moved,
            Counterpart = comparison.Counterpart,
            Lengths = comparison.Lengths,
            Context = context,
        };
        return MapPage.Write(text, scene, [OnMap(comparison, first), OnMap(comparison, second)]);
    }

    private static MapPlan OnMap(PlanComparison comparison, ScoredPlan scored) => new(char.ToUpperInvariant(scored.Plan.Name[0]) + scored.Plan.Name[1..], scored.Plan.BeatOfArea, scored.Measures, scored.Outlines)
    {
        Figures = [.. PlanFigures.Of(scored.Measures, comparison.Map.Areas.Count, comparison.Workload.Unit, comparison.Adjacency.Links.Count > 0, tolerance: null, new LengthWords(comparison.Lengths))],
        BeatNames = scored.Plan.BeatNames,
    };

    private static byte[] Table(PlanComparison comparison)
    {
        var moved = comparison.Moved.ToHashSet();
        var csv = new CsvText("area_id", "beat", "other_beat", "moves", "calls", "workload");
        foreach (var area in comparison.Map.Areas)
        {
            csv.Row(
                SpreadsheetText.Neutralise(area.Id),
                SpreadsheetText.Neutralise(comparison.First.Plan.BeatNames[comparison.First.Plan.BeatOfArea[area.Index] - 1]),
                SpreadsheetText.Neutralise(comparison.Second.Plan.BeatNames[comparison.Second.Plan.BeatOfArea[area.Index] - 1]),
                moved.Contains(area.Index) ? "yes" : "no",
                comparison.Workload.Calls[area.Index],
                (double)comparison.Workload.Weights[area.Index] / comparison.Workload.UnitsPerOne);
        }

        return csv.ToBytes();
    }
}
