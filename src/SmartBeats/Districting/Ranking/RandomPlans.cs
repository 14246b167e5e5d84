namespace SmartBeats.Districting.Ranking;

/// <summary>Draws plans at random: exact and contiguous always, within a balance where the trees allow it.</summary>
/// <remarks>
/// A set of areas that is to hold several beats is cut at an edge of a uniform spanning tree, drawn among those edges that leave both
/// sides a whole number of beats with room for balance, in the first tree that has one; both sides are cut on. Edges that leave either side
/// a third of the beats are preferred, which keeps the cutting shallow. What a set may be off the mean by is shared out over the
/// cuts still to come, so that the last ones are not left without room. Where no tree will do (a set that hangs together by one area
/// may have no even cut at all) the set it was cut from is cut anew; after some such steps back the nearest edge is taken, and the plan is
/// outside the balance, as its loads show.
/// <para>
/// DeFord, Duchin and Solomon, "Recombination", HDSR 3(1), 2021 (cutting at an edge of a random spanning tree); McCartan and Imai,
/// "Sequential Monte Carlo for sampling balanced and compact redistricting plans", Annals of Applied Statistics 17(4), 2023 (the
/// same cuts, with the weights that would correct for what they favour).
/// </para>
/// One instance serves one thread. Cost of a plan: about log2(beats) trees of all areas, several times that where the balance is hard to hit.
/// </remarks>
internal sealed class RandomPlans(FlatGraph graph, Components parts, int[] beatsOfPart)
{
    /// <summary>Trees tried for one cut: many of a small set, at least eight of a large one.</summary>
    private const int MostTrees = 60;

    private const int FewestTrees = 8;

    private const int AreasPerCut = 20_000;

    /// <summary>Steps back in one plan.</summary>
    private const int MostSteps = 20;

    /// <summary>Areas from Start on in <see cref="_areas"/>, that are to hold beats numbered from FirstBeat.</summary>
    /// <param name="CutFrom">Index in <see cref="_cut"/>; -1 for a whole part of the map.</param>
    private readonly record struct Set(int Start, int Count, int Beats, int FirstBeat, int CutFrom);

    private readonly SpanningTree _tree = new(graph);
    private readonly int[] _areas = new int[graph.Count];
    private readonly long[] _load = new long[graph.Count];
    private readonly int[] _size = new int[graph.Count];
    private readonly bool[] _below = new bool[graph.Count];
    private readonly List<(int Area, int Beats)> _edges = [];
    private readonly Stack<Set> _open = new();
    private readonly List<Set> _cut = [];
    private readonly double _mean = parts.Load.Sum() / (double)beatsOfPart.Sum();

    /// <summary>One beat number, from 0, per area.</summary>
    /// <param name="balance">Wanted largest |load - mean| / mean.</param>
    public int[] Draw(double balance, SeededRandom random)
    {
        var plan = new int[graph.Count];
        var stepsLeft = MostSteps;
        _cut.Clear();
        OpenParts();
        while (_open.TryPop(out var set))
        {
            var areas = _areas.AsSpan(set.Start, set.Count);
            if (set.Beats == 1)
            {
                foreach (var v in areas)
                {
                    plan[v] = set.FirstBeat;
                }
            }
            else if (Cut(areas, set.Beats, balance, set.CutFrom < 0 || stepsLeft == 0, random) is var (size, beats))
            {
                _open.Push(new Set(set.Start + size, set.Count - size, set.Beats - beats, set.FirstBeat + beats, _cut.Count));
                _open.Push(new Set(set.Start, size, beats, set.FirstBeat, _cut.Count));
                _cut.Add(set);
            }
            else
            {
                var whole = _cut[set.CutFrom];
                while (_open.TryPeek(out var next) && next.Start >= whole.Start && next.Start < whole.Start + whole.Count)
                {
                    _open.Pop();
                }

                _open.Push(whole);
                stepsLeft--;
            }
        }

        return plan;
    }

