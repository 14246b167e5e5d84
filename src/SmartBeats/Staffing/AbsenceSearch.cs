using SmartBeats.Districting;

namespace SmartBeats.Staffing;

/// <summary>Divides an absent beat among its neighbours, every beat connected at every step.</summary>
/// <remarks>
/// The neighbourhood alone is looked at: the neighbours' areas and the absent beat's. Threshold accepting (Dueck and Scheuer 1990) over single
/// areas that change beat, on Σ load² with a little for borders, and in a re-split for calls that change hands without need: such a call must
/// narrow a difference in load of at least <see cref="WorthALoadShare"/> of the mean. Of all plans met the one with the smallest busiest load counts.
/// A beat of few areas is divided by <see cref="ExactAbsorption"/> instead.
/// </remarks>
internal sealed class AbsenceSearch
{
    private const double WorthALoadShare = 0.05;
    private const int Starts = 4;
    private const int MovesAStart = 25_000;

    private readonly int[] _areas;
    private readonly int[] _neighbours;
    private readonly int[] _beatOfArea;
    private readonly int _absent;
    private readonly FlatGraph _graph;
    private readonly Contiguity _contiguity;
    private readonly int[] _original;
    private readonly SeededRandom _random;
    private readonly double _meanLoad;
    private readonly double _borderWeight;
    private readonly double _threshold;

    public AbsenceSearch(AreaGraph graph, IReadOnlyList<int> beatOfArea, int[] neighbours, int absent, ulong seed)
    {
        _beatOfArea = [.. beatOfArea];
        _neighbours = neighbours;
        _absent = absent;
        _areas = [.. Enumerable.Range(0, beatOfArea.Count).Where(area => beatOfArea[area] == absent || neighbours.Contains(beatOfArea[area]))];
        var local = new Dictionary<int, int>(_areas.Length);
        foreach (var area in _areas)
        {
            local[area] = local.Count;
        }

        _graph = FlatGraph.Pack(
            [.. _areas.Select(area => graph.Weights[area])],
            [.. graph.Edges.Where(edge => edge.A != edge.B && local.ContainsKey(edge.A) && local.ContainsKey(edge.B))
                .Select(edge => (Math.Min(local[edge.A], local[edge.B]), Math.Max(local[edge.A], local[edge.B]), edge.Cost))]);
        _contiguity = new Contiguity(_graph, new LocalLinks(_graph)) { Budget = _graph.Count };
        _original = [.. _areas.Select(area => Array.IndexOf(neighbours, beatOfArea[area]))];
        _random = SeededRandom.Derive(seed, (ulong)absent);
        _meanLoad = (double)_graph.Weight.Sum() / neighbours.Length;
        var meanWeight = (double)_graph.Weight.Sum() / _graph.Count;
        _borderWeight = 0.02 * meanWeight * _meanLoad / _graph.MeanCost();
        _threshold = 0.2 * meanWeight * _meanLoad;
    }

    /// <summary>Whether <see cref="Absorb"/> tries every division.</summary>
    public bool IsExact => _original.Count(area => area < 0) <= ExactAbsorption.MostAreas;

    /// <summary>Gives the absent beat's areas away; no other area moves.</summary>
    public AbsenceMap Absorb()
    {
        if (IsExact)
        {
            return Map(new ExactAbsorption(_graph, _original, _neighbours.Length).FindBest() ?? throw TouchesNoOther());
        }

        int[] movable = [.. Enumerable.Range(0, _original.Length).Where(area => _original[area] < 0)];
        int[]? best = null;
        for (var start = 0; start < Starts; start++)
        {
            var found = Improve(Grow(), movable);
            best = best is null || Key(found).CompareTo(Key(best)) < 0 ? found : best;
        }

        return Map(best!);
    }

    /// <summary>Goes on from there with every area of the neighbourhood, then gives back what the busiest beat can spare.</summary>
    public AbsenceMap Resplit(AbsenceMap absorbed)
    {
        int[] start = [.. _areas.Select(area => Array.IndexOf(_neighbours, absorbed.BeatOfArea[area]))];
        var found = Improve(start, [.. Enumerable.Range(0, _original.Length)]);
        return Map(GiveBack(found));
    }

