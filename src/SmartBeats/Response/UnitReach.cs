namespace SmartBeats.Response;

/// <summary>How soon each patrolling unit reaches each area and who is nearest, kept up to date as areas change beat.</summary>
internal sealed class UnitReach
{
    private readonly ITravel _travel;
    private readonly int _units;
    private readonly int _depth;
    private readonly double[] _presence;
    private readonly double[][] _sums;
    private readonly double[] _total;
    private readonly int[] _areas;
    private readonly double[] _savedFrom;
    private readonly double[] _savedTo;
    private readonly int[] _savedOrder;
    private Saved _saved;

    public UnitReach(ITravel travel, int units, int depth, int[] beatOfArea, double[] presence)
    {
        (_travel, _units, _depth, _presence) = (travel, units, depth, presence);
        BeatOfArea = (int[])beatOfArea.Clone();
        _sums = [.. Enumerable.Range(0, units).Select(_ => new double[travel.AreaCount])];
        _total = new double[units];
        _areas = new int[units];
        _savedFrom = new double[travel.AreaCount];
        _savedTo = new double[travel.AreaCount];
        Order = new int[travel.AreaCount * depth];
        _savedOrder = new int[Order.Length];
        foreach (var beat in beatOfArea)
        {
            _areas[beat]++;
        }

        if (_areas.Contains(0))
        {
            throw new ArgumentException("Every beat has an area.", nameof(beatOfArea));
        }

        Rebuild();
    }

    public int[] BeatOfArea { get; }

    /// <summary>Per area its nearest units, own first, one list after the other.</summary>
    public int[] Order { get; }

    /// <summary>t_nj.</summary>
    public double Minutes(int unit, int area) => _sums[unit][area] / _total[unit];

    /// <summary>Everything from the assignment alone. Cost: O(areas² + areas × units).</summary>
    public void Rebuild()
    {
        Array.Clear(_total);
        foreach (var row in _sums)
        {
            Array.Clear(row);
        }

        for (var from = 0; from < BeatOfArea.Length; from++)
        {
            Shift(from, BeatOfArea[from], _presence[from]);
        }

        for (var area = 0; area < BeatOfArea.Length; area++)
        {
            Rank(area);
        }
    }

    public void Save()
    {
        Order.CopyTo(_savedOrder, 0);
        _saved = default;
    }

    public void Restore()
    {
        if (!_saved.Moved)
        {
            return;
        }

        _savedFrom.CopyTo(_sums[_saved.From], 0);
        _savedTo.CopyTo(_sums[_saved.To], 0);
        (_total[_saved.From], _total[_saved.To]) = (_saved.FromTotal, _saved.ToTotal);
        _areas[_saved.From]++;
        _areas[_saved.To]--;
        BeatOfArea[_saved.Area] = _saved.From;
        _savedOrder.CopyTo(Order, 0);
        _saved = default;
    }

    /// <summary>Cost: O(areas × (depth + few)), for most areas have neither beat's unit among their nearest.</summary>
    public void Move(int area, int to)
    {
        var from = BeatOfArea[area];
        if (from == to)
        {
            return;
        }

        if (_areas[from] == 1)
        {
            throw new ArgumentException("A beat keeps at least one area.", nameof(area));
        }

        _sums[from].CopyTo(_savedFrom, 0);
        _sums[to].CopyTo(_savedTo, 0);
        _saved = new Saved(true, area, from, to, _total[from], _total[to]);
        Shift(area, from, -_presence[area]);
        Shift(area, to, _presence[area]);
        _areas[from]--;
        _areas[to]++;
        BeatOfArea[area] = to;
        for (var at = 0; at < BeatOfArea.Length; at++)
        {
            if (at == area || IsAffected(at, from) || IsAffected(at, to))
            {
                Rank(at);
            }
        }
    }

    private void Shift(int area, int beat, double presence)
    {
        _total[beat] += presence;
        var row = _sums[beat];
        for (var to = 0; to < row.Length; to++)
        {
            row[to] += presence * _travel.Minutes(area, to);
        }
    }

    /// <summary>Whether a unit is among an area's nearest or now comes before the last of them.</summary>
    private bool IsAffected(int area, int unit)
    {
        var list = Order.AsSpan(area * _depth, _depth);
        return (list.Contains(unit) && BeatOfArea[area] != unit) || Key(area, unit).CompareTo(Key(area, list[^1])) < 0;
    }

    private PreferenceLists.Key Key(int area, int unit) => PreferenceLists.KeyOf(Minutes(unit, area), area, unit, BeatOfArea[area]);

    /// <summary>The nearest units by insertion: most units are turned away at the last rank.</summary>
    private void Rank(int area)
    {
        Span<PreferenceLists.Key> best = stackalloc PreferenceLists.Key[_depth];
        var count = 0;
        for (var unit = 0; unit < _units; unit++)
        {
            var key = Key(area, unit);
            if (count == _depth && key.CompareTo(best[^1]) >= 0)
            {
                continue;
            }

            var at = count < _depth ? count++ : _depth - 1;
            for (; at > 0 && key.CompareTo(best[at - 1]) < 0; at--)
            {
                best[at] = best[at - 1];
            }

            best[at] = key;
        }

        for (var rank = 0; rank < _depth; rank++)
        {
            Order[area * _depth + rank] = best[rank].Unit;
        }
    }

    private readonly record struct Saved(bool Moved, int Area, int From, int To, double FromTotal, double ToTotal);
}
