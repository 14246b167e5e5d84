using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmartBeats.Comparison;

/// <summary><c>compare.json</c>: the figures of both plans, and what moves.</summary>
public static class ComparisonJson
{
    public static byte[] Write(PlanComparison comparison)
    {
        var document = new ComparisonDocument(
            1,
            comparison.Workload.Unit,
            comparison.Workload.Calls.Sum(),
            comparison.Workload.CallsOutside,
            [Part(comparison, comparison.First), Part(comparison, comparison.Second)],
            new MovesPart(
                comparison.Moved.Count,
                comparison.Map.Areas.Count,
                comparison.MovedShare,
                [.. comparison.Counterpart.Select((other, beat) => new MatchPart(comparison.First.Plan.BeatNames[beat], other < 0 ? null : comparison.Second.Plan.BeatNames[other]))],
                [.. comparison.Moved.Select(area => comparison.Map.Areas[area].Id)]),
            [.. ComparisonFiles.Findings(comparison)]);
        return [.. JsonSerializer.SerializeToUtf8Bytes(document, ComparisonContext.Readable.ComparisonDocument), (byte)'\n'];
    }

    private static SidePart Part(PlanComparison comparison, ScoredPlan scored) => new(
        scored.Plan.Name,
        scored.Measures.Beats.Count(beat => !beat.Apart),
        scored.Measures.MeanWorkload,
        scored.Measures.MaxDeviation,
        scored.MaxToMean,
        [.. scored.Measures.ForcedAreas.Select(area => comparison.Map.Areas[area].Id)],
        scored.Measures.MaxDeviationOfRest,
        scored.Measures.CoefficientOfVariation,
        scored.Measures.PolsbyPopperMean,
        scored.Measures.PolsbyPopperWorst,
        scored.Measures.BoundaryKm,
        scored.Measures.MeanDistanceMetres,
        scored.Measures.Contiguous,
        [.. scored.Measures.Beats.Select(beat => new BeatPart(scored.Plan.BeatNames[beat.Number - 1], beat.Areas, beat.Calls, beat.Workload, beat.Deviation, beat.Apart))],
        scored.Plan.Drawn,
        scored.Plan.Notes);
}

internal sealed record ComparisonDocument(
    int SchemaVersion, string Unit, long CallsCounted, long CallsOutside, IReadOnlyList<SidePart> Plans, MovesPart Moves, IReadOnlyList<string> Findings);

internal sealed record SidePart(
    string Name, int Beats, double MeanWorkload, double MaxDeviation, double MaxToMean, IReadOnlyList<string> HeavyAreas, double MaxDeviationOfRest, double CoefficientOfVariation, double PolsbyPopperMean,
    double PolsbyPopperWorst, double BoundaryKm, double MeanDistanceMetres, bool Contiguous, IReadOnlyList<BeatPart> Loads,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DrawnLoads? AsDrawn, IReadOnlyList<string> Notes);

internal sealed record BeatPart(string Beat, int Areas, long Calls, double Workload, double Deviation,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool LeftOut);

internal sealed record MovesPart(int Areas, int OfAreas, double WorkloadShare, IReadOnlyList<MatchPart> Matched, IReadOnlyList<string> AreaIds);

/// <param name="Other">The counterpart in the other plan; null for none.</param>
internal sealed record MatchPart(string Beat, string? Other);

[JsonSerializable(typeof(ComparisonDocument))]
internal sealed partial class ComparisonContext : JsonSerializerContext
{
    public static ComparisonContext Readable { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    });
}
