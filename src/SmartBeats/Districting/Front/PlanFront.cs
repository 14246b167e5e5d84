namespace SmartBeats.Districting;

/// <summary>Of all plans met, those that no other beats: each has some figure in which it is better than any other that is kept.</summary>
/// <remarks>
/// At most <see cref="Most"/>. The best by each goal always stays, so the plan a goal delivers is never beaten by one that was let go: that
/// one would have been the goal's best. Of the others the most crowded goes (Deb et al., "A fast and elitist multiobjective genetic algorithm:
/// NSGA-II", IEEE Transactions on Evolutionary Computation 6(2), 2002). One thread; the same for the same plans in the same order.
/// </remarks>
/// <param name="scale">Of the graph whose states are offered.</param>
internal sealed class PlanFront(PlanScale scale)
{
    /// <summary>Plans kept.</summary>
    public const int Most = 12;

    /// <summary>A plan less even than this many times the tolerance, or the most even one, is nobody's choice.</summary>
    private const double Far = 4;

    /// <summary>By how much less border, and how much less deviation, a plan met on the way must stand out to be copied.</summary>
    private const double BorderStep = 1.002;

    private const double DeviationStep = 1.02;

    /// <summary>Where the tolerance is out of reach, how much of the least deviation met may be given for shorter borders.</summary>
    public const double Slack = 0.01;

    private static readonly Goal[] _goals = [Goal.Compact, Goal.Tightest, Goal.Compromise];

    private readonly List<KeptPlan> _plans = [];
    private double _least = double.MaxValue;

    /// <summary>Whether every plan there is was or will be offered: the largest deviation then counts before all else for the tightest.</summary>
    public bool IsOfAll { get; init; }

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<KeptPlan> Plans => _plans;

    /// <summary>The front of one task's own graph.</summary>
    public static PlanFront For(DistrictingTask task) => new(new PlanScale(task, task.Graph));

    /// <summary>The same front for plans on a graph with other weights.</summary>
    public PlanFront On(FlatGraph graph)
    {
        scale = new PlanScale(scale.Task, graph);
        return this;
    }

    /// <summary>Looks at a plan on its way, and keeps a copy where it stands out.</summary>
    public void Offer(PlanState state)
    {
        var worth = scale.Measure(state);
        if (worth.Even > Reach)
        {
            return;
        }

        var little = worth with { Largest = worth.Largest * DeviationStep, Even = worth.Even * DeviationStep, Border = (long)(worth.Border * BorderStep) };
        foreach (var kept in _plans)
        {
            if (kept.Worth.IsNoWorse(little))
            {
                return;
            }
        }

        Add(new KeptPlan((int[])state.BeatOf.Clone(), worth));
    }

    /// <summary>Keeps a copy of a plan of a task without wishes unless one that is kept is no worse.</summary>
    public void Offer(int[] plan)
    {
        var worth = scale.Measure(plan);
        if (!_plans.Exists(kept => kept.Worth.IsNoWorse(worth)))
        {
            Add(new KeptPlan((int[])plan.Clone(), worth));
        }
    }

    /// <summary>Keeps a plan unless one that is kept is no worse.</summary>
    public void Add(KeptPlan plan)
    {
        if (plan.Worth.Even > Reach || _plans.Exists(kept => kept.Worth.IsNoWorse(plan.Worth)))
        {
            return;
        }

        _least = Math.Min(_least, plan.Worth.Even);
        _plans.RemoveAll(kept => plan.Worth.IsNoWorse(kept.Worth) || kept.Worth.Even > Reach);
        _plans.Add(plan);
        if (_plans.Count > Most)
        {
            _plans.Remove(MostCrowded());
        }
    }

    /// <summary>Keeps what another front has.</summary>
    public void Add(PlanFront other) => other._plans.ForEach(Add);

    /// <summary>The front of what becomes of its plans.</summary>
    public PlanFront Convert(Func<KeptPlan, KeptPlan> convert)
    {
        var front = new PlanFront(scale) { IsOfAll = IsOfAll };
        _plans.ForEach(plan => front.Add(convert(plan)));
        return front;
    }

    /// <summary>The plan preferred by a goal; the first met among equals.</summary>
    public KeptPlan Best(Goal goal)
    {
        var best = _plans[0];
        foreach (var plan in _plans)
        {
            best = Compare(plan, best, goal) < 0 ? plan : best;
        }

        return best;
    }

    /// <summary>Those worth showing, the most even first: plans as far off as another and with more beats beyond the tolerance are left out.</summary>
    public IReadOnlyList<KeptPlan> Shown()
    {
        var tightest = Best(Goal.Tightest).Worth.Largest;
        var bests = _goals.Select(Best).ToHashSet();
        return [.. _plans
            .Where(plan => bests.Contains(plan) || (plan.Worth.Largest >= tightest
                && !_plans.Exists(other => other.Worth.Largest <= plan.Worth.Largest && other.Worth.Beyond < plan.Worth.Beyond)))
            .OrderBy(plan => plan.Worth.Largest).ThenBy(plan => plan.Worth.Border)];
    }

    private double Reach => IsOfAll || _least == double.MaxValue ? double.MaxValue : Far * Math.Max(_least, scale.Task.Problem.Tolerance);

    private int Compare(KeptPlan a, KeptPlan b, Goal goal)
    {
        var (limit, tolerance) = (scale.Task.Limit(goal), IsOfAll ? double.MaxValue : scale.Task.Problem.Tolerance);
        if (goal != Goal.Compact || IsOfAll || _least <= limit)
        {
            return PlanWorth.Compare(a.Worth, b.Worth, goal, limit, tolerance);
        }

        // The tolerance is out of reach: of plans about as even as the best the one that buys most for what it gives.
        var about = _least * (1 + Slack);
        var isAlike = Math.Max(a.Worth.Even, b.Worth.Even) <= about && a.Worth.Beyond == b.Worth.Beyond;
        var order = isAlike ? Price(a.Worth).CompareTo(Price(b.Worth)) : 0;
        return order != 0 ? order : PlanWorth.Compare(a.Worth, b.Worth, goal, about, tolerance);

        // A share more of deviation has to buy five such shares of border.
        static double Price(PlanWorth worth) => worth.Even * worth.Even * worth.Even * worth.Even * worth.Even * worth.Border;
    }

    /// <summary>Of the plans that are no goal's best, the one whose neighbours in evenness are nearest to each other.</summary>
    private KeptPlan MostCrowded()
    {
        var bests = _goals.Select(Best).ToHashSet();
        var sorted = _plans.OrderBy(plan => plan.Worth.Even).ThenBy(plan => plan.Worth.Border).ThenBy(plan => plan.Worth.Largest).ToArray();
        var (crowded, least) = (sorted.First(plan => !bests.Contains(plan)), double.MaxValue);
        for (var i = 1; i < sorted.Length - 1; i++)
        {
            var (before, here, after) = (sorted[i - 1].Worth, sorted[i].Worth, sorted[i + 1].Worth);
            var room = (Math.Abs(before.Border - after.Border) / Math.Max(1.0, here.Border)) + ((after.Even - before.Even) / Math.Max(here.Even, scale.Task.Problem.Tolerance));
            if (room < least && !bests.Contains(sorted[i]))
            {
                (crowded, least) = (sorted[i], room);
            }
        }

        return crowded;
    }
}
