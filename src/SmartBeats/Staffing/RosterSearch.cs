namespace SmartBeats.Staffing;

/// <summary>Betters a roster move by move, never leaving the rules: threshold accepting with a threshold that falls to zero.</summary>
/// <remarks>
/// Dueck and Scheuer, Journal of Computational Physics 90(1), 1990. Two moves: two officers exchange a stretch of days, and an officer takes an
/// open post, if need be leaving another duty of the same week open: so that a hole wanders to where somebody can fill it. Whole numbers throughout.
/// </remarks>
internal sealed class RosterSearch
{
    /// <summary>The dearest worsening accepted at the start: two squared nights' worth.</summary>
    private const long FirstThreshold = 60;
    private const int LongestStretch = 7;

    private readonly RosterState _state;
    private readonly SeededRandom _random;
    private readonly int[] _savedA = new int[LongestStretch];
    private readonly int[] _savedB = new int[LongestStretch];
    private readonly List<(int Day, int Post)> _open = [];

    public RosterSearch(RosterState state)
    {
        _state = state;
        _random = SeededRandom.Derive(state.Task.Seed, 1);
    }

    /// <summary>Looks at as many moves as the task's effort and leaves the best roster met in the state.</summary>
    public void Run(CancellationToken cancellation)
    {
        ListOpen();
        var best = Snapshot();
        var bestTotal = _state.Total;
        var effort = _state.Task.Effort;
        for (var move = 0L; move < effort; move++)
        {
            if ((move & 0xFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var threshold = FirstThreshold * (effort - move) / effort;
            if (_open.Count > 0 && _random.Next(3) == 0)
            {
                TakeOpenPost(threshold);
            }
            else
            {
                Exchange(threshold);
            }

            if (_state.Total < bestTotal)
            {
                (best, bestTotal) = (Snapshot(), _state.Total);
            }
        }

        Restore(best);
    }

    private void Exchange(long threshold)
    {
        var officers = _state.Task.Officers.Count;
        if (officers < 2)
        {
            return;
        }

        var a = _random.Next(officers);
        var b = (a + 1 + _random.Next(officers - 1)) % officers;
        var first = _random.Next(_state.Task.Days);
        var last = Math.Min(first + _random.Next(LongestStretch), _state.Task.Days - 1);
        if (Swap(a, b, first, last) && Allowed(a, first, last) && Allowed(b, first, last) && Accept(threshold, _state.Total, a, b))
        {
            return;
        }

        Swap(a, b, first, last);
        _state.Recost(a);
        _state.Recost(b);
    }

    /// <summary>Exchanges the duties of two officers over a stretch; false where there is none.</summary>
    private bool Swap(int a, int b, int first, int last)
    {
        var any = false;
        for (var day = first; day <= last; day++)
        {
            (_savedA[day - first], _savedB[day - first]) = (_state.PostOf[a][day], _state.PostOf[b][day]);
            any |= _state.PostOf[a][day] != _state.PostOf[b][day];
            _state.Set(a, day, -1);
            _state.Set(b, day, -1);
        }

        for (var day = first; day <= last; day++)
        {
            _state.Set(a, day, _savedB[day - first]);
            _state.Set(b, day, _savedA[day - first]);
        }

        return any;
    }

    private void TakeOpenPost(long threshold)
    {
        var at = _random.Next(_open.Count);
        var (day, post) = _open[at];
        var officer = _random.Next(_state.Task.Officers.Count);
        var row = _state.PostOf[officer];
        if (!_state.Rules.MayWork(officer, day, post))
        {
            return;
        }

        var total = _state.Total;
        var leftDay = -1;
        var leftPost = -1;
        if (_state.Rules.Obstacle(officer, row, day, post) != DutyObstacle.None)
        {
            leftDay = NearbyDuty(row, day);
            if (leftDay < 0)
            {
                return;
            }

            leftPost = row[leftDay];
            _state.Set(officer, leftDay, -1);
            if (_state.Rules.Obstacle(officer, row, day, post) != DutyObstacle.None)
            {
                _state.Set(officer, leftDay, leftPost);
                return;
            }
        }

        _state.Set(officer, day, post);
        if (!Accept(threshold, total, officer, officer))
        {
            _state.Set(officer, day, -1);
            if (leftDay >= 0)
            {
                _state.Set(officer, leftDay, leftPost);
            }

            _state.Recost(officer);
            return;
        }

        if (leftDay >= 0)
        {
            _open[at] = (leftDay, leftPost);
        }
        else
        {
            _open[at] = _open[^1];
            _open.RemoveAt(_open.Count - 1);
        }
    }

    /// <summary>A duty within a week of the day, drawn at random; the day's own first. -1 where there is none.</summary>
    private int NearbyDuty(int[] row, int day)
    {
        if (row[day] >= 0)
        {
            return day;
        }

        var first = Math.Max(0, day - 6);
        var span = Math.Min(row.Length - 1, day + 6) - first + 1;
        var start = _random.Next(span);
        for (var step = 0; step < span; step++)
        {
            var other = first + (start + step) % span;
            if (row[other] >= 0)
            {
                return other;
            }
        }

        return -1;
    }

    private bool Allowed(int officer, int first, int last) => _state.Rules.Allows(officer, _state.PostOf[officer], first, last);

    private bool Accept(long threshold, long before, int a, int b)
    {
        _state.Recost(a);
        _state.Recost(b);
        return _state.Total - before <= threshold;
    }

    private int[][] Snapshot() => [.. _state.PostOf.Select(row => (int[])row.Clone())];

    private void Restore(int[][] rows)
    {
        for (var officer = 0; officer < rows.Length; officer++)
        {
            for (var day = 0; day < rows[officer].Length; day++)
            {
                _state.Set(officer, day, -1);
            }
        }

        for (var officer = 0; officer < rows.Length; officer++)
        {
            for (var day = 0; day < rows[officer].Length; day++)
            {
                _state.Set(officer, day, rows[officer][day]);
            }

            _state.Recost(officer);
        }
    }

    private void ListOpen()
    {
        for (var day = 0; day < _state.Task.Days; day++)
        {
            for (var post = 0; post < _state.Task.Posts.Count; post++)
            {
                if (_state.OfficerOf[day][post] < 0)
                {
                    _open.Add((day, post));
                }
            }
        }
    }
}
