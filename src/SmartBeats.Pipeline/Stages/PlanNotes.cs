using System.Globalization;
using SmartBeats.Calls;
using SmartBeats.Districting;
using SmartBeats.Geography;
using SmartBeats.Metrics;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Stages;

/// <summary>What a reader of a plan must know beside its figures, a sentence each.</summary>
internal static class PlanNotes
{
    private const int AreasNamed = 5;

    public static IReadOnlyList<string> Of(
        PlanRequest request, CityMap map, AreaAdjacency adjacency, AreaWorkload workload, ProblemDocument problem, DesignResult chosen, PlanMeasures measures)
    {
        var notes = new List<string>(problem.Notes);
        if (measures.MaxDeviation > request.Tolerance)
        {
            notes.Add(WhyNotWithinTolerance(request, chosen, measures));
        }

        if (chosen.ForcedAreas.Count > 0)
        {
            notes.Add(Forced(map, workload, chosen, measures));
        }

        notes.AddRange(chosen.Stuck.Take(AreasNamed).Select(stuck => Stuck(stuck, map, workload, chosen, measures)));
        notes.AddRange(map.Notes);
        notes.AddRange(adjacency.Notes);
        return notes;
    }

    private static string WhyNotWithinTolerance(PlanRequest request, DesignResult chosen, PlanMeasures measures)
    {
        var reached = Text($"The tolerance of {request.Tolerance * 100:0.##} % was not reached: the largest deviation is {measures.MaxDeviation * 100:0.##} %");
        return chosen.LowerBound > request.Tolerance
            ? Text($"{reached}, and no plan with {measures.Beats.Count} beats can do better than {chosen.LowerBound * 100:0.##} % ({chosen.LowerBoundReason}).")
            : Text($"{reached}. It is the best that was found; a larger effort, {(request.ChangeBudget is null ? "" : "a larger change budget, ")}fewer beats or smaller areas may do better.");
    }

    private static string Forced(CityMap map, AreaWorkload workload, DesignResult chosen, PlanMeasures measures)
    {
        var named = chosen.ForcedAreas.OrderByDescending(area => workload.Weights[area]).Take(AreasNamed).Select(area =>
            Text($"{map.Areas[area].Id} ({(double)workload.Weights[area] / workload.UnitsPerOne / measures.MeanWorkload:0.0} fair shares)"));
        var more = chosen.ForcedAreas.Count > AreasNamed ? Text($" and {chosen.ForcedAreas.Count - AreasNamed} more") : "";
        return Text($"Heavier than a fair share by themselves, so that the beats that hold them cannot be lighter: {string.Join(", ", named)}{more}. The other beats are within {measures.MaxDeviationOfRest * 100:0.##} % of their own mean.");
    }

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
        return Text($"No beat can hold area {map.Areas[stuck.Area].Id} and come nearer to the others than this one: {beat}, {Math.Abs(load / rest - 1) * 100:0.##} % {(load > rest ? "above" : "below")} their mean. It is counted out, and the other beats are balanced about their own mean.");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
