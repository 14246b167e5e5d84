namespace SmartBeats.Districting;

/// <summary>Anneals a plan on ever finer graphs: on a coarse one, whole districts move at the price of one area.</summary>
/// <remarks>Walshaw, "Multilevel refinement for combinatorial optimisation problems", Annals of OR 131 (2004).</remarks>
internal static class Multilevel
{
    /// <summary>Areas at which coarsening stops.</summary>
    public static int CoarseTarget(int beats) => (int)Math.Min(int.MaxValue, Math.Max(Tuning.CoarseLeast, (long)Tuning.CoarsePerBeat * beats));

    /// <summary>Anneals from the coarsest graph down to the one before the finest, then projects.</summary>
    /// <param name="coarsePlan">Plan of the coarsest graph.</param>
    /// <param name="effort">Shared over the graphs by the square root of their size.</param>
    /// <returns>Plan of the finest graph, not yet annealed there; and whether it was cut short.</returns>
    public static (int[] Plan, bool Truncated) Descend(
        Coarsening levels, int[] coarsePlan, int beats, double limit, Cooling cooling, long effort, SeededRandom random, SearchWatch watch)
    {
        var plan = coarsePlan;
        var truncated = false;
        double sizes = levels.Graphs.Skip(1).Sum(graph => Math.Sqrt(graph.Count));
        for (var level = levels.Graphs.Count - 1; level > 0; level--)
        {
            var graph = levels.Graphs[level];
            var share = (long)(effort * (Math.Sqrt(graph.Count) / sizes));
            if (!truncated && share > 0)
            {
                (plan, truncated) = Anneal(graph, new LocalLinks(graph), plan, beats, limit, cooling, share, random, watch);
            }

            plan = Coarsening.Project(plan, levels.Parents[level - 1]);
        }

        return (plan, truncated);
    }

    public static (int[] Plan, bool Truncated) Anneal(
        FlatGraph graph, LocalLinks links, int[] plan, int beats, double limit, Cooling cooling, long effort, SeededRandom random, SearchWatch watch, int cycles = 1, PlanFront? front = null)
    {
        var state = new PlanState(graph, beats, plan);
        var annealing = new Annealing(state, new Contiguity(graph, links), BalanceRule.For(graph, beats, limit), random, front);
        var finished = true;
        for (var cycle = 0; cycle < cycles && finished; cycle++)
        {
            finished = annealing.Run(cooling, effort / cycles, watch);
        }

        return (annealing.Best.BeatOf, !finished);
    }

    /// <summary>Seeks balance: anneals hot, divides the regions of the worst beats anew, and wins back border at the balance reached.</summary>
    /// <param name="tolerance">Where the worst beat stays beyond it and the limit, half of the last part of the effort counts that beat out and brings the others within them: for the front, beside the plan returned.</param>
    public static (int[] Plan, bool Truncated) Tighten(
        FlatGraph graph, LocalLinks links, int[] plan, int beats, double limit, double tolerance, Cooling cooling, int cycles, long effort, SeededRandom random, SearchWatch watch, PlanFront? front = null)
    {
        var anneal = effort * Tuning.TightenAnneal / 100;
        var (tighter, truncated) = Anneal(graph, links, plan, beats, limit, cooling, anneal, random, watch, cycles, front);
        if (truncated)
        {
            return (tighter, true);
        }

        var state = new PlanState(graph, beats, tighter);
        var rule = BalanceRule.For(graph, beats, limit);
        var best = new BestPlan(state, rule);
        var (spent, finished) = new Tightening(state, rule, best, random, front).Run(effort * Tuning.TightenDivide / 100, watch);
        if (!finished)
        {
            return (best.BeatOf, true);
        }

        var level = Math.Max(limit, Math.Min(tolerance, best.Deviation));
        var others = CountedOut.From(graph, beats, best.BeatOf, level);
        var left = effort - anneal - spent;
        if (front is not null && !ReferenceEquals(others, graph))
        {
            left /= 2;
            var (even, cut) = Anneal(others, links, best.BeatOf, beats, level, Tuning.WinBack, left, random, watch, front: front.On(others));
            front.On(graph).Offer(new PlanState(graph, beats, even));
            if (cut)
            {
                return (best.BeatOf, true);
            }
        }

        return Anneal(graph, links, best.BeatOf, beats, Math.Max(limit, best.Deviation), Tuning.WinBack, left, random, watch, front: front);
    }
}
