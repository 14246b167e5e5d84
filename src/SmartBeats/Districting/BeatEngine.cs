namespace SmartBeats.Districting;

/// <summary>Divides a graph of areas into exactly as many connected, balanced, compact beats as asked.</summary>
/// <remarks>
/// The three steps are separate so that starts can be fanned out; <see cref="Design"/> runs them in order.
/// Deterministic for a problem at any number of threads, unless cancelled.
/// </remarks>
public static class BeatEngine
{
    /// <summary>How many starts the problem's effort is spread over.</summary>
    public static int StartCount(DistrictingProblem problem)
    {
        if (problem.Beats == 1)
        {
            return 1;
        }

        // Mending goes through many steps one after the other: two starts that have the effort for them are worth more than four.
        return problem.Wishes?.Current?.ChangeBudget is null && problem.Effort > (long)Tuning.LeastPerAreaOfStarts * problem.Graph.Weights.Count ? 4 : 2;
    }

    /// <summary>An effort that suits waiting at a screen: about a second or two for 600 areas and five for 10,000, on two cores.</summary>
    public static long DefaultEffort(AreaGraph graph, int beats) => DefaultEffort(graph.Weights.Count);

    /// <inheritdoc cref="DefaultEffort(AreaGraph, int)"/>
    /// <param name="areas">Of the map.</param>
    public static long DefaultEffort(int areas) => 20_000_000 + 6_000L * areas;

    /// <summary>Effort that one thread gets through in a second, about: measured with <c>SmartBeats.Benchmarks engine</c>, committed, never measured where the engine runs.</summary>
    public const double EffortPerThreadSecond = 14_000_000;

    /// <summary>Most seconds that are turned into effort: a day.</summary>
    public const double MostSeconds = 86_400;

    /// <summary>The effort of so many seconds of search on two threads, on every machine the same.</summary>
    /// <param name="seconds">Above 0, at most <see cref="MostSeconds"/>.</param>
    public static long EffortOfSeconds(double seconds) => Math.Max(1, (long)(seconds * 2 * EffortPerThreadSecond));

    /// <summary>The seconds that an effort takes on two threads, about: <see cref="EffortOfSeconds"/> the other way round.</summary>
    /// <param name="effort">At least 1.</param>
    public static double SecondsOfEffort(long effort) => effort / (2 * EffortPerThreadSecond);

    /// <summary>Seeds one start.</summary>
    /// <param name="meter">Told what is spent; null for nobody.</param>
    /// <exception cref="InputException">More connected parts than beats, or more beats than areas; says the numbers.</exception>
    public static StartPlan Seed(DistrictingProblem problem, int start, SearchMeter? meter = null, CancellationToken cancellation = default) =>
        Seed(new DistrictingTask(problem), start, new SearchWatch(cancellation, meter));

    /// <summary>Improves one start with its share of the effort.</summary>
    /// <inheritdoc cref="Seed(DistrictingProblem, int, SearchMeter?, CancellationToken)"/>
    public static StartPlan Balance(DistrictingProblem problem, StartPlan plan, SearchMeter? meter = null, CancellationToken cancellation = default) =>
        Balance(new DistrictingTask(problem), plan, new SearchWatch(cancellation, meter));

    /// <summary>Recombines improved starts and chooses the plan of each goal.</summary>
    /// <inheritdoc cref="Seed(DistrictingProblem, int, SearchMeter?, CancellationToken)"/>
    public static DesignResult Choose(DistrictingProblem problem, IReadOnlyList<StartPlan> plans, int threads = 1, SearchMeter? meter = null, CancellationToken cancellation = default) =>
        new PlanChoice(new DistrictingTask(problem), threads, new SearchWatch(cancellation, meter)).Choose(plans);

    /// <summary>Seeds, balances and chooses, on <paramref name="threads"/> threads. A cancelled design still returns a valid plan, marked truncated.</summary>
    public static DesignResult Design(DistrictingProblem problem, int threads, IProgress<DesignProgress>? progress = null, CancellationToken cancellation = default)
    {
        var task = new DistrictingTask(problem);
        var starts = new StartPlan[StartCount(problem)];
        var watch = new SearchWatch(cancellation, progress is null ? null : new SearchMeter(progress));
        watch.Meter?.Begin("improving starts");
        Fan.Out(starts.Length, threads, start => starts[start] = Balance(task, Seed(task, start, watch), watch));
        return new PlanChoice(task, threads, watch).Choose(starts);
    }

