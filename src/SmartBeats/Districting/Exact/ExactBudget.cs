namespace SmartBeats.Districting;

/// <summary>What an exact search may still spend, in units of effort. It never runs on a clock; cancellation empties it.</summary>
internal sealed class ExactBudget
{
    private const int Look = 4096;

    private readonly SearchWatch _watch;
    private long _units;
    private long _left;
    private long _look;
    private long _told;

    public ExactBudget(long units, SearchWatch watch) =>
        (_units, _watch, _left, _look, _told) = (units, watch, units, units - Look, units);

    public bool IsSpent => _left <= 0;

    public long Spent => Math.Min(_units, _units - _left);

    public long Left => Math.Max(0, _left);

    /// <summary>Whether there is still something left afterwards.</summary>
    public bool Spend(long cost)
    {
        _left -= cost;
        if (_left < _look)
        {
            _look = _left - Look;
            _watch.Spend(_told - _left);
            _told = _left;
            if (_watch.IsCancellationRequested)
            {
                End();
            }
        }

        return _left > 0;
    }

    /// <summary>Nothing more is to be done: what is left stays unspent, and out of reach.</summary>
    public void End() => (_units, _left) = (Spent, 0);
}
