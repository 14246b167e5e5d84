namespace SmartBeats.Districting;

/// <summary>The sums of one plan under its wishes, kept up to date move by move. All whole numbers, so no order of moves shows in them.</summary>
internal sealed class WishBook
{
    /// <summary>Preferences are added up in fractions of the graph's cost unit.</summary>
    internal const double Fixed = 1024;

    /// <summary>How far the price of the last unit of the budget stays from being infinite.</summary>
    private const double Slack = 0.02;

    private readonly WishSet _set;
    private readonly int _beats;
    private readonly long[][] _load;
    private readonly long[] _ground;
    private readonly double _perGround;
    private readonly long[] _metres;
    private readonly long[] _preferenceOf;
    private readonly int[] _held;
    private long _preference;
    private long _split;
    private long _away;

    public WishBook(WishSet set, int beats)
    {
        (_set, _beats) = (set, beats);
        _load = Array.ConvertAll(set.Criteria, _ => new long[beats]);
        _ground = new long[beats];
        var ground = set.Ground?.Sum() ?? 0;
        _perGround = ground > 0 ? beats / (double)ground : 0;
        _metres = new long[beats * set.Stations];
        _preferenceOf = new long[beats];
        _held = new int[beats * (set.Whole?.Count ?? 0)];
    }

    /// <summary>The price of imbalance as it stands; given by the annealing run the plan is in.</summary>
    public Energy? Prices { get; set; }

    /// <summary>What the plan lacks in equal ground, short ways and groups in one beat, and what is away at a flat price, in the graph's costs.</summary>
    public long Preference => (long)Math.Round(((_preference + _split) / Fixed) + (_set.FlatAwayPrice * _away));

    /// <summary>Workload in areas that have another beat than today.</summary>
    public long Away => _away;

    public bool HasPreferences => _set.HasPreferences;

    public bool IsWithinBudget => _away <= _set.Budget;

    /// <summary>Whether the area, or the beat it would join, is locked.</summary>
    public bool Forbids(int v, int to) => _set.Locked[v] || _set.LockedBeat[to];

    public void Reset(int[] beatOf)
    {
        Array.ForEach(_load, Array.Clear);
        Array.Clear(_ground);
        Array.Clear(_metres);
        Array.Clear(_preferenceOf);
        Array.Clear(_held);
        (_away, _preference) = (0, 0);
        for (var v = 0; v < beatOf.Length; v++)
        {
            _away += AwayIn(v, beatOf[v]);
            Add(v, beatOf[v], 1);
        }

        for (var beat = 0; beat < _beats; beat++)
        {
            Price(beat);
        }

        _split = _set.Whole?.PriceOfAll(_held) ?? 0;
    }

    public void Moved(int v, int from, int to)
    {
        _split += _set.Whole?.PriceOf(_held, v, from, to) ?? 0;
        _away += AwayIn(v, to) - AwayIn(v, from);
        Add(v, from, -1);
        Add(v, to, 1);
        Price(from);
        Price(to);
    }

    /// <summary>What moving an area changes in the energy: criteria and preferences. Infinite where the area or a beat is locked.</summary>
    public double PriceOf(int v, int from, int to)
    {
        if (_set.Locked[v] || _set.LockedBeat[to])
        {
            return double.PositiveInfinity;
        }

        var change = 0.0;
        for (var c = 0; c < _load.Length; c++)
        {
            var (weight, load) = (_set.Criteria[c][v], _load[c]);
            change += Prices!.OfDeviation(Deviation(c, load[from] - weight)) - Prices.OfDeviation(Deviation(c, load[from]))
                + Prices.OfDeviation(Deviation(c, load[to] + weight)) - Prices.OfDeviation(Deviation(c, load[to]));
        }

        if (_set.Whole is { } whole)
        {
            change += whole.PriceOf(_held, v, from, to) / Fixed;
        }

        if (_set.HasBeatPreferences)
        {
            change += PreferenceOf(from, v, -1) + PreferenceOf(to, v, 1) - (_preferenceOf[from] + _preferenceOf[to]) / Fixed;
        }

        return change;
    }

    /// <summary>As <see cref="PriceOf"/>, with the price of what the change budget loses; infinite where it would be exceeded.</summary>
    public double OfMoving(int v, int from, int to) => OfMoving(v, from, to, _away);

    /// <summary>Likewise, for the last of several moves that are judged as one.</summary>
    /// <param name="awayBefore">What was away before the first of them.</param>
    public double OfMoving(int v, int from, int to, long awayBefore)
    {
        var away = _away + AwayIn(v, to) - AwayIn(v, from);
        return away > _set.Budget ? double.PositiveInfinity
            : away == awayBefore ? PriceOf(v, from, to)
            : PriceOf(v, from, to) + PriceOfAway(away) - PriceOfAway(awayBefore);
    }

