using System.Globalization;
using SmartBeats.Calls;
using SmartBeats.Districting;
using SmartBeats.Geography;
using SmartBeats.Metrics;

namespace SmartBeats.Pipeline.Stages;

/// <summary>What a reader of a plan must know beside its figures, a sentence each. What the figures mean is said by the findings.</summary>
internal static class PlanNotes
{
    private const int AreasNamed = 5;

    public static IReadOnlyList<string> Collect(
        CityMap map, AreaAdjacency adjacency, AreaWorkload workload, ProblemDocument problem, DesignResult chosen, PlanMeasures measures) =>
    [
        .. problem.Notes,
        .. chosen.Stuck.Take(AreasNamed).Select(stuck => Stuck(stuck, map, workload, chosen, measures)),
        .. map.Notes,
        .. adjacency.Notes,
    ];

    /// <summary>The best beat such an area can be in, against the mean of the beats that are neither stuck nor hold a heavy area.</summary>
    private static string Stuck(StuckBeat stuck, CityMap map, AreaWorkload workload, DesignResult chosen, PlanMeasures measures)
    {
        var plan = chosen.Chosen.BeatOfArea;
        var apart = chosen.ForcedAreas.Concat(chosen.Stuck.Select(one => one.Area)).Select(area => plan[area]).ToHashSet();
        var rest = plan.Zip(workload.Weights).Where(one => !apart.Contains(one.First)).Sum(one => one.Second) / (double)(measures.Beats.Count - apart.Count);
        var load = stuck.Beat.Sum(area => workload.Weights[area]);
        var beat = stuck.Beat.Length <= AreasNamed
            ? string.Join(", ", stuck.Beat.Select(area => map.Areas[area].Id))
            : Text($"{map.Areas[stuck.Area].Id} and {stuck.Beat.Length - 1} areas around it");
        return Text($"No beat can hold area {map.Areas[stuck.Area].Id} and come nearer to the others than this one: {beat}, {Math.Abs(load / rest - 1) * 100:0.##}% {(load > rest ? "above" : "below")} their mean. It is counted out, and the other beats are balanced about their own mean.");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
