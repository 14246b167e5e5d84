namespace SmartBeats.Districting;

/// <summary>Areas so heavy that whichever beat holds one is overloaded, whatever else is done.</summary>
/// <remarks>
/// Balance is lexicographic: such areas are set aside, each with a beat of its own in mind, and the rest is balanced about its own
/// mean. Setting one aside lowers that mean, so the search repeats until no more are found. For the engine a forced area then counts
/// as exactly one fair share: adding anything to its beat costs balance like anywhere else, and no move needs to know it is special.
/// </remarks>
internal static class ForcedAreas
{
    /// <returns>The forced areas, ascending, and weights in which each of them counts one fair share of the rest.</returns>
    public static (int[] Areas, long[] Weights) SetAside(long[] weights, int beats, double tolerance)
    {
        var rest = weights.Sum();
        var order = Enumerable.Range(0, weights.Length).OrderByDescending(v => weights[v]).ThenBy(v => v).ToArray();
        var forced = 0;
        while (forced < beats - 1 && forced < order.Length && weights[order[forced]] > rest / (double)(beats - forced) * (1 + tolerance))
        {
            rest -= weights[order[forced++]];
        }

        if (forced == 0 && rest > 0)
        {
            return ([], weights);
        }

        var adjusted = (long[])weights.Clone();
        if (rest == 0)
        {
            // Nothing left to balance: the other areas count one each, so that beats are alike in number.
            Array.Fill(adjusted, 1);
            rest = weights.Length - forced;
        }

        var areas = order[..forced];
        Array.Sort(areas);
        foreach (var v in areas)
        {
            adjusted[v] = Math.Max(1, (long)Math.Round(rest / (double)(beats - forced)));
        }

        return (areas, adjusted);
    }
}
