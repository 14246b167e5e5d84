namespace SmartBeats.Districting;

/// <summary>The best plan met so far: first within the limit (or the nearest to it), then the shortest border.</summary>
/// <remarks>
/// Tested after every accepted move, so it must cost nothing when there is no progress: it counts the beats outside
/// <see cref="Threshold"/> (the limit, or the best deviation reached while that is larger), and notes which areas changed
/// since the best plan instead of copying it each time.
/// </remarks>
internal sealed class BestPlan
{
    private readonly PlanState _state;
    private readonly BalanceRule _rule;
    private readonly int[] _journal;
    private int _journalLength;
    private readonly bool[] _isOutside;
    private int _outside;

    public BestPlan(PlanState state, BalanceRule rule)
    {
        _isOutside = new bool[state.Beats];
        _state = state;
        _rule = rule;
        _journal = new int[state.Graph.Count];
        BeatOf = (int[])state.BeatOf.Clone();
        Deviation = state.Worst(rule);
        Cut = state.Score;
        Recount();
    }

    public int[] BeatOf { get; }

    public double Deviation { get; private set; }

    /// <summary>Its border, and what it lacks in its preferences: <see cref="PlanState.Score"/>.</summary>
    public long Cut { get; private set; }

    /// <summary>A plan must have no beat beyond this to be of interest.</summary>
    public double Threshold { get; private set; }

    /// <summary>Whether the first plan is preferred: smaller deviation where the limit is exceeded, shorter border where it is not.</summary>
    public static bool Better(double deviation, long cut, double otherDeviation, long otherCut, double limit)
    {
        var (a, b) = (Math.Max(deviation, limit), Math.Max(otherDeviation, limit));
        return a != b ? a < b : cut != otherCut ? cut < otherCut : deviation < otherDeviation;
    }

    /// <summary>Moves an area in the state and keeps the books; the state may become the best plan by <see cref="Consider"/>.</summary>
    public void Move(int v, int to, long cutChange)
    {
        var from = _state.BeatOf[v];
        _state.Move(v, to, cutChange);
        Moved(v, from, to);
    }

    /// <summary>Keeps the books of a move made in the state.</summary>
    public void Moved(int v, int from, int to)
    {
        Look(from);
        Look(to);
        if (_journalLength < _journal.Length)
        {
            _journal[_journalLength] = v;
        }

        _journalLength++;
    }

    /// <summary>Makes the state the best plan if it is better.</summary>
    public bool Consider()
    {
        if (_outside > 0 || (Deviation <= _rule.Limit && _state.Score >= Cut))
        {
            return false;
        }

        var deviation = _state.Worst(_rule);
        if (!Better(deviation, _state.Score, Deviation, Cut, _rule.Limit))
        {
            return false;
        }

        if (_journalLength <= _journal.Length)
        {
            for (var i = 0; i < _journalLength; i++)
            {
                BeatOf[_journal[i]] = _state.BeatOf[_journal[i]];
            }
        }
        else
        {
            _state.BeatOf.CopyTo(BeatOf, 0);
        }

        _journalLength = 0;
        Cut = _state.Score;
        Deviation = deviation;
        Recount();
        return true;
    }

    /// <summary>Takes the state back to the best plan.</summary>
    public void Restore()
    {
        _state.Restore(BeatOf);
        _journalLength = 0;
        Recount();
    }

    private void Look(int beat)
    {
        var isOutside = _rule.Deviation(_state.Load[beat]) > Threshold || _state.Wishes?.Deviation(beat) > Threshold;
        if (isOutside != _isOutside[beat])
        {
            _isOutside[beat] = isOutside;
            _outside += isOutside ? 1 : -1;
        }
    }

    private void Recount()
    {
        Threshold = Math.Max(_rule.Limit, Deviation);
        for (var beat = 0; beat < _state.Beats; beat++)
        {
            Look(beat);
        }
    }
}
