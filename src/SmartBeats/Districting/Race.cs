namespace SmartBeats.Districting;

/// <summary>Several plans of the coarsest graph brought down side by side; on every finer graph fewer of them go on, on the last one.</summary>
/// <remarks>
/// What a plan comes to is decided where whole districts lie, long before its borders can be judged: merged areas are ragged, and two
/// coarse plans that seem alike end several percent apart. So no level decides alone; each only drops the worst. As deviation counts as
/// balanced what finer areas can even out, else the race would go to the plans that happen to be even.
/// </remarks>
internal static class Race
{
    /// <param name="levels">At least one graph; the first, which is the one given, is left to whoever calls.</param>
    /// <param name="effort">A fixed share is for the coarsest graph, the rest is shared by the square root of their size; on each graph all plans get alike.</param>
    /// <returns>Plan of the finest graph, not yet annealed there; and whether it was cut short.</returns>
    public static (int[] Plan, bool Truncated) Run(DistrictingTask task, Coarsening levels, long effort, SeededRandom random, SearchWatch watch)
    {
        var depth = levels.Graphs.Count - 1;
        var coarsest = levels.Graphs[depth];
        var first = depth <= 1 ? effort : effort * Tuning.RaceShare / 100;
        var sizes = levels.Graphs.Skip(1).SkipLast(1).Sum(graph => Math.Sqrt(graph.Count));
        List<int[]> plans = [];
        do
        {
            plans.Add(coarsest.Wishes?.Home ?? TreeSplit.Plan(coarsest, levels.Component, task.BeatsOfPart, random));
        }
        while (plans.Count < Tuning.Race && !watch.IsCancellationRequested);

        for (var level = depth; level >= 0; level--)
        {
            var graph = levels.Graphs[level];
            var share = level == 0 ? 0 : level == depth ? first : (long)((effort - first) * (Math.Sqrt(graph.Count) / sizes));
            var limit = Math.Max(task.Limit(Goal.Compact), Tuning.CoarseLimit * task.Beats / graph.Count);
            plans = watch.IsCancellationRequested || (plans.Count == 1 && share == 0) ? plans[..1] : Heat(task, graph, plans, Survivors(level, depth), limit, level == depth ? Tuning.SeedCoarse : Tuning.SeedFiner(task.IsScarce), share, random, watch);
            plans = level == 0 ? plans : plans.ConvertAll(plan => Coarsening.Project(plan, levels.Parents[level - 1]));
        }

        return (plans[0], watch.IsCancellationRequested);
    }

    /// <summary>From all on the coarsest graph to one below the finest but one, geometrically: the root of that degree, rounded up, in whole numbers.</summary>
    private static int Survivors(int level, int depth)
    {
        var survivors = 1;
        while (level > 1 && Power(survivors, depth - 1) < Power(Tuning.Race, level - 2))
        {
            survivors++;
        }

        return survivors;
    }

    private static Int128 Power(int number, int times)
    {
        Int128 power = 1;
        for (; times > 0; times--)
        {
            power *= number;
        }

        return power;
    }

    private static List<int[]> Heat(
        DistrictingTask task, FlatGraph graph, List<int[]> plans, int survivors, double limit, Cooling cooling, long effort, SeededRandom random, SearchWatch watch)
    {
        var links = new LocalLinks(graph);
        var rule = BalanceRule.For(graph, task.Beats, limit);
        return [.. plans.ConvertAll(plan =>
        {
            var annealed = Multilevel.Anneal(graph, links, plan, task.Beats, limit, cooling, effort / plans.Count, random, watch).Plan;
            var state = new PlanState(graph, task.Beats, annealed);
            return (Plan: annealed, Deviation: Math.Max(limit, state.Worst(rule)), state.Score);
        }).OrderBy(one => one.Deviation).ThenBy(one => one.Score).Take(survivors).Select(one => one.Plan)];
    }
}
