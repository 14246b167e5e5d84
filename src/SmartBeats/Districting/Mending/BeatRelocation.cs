namespace SmartBeats.Districting;

/// <summary>Moves a light beat as a whole to where there is too much work: its areas join their neighbours, and it takes a part of a heavy beat instead.</summary>
/// <remarks>
/// Workload that goes from a heavy beat to a far light one area by area leaves its home at every border it crosses, and each crossing is paid
/// from the budget. A beat that moves is paid once: what it held and what it takes. An empty beat costs only the latter.
/// </remarks>
/// <param name="deviation">Within which all beats shall come.</param>
/// <param name="awayPrice">Of a unit of workload that is away from home, in the graph's costs.</param>
internal sealed class BeatRelocation(FlatGraph graph, int beats, double deviation, double awayPrice, SeededRandom random)
{
    private const int Nobody = -1;

    /// <summary>Tries without a move that pays, after which there is none.</summary>
    private const int MostTries = 200;

    private readonly WishSet _wishes = graph.Wishes!;
    private readonly double _mean = graph.Weight.Sum() / (double)beats;
    private readonly long[] _loads = new long[beats];
    private readonly int[] _mark = new int[graph.Count];
    private readonly int[] _queue = new int[graph.Count];
    private readonly int[] _before = new int[graph.Count];
    private int[] _plan = [];
    private int[] _touched = [];
    private int _stamp;

    /// <summary>Tries moves and keeps those that pay: less of border, change and load beyond the deviation.</summary>
    /// <returns>The plan after them, and what was spent.</returns>
    public (int[] Plan, long Spent) Run(int[] plan, long effort)
    {
        _plan = (int[])plan.Clone();
        Array.Clear(_loads);
        for (var v = 0; v < plan.Length; v++)
        {
            _loads[plan[v]] += graph.Weight[v];
        }

        var spent = 0L;
        for (var i = 0; i < MostTries && spent < effort; i++)
        {
            spent += Try();
        }

        return (_plan, spent);
    }

    /// <returns>Areas looked at.</returns>
    private long Try()
    {
        int[] order = [.. Enumerable.Range(0, beats).OrderBy(beat => _loads[beat]).ThenBy(beat => beat)];
        var third = Math.Max(1, beats / 3);
        var (light, heavy) = (order[random.Next(third)], order[beats - 1 - random.Next(third)]);
        if (light == heavy || _wishes.LockedBeat[light] || _wishes.LockedBeat[heavy])
        {
            return beats;
        }

        int[] ofHeavy = [.. Enumerable.Range(0, _plan.Length).Where(v => _plan[v] == heavy)];
        int[] ofLight = [.. Enumerable.Range(0, _plan.Length).Where(v => _plan[v] == light)];
        _touched = [.. ofHeavy, .. ofLight];
        Array.ForEach(_touched, v => _before[v] = _plan[v]);
        var least = Math.Max(_mean * (1 - deviation), _loads[heavy] - (_mean * (1 + deviation)));
        var wanted = least + (((_loads[heavy] / 2.0) - least) * random.NextDouble());
        if (!TakePart(ofHeavy, heavy, light, wanted) || !Dissolve(ofLight) || !Pays())
        {
            Array.ForEach(_touched, v => _plan[v] = _before[v]);
        }

        return beats + (_plan.Length / 64) + (2L * _touched.Length);
    }

    /// <summary>Whether the change is worth its price; then the loads are brought up to date.</summary>
    private bool Pays()
    {
        var (away, twice) = (0L, 0L);
        var loads = (long[])_loads.Clone();
        var stamp = ++_stamp;
        Array.ForEach(_touched, v => _mark[v] = stamp);
        foreach (var v in _touched)
        {
            var (was, now) = (_before[v], _plan[v]);
            loads[was] -= graph.Weight[v];
            loads[now] += graph.Weight[v];
            away += Away(v, now) - Away(v, was);
            for (var e = graph.First[v]; e < graph.First[v + 1]; e++)
            {
                // An edge between two areas that were touched comes twice.
                var u = graph.Neighbour[e];
                var (wasOther, times) = _mark[u] == stamp ? (_before[u], 1) : (_plan[u], 2);
                twice += times * graph.Cost[e] * ((_plan[u] == now ? 0L : 1) - (wasOther == was ? 0 : 1));
            }
        }

        var change = (awayPrice * (away + (Tuning.CrossedBorders * (Beyond(loads) - Beyond(_loads))))) + (twice / 2.0);
        if (change >= 0)
        {
            return false;
        }

        loads.CopyTo(_loads, 0);
        return true;
    }

