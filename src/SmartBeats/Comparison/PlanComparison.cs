using NetTopologySuite.Geometries;
using SmartBeats.Calls;
using SmartBeats.Districting;
using SmartBeats.Geography;
using SmartBeats.Metrics;

namespace SmartBeats.Comparison;

/// <summary>One of two plans that stand beside each other.</summary>
/// <param name="Name">As it is called on screen and page.</param>
/// <param name="BeatNames">In order of number: what the department calls them; <c>1</c>, <c>2</c>, ... for our own.</param>
/// <param name="BeatOfArea">Per area its beat's number, from 1.</param>
public sealed record ComparedPlan(string Name, IReadOnlyList<string> BeatNames, int[] BeatOfArea)
{
    /// <summary>The deviation no plan of so many beats can beat, where it is known; else 0.</summary>
    public double LowerBound { get; init; }

    /// <summary>Numbers of beats that are left out of all figures on workload.</summary>
    public IReadOnlyCollection<int> Apart { get; init; } = [];

    /// <summary>Counted call by call in the beats as they are drawn, where beats may cut areas.</summary>
    public DrawnLoads? Drawn { get; init; }

    /// <summary>How the beats were made of areas, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>Loads of beats as they are drawn, whatever areas they cut.</summary>
/// <param name="Loads">Per beat as drawn its workload, beats that are left out not counted.</param>
/// <param name="MaxDeviation">max |load - mean| / mean, a fraction.</param>
/// <param name="MaxToMean">Heaviest load / mean.</param>
/// <param name="CoefficientOfVariation">Population standard deviation / mean.</param>
/// <param name="CallsOutside">Calls inside the map that lie in no beat as drawn.</param>
/// <param name="MisplacedShare">Of the workload in beats, the fraction whose beat as drawn is not the one its area was given to.</param>
public sealed record DrawnLoads(
    IReadOnlyList<double> Loads, double MaxDeviation, double MaxToMean, double CoefficientOfVariation, long CallsOutside, double MisplacedShare);

/// <summary>A plan of a comparison with what it is worth.</summary>
/// <param name="Outlines">Per beat its dissolved shape.</param>
public sealed record ScoredPlan(ComparedPlan Plan, PlanMeasures Measures, IReadOnlyList<Geometry> Outlines)
{
    /// <summary>Heaviest load / mean load.</summary>
    public double MaxToMean => Measures.MeanWorkload > 0 ? Math.Round(Measures.Beats.Where(beat => !beat.Apart).Max(beat => beat.Workload) / Measures.MeanWorkload, 4) : 0;
}

/// <summary>Two plans of one map, measured by one checker on the same calls, and what changes from the second to the first.</summary>
/// <param name="Counterpart">Per beat of the first plan (0-based) the beat of the second (0-based) it grows out of; -1 for a new one.</param>
/// <param name="Moved">Areas whose beat changes even when beats are matched so that the least workload moves, ascending.</param>
/// <param name="MovedShare">Their part of the workload, a fraction.</param>
public sealed record PlanComparison(
    CityMap Map, AreaAdjacency Adjacency, AreaWorkload Workload, ScoredPlan First, ScoredPlan Second,
    IReadOnlyList<int> Counterpart, IReadOnlyList<int> Moved, double MovedShare)
{
    /// <summary>An area is heavy when it exceeds a fair share by more than this fraction, as in a request that does not say.</summary>
    private const double Tolerance = 0.01;

    /// <summary>In what lengths and ground are printed.</summary>
    public LengthSystem Lengths { get; init; }

    /// <summary>Scores both plans with <see cref="PlanEvaluator"/>.</summary>
    public static PlanComparison Of(CityMap map, AreaAdjacency adjacency, AreaWorkload workload, ComparedPlan first, ComparedPlan second)
    {
        var counterpart = BeatMatching.Match(Common(workload, first, second));
        int[] moved = [.. Enumerable.Range(0, map.Areas.Count).Where(area => counterpart[first.BeatOfArea[area] - 1] != second.BeatOfArea[area] - 1)];
        var total = workload.Weights.Sum();
        var share = total == 0 ? 0 : moved.Sum(area => workload.Weights[area]) / (double)total;
        return new PlanComparison(map, adjacency, workload, Score(map, adjacency, workload, first), Score(map, adjacency, workload, second), counterpart, moved, Math.Round(share, 6));
    }

    private static ScoredPlan Score(CityMap map, AreaAdjacency adjacency, AreaWorkload workload, ComparedPlan plan)
    {
        var beats = plan.BeatNames.Count;
        // Found alike for both, whatever a plan's file says: areas that make their beat too heavy under any plan.
        long[] weights = [.. workload.Weights.Select((weight, area) => plan.Apart.Contains(plan.BeatOfArea[area]) ? 0 : weight)];
        var forced = ForcedAreas.SetAside(weights, beats - plan.Apart.Count, Tolerance).Areas;
        var outlines = BeatOutlines.Dissolve(map, [.. plan.BeatOfArea.Select(number => number - 1)], beats);
        return new ScoredPlan(plan, PlanEvaluator.Measure(map, adjacency, workload, plan.BeatOfArea, beats, plan.LowerBound, forced, outlines, plan.Apart), outlines);
    }

    /// <summary>Workload in common; the number of areas decides between pairings that move the same workload.</summary>
    private static long[,] Common(AreaWorkload workload, ComparedPlan first, ComparedPlan second)
    {
        var common = new long[first.BeatNames.Count, second.BeatNames.Count];
        var scale = workload.Weights.Sum() < (1L << 60) / (workload.Weights.Length + 1) ? workload.Weights.Length + 1 : 1;
        for (var area = 0; area < workload.Weights.Length; area++)
        {
            common[first.BeatOfArea[area] - 1, second.BeatOfArea[area] - 1] += workload.Weights[area] * scale + 1;
        }

        return common;
    }
}
