using System.Text.Json.Serialization;
using SmartBeats.Calls;
using SmartBeats.Metrics;

namespace SmartBeats.Editing;

/// <summary>What a plan says of the hand that made it.</summary>
/// <param name="Parent">Id of the plan that was edited.</param>
/// <param name="Moves">In the order they were made.</param>
/// <param name="Beats">Names of the beats, in order of number.</param>
/// <param name="Change">From the parent.</param>
/// <param name="Before">The parent's figures, on the calls of this plan.</param>
/// <param name="Pieces">Beats that are not in one piece; empty where all are.</param>
public sealed record EditRecord(
    string Parent,
    [property: JsonPropertyOrder(1)] IReadOnlyList<PlanMove> Moves,
    [property: JsonConverter(typeof(IdListConverter))] IReadOnlyList<string> Beats,
    EditChange Change,
    EditFigures Before,
    IReadOnlyList<PublishedParts> Pieces)
{
    /// <summary>Who made the moves; null where nobody is known by name.</summary>
    [JsonPropertyOrder(-1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Author { get; init; }

    /// <summary>Whether the parent was made from other calls than this plan.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ParentHadOtherCalls { get; init; }
}

/// <summary>Areas that have another beat than in the parent.</summary>
/// <param name="Areas">How many.</param>
/// <param name="Workload">Of theirs, to three decimals.</param>
/// <param name="WorkloadShare">Of all workload, a fraction to six decimals; 0 where there is none.</param>
public sealed record EditChange(int Areas, double Workload, double WorkloadShare)
{
    /// <summary>Adds up what changed.</summary>
    /// <param name="changedAreas">By index.</param>
    public static EditChange Measure(AreaWorkload workload, IReadOnlyList<int> changedAreas)
    {
        var (changed, total) = (changedAreas.Sum(area => workload.Weights[area]), workload.Weights.Sum());
        return new EditChange(
            changedAreas.Count,
            Math.Round((double)changed / workload.UnitsPerOne, 3),
            total == 0 ? 0 : PublishedPrecision.Fraction(changed / (double)total));
    }
}

/// <summary>The figures of a plan that an edit is judged by; see <see cref="PlanMeasures"/>.</summary>
/// <param name="Beats">How many.</param>
public sealed record EditFigures(
    int Beats,
    double MaxDeviation,
    double MaxDeviationOfRest,
    double CoefficientOfVariation,
    int EdgesCut,
    double BoundaryKm,
    double PolsbyPopperMean,
    double PolsbyPopperWorst,
    double MeanDistanceMetres,
    bool Contiguous)
{
    /// <summary>Of measures as published.</summary>
    public static EditFigures From(PlanMeasures measures) => new(
        measures.Beats.Count,
        measures.MaxDeviation,
        measures.MaxDeviationOfRest,
        measures.CoefficientOfVariation,
        measures.EdgesCut,
        measures.BoundaryKm,
        measures.PolsbyPopperMean,
        measures.PolsbyPopperWorst,
        measures.MeanDistanceMetres,
        measures.Contiguous);
}

/// <summary>A beat that fell apart, as a plan's file has it.</summary>
/// <param name="Beat">Its number.</param>
/// <param name="Pieces">The one with most areas first.</param>
public sealed record PublishedParts(int Beat, IReadOnlyList<PublishedPiece> Pieces)
{
    /// <summary>The beats with areas by their ids.</summary>
    public static IReadOnlyList<PublishedParts> List(IEnumerable<BeatParts> parts, IReadOnlyList<string> ids) =>
        [.. parts.Select(beat => new PublishedParts(beat.Beat, [.. beat.Pieces.Select(piece => new PublishedPiece(piece.Areas.Count, ids[piece.Areas[0]]))]))];
}

/// <summary>One of its pieces.</summary>
/// <param name="Areas">How many.</param>
/// <param name="First">Id of the first of them in the map's order, to find it by.</param>
public sealed record PublishedPiece(int Areas, string First);