    private long Away(int v, int beat) => beat == _wishes.Home![v] ? 0 : _wishes.Workload[v];

    private double Beyond(long[] loads) => loads.Sum(load => Math.Max(0, Math.Abs(load - _mean) - (deviation * _mean)));

    /// <summary>Gives a connected part of the heavy beat, grown at random, to the light one; false where the rest would fall apart.</summary>
    private bool TakePart(int[] areas, int heavy, int light, double wanted)
    {
        var (taken, count, stamp) = (0L, 0, ++_stamp);
        List<int> edge = [areas[random.Next(areas.Length)]];
        _mark[edge[0]] = stamp;
        while (edge.Count > 0 && taken < wanted)
        {
            // The earlier of two drawn: roundish parts that differ from try to try.
            var at = Math.Min(random.Next(edge.Count), random.Next(edge.Count));
            var v = edge[at];
            edge.RemoveAt(at);
            if (_wishes.Locked[v])
            {
                continue;
            }

            _plan[v] = light;
            taken += graph.Weight[v];
            count++;
            for (var e = graph.First[v]; e < graph.First[v + 1]; e++)
            {
                var u = graph.Neighbour[e];
                if (_plan[u] == heavy && _mark[u] != stamp)
                {
                    _mark[u] = stamp;
                    edge.Add(u);
                }
            }
        }

        return count > 0 && count < areas.Length && IsConnected(Array.Find(areas, v => _plan[v] == heavy), areas.Length - count);
    }

    private bool IsConnected(int start, int size)
    {
        var (beat, stamp, tail) = (_plan[start], ++_stamp, 1);
        _queue[0] = start;
        _mark[start] = stamp;
        for (var head = 0; head < tail; head++)
        {
            var v = _queue[head];
            for (var e = graph.First[v]; e < graph.First[v + 1]; e++)
            {
                var u = graph.Neighbour[e];
                if (_plan[u] == beat && _mark[u] != stamp)
                {
                    _mark[u] = stamp;
                    _queue[tail++] = u;
                }
            }
        }

        return tail == size;
    }

    /// <summary>What the light beat held joins, ring by ring, the neighbouring beat with the longest common border; false where that is not allowed or there is none.</summary>
    private bool Dissolve(int[] loose)
    {
        foreach (var v in loose)
        {
            if (_wishes.Locked[v])
            {
                return false;
            }

            _plan[v] = Nobody;
        }

        for (var joined = new List<(int Area, int Beat)>(); loose.Length > 0; joined.Clear())
        {
            foreach (var v in loose)
            {
                if (FindNearest(v) is >= 0 and var beat)
                {
                    joined.Add((v, beat));
                }
            }

            if (joined.Count == 0)
            {
                return false;
            }

            joined.ForEach(one => _plan[one.Area] = one.Beat);
            loose = [.. loose.Where(v => _plan[v] == Nobody)];
        }

        return true;
    }

    private int FindNearest(int v)
    {
        var (best, most) = (Nobody, 0L);
        for (var e = graph.First[v]; e < graph.First[v + 1]; e++)
        {
            var beat = _plan[graph.Neighbour[e]];
            if (beat < 0 || _wishes.LockedBeat[beat])
            {
                continue;
            }

            var common = 0L;
            for (var f = graph.First[v]; f < graph.First[v + 1]; f++)
            {
                common += _plan[graph.Neighbour[f]] == beat ? graph.Cost[f] : 0;
            }

            (best, most) = common > most ? (beat, common) : (best, most);
        }

        return best;
    }
}