    private void OpenParts()
    {
        var at = new int[parts.Count];
        var (start, beat) = (0, 0);
        for (var part = 0; part < parts.Count; part++)
        {
            at[part] = start;
            _open.Push(new Set(start, parts.Size[part], beatsOfPart[part], beat, -1));
            (start, beat) = (start + parts.Size[part], beat + beatsOfPart[part]);
        }

        for (var v = 0; v < graph.Count; v++)
        {
            _areas[at[parts.Of[v]]++] = v;
        }
    }

    /// <summary>Orders the set so that one side comes first; returns that side's areas and beats.</summary>
    /// <returns>Null where no tree allows the balance and a cut outside it is not wanted.</returns>
    private (int Size, int Beats)? Cut(Span<int> areas, int beats, double balance, bool mustCut, SeededRandom random)
    {
        var trees = Math.Clamp(AreasPerCut / areas.Length, FewestTrees, MostTrees);
        for (var tree = 1; ; tree++)
        {
            _tree.Draw(areas, random);
            var total = Weigh();
            Admissible(beats, total, balance);
            if (_edges.Count > 0)
            {
                return Part(areas, _edges[random.Next(_edges.Count)]);
            }

            if (tree == trees)
            {
                return mustCut ? Part(areas, Nearest(beats, total)) : null;
            }
        }
    }

    private long Weigh()
    {
        var order = _tree.Order;
        foreach (var v in order)
        {
            (_load[v], _size[v]) = (graph.Weight[v], 1);
        }

        for (var i = order.Length - 1; i > 0; i--)
        {
            var up = _tree.Parent[order[i]];
            _load[up] += _load[order[i]];
            _size[up] += _size[order[i]];
        }

        return _load[order[0]];
    }

    /// <summary>Fills <see cref="_edges"/>: those that leave a third of the beats on either side, or where there are none, all.</summary>
    private void Admissible(int beats, long total, double balance)
    {
        _edges.Clear();
        var mean = total / (double)beats;
        var room = balance * _mean - Math.Abs(mean - _mean);
        var third = (beats + 2) / 3;
        var thirds = 0;
        foreach (var v in _tree.Order[1..])
        {
            var side = Math.Clamp((int)Math.Round(_load[v] / Math.Max(mean, 1e-9)), 1, beats - 1);
            var rest = beats - side;
            if (_size[v] < side || _tree.Count - _size[v] < rest
                || Math.Abs(_load[v] - side * mean) > Math.Min(side * room * ShareOfRoom(side), rest * room * ShareOfRoom(rest)))
            {
                continue;
            }

            var even = Math.Min(side, rest) >= Math.Min(third, beats / 2);
            if (even && thirds++ == 0)
            {
                _edges.Clear();
            }

            if (even || thirds == 0)
            {
                _edges.Add((v, side));
            }
        }
    }

    /// <summary>What one cut may use up of the room left: all for the last, and the less the more cuts are to follow.</summary>
    private static double ShareOfRoom(int beats) => 1.0 / (1 + System.Numerics.BitOperations.Log2((uint)beats * 2 - 1));

    /// <summary>The edge that misses a whole number of fair shares by least. There is always one that leaves each side enough areas.</summary>
    private (int Area, int Beats) Nearest(int beats, long total)
    {
        var mean = Math.Max(total / (double)beats, 1e-9);
        var (best, off) = ((Area: -1, Beats: 0), double.MaxValue);
        foreach (var v in _tree.Order[1..])
        {
            var rest = _tree.Count - _size[v];
            var side = (int)Math.Clamp(Math.Round(_load[v] / mean), Math.Max(1, beats - rest), Math.Min(beats - 1, _size[v]));
            var miss = Math.Abs(_load[v] - side * mean) / Math.Min(side, beats - side);
            if (miss < off)
            {
                (best, off) = ((v, side), miss);
            }
        }

        return best;
    }

    private (int Size, int Beats) Part(Span<int> areas, (int Area, int Beats) edge)
    {
        var order = _tree.Order;
        _below[order[0]] = false;
        foreach (var v in order[1..])
        {
            _below[v] = v == edge.Area || _below[_tree.Parent[v]];
        }

        var (front, back) = (0, _size[edge.Area]);
        foreach (var v in order)
        {
            areas[_below[v] ? front++ : back++] = v;
        }

        return (front, edge.Beats);
    }
}
