namespace SmartBeats.Districting;

/// <summary>The best beat each area can be in: all connected sets around it, tried one by one where they are few.</summary>
/// <remarks>
/// Whatever the plan, area v lies in some connected set S, and what is left of the map falls into components that must share the other
/// beats. So no plan deviates by less than the least, over all such S, of the larger of S's own deviation and the one the components
/// are forced to (<see cref="Apportionment"/>); the greatest of these over v bounds every plan. This covers cut areas and heavy neighbours:
/// removing S shows what it strands. A set only grows heavier, so sets beyond the best found are not grown on; an area counts only if its
/// sets were all tried within the budget, heaviest areas first, for they have the fewest.
/// </remarks>
internal sealed class BeatsAround
{
    /// <summary>Sets tried for all areas and for one. A component search counts as the areas it looks at.</summary>
    private const int Budget = 150_000;

    private const int BudgetOfArea = 15_000;

    private readonly FlatGraph _graph;
    private readonly int _beats;
    private readonly double _mean;
    private readonly bool[] _inside;
    private readonly bool[] _seen;
    private readonly int[] _reached;
    private readonly List<int> _frontier = [];
    private readonly Stack<int> _open = new();
    private int _round;
    private int _size;
    private int _left;
    private double _known;
    private double _best;
    private int[]? _bestSet;

    private BeatsAround(FlatGraph graph, int beats, double mean, double known)
    {
        (_graph, _beats, _mean, _known) = (graph, beats, mean, known);
        _inside = new bool[graph.Count];
        _seen = new bool[graph.Count];
        _reached = new int[graph.Count];
    }

    /// <param name="known">A bound already proven: areas that allow as little are of no interest.</param>
    public static LowerBound Bound(FlatGraph graph, int beats, double mean, double known)
    {
        var search = new BeatsAround(graph, beats, mean, known);
        var left = Budget;
        foreach (var v in Enumerable.Range(0, graph.Count).OrderByDescending(v => graph.Weight[v]).ThenBy(v => v))
        {
            if (left <= 0)
            {
                break;
            }

            search._left = Math.Min(left, BudgetOfArea);
            left -= search._left;
            search.Try(v);
            left += Math.Max(0, search._left);
        }

        return new LowerBound(search._known, "one area can be in no beat that comes nearer to a fair share, whatever is put with it");
    }

    /// <summary>Areas that can be in no beat within a deviation, heaviest first, each with the best beat it can be in; those that share areas are told once.</summary>
    /// <remarks>Left out are areas whose best beat is worth little for what it strands: there it is the rest of the map that cannot be divided.</remarks>
    public static List<(int Area, int[] Beat)> Stuck(FlatGraph graph, int beats, double mean, double deviation)
    {
        var search = new BeatsAround(graph, beats, mean, deviation);
        var left = Budget;
        var stuck = new List<(int Area, int[] Beat)>();
        var taken = new bool[graph.Count];
        foreach (var v in Enumerable.Range(0, graph.Count).OrderByDescending(v => graph.Weight[v]).ThenBy(v => v))
        {
            if (left <= 0)
            {
                break;
            }

            search._left = Math.Min(left, BudgetOfArea);
            (search._known, search._bestSet) = (deviation, null);
            left -= search._left;
            search.Try(v);
            left += Math.Max(0, search._left);
            if (search._known > deviation && search._bestSet is { } beat && !Array.Exists(beat, area => taken[area]))
            {
                stuck.Add((v, beat));
                Array.ForEach(beat, area => taken[area] = true);
            }
        }

        return stuck;
    }

    private void Try(int v)
    {
        (_best, _size) = (double.MaxValue, 0);
        _frontier.Clear();
        _frontier.Add(v);
        _seen[v] = true;
        Grow(0, 0);
        _seen[v] = false;
        if (_left > 0 && _best > _known && _best < double.MaxValue)
        {
            _known = _best;
        }
    }

    /// <summary>Adds each area of the frontier from a place on, which leaves those before it out for good: every set is met once.</summary>
    private void Grow(int from, long load)
    {
        for (var i = from; i < _frontier.Count && _left > 0 && _best > _known; i++)
        {
            var u = _frontier[i];
            var grown = load + _graph.Weight[u];
            if (grown - _mean >= _best * _mean || --_left <= 0)
            {
                continue;
            }

            var count = _frontier.Count;
            _inside[u] = true;
            _size++;
            for (var e = _graph.First[u]; e < _graph.First[u + 1]; e++)
            {
                var w = _graph.Neighbour[e];
                if (!_seen[w])
                {
                    _seen[w] = true;
                    _frontier.Add(w);
                }
            }

            var deviation = Math.Abs(grown - _mean) / _mean;
            if (deviation < _best)
            {
                var ofRest = OfRest();
                if (Math.Max(deviation, ofRest) < _best)
                {
                    _best = Math.Max(deviation, ofRest);
                    _bestSet = ofRest > deviation ? null : [.. _frontier.Where(w => _inside[w])];
                }
            }

            Grow(i + 1, grown);
            foreach (var w in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_frontier)[count..])
            {
                _seen[w] = false;
            }

            _frontier.RemoveRange(count, _frontier.Count - count);
            _inside[u] = false;
            _size--;
        }
    }

    /// <summary>The deviation forced by the components outside the set; infinite where they cannot hold the other beats at all.</summary>
    private double OfRest()
    {
        _left -= _graph.Count / 8;
        if (_beats == 1)
        {
            return _size == _graph.Count ? 0 : double.MaxValue;
        }

        _round++;
        var (size, load) = (new List<int>(), new List<long>());
        for (var root = 0; root < _graph.Count; root++)
        {
            if (_inside[root] || _reached[root] == _round)
            {
                continue;
            }

            var (areas, sum) = (0, 0L);
            _reached[root] = _round;
            _open.Push(root);
            while (_open.TryPop(out var v))
            {
                areas++;
                sum += _graph.Weight[v];
                for (var e = _graph.First[v]; e < _graph.First[v + 1]; e++)
                {
                    var w = _graph.Neighbour[e];
                    if (!_inside[w] && _reached[w] != _round)
                    {
                        _reached[w] = _round;
                        _open.Push(w);
                    }
                }
            }

            size.Add(areas);
            load.Add(sum);
        }

        return size.Count > _beats - 1 || _graph.Count - _size < _beats - 1
            ? double.MaxValue
            : Apportionment.Share(new Components([], [.. size], [.. load]), _beats - 1, _mean).Deviation;
    }
}
