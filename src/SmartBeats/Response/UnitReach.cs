namespace SmartBeats.Response;

/// <summary>An area changing beat.</summary>
/// <param name="ToBeat">0-based.</param>
public readonly record struct AreaMove(int Area, int ToBeat);

/// <summary>How soon each patrolling unit reaches each area and who is nearest, kept up to date as areas change beat.</summary>
internal sealed class UnitReach : INearestUnits
{
    private readonly ITravel _travel;
    private readonly int _units;
    private readonly int _depth;
    private readonly double[] _presence;
    private readonly double[][] _sums;
    private readonly double[] _total;
    private readonly int[] _areas;
    private readonly int[] _savedOrder;
    private readonly List<(int Area, int From, int To)> _moves = [];
    private readonly List<(int Beat, double[] Sums, double Total)> _savedBeats = [];
    private readonly Stack<double[]> _spare = [];

    public UnitReach(ITravel travel, int units, int depth, int[] beatOfArea, double[] presence)
    {
        (_travel, _units, _depth, _presence) = (travel, units, depth, presence);
        BeatOfArea = (int[])beatOfArea.Clone();
        _sums = [.. Enumerable.Range(0, units).Select(_ => new double[travel.AreaCount])];
        _total = new double[units];
        _areas = new int[units];
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

    /// <summary>Forgets what came before: <see cref="Restore"/> comes back to here.</summary>
    public void Save()
    {
        Order.CopyTo(_savedOrder, 0);
        Forget();
    }

    /// <summary>Takes back every move since <see cref="Save"/>, to the last bit.</summary>
    public void Restore()
    {
        if (_moves.Count == 0)
        {
            return;
        }

        for (var at = _moves.Count - 1; at >= 0; at--)
        {
            var (area, from, to) = _moves[at];
            _areas[from]++;
            _areas[to]--;
            BeatOfArea[area] = from;
        }

        foreach (var (beat, sums, total) in _savedBeats)
        {
            sums.CopyTo(_sums[beat], 0);
            _total[beat] = total;
        }

        _savedOrder.CopyTo(Order, 0);
        Forget();
    }

    /// <summary>Moves areas and ranks anew where that shows. Cost: O(areas × (depth + few)), for most areas have no changed beat's unit among their nearest.</summary>
    public void Move(IReadOnlyList<AreaMove> moves)
    {
        foreach (var (area, to) in moves)
        {
            Shift(area, to);
        }

        // Looked at when all have moved: a swap may empty a beat on the way.
        foreach (var saved in _savedBeats)
        {
            if (_areas[saved.Beat] == 0)
            {
                throw new ArgumentException("A beat keeps at least one area.", nameof(moves));
            }
        }

        for (var at = 0; at < BeatOfArea.Length; at++)
        {
            if (IsAffected(at))
            {
                Rank(at);
            }
        }
    }

    private void Shift(int area, int to)
    {
        var from = BeatOfArea[area];
        if (from == to)
        {
            return;
        }

        Keep(from);
        Keep(to);
        _moves.Add((area, from, to));
        Shift(area, from, -_presence[area]);
        Shift(area, to, _presence[area]);
        _areas[from]--;
        _areas[to]++;
        BeatOfArea[area] = to;
    }

    private void Keep(int beat)
    {
        foreach (var saved in _savedBeats)
        {
            if (saved.Beat == beat)
            {
                return;
            }
        }

        var row = _spare.TryPop(out var spare) ? spare : new double[_travel.AreaCount];
        _sums[beat].CopyTo(row, 0);
        _savedBeats.Add((beat, row, _total[beat]));
    }

    private void Forget()
    {
        foreach (var saved in _savedBeats)
        {
            _spare.Push(saved.Sums);
        }

        _savedBeats.Clear();
        _moves.Clear();
    }

    private bool IsAffected(int area)
    {
        foreach (var (moved, _, _) in _moves)
        {
            if (moved == area)
            {
                return true;
            }
        }

        foreach (var saved in _savedBeats)
        {
            if (IsAffected(area, saved.Beat))
            {
                return true;
            }
        }

        return false;
    }

    private void Shift(int area, int beat, double presence)
    {
        _total[beat] += presence;
        _travel.AddMinutes(area, presence, _sums[beat]);
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
}
