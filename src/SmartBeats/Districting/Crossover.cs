namespace SmartBeats.Districting;

/// <summary>A child of two plans: what both agree on is merged, and only what they disagree about is decided anew.</summary>
/// <remarks>
/// A plan with itself: its borders are annealed again over graphs of all sizes, coarsened otherwise than before.
/// Sanders and Schulz, "Distributed evolutionary graph partitioning" (ALENEX 2012): the graph is coarsened without merging
/// across a border of either parent, so the coarsest graph still holds both plans; the better one starts there.
/// </remarks>
internal static class Crossover
{
    public static (int[] Plan, bool Truncated) Child(
        DistrictingTask task, int[] better, int[] other, double limit, long effort, SeededRandom random, PlanFront front, SearchWatch watch)
    {
        var labels = new long[better.Length];
        for (var v = 0; v < labels.Length; v++)
        {
            labels[v] = (long)better[v] * task.Beats + other[v];
        }

        var levels = Coarsening.Build(task.Graph, task.Parts.Of, task.BeatsOfPart, Multilevel.CoarseTarget(task.Beats), task.Graph.Wishes?.Refine(labels) ?? labels, random);
        var plan = better;
        foreach (var (parent, graph) in levels.Parents.Zip(levels.Graphs.Skip(1)))
        {
            plan = Coarsening.Lift(plan, parent, graph.Count);
        }

        var coarse = levels.Graphs.Count > 1 ? effort * Tuning.CoarseShare / 100 : 0;
        var (fine, truncated) = Multilevel.Descend(levels, plan, task.Beats, limit, Tuning.CrossoverCoarse(task.IsScarce), coarse, random, watch);
        if (truncated)
        {
            return (better, true);
        }

        return Multilevel.Anneal(task.Graph, task.Links, fine, task.Beats, limit, Tuning.CrossoverFine(task.IsScarce), effort - coarse, random, watch, front: front);
    }
}
