using System.Text.Json.Serialization;

namespace SmartBeats.Metrics;

/// <summary>What a plan is worth, measured from the assignment alone.</summary>
/// <param name="Beats">In order of their number.</param>
/// <param name="TotalWorkload">Of all beats that are not apart, in calls or minutes.</param>
/// <param name="MeanWorkload">Total / beats that are not apart.</param>
/// <param name="MaxDeviation">max |load - mean| / mean, a fraction.</param>
/// <param name="CoefficientOfVariation">Standard deviation of the loads (over beats, divided by their number) / mean.</param>
/// <param name="LowerBound">No plan can have a smaller <paramref name="MaxDeviation"/>. A fraction.</param>
/// <param name="Gap">MaxDeviation - LowerBound, at least 0.</param>
/// <param name="ForcedAreas">Indexes of areas heavier than a fair share, whose beats are set aside in the next figure.</param>
/// <param name="MaxDeviationOfRest">Max deviation of the beats without a forced area about their own mean; equals MaxDeviation where none is forced.</param>
/// <param name="EdgesCut">Pairs of neighbouring areas in different beats.</param>
/// <param name="BoundaryKm">Length of the borders between beats, the city's outline not counted.</param>
/// <param name="PolsbyPopperMean">Mean over beats of 4πA/P², in (0, 1].</param>
/// <param name="MeanDistanceMetres">Workload-weighted mean distance from an area's centre to its beat's centre.</param>
/// <param name="Contiguous">Checked afresh by breadth-first search.</param>
/// <param name="BridgesCounted">Bridges that some beat needs to be in one piece.</param>
public sealed record PlanMeasures(
    IReadOnlyList<BeatMeasures> Beats,
    double TotalWorkload,
    double MeanWorkload,
    double MaxDeviation,
    double CoefficientOfVariation,
    double LowerBound,
    double Gap,
    IReadOnlyList<int> ForcedAreas,
    double MaxDeviationOfRest,
    int EdgesCut,
    double BoundaryKm,
    double PolsbyPopperMean,
    double PolsbyPopperWorst,
    double MeanDistanceMetres,
    bool Contiguous,
    int BridgesCounted)
{
    /// <summary>
    /// Per area of <see cref="ForcedAreas"/>, its workload over the mean of the beats that hold none, the share left to the others
    /// (above 1); 0 where those have no workload. Empty where none is forced, and of plans older than this figure.
    /// </summary>
    public IReadOnlyList<double> ForcedShares { get; init; } = [];
}

/// <summary>One beat's measures.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Deviation">(workload - mean) / mean, signed.</param>
public sealed record BeatMeasures(
    int Number,
    int Areas,
    long Calls,
    double Workload,
    double Deviation,
    double AreaKm2,
    double PerimeterKm,
    double PolsbyPopper)
{
    /// <summary>Left out of the balance: in no mean, spread or largest deviation; its own deviation is 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Apart { get; init; }
}
