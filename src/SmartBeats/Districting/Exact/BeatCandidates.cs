namespace SmartBeats.Districting;

/// <summary>A connected set of areas that could be a beat.</summary>
/// <param name="Gap">|load - mean| times the number of beats: whole, and a deviation once divided by the total load.</param>
/// <param name="Border">Cost of the edges that leave it.</param>
internal readonly record struct BeatCandidate(AreaSet Set, long Load, long Gap, long Border);

/// <summary>Every connected set of areas whose load is near enough to a fair share and whose rest can still be divided.</summary>
/// <remarks>
/// Depth first, each area beside the set being taken or ruled out, so that every set is met once (Wernicke, IEEE/ACM TCBB 3(4), 2006). Areas are
/// numbered by weight: once one is too heavy to join, so are all after it. A piece cut off by the set and too light for a beat must end up in
/// the set: it joins at once, or the branch ends. On the 77 community areas of Chicago this leaves a quarter of the sets to look at.
/// </remarks>
internal sealed class BeatCandidates
{
    /// <summary>Most sets kept; where there are more, only those nearest to the fair share.</summary>
    private const int Most = 1_000_000;

    /// <summary>Part of the budget by which the work is estimated.</summary>
    private const int EstimatePart = 100;

    /// <summary>What a set heavy enough costs beside being looked at: is its rest divisible, what is its border.</summary>
    private const int PerTaken = 4;

    private readonly SetGraph _graph;
    private readonly ExactBudget _budget;
    private readonly int _beats;
    private readonly int _mostAreas;
    private readonly long _total;
    private readonly AreaSet[] _near;
    private readonly long[] _weight;
    private readonly List<BeatCandidate> _found = [];
    private (long Low, long High) _window;

    private BeatCandidates(SetGraph graph, int beats, long reach, ExactBudget budget)
    {
        (_graph, _beats, _budget, _near, _weight) = (graph, beats, budget, graph.Near, graph.Weight);
        _mostAreas = graph.Count - beats + 1;
        _total = graph.Weight.Sum();
        Reach = reach;
        _window = Window(_total, beats, reach);
    }

    /// <summary>All sets up to this gap are there.</summary>
    public long Reach { get; private set; }

    /// <summary>By gap, ascending.</summary>
    public BeatCandidate[] Sets { get; private set; } = [];

    /// <summary>Loads with at most that gap.</summary>
    public static (long Low, long High) Window(long total, int beats, long gap) =>
        (Math.Max(0, (total - gap + beats - 1) / beats), (total + gap) / beats);

    /// <returns>Null where the budget did not last, or surely would not.</returns>
    public static BeatCandidates? Find(SetGraph graph, int beats, long reach, ExactBudget budget)
    {
        var search = new BeatCandidates(graph, beats, reach, budget);
        var roots = search.Roots();
        if (search.Estimate(roots) * 2 > budget.Left)
        {
            return null;
        }

        foreach (var root in roots)
        {
            search.Grow(root);
        }

        if (!budget.Spend(search._found.Count))
        {
            return null;
        }

        search.Sets = [.. search._found.OrderBy(set => set.Gap)];
        return search;
    }

    /// <summary>Each area as the lightest of its set.</summary>
    private List<Growing> Roots()
    {
        var (roots, banned) = (new List<Growing>(), default(AreaSet));
        for (var v = 0; v < _graph.Count; v++)
        {
            banned |= AreaSet.Of(v);
            var root = new Growing(default, default, banned, 0);
            if (Join(v, ref root))
            {
                roots.Add(root);
            }
        }

        return roots;
    }

    /// <summary>About what the search will spend: the branchings met on a few random ways down, multiplied.</summary>
    /// <remarks>Knuth, "Estimating the efficiency of backtrack programs", Mathematics of Computation 29, 1975.</remarks>
    private double Estimate(List<Growing> roots)
    {
        var (random, all, ways, next) = (new SeededRandom(0), 0.0, 0, new List<Growing>());
        for (var end = _budget.Left - _budget.Left / EstimatePart; ways == 0 || _budget.Left > end; ways++)
        {
            _budget.Spend(1 + roots.Count);
            foreach (var root in roots)
            {
                var (at, many) = (root, 1.0);
                do
                {
                    all += many * (at.Load >= _window.Low ? 1 + PerTaken : 1);
                    next.Clear();
                    while (Branch(ref at) is { } grown && _budget.Spend(1))
                    {
                        next.Add(grown);
                    }

                    many *= next.Count;
                    at = next.Count > 0 ? next[random.Next(next.Count)] : at;
                }
                while (next.Count > 0);
            }
        }

        return all / ways;
    }

