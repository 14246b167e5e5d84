namespace SmartBeats.Districting;

/// <summary>A set on offer to be a beat.</summary>
/// <param name="Price">What choosing it adds to the lower bound of the whole, at least 0.</param>
internal readonly record struct PricedSet(AreaSet Set, double Price);

/// <summary>Chooses sets that cover every area exactly once: a plan.</summary>
/// <remarks>
/// Depth first; always covers the area that the fewest remaining sets hold, as in Knuth, "Dancing links", Millennial Perspectives in Computer
/// Science, 2000. Instead of links, each level holds the list of sets that are still free, and the areas are counted in bit planes: all 128
/// counters are added to at once. A choice whose rest does not fall into whole numbers of beats is not followed.
/// </remarks>
internal sealed class ExactCover(SetGraph graph, ExactBudget budget)
{
    /// <summary>Sets filtered or counted for one unit of effort.</summary>
    private const int PerUnit = 8;

    private readonly AreaSet[] _planes = new AreaSet[32];
    private readonly AreaSet[] _chosen = new AreaSet[AreaSet.MostAreas];
    private PricedSet[] _sets = [];
    private (long Low, long High) _window;
    private Func<AreaSet[], double>? _found;
    private double _most;

    /// <summary>The first plan met; null where there is none, or where the budget ended (which it then says).</summary>
    public AreaSet[]? First(ReadOnlySpan<PricedSet> sets, int beats, (long Low, long High) window)
    {
        AreaSet[]? plan = null;
        All(sets, beats, window, double.MaxValue, found =>
        {
            plan = found;
            return -1;
        });
        return plan;
    }

    /// <summary>Visits plans, each better than the one before.</summary>
    /// <param name="sets">By price, ascending.</param>
    /// <param name="most">Largest sum of prices a plan may have.</param>
    /// <param name="found">Takes a plan and returns the new largest sum, below 0 to end the search.</param>
    public void All(ReadOnlySpan<PricedSet> sets, int beats, (long Low, long High) window, double most, Func<AreaSet[], double> found)
    {
        (_window, _most, _found) = (window, most, found);
        if (_sets.Length < sets.Length)
        {
            _sets = new PricedSet[sets.Length];
        }

        sets.CopyTo(_sets);
        Cover(0, sets.Length, graph.All, beats, beats, 0);
    }

    private void Cover(int from, int to, AreaSet left, int beats, int all, double spent)
    {
        if (beats == 0)
        {
            _most = _found!(_chosen[..all]);
            return;
        }

        if (!budget.Spend(1 + (to - from) / PerUnit))
        {
            return;
        }

        var v = Rarest(from, to, left);
        for (var i = from; i < to && spent + _sets[i].Price <= _most && !budget.IsSpent; i++)
        {
            var (set, price) = _sets[i];
            if (!set.Contains(v) || !budget.Spend(2) || !graph.Divides(left.Except(set), beats - 1, _window))
            {
                continue;
            }

            _chosen[beats - 1] = set;
            Cover(to, Free(from, to, set, _most - spent - price), left.Except(set), beats - 1, all, spent + price);
        }
    }

    /// <summary>Of the areas left, the one in the fewest sets; the first among equals.</summary>
    private int Rarest(int from, int to, AreaSet left)
    {
        var top = 0;
        foreach (ref readonly var candidate in _sets.AsSpan(from, to - from))
        {
            var carry = candidate.Set;
            for (var plane = 0; !carry.IsEmpty; plane++)
            {
                var both = _planes[plane] & carry;
                _planes[plane] ^= carry;
                carry = both;
                top = Math.Max(top, plane);
            }
        }

        for (; top >= 0; top--)
        {
            var fewer = left.Except(_planes[top]);
            left = fewer.IsEmpty ? left : fewer;
            _planes[top] = default;
        }

        return left.First;
    }

    /// <summary>Lists, after a level's sets, those that go with a choice and with what may still be spent. Returns the end of the list.</summary>
    private int Free(int from, int to, AreaSet choice, double most)
    {
        if (_sets.Length < to + to - from)
        {
            Array.Resize(ref _sets, Math.Max(_sets.Length * 2, to + to - from));
        }

        var (i, end) = (from, to);
        for (; i < to && _sets[i].Price <= most; i++)
        {
            if (!_sets[i].Set.Overlaps(choice))
            {
                _sets[end++] = _sets[i];
            }
        }

        budget.Spend((i - from) / PerUnit);
        return end;
    }
}
