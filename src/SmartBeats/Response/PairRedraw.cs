namespace SmartBeats.Response;

/// <summary>Divides two neighbouring beats anew: a random tree over both, cut where both sides keep their workload within the limit.</summary>
/// <remarks>The recombination step of DeFord, Duchin and Solomon, "Recombination", Harvard Data Science Review 3(1), 2021, on one pair.</remarks>
internal sealed class PairRedraw(PlanGuard guard, SeededRandom random)
{
    private readonly List<int> _order = [];
    private readonly List<(int From, int To)> _frontier = [];
    private readonly int[] _parent = new int[guard.BeatOf.Length];
    private readonly long[] _below = new long[guard.BeatOf.Length];
    private readonly bool[] _onSide = new bool[guard.BeatOf.Length];
    private readonly HashSet<int> _reached = [];
    private readonly List<int> _cuts = [];

    /// <summary>The areas that change beat; empty where no cut balances.</summary>
    /// <param name="slack">Largest difference of a side's load from the nearer of the two beats' loads' mean, in load units.</param>
    public IReadOnlyList<AreaMove> Draw(int a, int b, int root, double slack)
    {
        Grow(a, b, root);
        var total = guard.Load[a] + guard.Load[b];
        _cuts.Clear();
        for (var at = _order.Count - 1; at > 0; at--)
        {
            var area = _order[at];
            if (Math.Abs(2 * _below[area] - total) <= 2 * slack)
            {
                _cuts.Add(area);
            }

            _below[_parent[area]] += _below[area];
        }

        return _cuts.Count == 0 ? [] : Moves(a, b, _cuts[random.Next(_cuts.Count)]);
    }

    private void Grow(int a, int b, int root)
    {
        _order.Clear();
        _frontier.Clear();
        _reached.Clear();
        Reach(root, root);
        while (_frontier.Count > 0)
        {
            var at = random.Next(_frontier.Count);
            var (from, to) = _frontier[at];
            _frontier[at] = _frontier[^1];
            _frontier.RemoveAt(_frontier.Count - 1);
            if (!_reached.Contains(to))
            {
                Reach(to, from);
            }
        }

        void Reach(int area, int from)
        {
            _reached.Add(area);
            _order.Add(area);
            _parent[area] = from;
            _below[area] = guard.WeightOf(area);
            foreach (var (next, _) in guard.Neighbours[area])
            {
                if ((guard.BeatOf[next] == a || guard.BeatOf[next] == b) && !_reached.Contains(next))
                {
                    _frontier.Add((area, next));
                }
            }
        }
    }

    /// <summary>The side below the cut takes the beat most of its areas were in, so that few areas move.</summary>
    private AreaMove[] Moves(int a, int b, int cut)
    {
        var (belowInA, aboveInA, below) = (0, 0, 0);
        foreach (var area in _order)
        {
            // A parent stands before its children.
            _onSide[area] = area == cut || (area != _order[0] && _onSide[_parent[area]]);
            below += _onSide[area] ? 1 : 0;
            belowInA += _onSide[area] && guard.BeatOf[area] == a ? 1 : 0;
            aboveInA += !_onSide[area] && guard.BeatOf[area] == a ? 1 : 0;
        }

        var above = _order.Count - below;
        var belowIsA = belowInA + (above - aboveInA) > aboveInA + (below - belowInA);
        return [.. _order.Where(area => guard.BeatOf[area] != BeatFor(area)).Select(area => new AreaMove(area, BeatFor(area)))];

        int BeatFor(int area) => _onSide[area] == belowIsA ? a : b;
    }
}
