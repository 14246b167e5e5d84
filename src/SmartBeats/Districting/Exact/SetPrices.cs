namespace SmartBeats.Districting;

/// <summary>Pay for areas that bounds the border of every plan made of given sets, and what each set adds to that bound.</summary>
/// <remarks>
/// If area v is paid p(v) and every beat p0, and no set's border is less than its pay, then the sum of p(v) plus k p0 bounds the border of any plan
/// of k beats, and a plan exceeds it by exactly the sum of what its sets exceed their pay by. So a set that exceeds it by more than the known plan
/// leaves room for is in no better plan. First an area is paid its share in the cheapest set it is in; then areas that the cheapest sets
/// leave out are paid more and those they share less (subgradient steps: Held, Wolfe, Crowder, "Validation of subgradient optimization",
/// Mathematical Programming 6, 1974), looking at a few sets only, to which those are added that come out cheapest of all. Borders count twice here,
/// once from either side.
/// </remarks>
internal sealed class SetPrices
{
    /// <summary>Times that all sets are priced, and how many of the cheapest then join those the pay is found for.</summary>
    private const int Rounds = 8;

    private const int Batch = 8_000;

    /// <summary>Steps of a round; what a step aims above the best bound at first; how often it may fail before it aims half as high, and when a round ends.</summary>
    private const int Steps = 200;

    private const double Aim = 0.2;

    private const int Patience = 8;

    private const double LeastAim = 0.004;

    /// <summary>Sets priced for one unit of effort.</summary>
    private const int PerUnit = 6;

    private readonly int _beats;
    private readonly double[] _pay;
    private readonly double[] _pull;
    private readonly ExactBudget _budget;

    private SetPrices(int areas, int beats, ExactBudget budget) => (_beats, _pay, _pull, _budget) = (beats, new double[areas], new double[areas], budget);

    /// <summary>Sets that may be in a plan with a border of at most <paramref name="most"/>, by price; and the bound their prices count from.</summary>
    public static (PricedSet[] Sets, double Bound) Of(BeatCandidate[] sets, SetGraph graph, int beats, double most, ExactBudget budget)
    {
        var search = new SetPrices(graph.Count, beats, budget);
        var over = new double[sets.Length];
        search.Share(sets);
        search.Find(sets, over, most);
        budget.Spend(sets.Length);
        var bound = search.Exceed(sets, over);
        return ([.. sets.Select((set, i) => new PricedSet(set.Set, over[i])).Where(set => set.Price <= most - bound).OrderBy(set => set.Price)], bound);
    }

    private void Find(BeatCandidate[] sets, double[] over, double most)
    {
        var (best, bestPay) = (double.MinValue, (double[])_pay.Clone());
        var (isIn, some, aim) = (new bool[sets.Length], new List<BeatCandidate>(), Aim);
        for (var round = 0; round < Rounds && sets.Length > 0 && _budget.Spend(1 + sets.Length / PerUnit); round++)
        {
            var bound = Exceed(sets, over);
            if (bound > best)
            {
                best = bound;
                _pay.CopyTo(bestPay, 0);
            }

            var (edge, before) = (Edge(over), some.Count);
            for (var i = 0; i < sets.Length; i++)
            {
                if (!isIn[i] && over[i] <= edge)
                {
                    isIn[i] = true;
                    some.Add(sets[i]);
                }
            }

            if (some.Count == before)
            {
                break;
            }

            Raise([.. some], most, aim);
            aim = Aim / 2;
        }

        bestPay.CopyTo(_pay, 0);
    }

    /// <summary>Pays each area its share in the border of a set it is in, the smallest there is.</summary>
    private void Share(BeatCandidate[] sets)
    {
        Array.Fill(_pay, double.MaxValue);
        foreach (var candidate in sets)
        {
            var share = (double)candidate.Border / candidate.Set.Count;
            for (var set = candidate.Set; !set.IsEmpty; set = set.WithoutFirst)
            {
                _pay[set.First] = Math.Min(_pay[set.First], share);
            }
        }

        for (var v = 0; v < _pay.Length; v++)
        {
            _pay[v] = _pay[v] == double.MaxValue ? 0 : _pay[v];
        }
    }

    /// <summary>What each set exceeds its pay by, above the least of them; and the bound.</summary>
    private double Exceed(BeatCandidate[] sets, double[] over)
    {
        var least = double.MaxValue;
        for (var i = 0; i < sets.Length; i++)
        {
            var rest = (double)sets[i].Border;
            for (var set = sets[i].Set; !set.IsEmpty; set = set.WithoutFirst)
            {
                rest -= _pay[set.First];
            }

            over[i] = rest;
            least = Math.Min(least, rest);
        }

        for (var i = 0; i < sets.Length; i++)
        {
            over[i] -= least;
        }

        return _pay.Sum() + _beats * least;
    }

    /// <summary>What the cheapest sets, about as many as a batch, exceed their pay by at most.</summary>
    private static double Edge(double[] over)
    {
        var every = Math.Max(1, over.Length / Batch);
        var drawn = over.Where((_, i) => i % every == 0).Order().ToArray();
        return drawn[Math.Min(drawn.Length - 1, Batch / every)];
    }

    /// <summary>Raises the bound for the given sets.</summary>
    private void Raise(BeatCandidate[] sets, double most, double aim)
    {
        var over = new double[sets.Length];
        var (best, bestPay, failed) = (double.MinValue, (double[])_pay.Clone(), 0);
        for (var step = 0; step < Steps && aim >= LeastAim && _budget.Spend(1 + sets.Length / PerUnit); step++)
        {
            var bound = Exceed(sets, over);
            failed = bound > best + Math.Abs(best) * aim / 50 ? 0 : failed + 1;
            if (bound > best)
            {
                best = bound;
                _pay.CopyTo(bestPay, 0);
            }

            if (failed >= Patience)
            {
                (aim, failed) = (aim / 2, 0);
                bestPay.CopyTo(_pay, 0);
                continue;
            }

            var goal = Math.Min(most, best + aim * Math.Max(best, most / 4));
            if (!Step(sets, over, goal - best, goal - bound))
            {
                break;
            }
        }

        bestPay.CopyTo(_pay, 0);
    }

    /// <summary>Moves the pay towards what the cheapest sets, the cheaper the more, leave out.</summary>
    /// <returns>False where they cover every area once: the bound cannot be raised.</returns>
    private bool Step(BeatCandidate[] sets, double[] over, double rise, double missing)
    {
        var width = Math.Max(rise / 2, 1e-9);
        var all = 0.0;
        Array.Clear(_pull);
        for (var i = 0; i < sets.Length; i++)
        {
            if (over[i] < width)
            {
                var share = (1 - over[i] / width) * (1 - over[i] / width);
                all += share;
                for (var set = sets[i].Set; !set.IsEmpty; set = set.WithoutFirst)
                {
                    _pull[set.First] += share;
                }
            }
        }

        var square = 0.0;
        for (var v = 0; v < _pull.Length; v++)
        {
            _pull[v] = 1 - _beats * _pull[v] / all;
            square += _pull[v] * _pull[v];
        }

        if (square < 1e-12)
        {
            return false;
        }

        for (var v = 0; v < _pull.Length; v++)
        {
            _pay[v] += _pull[v] * missing / square;
        }

        return true;
    }
}
