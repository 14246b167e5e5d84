namespace SmartBeats.Districting;

/// <summary>Groups a plan's beats into sectors: each in one piece, of whole beats, with workloads as alike as beats allow.</summary>
/// <remarks>
/// The same engine on the graph whose areas are the beats. Beats are few and heavy, 11 of them a sector or 10, so first the least deviation is
/// sought, then the shortest borders among plans that exceed it by no more than the tolerance.
/// </remarks>
public static class SectorDesign
{
    /// <summary>Effort of each of the two searches: enough for the exact search of a hundred beats in ten sectors or so.</summary>
    private const long Effort = 2_000_000;

    /// <exception cref="InputException">More sectors than beats, or fewer than the map's disconnected parts.</exception>
    public static void Check(AreaGraph graph, int beats, int sectors)
    {
        if (sectors > beats)
        {
            throw new InputException("sectors", $"{sectors} sectors cannot be made of {beats} beats", $"Ask for 1 to {beats} sectors.");
        }

        var parts = Components.Find(FlatGraph.From(graph)).Count;
        if (sectors < parts)
        {
            throw new InputException(
                "sectors", $"{sectors} sectors cannot cover a map of {parts} disconnected parts", $"Ask for at least {parts} sectors, or link the parts (bridges).");
        }
    }

    /// <summary>Groups beats.</summary>
    /// <param name="graph">Of the areas.</param>
    /// <param name="beatOfArea">0-based; every beat in one piece.</param>
    /// <param name="tolerance">By which the least possible deviation may be exceeded for shorter borders; a fraction in (0, 1].</param>
    /// <returns>Per beat its sector, 0-based. Deterministic.</returns>
    /// <exception cref="InputException">As <see cref="Check"/>.</exception>
    public static int[] Group(AreaGraph graph, IReadOnlyList<int> beatOfArea, int beats, int sectors, double tolerance, ulong seed)
    {
        Check(graph, beats, sectors);
        var ofBeats = Contract(graph, beatOfArea, beats);
        var tightest = BeatEngine.Design(new DistrictingProblem(ofBeats, sectors, Goal.Tightest, tolerance, seed, Effort), threads: 1).Chosen.BeatOfArea;
        var least = BalanceRule.For(FlatGraph.From(ofBeats), sectors, 0).Worst(Loads(ofBeats, tightest, sectors));
        var compact = BeatEngine.Design(
            new DistrictingProblem(ofBeats, sectors, Goal.Compact, Math.Min(1, least + tolerance), seed, Effort), threads: 1).Chosen.BeatOfArea;
        var reached = BalanceRule.For(FlatGraph.From(ofBeats), sectors, 0).Worst(Loads(ofBeats, compact, sectors));
        return reached <= least + tolerance ? compact : tightest;
    }

    /// <summary>The graph of beats: what each weighs, and for those that touch the cost of all edges between them.</summary>
    internal static AreaGraph Contract(AreaGraph graph, IReadOnlyList<int> beatOfArea, int beats)
    {
        var costs = new SortedDictionary<(int A, int B), long>();
        foreach (var edge in graph.Edges)
        {
            var (a, b) = (Math.Min(beatOfArea[edge.A], beatOfArea[edge.B]), Math.Max(beatOfArea[edge.A], beatOfArea[edge.B]));
            if (a != b)
            {
                costs[(a, b)] = costs.GetValueOrDefault((a, b)) + Math.Max(1, edge.Cost);
            }
        }

        return new AreaGraph(
            Loads(graph, beatOfArea, beats), [.. costs.Select(pair => new GraphEdge(pair.Key.A, pair.Key.B, (int)Math.Min(int.MaxValue, pair.Value)))]);
    }

    private static long[] Loads(AreaGraph graph, IReadOnlyList<int> groupOf, int groups)
    {
        var loads = new long[groups];
        for (var v = 0; v < groupOf.Count; v++)
        {
            loads[groupOf[v]] += graph.Weights[v];
        }

        return loads;
    }
}
