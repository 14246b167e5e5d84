using SmartBeats.Districting;
using SmartBeats.Metrics;
using SmartBeats.Response;

namespace SmartBeats.Publishing;

/// <summary>A plan beside others of the same run, a sentence each: the other goals', those between them, the shifts', the one it began with.</summary>
public static class OtherPlans
{
    /// <summary>Each of the other goals' plans.</summary>
    public static IEnumerable<string> DescribeGoals(Plan plan) => plan.Alternatives.Select(alternative =>
    {
        var lengths = new LengthWords(plan.City.Lengths);
        var measures = alternative.Measures.ToPublishedPrecision();
        var response = alternative.Response is { } found ? $", busiest unit {Words.Percent(found.Beats.Max(beat => beat.Utilisation.Value))}, {ResponseTime(found)}" : "";
        // Beats that hold a forced area are as heavy in every plan: what tells plans apart is the others.
        var within = measures.ForcedAreas.Count == 0 ? $"within {Words.Percent(measures.MaxDeviation)}" : $"the other beats within {Words.Percent(measures.MaxDeviationOfRest)}";
        return $"{GoalName(alternative)}: {within}, {lengths.Border(measures.BoundaryKm)} of borders, "
            + $"compactness {Words.Score(measures.PolsbyPopperMean)}{response}"
            + (alternative.BeatOfArea.AsSpan().SequenceEqual(plan.BeatOfArea) ? " (the same plan)." : ".");
    });

    /// <summary>What else there is to choose between balance and short borders, the most even first; empty where the goals' plans are all.</summary>
    public static string DescribeBetween(Plan plan)
    {
        int[][] named = [plan.BeatOfArea, .. plan.Alternatives.Select(other => other.BeatOfArea)];
        var lengths = new LengthWords(plan.City.Lengths);
        var hasHeavy = plan.Measures.ForcedAreas.Count > 0;
        string[] others =
        [
            .. plan.Front.Where(point => !named.Any(other => other.AsSpan().SequenceEqual(point.BeatOfArea)))
                .Select(point => $"{Words.Percent(hasHeavy ? point.MaxDeviationOfRest : point.MaxDeviation)} with {lengths.Border(point.BoundaryKm)}"),
        ];
        return others.Length == 0 ? "" : $"And between them, deviation against borders{(hasHeavy ? ", heavy areas' beats apart" : "")} (in plan.json): {string.Join("; ", others)}.";
    }

    /// <summary>A sentence a shift; empty where all have one map.</summary>
    /// <param name="unit">What one unit of workload is, in print.</param>
    public static IEnumerable<string> DescribeShifts(Plan plan, string unit) => plan.Shifts.Select(shift =>
        $"Shift {shift.Hours}: every beat within {Words.Percent(shift.Measures.ToPublishedPrecision().MaxDeviation)} of the mean of the shift's own "
        + $"{Words.Count(Math.Round(shift.Measures.TotalWorkload, 1))} {unit}, where the common map is within "
        + $"{Words.Percent(shift.CommonDeviation)}; {Words.Percent(shift.ChangedShare)} of the workload has another beat than in the common map; {Points(shift.Own)} between the busiest and the idlest unit "
        + $"in place of {Points(shift.Common)}, {ResponseTime(shift.Own)} in place of {Words.Score(shift.Common.Priorities[0].MeanMinutes.Value)}.");

    /// <summary>A plan designed on response beside the most compact one it began with: time and evenness against call balance.</summary>
    public static IEnumerable<string> DescribeGain(Plan plan)
    {
        if (plan.Request.Goal == Goal.Response
            && plan.Response is { } after
            && plan.Alternatives.FirstOrDefault(other => other.Goal == Goal.Compact) is { Response: { } before } compact)
        {
            yield return $"Before, in the most compact plan: {Points(before)} between the busiest and the idlest unit, {ResponseTime(before)}, every beat within {Words.Percent(compact.Measures.MaxDeviation)} of the mean workload. "
                + $"After, designed on response: {Points(after)}, {ResponseTime(after)}, within {Words.Percent(plan.Measures.MaxDeviation)}.";
        }
    }

    /// <summary>An alternative's name in print.</summary>
    public static string GoalName(Alternative alternative) =>
        alternative.WithoutPreferences ? $"{GoalName(alternative.Goal)}, preferences left aside" : GoalName(alternative.Goal);

    /// <summary>What the plan itself is called among the others.</summary>
    public static string NameChosen(Plan plan) => plan.Edit is null ? $"{GoalName(plan.Request.Goal)} (chosen)" : EditWords.Title;

    /// <summary>A goal's name in print.</summary>
    public static string GoalName(Goal goal) => goal switch
    {
        Goal.Tightest => "Tightest balance",
        Goal.Compromise => "Compromise",
        Goal.Response => "Response",
        _ => "Most compact",
    };

    private static string Points(ResponseEvaluation response) => $"{Words.Count(Math.Round(response.Imbalance.Value * 100, 1))} points";

    private static string ResponseTime(ResponseEvaluation response) =>
        $"{FirstLower(PriorityWords.NameCalls(response.Priorities[0].Priority))} answered in {Words.Score(response.Priorities[0].MeanMinutes.Value)} minutes";

    private static string FirstLower(string words) => char.ToLowerInvariant(words[0]) + words[1..];
}