    /// <summary>What dividing two beats anew changes in the energy; infinite where that is not allowed.</summary>
    /// <param name="areas">Of both beats.</param>
    /// <param name="below">Per area, whether it goes to the first of the two beats, or else to the second.</param>
    public double OfDivision(ReadOnlySpan<int> areas, bool[] below, int[] beatOf, int first, int second)
    {
        var before = EnergyOf(first) + EnergyOf(second) + PriceOfAway(_away) + _split / Fixed;
        var allowed = true;
        foreach (var v in areas)
        {
            var to = below[v] ? first : second;
            if (beatOf[v] != to)
            {
                allowed &= !_set.Locked[v] && !_set.LockedBeat[to];
                Moved(v, beatOf[v], to);
            }
        }

        allowed &= _away <= _set.Budget;
        var after = EnergyOf(first) + EnergyOf(second) + (allowed ? PriceOfAway(_away) : 0) + _split / Fixed;
        foreach (var v in areas)
        {
            var to = below[v] ? first : second;
            if (beatOf[v] != to)
            {
                Moved(v, to, beatOf[v]);
            }
        }

        return allowed ? after - before : double.PositiveInfinity;
    }

    /// <summary>The worst weighted deviation of a beat in the further criteria.</summary>
    public double Deviation(int beat)
    {
        var worst = 0.0;
        for (var c = 0; c < _load.Length; c++)
        {
            worst = Math.Max(worst, Deviation(c, _load[c][beat]));
        }

        return worst;
    }

    /// <summary>The worst of all beats.</summary>
    public double WorstDeviation()
    {
        var worst = 0.0;
        for (var beat = 0; beat < _beats; beat++)
        {
            worst = Math.Max(worst, Deviation(beat));
        }

        return worst;
    }

    private double Deviation(int criterion, long load)
    {
        var mean = _set.CriterionMean[criterion];
        return mean > 0 ? _set.CriterionWeight[criterion] * Math.Abs(load - mean) / mean : 0;
    }

    private double EnergyOf(int beat)
    {
        var sum = _preferenceOf[beat] / Fixed;
        for (var c = 0; c < _load.Length; c++)
        {
            sum += Prices!.OfDeviation(Deviation(c, _load[c][beat]));
        }

        return sum;
    }

    /// <summary>
    /// Rises without a jump as the budget runs out, c x / (1 + e - x) of the share x that is used: so what is worth least comes home again,
    /// and the budget is left for what is worth more.
    /// </summary>
    private double PriceOfAway(long away)
    {
        if (_set.FlatAwayPrice > 0)
        {
            return _set.FlatAwayPrice * away;
        }

        if (_set.Budget is long.MaxValue or 0 || away == 0)
        {
            return 0;
        }

        var used = away / (double)_set.Budget;
        return _set.AwayPrice * _set.Budget * (1 + Slack) * used / (1 + Slack - used);
    }

    private long AwayIn(int v, int beat) => _set.Home is null || _set.Home[v] == beat ? 0 : _set.Workload[v];

    private void Add(int v, int beat, int sign)
    {
        for (var c = 0; c < _load.Length; c++)
        {
            _load[c][beat] += sign * _set.Criteria[c][v];
        }

        if (_set.Ground is not null)
        {
            _ground[beat] += sign * _set.Ground[v];
        }

        _set.Whole?.Add(_held, v, beat, sign);

        for (var s = 0; s < _set.Stations; s++)
        {
            _metres[beat * _set.Stations + s] += sign * _set.StationMetres[v * _set.Stations + s];
        }
    }

    private void Price(int beat)
    {
        if (_set.HasBeatPreferences)
        {
            var now = (long)Math.Round(PreferenceOf(beat, 0, 0) * Fixed);
            _preference += now - _preferenceOf[beat];
            _preferenceOf[beat] = now;
        }
    }

    /// <summary>A beat's share of the preferences, as it is (sign 0) or with an area more or less.</summary>
    private double PreferenceOf(int beat, int v, int sign)
    {
        var sum = 0.0;
        if (_set.Ground is not null)
        {
            var off = (_ground[beat] + sign * _set.Ground[v]) * _perGround - 1;
            sum += _set.GroundPrice * off * off;
        }

        if (_set.Stations > 0)
        {
            var (own, ofArea) = (beat * _set.Stations, v * _set.Stations);
            var nearest = long.MaxValue;
            for (var s = 0; s < _set.Stations; s++)
            {
                nearest = Math.Min(nearest, _metres[own + s] + sign * _set.StationMetres[ofArea + s]);
            }

            sum += _set.StationPrice * nearest;
        }

        return sum;
    }
}
