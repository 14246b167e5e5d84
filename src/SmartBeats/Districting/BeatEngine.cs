namespace SmartBeats.Districting;

/// <summary>Divides a graph of areas into exactly as many connected, balanced, compact beats as asked.</summary>
/// <remarks>
/// The three steps are separate so that starts can be fanned out; <see cref="Design"/> runs them in order.
/// Deterministic for a problem at any number of threads, unless cancelled.
/// </remarks>
public static class BeatEngine
{
    /// <summary>How many starts the problem's effort is spread over.</summary>
    public static int StartCount(DistrictingProblem problem) => throw new NotSupportedException();

    /// <summary>Seeds one start.</summary>
    /// <exception cref="InputException">More connected parts than beats, or more beats than areas; says the numbers.</exception>
    public static StartPlan Seed(DistrictingProblem problem, int start, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Improves one start with its share of the effort.</summary>
    public static StartPlan Balance(DistrictingProblem problem, StartPlan plan, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Recombines improved starts and chooses the plan of each goal.</summary>
    public static DesignResult Choose(DistrictingProblem problem, IReadOnlyList<StartPlan> plans, int threads = 1, IProgress<DesignProgress>? progress = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Seeds, balances and chooses, on <paramref name="threads"/> threads. A cancelled design still returns a valid plan, marked truncated.</summary>
    public static DesignResult Design(DistrictingProblem problem, int threads, IProgress<DesignProgress>? progress = null, CancellationToken cancellation = default) => throw new NotSupportedException();
}
