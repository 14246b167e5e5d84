using SmartBeats.Publishing;

namespace SmartBeats.Metrics;

/// <summary>Beats that patrol next to no calls, such as a harbour's: they make every figure on evenness worse than what anybody feels.</summary>
public static class IdleBeats
{
    /// <summary>A beat with less than this part of a fair share of the workload is idle.</summary>
    public const double Share = 0.01;

    /// <param name="loads">Per beat its workload, in any unit.</param>
    /// <param name="apart">Beats left out already, 0-based.</param>
    /// <returns>Idle beats, 0-based, ascending; none where nothing has a workload.</returns>
    public static int[] Find(IReadOnlyList<long> loads, IReadOnlyCollection<int> apart)
    {
        var counted = Enumerable.Range(0, loads.Count).Where(beat => !apart.Contains(beat)).ToArray();
        var mean = counted.Length == 0 ? 0 : counted.Sum(beat => loads[beat]) / (double)counted.Length;
        return [.. counted.Where(beat => loads[beat] < Share * mean)];
    }

    /// <summary>The beats by name, and the flag that leaves them out.</summary>
    public static string Describe(IReadOnlyList<string> names) =>
        $"{(names.Count == 1 ? "Beat" : "Beats")} {Words.List(names)} {(names.Count == 1 ? "has" : "have")} less than a hundredth of a fair share of the workload; "
        + $"--without-beats {string.Join(',', names)} (withoutBeats in a request) leaves {(names.Count == 1 ? "it" : "them")} out of count, mean and spread.";
}
