using SmartBeats.Calls;

namespace SmartBeats.Publishing;

/// <summary>How the calls of each beat, or of each area, were resolved, as columns of its tables.</summary>
/// <param name="Names">Such as <c>disposition_6_report_pct</c>, the most frequent first.</param>
/// <param name="Percent">By beat or area, in the columns' order: percent of its calls with one decimal; null where it has none.</param>
/// <param name="IsFew">By beat or area: whether it has calls, but fewer than <see cref="CallsByValue.SmallCount"/>, so that its shares are chance more than anything.</param>
internal sealed record ResolutionColumns(IReadOnlyList<string> Names, IReadOnlyList<double?[]> Percent, IReadOnlyList<bool> IsFew)
{
    /// <summary>Whether a column says which shares are of few calls: what the page shows pale.</summary>
    public bool TellsFew => IsFew.Contains(true);

    /// <summary>What that column holds.</summary>
    /// <param name="row">From 0.</param>
    public string TellFew(int row) => IsFew[row] ? "yes" : "";

    /// <summary>By beat; no columns where no call says how it was resolved.</summary>
    public static ResolutionColumns Create(PlanMaterial material) => Create(
        material, material.Plan.BeatCount, dispositions => dispositions.AddUpBeats(material.Plan.BeatOfArea, material.Plan.BeatCount));

    /// <summary>Likewise by area.</summary>
    public static ResolutionColumns CreateByArea(PlanMaterial material) => Create(
        material, material.Map.Areas.Count, dispositions => material.Map.Areas.Select(area => dispositions.Counts.Select(value => value[area.Index]).ToArray()));

    private static ResolutionColumns Create(PlanMaterial material, int rows, Func<CallsByValue, IEnumerable<int[]>> count) =>
        material.Workload.Dispositions is { } dispositions
            ? Create(ValueWords.NameColumns(dispositions.Values, "disposition", material.DispositionLabels), [.. count(dispositions)])
            : new([], [.. Enumerable.Repeat<double?[]>([], rows)], new bool[rows]);

    private static ResolutionColumns Create(IReadOnlyList<string> names, IReadOnlyList<int[]> counts) =>
        new(names, [.. counts.Select(FindShares)], [.. counts.Select(row => row.Sum() is > 0 and < CallsByValue.SmallCount)]);

    private static double?[] FindShares(int[] counts)
    {
        var calls = counts.Sum();
        return [.. counts.Select(count => calls == 0 ? (double?)null : (double)Math.Round(100m * count / calls, 1, MidpointRounding.AwayFromZero))];
    }
}
