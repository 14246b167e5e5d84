namespace SmartBeats.Districting;

/// <summary>Mends today's beats rung by rung: for one deviation after the other, the least workload that has to change.</summary>
/// <remarks>README.md of this folder says why the question is put that way round.</remarks>
internal sealed class BudgetLadder
{
    private readonly DistrictingTask _task;
    private readonly FlatGraph _graph;
    private readonly BalanceRule _rule;
    private readonly double _price;

    public BudgetLadder(DistrictingTask task)
    {
        _task = task;
        _rule = BalanceRule.For(task.Graph, task.Beats, 0);
        _price = Tuning.AwayPrice * task.Graph.MeanCost() * task.Graph.Count / Math.Max(1, task.Graph.Wishes!.Workload.Sum());
        _graph = task.Graph.With(task.Graph.Wishes.WithFlatAwayPrice(_price));
        Today = Measure(task.Graph.Wishes.Home!);
    }

    /// <summary>Whether a task begins with today's beats.</summary>
    public static bool Fits(DistrictingTask task) => task.Graph.Wishes?.Home is not null && task.Beats > 1;

    public MendedPlan Today { get; }

    /// <summary>The beats as they are, and nothing else.</summary>
    public MendCurve Begin()
    {
        var curve = new MendCurve();
        curve.Add(Today);
        return curve;
    }

    public MendedPlan Measure(int[] plan)
    {
        var state = new PlanState(_graph, _task.Beats, plan);
        return new MendedPlan(plan, state.Worst(_rule), state.Wishes!.Away, state.Score);
    }

    /// <summary>Down all rungs, up again, then closer and closer to the budget; adds what it meets to the curve.</summary>
    /// <param name="effort">The last part of it is for the budget, where there is one.</param>
    public void Climb(MendCurve curve, long effort, SeededRandom random, SearchWatch watch)
    {
        var rungs = Rungs();
        var steps = (2 * rungs.Count) - 1 + Tuning.LadderZooms;
        for (var i = 0; i < (2 * rungs.Count) - 1; i++)
        {
            // On the way down every rung sets out from the one above; on the way up, from the plan that changes least and is even enough.
            var rung = rungs[i < rungs.Count ? i : (2 * rungs.Count) - 2 - i];
            Step(curve, i < rungs.Count ? curve.Evenest : curve.Within(rung), rung, effort / steps, random, watch);
        }

        Approach(curve, effort / steps * Tuning.LadderZooms, random, watch);
    }

    /// <summary>Seeks plans between the last within the budget and the first beyond it; within the tolerance where there is none beyond.</summary>
    public void Approach(MendCurve curve, long effort, SeededRandom random, SearchWatch watch)
    {
        var budget = _task.Graph.Wishes!.Budget;
        for (var i = 0; i < Tuning.LadderZooms && curve.UpTo(budget) is { } below; i++)
        {
            var above = curve.Beyond(budget);
            if (above is null && below.Deviation <= _task.Problem.Tolerance)
            {
                return;
            }

            // Where the most even plan is stuck, one from further up may find another way.
            var (from, deviation) = above is null
                ? (i % 2 == 0 ? below : curve.Within(below.Deviation * Tuning.LadderBack), _task.Problem.Tolerance)
                : (i % 2 == 0 ? above : below, Math.Sqrt(below.Deviation * above.Deviation));
            Step(curve, from, deviation, effort / Tuning.LadderZooms, random, watch);
        }
    }

    /// <summary>Deviations from today's down to the tolerance, each a fixed part of the one before.</summary>
    private List<double> Rungs()
    {
        var rungs = new List<double>();
        for (var rung = Today.Deviation / Tuning.LadderStep; rung > _task.Problem.Tolerance; rung /= Tuning.LadderStep)
        {
            rungs.Add(rung);
        }

        if (Today.Deviation > _task.Problem.Tolerance)
        {
            rungs.Add(_task.Problem.Tolerance);
        }

        return rungs;
    }

    /// <summary>Within one deviation, as little change as can be: moves whole beats, then areas over graphs of all sizes.</summary>
    private void Step(MendCurve curve, MendedPlan from, double deviation, long effort, SeededRandom random, SearchWatch watch)
    {
        if (watch.IsCancellationRequested || effort <= 0)
        {
            return;
        }

        var (plan, spent) = new BeatRelocation(_graph, _task.Beats, deviation, _price, random).Run(from.BeatOf, effort / 10);
        watch.Spend(spent);
        effort -= spent;
        var levels = Coarsening.Build(
            _graph, _task.Parts.Of, _task.BeatsOfPart, Multilevel.CoarseTarget(_task.Beats), _graph.Wishes!.Refine(Array.ConvertAll(plan, beat => (long)beat)), random);
        var coarsePlan = plan;
        foreach (var (parent, graph) in levels.Parents.Zip(levels.Graphs.Skip(1)))
        {
            coarsePlan = Coarsening.Lift(coarsePlan, parent, graph.Count);
        }

        var coarse = levels.Graphs.Count > 1 ? effort * Tuning.LadderCoarseShare / 100 : 0;
        var (fine, truncated) = Multilevel.Descend(levels, coarsePlan, _task.Beats, deviation, Tuning.LadderCoarse, coarse, random, watch);
        if (!truncated)
        {
            (fine, _) = Multilevel.Anneal(_graph, _task.Links, fine, _task.Beats, deviation, Tuning.LadderFine, effort - coarse, random, watch);
        }

        curve.Add(Measure(fine));
    }
}