    private void Grow(Growing at)
    {
        if (!_budget.Spend(1))
        {
            return;
        }

        if (at.Load >= _window.Low)
        {
            Take(at.Set, at.Load);
        }

        while (Branch(ref at) is { } grown && !_budget.IsSpent)
        {
            Grow(grown);
        }
    }

    /// <summary>The set with the next area that can join it, which is then ruled out for the set itself; null where there is none.</summary>
    private Growing? Branch(ref Growing at)
    {
        while (!at.Rim.IsEmpty && at.Load + _weight[at.Rim.First] <= _window.High)
        {
            var v = at.Rim.First;
            at = at with { Rim = at.Rim.WithoutFirst, Banned = at.Banned | AreaSet.Of(v) };
            var grown = at;
            if (Join(v, ref grown))
            {
                return grown;
            }
        }

        return null;
    }

    /// <summary>Adds an area, and the pieces that this cuts off if they are too light to be beats. False where that makes no beat.</summary>
    private bool Join(int v, ref Growing at)
    {
        var (set, rim, banned, load) = at;
        set |= AreaSet.Of(v);
        rim |= _near[v].Except(banned | set);
        load += _weight[v];
        var beside = _near[v].Except(set);
        var side = beside.IsEmpty ? default : _graph.Reach(AreaSet.Of(beside.First), beside);
        if (side != beside)
        {
            _budget.Spend(1);
            var outside = _graph.All.Except(set);
            for (; !beside.IsEmpty; side = beside.IsEmpty ? default : _graph.Reach(AreaSet.Of(beside.First), beside))
            {
                var (piece, light) = Light(side, outside);
                beside = beside.Except(piece);
                if (!light)
                {
                    continue;
                }

                load += _graph.Weigh(piece);
                if (load > _window.High || piece.Overlaps(banned))
                {
                    return false;
                }

                set |= piece;
                rim = rim.Except(piece);
            }
        }

        at = new Growing(set, rim, banned, load);
        return load <= _window.High && set.Count <= _mostAreas;
    }

    /// <summary>What is connected to a side, up to the load of a beat; and whether that is all and less.</summary>
    private (AreaSet Piece, bool IsLight) Light(AreaSet side, AreaSet outside)
    {
        var (piece, open, load) = (side, side, 0L);
        while (!open.IsEmpty)
        {
            var u = open.First;
            load += _weight[u];
            if (load >= _window.Low)
            {
                return (piece, false);
            }

            var next = (_near[u] & outside).Except(piece);
            piece |= next;
            open = open.WithoutFirst | next;
        }

        return (piece, true);
    }

    private void Take(AreaSet set, long load)
    {
        if (!_budget.Spend(PerTaken) || !_graph.Divides(_graph.All.Except(set), _beats - 1, _window))
        {
            return;
        }

        if (_found.Count == Most)
        {
            Narrow();
        }

        _found.Add(new BeatCandidate(set, load, Math.Abs(load * _beats - _total), _graph.Border(set)));
    }

    /// <summary>Keeps the half of the sets nearest to the fair share, and looks for no others from now on.</summary>
    private void Narrow()
    {
        var gaps = _found.Select(set => set.Gap).Order().ToArray();
        Reach = gaps[gaps.Length / 2] - 1;
        if (Reach < 0)
        {
            // A million sets as even as can be: too many.
            _budget.End();
            return;
        }

        _found.RemoveAll(set => set.Gap > Reach);
        _window = Window(_total, _beats, Reach);
    }

    /// <summary>A set on its way.</summary>
    /// <param name="Rim">Areas that touch the set and may still join it.</param>
    /// <param name="Banned">Areas taken or ruled out one by one.</param>
    private readonly record struct Growing(AreaSet Set, AreaSet Rim, AreaSet Banned, long Load);
}
