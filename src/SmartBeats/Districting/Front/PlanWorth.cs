namespace SmartBeats.Districting;

/// <summary>What a plan is judged by; of each figure less is better.</summary>
/// <param name="Largest">max |load - mean| / mean, every area with its own weight; the worst further criterion where that is larger.</param>
/// <param name="Even">The same once what nothing can mend is set aside: what the search makes small.</param>
/// <param name="Beyond">Beats beyond the tolerance by that figure, or <see cref="PlanScale.Many"/> where they are more than a few.</param>
/// <param name="Border">Cost of the edges between beats, and what the plan lacks in its preferences.</param>
internal readonly record struct PlanWorth(double Largest, double Even, int Beyond, long Border)
{
    /// <summary>Whether no figure is larger than the other plan's.</summary>
    public bool IsNoWorse(in PlanWorth other) =>
        Largest <= other.Largest && Even <= other.Even && Beyond <= other.Beyond && Border <= other.Border;

    /// <summary>Orders plans by a goal, the preferred one first. All figures decide, so the first of several is never worse than another in one and better in none.</summary>
    /// <param name="limit">Deviation within which only the border counts.</param>
    /// <param name="tolerance">For the tightest: the largest deviation counts among plans whose other beats keep this, or come as near as any.</param>
    public static int Compare(in PlanWorth a, in PlanWorth b, Goal goal, double limit, double tolerance)
    {
        var order = goal is Goal.Compact or Goal.Compromise
            ? First(Math.Max(a.Even, limit).CompareTo(Math.Max(b.Even, limit)), a.Beyond.CompareTo(b.Beyond), a.Border.CompareTo(b.Border))
            : First(Math.Max(a.Even, tolerance).CompareTo(Math.Max(b.Even, tolerance)), a.Largest.CompareTo(b.Largest), Math.Max(a.Even, limit).CompareTo(Math.Max(b.Even, limit)));
        return First(order, First(a.Beyond.CompareTo(b.Beyond), a.Border.CompareTo(b.Border), a.Largest.CompareTo(b.Largest)), a.Even.CompareTo(b.Even));
    }

    private static int First(int first, int second, int third)
    {
        if (first != 0)
        {
            return first;
        }

        return second != 0 ? second : third;
    }
}

/// <summary>A plan that is kept, with its worth.</summary>
internal sealed record KeptPlan(int[] BeatOf, PlanWorth Worth);
