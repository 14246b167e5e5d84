namespace SmartBeats.Districting;

/// <summary>What an exact search found and proved.</summary>
/// <param name="BeatOf">The best plan met, never worse than the one it set out from.</param>
/// <param name="LeastDeviation">No contiguous plan deviates by less; 0 where nothing was proven.</param>
/// <param name="IsBest">Whether no plan is preferred: none is nearer to the limit, or within it none has a shorter border.</param>
/// <param name="Spent">Units of effort.</param>
internal sealed record ExactOutcome(int[] BeatOf, double LeastDeviation, bool IsBest, long Spent);

/// <summary>Finds the best plan of a small map and proves it, by trying every connected set of areas that can be a beat.</summary>
/// <remarks>
/// Garfinkel and Nemhauser, "Optimal political districting by implicit enumeration techniques", Management Science 16, 1970. First the least
/// deviation: from the sets nearest to the fair share outward, is there a plan made of them? Then, within the limit or at the
/// deviation proven best, the shortest border. One thread; the same for the same input, unless cancelled.
/// </remarks>
internal sealed class ExactPlans
{
    public const string Reason = "every connected set of areas near enough to a fair share was tried, and no choice of them comes closer";

    /// <summary>Part of the sets that are tried first: where none of these make a plan, twice as many, and so on.</summary>
    private const int FirstPart = 32;

    private readonly FlatGraph _graph;
    private readonly SetGraph _sets;
    private readonly BalanceRule _rule;
    private readonly ExactBudget _budget;
    private readonly ExactCover _cover;
    private readonly int _beats;
    private readonly long _total;
    private AreaSet[] _best;
    private long _bestGap;
    private long _leastGap;

    private ExactPlans(FlatGraph graph, int beats, int[] known, double limit, ExactBudget budget)
    {
        (_graph, _beats, _budget) = (graph, beats, budget);
        _sets = new SetGraph(graph);
        _rule = BalanceRule.For(graph, beats, limit);
        _cover = new ExactCover(_sets, budget);
        _total = graph.Weight.Sum();
        _best = new AreaSet[beats];
        for (var rank = 0; rank < graph.Count; rank++)
        {
            _best[known[_sets.Area[rank]]] |= AreaSet.Of(rank);
        }

        _bestGap = _best.Max(Gap);
    }

    /// <summary>Whether a map is small enough to try, and nothing but balance and borders is asked.</summary>
    public static bool CanTry(DistrictingProblem problem) =>
        problem.Graph.Weights.Count <= AreaSet.MostAreas && problem.Wishes is null && problem.Graph.Weights.Any(weight => weight > 0);

    /// <param name="graph">The graph of a problem for which <see cref="CanTry"/> holds.</param>
    /// <param name="known">A legal plan.</param>
    /// <param name="limit">Deviation within which only the border counts.</param>
    /// <param name="effort">Most units of effort; where they do not last, the known plan or a better one comes back and less is proven.</param>
    public static ExactOutcome Improve(FlatGraph graph, int beats, int[] known, double limit, long effort, SearchWatch watch)
    {
        var budget = new ExactBudget(effort, watch);
        if (beats == 1 || effort <= 0 || watch.IsCancellationRequested)
        {
            return new ExactOutcome(known, 0, beats == 1, 0);
        }

        var search = new ExactPlans(graph, beats, known, limit, budget);
        var isBest = search.Run();
        // A hair lower, so that rounding in the last bit never puts the bound above a plan that attains it.
        var least = Math.Max(0, search._leastGap / (double)search._total - 1e-12);
        return new ExactOutcome(search.BetterOf(known, limit), least, isBest, budget.Spent);
    }

