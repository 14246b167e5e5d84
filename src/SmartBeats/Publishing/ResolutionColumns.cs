namespace SmartBeats.Publishing;

/// <summary>How the calls of each beat were resolved, as columns of its tables.</summary>
/// <param name="Names">Such as <c>disposition_6_report_pct</c>, the most frequent first.</param>
/// <param name="Percent">By beat, in the columns' order: percent of its calls with one decimal; null for a beat without calls.</param>
internal sealed record ResolutionColumns(IReadOnlyList<string> Names, IReadOnlyList<double?[]> Percent)
{
    /// <summary>No columns where no call says how it was resolved.</summary>
    public static ResolutionColumns Create(PlanMaterial material)
    {
        var plan = material.Plan;
        if (material.Workload.Dispositions is not { } dispositions)
        {
            return new([], [.. Enumerable.Repeat<double?[]>([], plan.BeatCount)]);
        }

        return new(
            ValueWords.NameColumns(dispositions.Values, "disposition", material.DispositionLabels),
            [.. dispositions.AddUpBeats(plan.BeatOfArea, plan.BeatCount).Select(FindShares)]);
    }

    private static double?[] FindShares(int[] counts)
    {
        var calls = counts.Sum();
        return [.. counts.Select(count => calls == 0 ? (double?)null : (double)Math.Round(100m * count / calls, 1, MidpointRounding.AwayFromZero))];
    }
}
