using SmartBeats.Geography;

namespace SmartBeats.Pipeline.Stages;

/// <summary>What a reader of a plan must know beside its figures, a sentence each. What the figures mean is said by the findings.</summary>
internal static class PlanNotes
{
    public static IReadOnlyList<string> Collect(CityMap map, AreaAdjacency adjacency, ProblemDocument problem) =>
        [.. problem.Notes, .. map.Notes, .. adjacency.Notes];
}