    private bool Run()
    {
        // The largest gap within the limit; the rule's own comparison decides at the edge.
        var limitGap = (long)Math.Min(_total * (double)_beats, Math.Floor(_rule.Limit * _total * (1 + 1e-12)));
        var within = IsWithin(_best);
        if (BeatCandidates.Find(_sets, _beats, within ? limitGap : _bestGap, _budget) is not { } candidates)
        {
            return false;
        }

        var isEven = within || Even(candidates, limitGap);
        within = IsWithin(_best);
        var gap = within ? limitGap : _bestGap;
        return isEven && gap <= candidates.Reach && Shorten([.. candidates.Sets.Where(set => set.Gap <= gap && (!within || _rule.Deviation(set.Load) <= _rule.Limit))], gap);
    }

    /// <summary>Looks for the least deviation, or any within the limit. Returns whether it was found.</summary>
    private bool Even(BeatCandidates candidates, long limitGap)
    {
        var sets = candidates.Sets;
        var priced = new PricedSet[sets.Length];
        for (var i = 0; i < sets.Length; i++)
        {
            priced[i] = new PricedSet(sets[i].Set, 0);
        }

        var (end, excluded) = (Upto(_bestGap - 1), 0);
        var next = Math.Max(Upto(limitGap), end / FirstPart);
        while (excluded < end && !_budget.IsSpent)
        {
            next = Upto(sets[Math.Clamp(next, 1, end) - 1].Gap);
            var plan = _cover.First(priced.AsSpan(0, next), _beats, BeatCandidates.Window(_total, _beats, sets[next - 1].Gap));
            if (plan is not null)
            {
                (_best, _bestGap) = (plan, plan.Max(Gap));
                if (IsWithin(plan))
                {
                    break;
                }

                next = end = Upto(_bestGap - 1);
            }
            else if (!_budget.IsSpent)
            {
                excluded = next;
                next *= 2;
            }
        }

        _leastGap = Math.Min(_bestGap, excluded < sets.Length ? sets[excluded].Gap : candidates.Reach + 1);
        return _leastGap == _bestGap || IsWithin(_best);

        int Upto(long gap)
        {
            var (low, high) = (0, sets.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = sets[middle].Gap <= gap ? (middle + 1, high) : (low, middle);
            }

            return low;
        }
    }

    /// <summary>Looks for the shortest border among plans of the given sets. Returns whether it was found.</summary>
    private bool Shorten(BeatCandidate[] candidates, long gap)
    {
        var most = Room(Border(_best));
        var (priced, bound) = SetPrices.Of(candidates, _sets, _beats, most, _budget);
        if (_budget.IsSpent)
        {
            return false;
        }

        _cover.All(priced, _beats, BeatCandidates.Window(_total, _beats, gap), most - bound, plan =>
        {
            // Borders beyond nine digits leave room for more than rounding: what is not shorter in whole numbers is passed over.
            if (Border(plan) < Border(_best))
            {
                (_best, _bestGap) = (plan, plan.Max(Gap));
            }

            return Room(Border(_best)) - bound;
        });
        return !_budget.IsSpent;
    }

    /// <summary>The largest border, counted from either side, that improves on one; a little more, for rounding.</summary>
    private static double Room(long border) => border - 2 + 1e-9 * (1 + border);

    private long Border(AreaSet[] plan) => plan.Sum(_sets.Border);

    private long Gap(AreaSet set) => Math.Abs(_sets.Weigh(set) * _beats - _total);

    private bool IsWithin(AreaSet[] plan) => plan.All(set => _rule.Deviation(_sets.Weigh(set)) <= _rule.Limit);

    private int[] BetterOf(int[] known, double limit)
    {
        var found = new int[known.Length];
        for (var beat = 0; beat < _beats; beat++)
        {
            for (var set = _best[beat]; !set.IsEmpty; set = set.WithoutFirst)
            {
                found[_sets.Area[set.First]] = beat;
            }
        }

        var (a, b) = (new PlanState(_graph, _beats, found), new PlanState(_graph, _beats, known));
        return BestPlan.Better(a.Worst(_rule), a.Score, b.Worst(_rule), b.Score, limit) ? found : known;
    }
}