    /// <summary>Neighbours take turns, the least loaded first, each taking an untaken area that touches it.</summary>
    private int[] Grow()
    {
        var beatOf = (int[])_original.Clone();
        var load = new long[_neighbours.Length];
        for (var area = 0; area < beatOf.Length; area++)
        {
            if (beatOf[area] >= 0)
            {
                load[beatOf[area]] += _graph.Weight[area];
            }
        }

        var isStuck = new bool[load.Length];
        for (var left = beatOf.Count(beat => beat < 0); left > 0;)
        {
            var beat = Enumerable.Range(0, load.Length).Where(beat => !isStuck[beat]).DefaultIfEmpty(-1).MinBy(beat => beat < 0 ? 0 : load[beat]);
            if (beat < 0)
            {
                throw TouchesNoOther();
            }

            int[] frontier = [.. Enumerable.Range(0, beatOf.Length).Where(area => beatOf[area] < 0 && Touches(area, beat, beatOf))];
            if (frontier.Length == 0)
            {
                isStuck[beat] = true;
                continue;
            }

            // What others take may open a way again.
            var taken = frontier[_random.Next(frontier.Length)];
            beatOf[taken] = beat;
            load[beat] += _graph.Weight[taken];
            Array.Clear(isStuck);
            left--;
        }

        return beatOf;
    }

    private int[] Improve(int[] start, int[] movable)
    {
        var state = new PlanState(_graph, _neighbours.Length, start);
        var best = (int[])state.BeatOf.Clone();
        var bestKey = Key(best);
        for (var move = 0; move < MovesAStart; move++)
        {
            var area = movable[_random.Next(movable.Length)];
            var from = state.BeatOf[area];
            var degree = _graph.Degree(area);
            if (degree == 0)
            {
                continue;
            }

            var to = state.BeatOf[_graph.Neighbour[_graph.First[area] + _random.Next(degree)]];
            if (to == from || !_contiguity.CanLeave(area, state.BeatOf))
            {
                continue;
            }

            var cut = state.CutChange(area, to);
            var weight = (double)_graph.Weight[area];
            var change = 2 * weight * (state.Load[to] - state.Load[from] + weight) + _borderWeight * cut + 2 * WorthALoadShare * _meanLoad * Unneeded(area, from, to);
            if (change > _threshold * (MovesAStart - move) / MovesAStart * _random.NextDouble())
            {
                continue;
            }

            state.Move(area, to, cut);
            if (Key(state).CompareTo(bestKey) < 0)
            {
                (best, bestKey) = ((int[])state.BeatOf.Clone(), Key(state));
            }
        }

        return best;
    }

    /// <summary>Calls that change hands more (or less) by a move, the absent beat's apart: those must.</summary>
    private double Unneeded(int area, int from, int to) =>
        _original[area] < 0 ? 0 : _graph.Weight[area] * ((to == _original[area] ? 0 : 1) - (from == _original[area] ? 0 : 1));

    /// <summary>Returns areas to their own beat while no beat grows busier than the busiest and none falls apart.</summary>
    private int[] GiveBack(int[] beatOf)
    {
        var state = new PlanState(_graph, _neighbours.Length, beatOf);
        var most = state.Load.Max();
        for (var any = true; any;)
        {
            any = false;
            for (var area = 0; area < _original.Length; area++)
            {
                var (from, own) = (state.BeatOf[area], _original[area]);
                if (own >= 0 && from != own && Touches(area, own, state.BeatOf) && state.Load[own] + _graph.Weight[area] <= most && _contiguity.CanLeave(area, state.BeatOf))
                {
                    state.Move(area, own, state.CutChange(area, own));
                    any = true;
                }
            }
        }

        return state.BeatOf;
    }

    private InputException TouchesNoOther() =>
        new("areas", $"a part of beat {_absent} touches no other beat on this map", "Give the barriers, links and bridges the plan was made with.");

    private bool Touches(int area, int beat, int[] beatOf)
    {
        for (var e = _graph.First[area]; e < _graph.First[area + 1]; e++)
        {
            if (beatOf[_graph.Neighbour[e]] == beat)
            {
                return true;
            }
        }

        return false;
    }

    private (long Most, long Changed, long Cut) Key(int[] beatOf) => Key(new PlanState(_graph, _neighbours.Length, beatOf));

    private (long Most, long Changed, long Cut) Key(PlanState state) => (state.Load.Max(), Changed(state.BeatOf), state.Cut);

    private long Changed(int[] beatOf)
    {
        var changed = 0L;
        for (var area = 0; area < beatOf.Length; area++)
        {
            changed += beatOf[area] == _original[area] ? 0 : _graph.Weight[area];
        }

        return changed;
    }

    private AbsenceMap Map(int[] beatOf)
    {
        var full = (int[])_beatOfArea.Clone();
        var handOvers = new List<AreaHandOver>();
        for (var at = 0; at < _areas.Length; at++)
        {
            var to = _neighbours[beatOf[at]];
            full[_areas[at]] = to;
            if (_beatOfArea[_areas[at]] != to)
            {
                handOvers.Add(new AreaHandOver(_areas[at], _beatOfArea[_areas[at]], to));
            }
        }

        var load = new long[_neighbours.Length];
        for (var at = 0; at < beatOf.Length; at++)
        {
            load[beatOf[at]] += _graph.Weight[at];
        }

        return new AbsenceMap(full, handOvers, Changed(beatOf), load.Max());
    }
}