    /// <summary>A plan that somebody made, with what is known of any plan of so many beats: no search.</summary>
    /// <param name="problem">What the plan answers; today's beats, where there are any, are as many as its own.</param>
    /// <param name="beatOfArea">0-based; taken as it is.</param>
    /// <returns>Without alternatives.</returns>
    /// <exception cref="InputException">More connected parts than beats; says the numbers.</exception>
    public static DesignResult Judge(DistrictingProblem problem, int[] beatOfArea)
    {
        var task = new DistrictingTask(problem);
        return new DesignResult(new DesignedPlan(problem.Goal, beatOfArea), [], task.Bound.Deviation, task.Bound.Reason, task.Heavy, Truncated: false)
        {
            Stuck = task.IsShared ? [] : task.Stuck,
        };
    }

    /// <summary>Areas heavier than a fair share, by index: what <see cref="Judge"/> says of them, without its bound.</summary>
    internal static int[] FindHeavyAreas(DistrictingProblem problem) =>
        SetAside.Of(FlatGraph.From(problem.Graph).Weight, problem.Beats, problem.Tolerance, null).Forced;

    /// <summary>The chosen goal's plan with the preferences left aside: from two starts at most, improved alike, without their recombination.</summary>
    internal static DesignedPlan Plain(DistrictingTask task, long effort, int threads, SearchWatch watch)
    {
        var goal = task.Problem.Goal;
        var plans = new (int[] Plan, double Deviation, long Cut)[Math.Min(2, StartCount(task.Problem))];
        Fan.Out(plans.Length, threads, start =>
        {
            var plan = Balance(task, Seed(task, start, watch), watch);
            var finished = plan.Truncated ? plan.BeatOfArea : Multilevel.Anneal(
                task.Graph, task.Links, plan.BeatOfArea, task.Beats, task.Limit(goal), Tuning.CrossoverFine(task.IsScarce), effort / plans.Length, task.Random(0x30000UL + (ulong)start), watch).Plan;
            var state = new PlanState(task.Graph, task.Beats, finished);
            plans[start] = (finished, state.Worst(BalanceRule.For(task.Graph, task.Beats, 0)), state.Score);
        });
        var best = plans.Aggregate((a, b) => BestPlan.Better(b.Deviation, b.Cut, a.Deviation, a.Cut, task.Limit(goal)) ? b : a);
        return new DesignedPlan(goal, best.Plan) { WithoutPreferences = true };
    }

    private static StartPlan Seed(DistrictingTask task, int start, SearchWatch watch)
    {
        watch.Meter?.Expect(PlanChoice.ExpectedEffort(task));
        if (task.HasBudget)
        {
            return new StartPlan(start, task.Graph.Wishes!.Home!, watch.IsCancellationRequested);
        }

        var random = task.Random((ulong)start * 2);
        var levels = Coarsening.Build(task.Graph, task.Parts.Of, task.BeatsOfPart, Multilevel.CoarseTarget(task.Beats), task.Graph.Wishes?.Refine(null), random);
        var effort = levels.Graphs.Count > 1 ? StartEffort(task) * Tuning.CoarseShare / 100 : 0;
        var (fine, truncated) = Race.Run(task, levels, effort, random, watch);
        return new StartPlan(start, fine, truncated);
    }

    private static StartPlan Balance(DistrictingTask task, StartPlan plan, SearchWatch watch)
    {
        if (plan.Truncated)
        {
            return plan;
        }

        var effort = StartEffort(task);
        if (task.HasBudget)
        {
            var ladder = new BudgetLadder(task);
            var curve = ladder.Begin();
            ladder.Climb(curve, effort, task.Random((ulong)plan.Start * 2 + 1), watch);
            return new StartPlan(plan.Start, curve.UpTo(task.Graph.Wishes!.Budget)!.BeatOf, watch.IsCancellationRequested) { Curve = [.. curve.Plans.Select(met => met.BeatOf)] };
        }

        effort -= task.Graph.Count > Multilevel.CoarseTarget(task.Beats) ? effort * Tuning.CoarseShare / 100 : 0;
        var front = PlanFront.For(task);
        var (better, truncated) = Multilevel.Anneal(
            task.Graph, task.Links, plan.BeatOfArea, task.Beats, task.Limit(Goal.Compact), Tuning.Fine(task.IsScarce), effort, task.Random((ulong)plan.Start * 2 + 1), watch, front: front);
        front.Add(PlanScale.Keep(task, better));
        return new StartPlan(plan.Start, better, truncated) { Met = [.. front.Plans.Select(kept => kept.BeatOf)] };
    }

    private static long StartEffort(DistrictingTask task) => task.Problem.Effort * Tuning.StartsShare(task.Problem) / 100 / StartCount(task.Problem);
}
