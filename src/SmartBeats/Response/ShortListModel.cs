namespace SmartBeats.Response;

/// <summary>Larson's 1975 approximation over the first ranks of preference lists: what a plan means, from who is near whom.</summary>
/// <remarks>
/// As many ranks are kept as leave less than 1/1000 of calls to later ones at ρ, at least 4; what gets beyond them goes to all units alike.
/// How good that is, is said at <see cref="ResponseObjective"/>. Depends on demand, travel and the number of units, on no plan.
/// </remarks>
internal sealed class ShortListModel
{
    private const double Negligible = 1e-3;
    private const double Tolerance = 1e-6;
    private const int MostRounds = 200;

    private readonly QueueTerms _terms;
    private readonly double[] _loads;
    private readonly double[] _extras;
    private readonly double _firstShare;
    private readonly double[] _share;
    private readonly double[] _highShare;
    private readonly double[] _cityMinutes;
    private readonly double _meanWait;
    private readonly double _highWait;

    /// <param name="units">On duty, one a beat.</param>
    /// <param name="demand">Of the calls.</param>
    /// <param name="travel">Between areas.</param>
    /// <param name="cityMinutes">Per area, mean minutes from wherever a call was, where they are known; see <see cref="TravelFigures.FromAnyCall"/>. O(areas²) to find.</param>
    /// <exception cref="InputException">The calls outrun the units.</exception>
    public ShortListModel(int units, DemandSlice demand, ITravel travel, double[]? cityMinutes = null)
    {
        var (service, total) = (demand.MinutesPerDispatch, demand.TotalCallsPerHour);
        var load = total * demand.ServiceMinutes / 60;
        PatrolSystem.DemandSteadyState(units, load);
        var rho = load / units;
        var depth = Math.Min(units, 4);
        for (var rest = rho * rho * rho * rho; rest > Negligible && depth < units; rest *= rho)
        {
            depth++;
        }

        _terms = QueueTerms.Of(units, load, WhenAllBusy.Wait, depth);
        _loads = demand.FirstOfficerLoads;
        _extras = demand.ExtraOfficerLoads;
        var extraDispatches = demand.ExtraOfficersPerHour.Sum();
        _firstShare = total / (total + extraDispatches);
        _extras = extraDispatches > 0 ? _extras : [];
        _share = Array.ConvertAll(demand.CallsPerHour, rate => rate / total);
        var high = demand.CallsPerHourByPriority[0];
        var highTotal = high.Sum();
        _highShare = Array.ConvertAll(high, rate => rate / highTotal);
        _meanWait = Erlang.MeanWait(units, load, service);
        _highWait = Erlang.PriorityWaits(units, demand.DispatchesByPriority, service)[0];
        _cityMinutes = cityMinutes ?? TravelFigures.FromAnyCall(travel, demand.CallsPerHour, total);
    }

    /// <summary>ρ, the same for every plan of as many beats.</summary>
    public double MeanUtilisation => _terms.Utilisation;

    /// <summary>Of units sent, those that are a call's first, in (0, 1].</summary>
    public double FirstShare => _firstShare;

    /// <summary>Ranks of the preference lists that are kept.</summary>
    public int Depth => _terms.Corrections.Length;

    /// <summary>Per area its share of all calls.</summary>
    public IReadOnlyList<double> Share => _share;

    /// <summary>Per area its share of calls of the highest priority.</summary>
    public IReadOnlyList<double> HighShare => _highShare;

    /// <summary>Minutes a call waits for a unit to be free, on average: all calls, and those of the highest priority.</summary>
    public (double All, double High) Waits => (_meanWait, _highWait);

    /// <summary>Measures a plan.</summary>
    /// <param name="reach">Who is near whom, <see cref="Depth"/> units an area.</param>
    /// <param name="utilisation">Where rounds start from; becomes ρ_n.</param>
    /// <param name="areaMinutes">Per area, filled with the mean drive of who comes first; left alone for areas without calls.</param>
    public ResponseMeasures Measure(INearestUnits reach, double[] utilisation, double[]? areaMinutes = null)
    {
        var order = reach.Order;
        HypercubeApproximation.Iterate(_terms, _loads, _extras, order, Depth, utilisation, Tolerance, MostRounds);
        var (mean, high, own) = (0.0, 0.0, 0.0);
        var delay = _terms.DelayProbability;
        for (var area = 0; area < _share.Length; area++)
        {
            if (_share[area] == 0)
            {
                continue;
            }

            var (busy, whole, time, first) = (1.0, 0.0, 0.0, 0.0);
            for (var rank = 0; rank < Depth; rank++)
            {
                var unit = order[area * Depth + rank];
                var fraction = _terms.Corrections[rank] * busy * (1 - utilisation[unit]);
                first = rank == 0 ? fraction : first;
                whole += fraction;
                time += fraction * reach.Minutes(unit, area);
                busy *= utilisation[unit];
            }

            // Ranks beyond the list: a unit at ρ from anywhere in the city.
            var beyond = busy * _terms.Tail * (1 - _terms.Utilisation);
            whole += beyond;
            time += beyond * _cityMinutes[area];
            var minutes = time / whole * (1 - delay) + delay * _cityMinutes[area];
            mean += _share[area] * minutes;
            high += _highShare[area] * minutes;
            own += _share[area] * (first / whole * (1 - delay) + delay / utilisation.Length);
            if (areaMinutes is not null)
            {
                areaMinutes[area] = minutes;
            }
        }

        return new ResponseMeasures(
            Dispersion.Range(utilisation), Dispersion.CoefficientOfVariation(utilisation), mean + _meanWait, high + _highWait, 1 - own * _firstShare, delay);
    }
}

/// <summary>Which patrolling units are nearest to each area of a plan.</summary>
internal interface INearestUnits
{
    /// <summary>Per area its nearest units, own first, one list after the other.</summary>
    int[] Order { get; }

    /// <summary>t_nj, mean minutes of a free unit to an area.</summary>
    double Minutes(int unit, int area);
}
