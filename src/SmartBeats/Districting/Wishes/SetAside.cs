namespace SmartBeats.Districting;

/// <summary>Weights as the engine balances them: beats that stay as they are count one fair share of the others, and so do areas heavier than one.</summary>
/// <remarks>
/// Both tricks are <see cref="ForcedAreas"/>'s: what cannot be balanced counts as balanced, the rest is balanced about its own mean, and no
/// move needs to know. A locked beat's share is put on its first area, so that merging areas never has to look at it.
/// </remarks>
internal static class SetAside
{
    /// <summary>Weights in which beats apart count the mean of the others, all else as it is: what bounds on a plan's deviation are found in.</summary>
    public static long[] BeatsApart(long[] weights, int beats, CurrentPlan? current)
    {
        if (current is not { BeatsApart: { Length: > 0 } apart } || apart.Length == beats)
        {
            return weights;
        }

        var rest = (long[])weights.Clone();
        for (var v = 0; v < rest.Length; v++)
        {
            rest[v] = apart.Contains(current.BeatOfArea[v]) ? 0 : rest[v];
        }

        var share = (long)Math.Round(rest.Sum() / (double)(beats - apart.Length));
        foreach (var beat in apart)
        {
            rest[Array.IndexOf(current.BeatOfArea, beat)] = share;
        }

        return rest;
    }

    public static (int[] Forced, long[] Weights) Of(long[] weights, int beats, double tolerance, CurrentPlan? current)
    {
        var free = beats - (current?.LockedBeats.Length ?? 0);
        if (free == beats || free == 0)
        {
            return ForcedAreas.SetAside(weights, beats, tolerance);
        }

        var firstOf = current!.LockedBeats.ToDictionary(beat => beat, beat => Array.IndexOf(current.BeatOfArea, beat));
        var rest = new long[weights.Length];
        int[] open = [.. Enumerable.Range(0, weights.Length).Where(v => !firstOf.ContainsKey(current.BeatOfArea[v]))];
        var (forced, balanced) = ForcedAreas.SetAside([.. open.Select(v => weights[v])], free, tolerance);
        for (var i = 0; i < open.Length; i++)
        {
            rest[open[i]] = balanced[i];
        }

        var share = Math.Max(1, (long)Math.Round(balanced.Sum() / (double)free));
        foreach (var first in firstOf.Values)
        {
            rest[first] = share;
        }

        return ([.. forced.Select(at => open[at])], rest);
    }
}
