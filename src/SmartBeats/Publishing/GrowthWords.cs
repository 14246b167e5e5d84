using SmartBeats.Demand;

namespace SmartBeats.Publishing;

/// <summary>Says what becomes of a plan where growth comes true.</summary>
public static class GrowthWords
{
    private const int MostNamed = 5;

    /// <summary>One sentence for the worst scenario and one for the others; nothing without any.</summary>
    /// <param name="scores">The worst first.</param>
    /// <param name="nameOfBeat">What a beat is called, by its number.</param>
    public static IEnumerable<string> Describe(IReadOnlyList<GrowthScore> scores, Func<int, string> nameOfBeat)
    {
        if (scores.Count == 0)
        {
            yield break;
        }

        var worst = scores[0];
        var rank = scores.Count == 1 ? "" : $" Of {Words.Count(scores.Count)} scenarios it is the worst.";
        yield return $"If \"{worst.Scenario}\" comes true ({DescribeChange(worst)} in the year after the calls counted), beat {nameOfBeat(worst.WorstBeat)} is {Words.Deviation(worst.WorstDeviation)}; now it is {Words.Deviation(worst.DeviationBefore)}."
            + $"{rank} Added calls weigh what the city's mean call does.";
        if (scores.Count > 1)
        {
            yield return "The others: " + Words.List([.. scores.Skip(1).Select(score => $"\"{score.Scenario}\" beat {nameOfBeat(score.WorstBeat)} {Words.Deviation(score.WorstDeviation)}")], MostNamed) + ".";
        }
    }

    private static string DescribeChange(GrowthScore score) =>
        score.Change == 0 ? "no change of the workload" : $"{Words.Percent(Math.Abs(score.Change))} {(score.Change > 0 ? "more" : "less")} workload";
}
