namespace SmartBeats.Districting;

/// <summary>How an annealing run cools: temperature and price of imbalance, from start to end.</summary>
/// <param name="Hot">First temperature, in mean edge costs of the graph.</param>
/// <param name="Cold">Last temperature.</param>
/// <param name="LoosePrice">First price of exceeding the limit by one typical area, in mean edge costs.</param>
/// <param name="TightPrice">Last price.</param>
/// <param name="Margin">Share of the limit from which on exceeding is priced.</param>
/// <param name="Chase">Whether, while the limit is not met, the best deviation so far stands for it.</param>
internal readonly record struct Cooling(double Hot, double Cold, double LoosePrice, double TightPrice, double Margin = 0.95, bool Chase = false);

/// <summary>Moves border areas to neighbouring beats, one at a time, accepting losses ever less often.</summary>
/// <remarks>
/// Kirkpatrick, Gelatt and Vecchi, Science 220 (1983). The energy is the border's cost plus a price on what each beat exceeds the
/// limit by, which rises as the temperature falls. No step breaks a beat or empties it. The result is the best plan met,
/// never worse than the first.
/// </remarks>
internal sealed class Annealing
{
    private const int BatchSize = 1024;
    private const double MostSeldom = 4;

    private readonly FlatGraph _graph;
    private readonly PlanState _state;
    private readonly Contiguity _contiguity;
    private readonly BalanceRule _rule;
    private readonly SeededRandom _random;
    private readonly Energy _energy;
    private readonly BestPlan _best;
    private readonly Swap _swap;
    private readonly PairRecombination _pair;
    private uint _swapChance;
    private uint _pairChance;
    private readonly PlanFront? _front;
    private long _extra;

    /// <param name="front">Is offered the plan after every batch of moves; null to keep the best alone.</param>
    public Annealing(PlanState state, Contiguity contiguity, BalanceRule rule, SeededRandom random, PlanFront? front = null)
    {
        _front = front;
        _graph = state.Graph;
        _state = state;
        _contiguity = contiguity;
        _rule = rule;
        _random = random;
        _energy = new Energy(rule, _graph.MeanCost());
        _best = new BestPlan(state, rule);
        if (state.Wishes is { } wishes)
        {
            wishes.Prices = _energy;
        }

        _swap = new Swap(state, contiguity, _energy, _best, random);
        _pair = new PairRecombination(state, _energy, _best, random);
    }

    public BestPlan Best => _best;

    /// <summary>Anneals for the given effort and leaves the state at the best plan.</summary>
    /// <returns>False when cancelled.</returns>
    public bool Run(Cooling cooling, long effort, SearchWatch watch)
    {
        var spent = 0L;
        var areasOfPair = 2.0 * _graph.Count / _state.Beats;
        _pairChance = (uint)(65536 * Tuning.PairWork * Math.Min(1, _rule.Grain / Tuning.PairGrain) / (areasOfPair * Tuning.PairPrice));
        _swapChance = (uint)(65536 * Math.Min(1, Tuning.SwapWork * _rule.Grain / Math.Max(1e-9, Math.Max(_rule.Limit, 0.01))));
        // On large graphs each look reaches farther from the processor.
        var farther = 1 + _graph.Count / 40000.0;
        var steepness = -LogTable.Ln(cooling.LoosePrice / cooling.TightPrice);
        while (spent < effort && _state.Border.Count > 0)
        {
            if (watch.IsCancellationRequested)
            {
                _best.Restore();
                return false;
            }

            var done = (double)spent / effort;
            var left = 1 - done;
            var temperature = (cooling.Cold + (cooling.Hot - cooling.Cold) * left) * _energy.Unit;
            var target = cooling.Chase ? Math.Max(_rule.Limit, _best.Deviation) : _rule.Limit;
            _energy.Set(cooling.TightPrice * Exp.OfMinus(left * steepness), target * cooling.Margin);
            var looked = _contiguity.Looked;
            Batch(temperature);
            _front?.Offer(_state);
            var cost = (long)((BatchSize + (_contiguity.Looked - looked) + _extra) * farther);
            spent += cost;
            watch.Spend(cost);
            _extra = 0;
        }

        _best.Restore();
        return true;
    }

    private void Batch(double temperature)
    {
        var (neighbour, beatOf) = (_graph.Neighbour, _state.BeatOf);
        var border = _state.Border;
        // Stiff areas are drawn as seldom as they could be accepted, and then accepted as much more readily.
        var seldom = Math.Min(border.StiffCost / temperature, MostSeldom);
        var stiffShare = Exp.OfMinus(seldom);
        var perStiffShare = 1 / stiffShare;
        for (var step = 0; step < BatchSize; step++)
        {
            var draw = _random.NextUInt64();
            var (loose, stiff) = (border.LooseCount, border.Count - border.LooseCount);
            var at = (long)(draw >> 32) * (1.0 / 4294967296) * (loose + stiffShare * stiff);
            var isStiff = at >= loose;
            var v = isStiff ? border[loose + Math.Min(stiff - 1, (int)((at - loose) * perStiffShare))] : border[(int)at];
            ref readonly var rim = ref border.RimOf(v);
            var (begin, end) = (rim.First, rim.End);
            var from = beatOf[v];
            var e = begin + (int)(((draw & 0xFFFF) * (ulong)(end - begin)) >> 16);
            while (beatOf[neighbour[e]] == from)
            {
                e = e + 1 == end ? begin : e + 1;
            }

            var to = beatOf[neighbour[e]];
            if (rim.Kept == 0)
            {
                continue;
            }

            var allowed = temperature * (LogTable.At((int)(draw >> 16)) + (isStiff ? seldom : 0));
            if ((uint)(draw >> 32 & 0xFFFF) < _pairChance)
            {
                _extra += Tuning.PairPrice * _pair.Try(v, to, allowed);
                continue;
            }

            var balance = _energy.OfMoving(rim.Weight, _state.Load[from], _state.Load[to]);
            var wish = _state.Wishes?.OfMoving(v, from, to) ?? 0;
            var swapUpTo = allowed + 2 * _energy.Unit;
            // Most moves are refused, or not even worth a swap, before it is known which edge leads where.
            var least = rim.LeastCutChange;
            var isRefused = Exceeds(least + balance + wish, allowed);
            if (isRefused && !(SwapIsDue() && least <= swapUpTo))
            {
                continue;
            }

            var cutChange = _state.CutChange(v, to);
            if (isRefused || Exceeds(cutChange + balance + wish, allowed))
            {
                if ((isRefused || SwapIsDue()) && cutChange <= swapUpTo && _contiguity.CanLeave(v, beatOf))
                {
                    _swap.Try(v, to, cutChange, allowed);
                    _extra += 4;
                }

                continue;
            }

            if (_contiguity.CanLeave(v, beatOf))
            {
                _best.Move(v, to, cutChange);
                _best.Consider();
            }

            if (_state.Border.Count == 0)
            {
                return;
            }
        }
    }

    private static bool Exceeds(double change, double allowed) => change > 0 && change > allowed;

    private bool SwapIsDue() => (_random.NextUInt64() & 0xFFFF) < _swapChance;
}
