namespace SmartBeats.Districting;

/// <summary>Halves a graph again and again by merging neighbours in pairs, so that whole districts can be moved like one area.</summary>
/// <remarks>
/// Heavy-edge matching (Karypis and Kumar, SIAM J. Sci. Comput. 20, 1998) with the rating cost² / (weight · weight) of
/// Holtgrewe, Sanders and Schulz (IPDPS 2010), which keeps coarse areas alike. A merged area never exceeds a share of a
/// beat, and no connected part ever has fewer areas than it owes beats. Labels, where given, forbid merging across them.
/// </remarks>
internal sealed class Coarsening
{
    private const double LargestShareOfBeat = 0.12;

    /// <summary>Graphs from fine to coarse; the first is the one given.</summary>
    public List<FlatGraph> Graphs { get; } = [];

    /// <summary>Per step, the coarse area each fine area went into.</summary>
    public List<int[]> Parents { get; } = [];

    /// <summary>Per area of the coarsest graph, its connected part.</summary>
    public int[] Component { get; private set; }

    private Coarsening(FlatGraph graph, int[] component)
    {
        Graphs.Add(graph);
        Component = component;
    }

    /// <param name="component">Per area, its connected part.</param>
    /// <param name="beatsOfComponent">Beats each part gets.</param>
    /// <param name="target">Number of areas at which to stop.</param>
    /// <param name="labels">Areas merge only within a label; null for no such limit.</param>
    public static Coarsening Build(FlatGraph graph, int[] component, int[] beatsOfComponent, int target, long[]? labels, SeededRandom random)
    {
        var levels = new Coarsening(graph, component);
        var beats = beatsOfComponent.Sum();
        var total = graph.Weight.Sum();
        var cap = (long)(LargestShareOfBeat * total / beats);
        while (levels.Graphs[^1].Count > target)
        {
            var fine = levels.Graphs[^1];
            var (parent, count) = Match(fine, levels.Component, beatsOfComponent, cap, labels, random);
            if (count > fine.Count * 0.97)
            {
                break;
            }

            labels = labels is null ? null : Lift(labels, parent, count);
            levels.Component = Lift(levels.Component, parent, count);
            levels.Graphs.Add(Contract(fine, parent, count).With(fine.Wishes?.Project(parent, count)));
            levels.Parents.Add(parent);
        }

        return levels;
    }

    /// <summary>Carries per-area values up one step; all areas merged into one must agree on them.</summary>
    public static T[] Lift<T>(T[] values, int[] parent, int count)
    {
        var lifted = new T[count];
        for (var v = 0; v < parent.Length; v++)
        {
            lifted[parent[v]] = values[v];
        }

        return lifted;
    }

    /// <summary>Carries a plan down one step.</summary>
    public static int[] Project(int[] coarse, int[] parent)
    {
        var fine = new int[parent.Length];
        for (var v = 0; v < fine.Length; v++)
        {
            fine[v] = coarse[parent[v]];
        }

        return fine;
    }

    private static (int[] Parent, int Count) Match(FlatGraph graph, int[] component, int[] beatsOfComponent, long cap, long[]? labels, SeededRandom random)
    {
        var left = new int[beatsOfComponent.Length];
        foreach (var c in component)
        {
            left[c]++;
        }

        var order = new int[graph.Count];
        for (var v = 0; v < order.Length; v++)
        {
            order[v] = v;
        }

        random.Shuffle<int>(order);
        var parent = new int[graph.Count];
        Array.Fill(parent, -1);
        var count = 0;
        var smoothing = 1 + graph.Weight.Sum() / graph.Count;
        foreach (var v in order)
        {
            if (parent[v] >= 0)
            {
                continue;
            }

            var mate = -1;
            if (left[component[v]] > beatsOfComponent[component[v]])
            {
                var best = 0.0;
                for (var e = graph.First[v]; e < graph.First[v + 1]; e++)
                {
                    var u = graph.Neighbour[e];
                    if (parent[u] >= 0 || graph.Weight[u] + graph.Weight[v] > cap || (labels is not null && labels[u] != labels[v]))
                    {
                        continue;
                    }

                    var rating = (double)graph.Cost[e] * graph.Cost[e] / (graph.Weight[u] + smoothing);
                    if (rating > best)
                    {
                        (best, mate) = (rating, u);
                    }
                }
            }

            parent[v] = count;
            if (mate >= 0)
            {
                parent[mate] = count;
                left[component[v]]--;
            }

            count++;
        }

        return (parent, count);
    }

    private static FlatGraph Contract(FlatGraph fine, int[] parent, int count)
    {
        var weight = new long[count];
        var edges = new List<(int Low, int High, int Cost)>(fine.EdgeCount);
        for (var v = 0; v < fine.Count; v++)
        {
            var p = parent[v];
            weight[p] += fine.Weight[v];
            for (var e = fine.First[v]; e < fine.First[v + 1]; e++)
            {
                var q = parent[fine.Neighbour[e]];
                if (p < q)
                {
                    edges.Add((p, q, fine.Cost[e]));
                }
            }
        }

        return FlatGraph.Pack(weight, edges);
    }
}
