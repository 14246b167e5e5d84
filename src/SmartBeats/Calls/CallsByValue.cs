namespace SmartBeats.Calls;

/// <summary>Calls told apart by one of their values, such as how they were resolved: how many of each value lie in each area.</summary>
/// <param name="Values">The most frequent first; empty for calls without one; null, last, for all too rare to be listed.</param>
/// <param name="Counts">By value, then by area.</param>
public sealed record CallsByValue(IReadOnlyList<string?> Values, int[][] Counts)
{
    /// <summary>Values listed at most: a legend of more is none.</summary>
    public const int MostValues = 24;

    /// <summary>Shares of fewer calls than this are chance more than anything: of 20 calls a share has a standard error of up to 11 points.</summary>
    public const int SmallCount = 20;

    /// <summary>Sorts values by their calls and adds up the rare ones; values without a call are left out.</summary>
    /// <param name="counts">Of each value its calls by area.</param>
    public static CallsByValue Rank(IEnumerable<KeyValuePair<string, int[]>> counts)
    {
        var ordered = counts.Select(pair => (Value: (string?)pair.Key, Counts: pair.Value, Calls: pair.Value.Sum(count => (long)count)))
            .Where(value => value.Calls > 0)
            .OrderByDescending(value => value.Calls).ThenBy(value => value.Value, StringComparer.Ordinal)
            .Select(value => (value.Value, value.Counts))
            .ToList();
        if (ordered.Count > MostValues)
        {
            var rare = ordered[(MostValues - 1)..];
            var together = new int[rare[0].Counts.Length];
            foreach (var (_, one) in rare)
            {
                for (var area = 0; area < together.Length; area++)
                {
                    together[area] += one[area];
                }
            }

            ordered = [.. ordered[..(MostValues - 1)], (null, together)];
        }

        return new CallsByValue([.. ordered.Select(value => value.Value)], [.. ordered.Select(value => value.Counts)]);
    }

    /// <summary>Calls of each value, over all areas.</summary>
    public IEnumerable<long> CountCalls() => Counts.Select(counts => counts.Sum(count => (long)count));

    /// <summary>Calls by beat, then by value.</summary>
    /// <param name="beatOfArea">Numbers from 1.</param>
    /// <param name="beats">How many there are.</param>
    public int[][] AddUpBeats(int[] beatOfArea, int beats)
    {
        var sums = Enumerable.Range(0, beats).Select(_ => new int[Values.Count]).ToArray();
        for (var area = 0; area < beatOfArea.Length; area++)
        {
            for (var value = 0; value < Values.Count; value++)
            {
                sums[beatOfArea[area] - 1][value] += Counts[value][area];
            }
        }

        return sums;
    }
}
