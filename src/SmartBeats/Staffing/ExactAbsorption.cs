using SmartBeats.Districting;

namespace SmartBeats.Staffing;

/// <summary>Divides an absent beat of few areas among its neighbours as well as can be: no division leaves the busiest neighbour less busy.</summary>
/// <remarks>
/// Every set of the absent beat's areas is a bit mask, and a neighbour may take a set whose every piece touches the neighbour's own areas. Dynamic
/// programming over the neighbours then splits the masks (Held and Karp 1962 for the idea of a table over subsets): once for the smallest possible
/// busiest load, and once more, with sets that exceed it left out, for the shortest borders. Cost: neighbours times 3^areas, half a million for a neighbour at 12 areas.
/// </remarks>
internal sealed class ExactAbsorption
{
    /// <summary>The largest beat that is divided exactly; each area more takes three times as long.</summary>
    public const int MostAreas = 12;

    private const long Impossible = long.MaxValue;

    private readonly FlatGraph _graph;
    private readonly int[] _original;
    private readonly int[] _movable;
    private readonly int _sets;

    /// <summary>Per neighbour and set, its load with the set, or <see cref="Impossible"/> where the set falls apart.</summary>
    private readonly long[][] _load;

    /// <summary>Per neighbour and set, the length of edges that cease to be borders.</summary>
    private readonly long[][] _joined;

    /// <param name="graph">The neighbourhood: the absent beat's areas and its neighbours'.</param>
    /// <param name="original">Per area of it, the index of its neighbour; negative for the absent beat's areas, at most <see cref="MostAreas"/>.</param>
    /// <param name="neighbours">At least 1.</param>
    public ExactAbsorption(FlatGraph graph, int[] original, int neighbours)
    {
        _graph = graph;
        _original = original;
        _movable = [.. Enumerable.Range(0, original.Length).Where(area => original[area] < 0)];
        if (_movable.Length > MostAreas)
        {
            throw new ArgumentException($"{_movable.Length} areas are too many to try every division.", nameof(original));
        }

        _sets = 1 << _movable.Length;
        (_load, _joined) = (new long[neighbours][], new long[neighbours][]);
        for (var neighbour = 0; neighbour < neighbours; neighbour++)
        {
            (_load[neighbour], _joined[neighbour]) = WeighSets(neighbour);
        }
    }

    /// <summary>The best division: the least load of the busiest neighbour, and of those divisions the shortest borders.</summary>
    /// <returns>Per area of the neighbourhood, the index of the neighbour that looks after it; null where some piece touches no neighbour.</returns>
    public int[]? FindBest()
    {
        var (busiest, _) = Split(_load, Math.Max);
        if (busiest == Impossible)
        {
            return null;
        }

        // Sets that make a neighbour busier than need be are out; of the rest the most border is joined.
        var (_, taken) = Split([.. _load.Select((loads, neighbour) => PriceWithin(loads, _joined[neighbour], busiest))], (a, b) => a + b);
        var divided = (int[])_original.Clone();
        var left = _sets - 1;
        for (var neighbour = taken.Length - 1; neighbour >= 0; neighbour--)
        {
            var set = taken[neighbour][left];
            for (var at = 0; at < _movable.Length; at++)
            {
                if ((set >> at & 1) != 0)
                {
                    divided[_movable[at]] = neighbour;
                }
            }

            left &= ~set;
        }

        return divided;
    }

    private static long[] PriceWithin(long[] loads, long[] joined, long busiest)
    {
        var prices = new long[loads.Length];
        for (var set = 0; set < prices.Length; set++)
        {
            prices[set] = loads[set] <= busiest ? -joined[set] : Impossible;
        }

        return prices;
    }

    /// <summary>The smallest total at which neighbours share out every area, and the set each takes of what is shared by it and those before it.</summary>
    private (long Best, int[][] Taken) Split(long[][] prices, Func<long, long, long> add)
    {
        var taken = new int[prices.Length][];

        // No neighbour yet: nothing can be shared but nothing.
        var before = new long[_sets];
        Array.Fill(before, Impossible);
        before[0] = 0;
        for (var neighbour = 0; neighbour < taken.Length; neighbour++)
        {
            var best = new long[_sets];
            taken[neighbour] = new int[_sets];
            for (var shared = 0; shared < _sets; shared++)
            {
                best[shared] = Impossible;

                // Every subset, the whole first; the one before 0 is -1 & shared, the whole again, so the loop ends at 0.
                for (var set = shared; ; set = (set - 1) & shared)
                {
                    var (rest, own) = (before[shared & ~set], prices[neighbour][set]);
                    if (rest != Impossible && own != Impossible && add(rest, own) < best[shared])
                    {
                        (best[shared], taken[neighbour][shared]) = (add(rest, own), set);
                    }

                    if (set == 0)
                    {
                        break;
                    }
                }
            }

            before = best;
        }

        return (before[_sets - 1], taken);
    }

    /// <summary>Load and joined border of one neighbour with every set it can take.</summary>
    private (long[] Load, long[] Joined) WeighSets(int neighbour)
    {
        var (touching, own) = FindTouching(neighbour);
        var (load, joined) = (new long[_sets], new long[_sets]);
        Array.Fill(load, Impossible);
        load[0] = Enumerable.Range(0, _original.Length).Where(area => _original[area] == neighbour).Sum(area => _graph.Weight[area]);

        // A set holds together when it is one that does and an area more that touches it or the neighbour's own: each is reached in ascending order.
        for (var set = 0; set < _sets; set++)
        {
            if (load[set] == Impossible)
            {
                continue;
            }

            for (var at = 0; at < _movable.Length; at++)
            {
                var grown = set | 1 << at;
                if (grown == set || load[grown] != Impossible || (own[at] < 0 && (touching[at] & set) == 0))
                {
                    continue;
                }

                load[grown] = load[set] + _graph.Weight[_movable[at]];
                joined[grown] = joined[set] + Math.Max(0, own[at]) + SumCosts(at, set);
            }
        }

        return (load, joined);
    }

    /// <summary>Per movable area: the set of movable areas that touch it, and its border with the neighbour's own areas, -1 where there is none.</summary>
    private (int[] Touching, long[] Own) FindTouching(int neighbour)
    {
        var (touching, own) = (new int[_movable.Length], new long[_movable.Length]);
        for (var at = 0; at < _movable.Length; at++)
        {
            own[at] = -1;
            for (var e = _graph.First[_movable[at]]; e < _graph.First[_movable[at] + 1]; e++)
            {
                var other = _graph.Neighbour[e];
                if (_original[other] < 0)
                {
                    touching[at] |= 1 << Array.BinarySearch(_movable, other);
                }
                else if (_original[other] == neighbour)
                {
                    own[at] = Math.Max(0, own[at]) + _graph.Cost[e];
                }
            }
        }

        return (touching, own);
    }

    private long SumCosts(int at, int set)
    {
        var sum = 0L;
        for (var e = _graph.First[_movable[at]]; e < _graph.First[_movable[at] + 1]; e++)
        {
            var other = _graph.Neighbour[e];
            if (_original[other] < 0 && (set >> Array.BinarySearch(_movable, other) & 1) != 0)
            {
                sum += _graph.Cost[e];
            }
        }

        return sum;
    }
}
