using SmartBeats.Districting;

namespace SmartBeats.Metrics;

/// <summary>Counts in how many beats each group of a column lies, from the assignment alone.</summary>
internal static class WholeEvaluator
{
    /// <param name="wish">Groups of one column.</param>
    /// <param name="beatOfArea">Per area its beat's number.</param>
    /// <param name="today">Likewise in the current beats, with -1 and below where an area has none; null without.</param>
    public static WholeFigures Measure(KeepWholeWish wish, int[] beatOfArea, IReadOnlyList<int>? today)
    {
        var groups = Enumerable.Range(0, beatOfArea.Length)
            .Where(area => wish.GroupOfArea[area] >= 0)
            .GroupBy(area => wish.GroupOfArea[area])
            .Where(group => group.Count() > 1)
            .Select(group => new SplitGroup(
                wish.Groups[group.Key],
                group.Count(),
                group.Select(area => beatOfArea[area]).Distinct().Count(),
                today is null ? null : group.Select(area => today[area]).Where(beat => beat >= 0).Distinct().Count()))
            .ToArray();
        return new WholeFigures(
            wish.Column, wish.Weight, groups.Length, groups.Count(group => group.Beats == 1), groups.Sum(group => group.Beats - 1),
            today is null ? null : groups.Sum(group => Math.Max(0, group.Today!.Value - 1)),
            [.. groups.Where(group => group.Beats > 1).OrderByDescending(group => group.Beats).ThenBy(group => group.Name, StringComparer.Ordinal)]);
    }
}
