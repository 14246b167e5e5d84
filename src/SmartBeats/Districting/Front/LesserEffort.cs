namespace SmartBeats.Districting;

/// <summary>What a tenth of the effort would have delivered, on small maps: more effort is then never worse.</summary>
/// <remarks>Where a map is searched exactly the effort decides what can be proven, and a search that falls just short of it may end further off than a shorter one.</remarks>
internal static class LesserEffort
{
    /// <summary>Effort an area below which nothing less is tried.</summary>
    private const long LeastPerArea = 2_000;

    private const int Part = 10;

    /// <returns>Plans that a run with a tenth of the effort, and so on, delivers; none on larger maps and where more is asked than balance and borders.</returns>
    public static IEnumerable<int[]> Plans(DistrictingTask task, int threads, CancellationToken cancellation)
    {
        var problem = task.Problem;
        if (problem.Wishes is not null || !ExactPlans.CanTry(problem) || problem.Effort / Part < LeastPerArea * task.Graph.Count || cancellation.IsCancellationRequested)
        {
            return [];
        }

        var less = BeatEngine.Design(problem with { Effort = problem.Effort / Part }, threads, null, cancellation);
        return [.. less.Alternatives.Prepend(less.Chosen).Select(plan => plan.BeatOfArea), .. less.Front];
    }
}
