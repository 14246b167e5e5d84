namespace SmartBeats.Districting;

/// <summary>What an exact search may still spend, in units of effort. It never runs on a clock; cancellation empties it.</summary>
internal sealed class ExactBudget
{
    private const int Look = 4096;

    private readonly CancellationToken _cancellation;
    private long _units;
    private long _left;
    private long _look;

    public ExactBudget(long units, CancellationToken cancellation) =>
        (_units, _cancellation, _left, _look) = (units, cancellation, units, units - Look);

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
            if (_cancellation.IsCancellationRequested)
            {
                End();
            }
        }

        return _left > 0;
    }

    /// <summary>Nothing more is to be done: what is left stays unspent, and out of reach.</summary>
    public void End() => (_units, _left) = (Spent, 0);
}
