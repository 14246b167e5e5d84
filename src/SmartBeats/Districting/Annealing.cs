using System.Runtime.CompilerServices;

namespace SmartBeats.Districting;

/// <summary>How an annealing run cools: temperature and price of imbalance, from start to end.</summary>
/// <param name="Hot">First temperature, in mean edge costs of the graph.</param>
/// <param name="Cold">Last temperature.</param>
/// <param name="LoosePrice">First price of exceeding the limit by one typical area, in mean edge costs.</param>
/// <param name="TightPrice">Last price.</param>
/// <param name="Margin">Share of the limit from which on exceeding is priced.</param>
internal readonly record struct Cooling(double Hot, double Cold, double LoosePrice, double TightPrice, double Margin = 0.95);

/// <summary>Moves border areas to neighbouring beats, one at a time, accepting losses ever less often.</summary>
/// <remarks>
/// Kirkpatrick, Gelatt and Vecchi, Science 220 (1983). The energy is the border's cost plus a price on what each beat exceeds the
/// limit by, which rises as the temperature falls. No step breaks a beat or empties it. The result is the best plan met,
/// never worse than the first.
/// </remarks>
internal sealed class Annealing
{
    private const int BatchSize = 1024;

    private readonly FlatGraph _graph;
    private readonly PlanState _state;
    private readonly Contiguity _contiguity;
    private readonly BalanceRule _rule;
    private readonly SeededRandom _random;
    private readonly double _unit;
    private BestPlan _best;
    private double _price;
    private double _free;
    private double _perGrain;

    public Annealing(PlanState state, Contiguity contiguity, BalanceRule rule, SeededRandom random)
    {
        _graph = state.Graph;
        _state = state;
        _contiguity = contiguity;
        _rule = rule;
        _random = random;
        _unit = _graph.MeanCost();
        _best = new BestPlan(state, rule);
    }

    public BestPlan Best => _best;

    /// <summary>Anneals for the given effort and leaves the state at the best plan.</summary>
    /// <returns>False when cancelled.</returns>
    public bool Run(Cooling cooling, long effort, CancellationToken cancellation)
    {
        var spent = 0L;
        _perGrain = 1 / Math.Max(_rule.Grain, 1e-12);
        _free = _rule.Limit * cooling.Margin;
        while (spent < effort && _state.BorderCount > 0)
        {
            if (cancellation.IsCancellationRequested)
            {
                _best.Restore();
                return false;
            }

            var done = (double)spent / effort;
            var left = 1 - done;
            var temperature = (cooling.Cold + (cooling.Hot - cooling.Cold) * left * left) * _unit;
            _price = (cooling.LoosePrice + (cooling.TightPrice - cooling.LoosePrice) * done * done) * _unit;
            var looked = _contiguity.Looked;
            Batch(temperature);
            spent += BatchSize + (_contiguity.Looked - looked);
        }

        _best.Restore();
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Batch(double temperature)
    {
        var (first, neighbour, cost, beatOf, border) = (_graph.First, _graph.Neighbour, _graph.Cost, _state.BeatOf, _state.Border);
        for (var step = 0; step < BatchSize; step++)
        {
            var draw = _random.NextUInt64();
            var v = border[(int)(((draw >> 32) * (ulong)_state.BorderCount) >> 32)];
            var (begin, end) = (first[v], first[v + 1]);
            var from = beatOf[v];
            var degree = end - begin;
            var e = begin + (int)(((draw & 0xFFFF) * (ulong)degree) >> 16);
            while (beatOf[neighbour[e]] == from)
            {
                e = e + 1 == end ? begin : e + 1;
            }

            var to = beatOf[neighbour[e]];
            var own = 0u;
            var cutChange = 0L;
            for (var i = 0; i < degree; i++)
            {
                var beat = beatOf[neighbour[begin + i]];
                if (beat == from)
                {
                    cutChange += cost[begin + i];
                    own |= 1u << (i & 31);
                }
                else if (beat == to)
                {
                    cutChange -= cost[begin + i];
                }
            }

            if (own == 0)
            {
                continue;
            }

            var weight = _graph.Weight[v];
            var change = cutChange + Priced(_state.Load[from] - weight) - Priced(_state.Load[from])
                + Priced(_state.Load[to] + weight) - Priced(_state.Load[to]);
            if (change > 0 && change > temperature * LogTable.At((int)(draw >> 16)))
            {
                continue;
            }

            if (degree <= LocalLinks.MaxDegree ? _contiguity.CanLeave(v, own, beatOf) : _contiguity.CanLeave(v, beatOf))
            {
                _best.Move(v, to, cutChange);
                _best.Consider();
                if (_state.BorderCount == 0)
                {
                    return;
                }
            }
        }
    }

    /// <summary>Price of one beat's load beyond the free band: linear at first, then quadratic, in typical areas.</summary>
    private double Priced(long load)
    {
        var beyond = (_rule.Deviation(load) - _free) * _perGrain;
        return beyond <= 0 ? 0 : _price * beyond * (1 + beyond);
    }
}
