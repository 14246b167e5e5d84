using SmartBeats.Districting;

namespace SmartBeats.Response;

/// <summary>A plan to be improved on what patrols and callers experience.</summary>
/// <param name="Graph">Areas with the workload the request balances, and which of them touch.</param>
/// <param name="Tolerance">Largest accepted |load - mean| / mean of that workload, a fraction in (0, 1].</param>
/// <param name="Effort">Work budget in the engine's units; see <see cref="ResponseDesign.Tries"/>.</param>
public sealed record ResponseDesignProblem(AreaGraph Graph, int Beats, DemandSlice Demand, ITravel Travel, double Tolerance, ulong Seed, long Effort)
{
    public ResponseWeights Weights { get; init; } = new();

    /// <summary>What the plan was laid by; a shift's map is laid by the same.</summary>
    public Goal Goal { get; init; } = Goal.Compact;

    /// <summary>A plan to stay near; null for freedom.</summary>
    public ChangeBudget? Anchor { get; init; }

    /// <summary>Areas and beats that stay as they are in every plan given; null for none.</summary>
    public CurrentPlan? Locks { get; init; }
}

/// <summary>How far a plan may leave another.</summary>
/// <param name="Plan">0-based beats, by the same numbers.</param>
/// <param name="Share">Largest share of the workload in areas whose beat differs, in [0, 1].</param>
public sealed record ChangeBudget(int[] Plan, double Share)
{
    /// <summary>Per area, what the share is counted in; null for the graph's own weights.</summary>
    public IReadOnlyList<long>? Weights { get; init; }
}

/// <summary>A plan designed on response.</summary>
/// <param name="BeatOfArea">Per area, its beat, 0-based; connected, none empty.</param>
/// <param name="Before">Of the first plan given, by the approximation the search uses.</param>
/// <param name="Truncated">Whether it was cancelled; the plan is valid all the same.</param>
public sealed record ResponseDesignResult(int[] BeatOfArea, ResponseMeasures Before, ResponseMeasures After, bool Truncated);

/// <summary>Improves plans on utilisation and response time, within the workload tolerance.</summary>
/// <remarks>
/// Equal calls are not equal work (METHODS of the field: Larson 1974 on; README.md of this folder), so a plan on response may give up some
/// of its call balance: <see cref="DefaultTolerance"/>. Chains of annealing begin with the plans given, in turn, and the best plan of all
/// counts, the first of equals. Deterministic for a problem at any number of threads, unless cancelled.
/// </remarks>
public static class ResponseDesign
{
    /// <summary>Where a request on response names no tolerance: at 54 units and ρ 0.15 beats of equal calls differ by about as much in work.</summary>
    public const double DefaultTolerance = 0.15;

    /// <summary>All borders together may grow by this share: travel times keep beats compact by themselves, this keeps out ribbons.</summary>
    public const double BorderGrowth = 0.5;

    /// <summary>Chains the effort is spread over: enough for two cores, few enough to be long.</summary>
    private const int Chains = 2;

    /// <summary>Moves tried for an effort: one costs about two of the engine's per area of the map.</summary>
    public static long Tries(long effort, int areas) => effort / (2L * Math.Max(areas, 1));

    /// <param name="plans">Valid plans to begin with, 0-based beats; the first is the one reported as before.</param>
    /// <exception cref="InputException">The calls outrun the units.</exception>
    public static ResponseDesignResult Improve(
        ResponseDesignProblem problem, IReadOnlyList<int[]> plans, int threads, CancellationToken cancellation = default)
    {
        var start = new ResponseObjective(problem.Beats, problem.Demand, problem.Travel, plans[0]).Current;
        var (_, weights) = ForcedAreas.SetAside([.. problem.Graph.Weights], problem.Beats, problem.Tolerance);
        var tries = Tries(problem.Effort, problem.Graph.Weights.Count) / Chains;
        var chains = new ResponseSearch[Chains];
        var cut = new bool[Chains];
        Fan.Out(Chains, threads, chain =>
        {
            chains[chain] = new ResponseSearch(problem, weights, plans[chain % plans.Count], start, (ulong)chain);
            cut[chain] = chains[chain].Run(tries, cancellation);
        });
        var best = chains.MinBy(chain => chain.BestScore)!;
        return new ResponseDesignResult(best.Best, start, best.BestMeasures, cut.Contains(true));
    }
}
