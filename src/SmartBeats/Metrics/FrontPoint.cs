using SmartBeats.Geography;

namespace SmartBeats.Metrics;

/// <summary>A plan that no other of its run beats on deviation and border, with what it is judged by.</summary>
/// <param name="BeatOfArea">Per area of the map, its beat's number, from 1.</param>
/// <param name="MaxDeviation">max |load - mean| / mean, a fraction.</param>
/// <param name="MaxDeviationOfRest">Of the beats without an area heavier than a fair share, about their own mean.</param>
/// <param name="EdgesCut">Pairs of neighbouring areas in different beats.</param>
/// <param name="BoundaryKm">Length of the borders between beats.</param>
public sealed record FrontPoint(int[] BeatOfArea, double MaxDeviation, double MaxDeviationOfRest, int EdgesCut, double BoundaryKm)
{
    /// <summary>Measures a plan from its assignment, as <see cref="PlanEvaluator"/> does, without the shapes of its beats.</summary>
    /// <param name="apart">Numbers of beats that are left out of the balance; null for none.</param>
    /// <returns>Figures rounded as they are published.</returns>
    public static FrontPoint Measure(AreaAdjacency adjacency, IReadOnlyList<long> weights, int[] beatOfArea, int beats, IReadOnlyList<int> forcedAreas, IReadOnlyCollection<int>? apart = null)
    {
        var loads = new long[beats];
        for (var area = 0; area < beatOfArea.Length; area++)
        {
            loads[beatOfArea[area] - 1] += weights[area];
        }

        apart ??= [];
        var balance = PlanEvaluator.Rest(loads, apart);
        var (edgesCut, metres) = PlanEvaluator.Borders(adjacency, beatOfArea);
        return new FrontPoint(
            beatOfArea,
            PublishedPrecision.Fraction(balance.MaxDeviation),
            PublishedPrecision.Fraction(PlanEvaluator.Rest(loads, [.. apart, .. forcedAreas.Select(area => beatOfArea[area])]).MaxDeviation),
            edgesCut,
            Math.Round(metres / 1000, 3));
    }
}
